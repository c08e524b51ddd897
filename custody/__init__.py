"""What is kept of readers and for how long: retention, leaving, archives of everything, the record of backups."""
