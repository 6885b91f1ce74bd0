"""One run of a page for one viewer: whose visit, which address, which snapshot, which files around it."""
