"""Backups: the database, the files and the keys of a moment, sealed by a passphrase, on a disk or on S3."""
