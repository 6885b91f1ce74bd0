"""The library behind the atlas: from delivered files to honest values, and from values to what is shown.

No module in this package knows the name or the code of a region: those are declared beside the data.
"""

__version__ = "0.2.0"
