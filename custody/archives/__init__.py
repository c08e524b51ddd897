"""Everything of a reader as one file that can be read back: rows as JSON, files as they are (`docs/archives.md`)."""
