"""Measures: from a snapshot's cubes and indicators to values, one noun a file."""
