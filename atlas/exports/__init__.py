"""Values as files to download."""
