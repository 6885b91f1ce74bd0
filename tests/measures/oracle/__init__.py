"""A second computation of every measure, from the written definitions alone.

It reads the delivered CSV files with plain pandas and knows nothing of ``atlas``: what a measure is
stands in ``atlas/measures/programme.toml``, ``data/README.md`` and the texts of the page about the
atlas. Where the two disagree, one of them is wrong, or the definition is.
"""
