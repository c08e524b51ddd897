"""The illustrated book: its text together with its pictures."""
