"""Values as files that can be taken along."""
