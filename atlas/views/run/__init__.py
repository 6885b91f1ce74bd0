"""One run of a page for one viewer: the visit, the address, the snapshot, and the scripts that go with it."""
