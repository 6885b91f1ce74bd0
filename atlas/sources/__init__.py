"""Published figures fetched from where they are published: SCB's statistics database and Kolada.

What an indicator is fetched by stands beside it in ``indicators.toml`` (``[id.source]``), the hosts in
``region.toml`` (``[sources]``). What comes is written as a file and goes through the import as any file does:
nothing here knows the delivery or changes it. Only the command line and the import page call this, and only
where ``ATLAS_FETCH=on``.
"""
