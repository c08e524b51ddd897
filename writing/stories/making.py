"""The pipeline of continuations by its names. Knows nothing else, so that services and steps both know it."""

CONTINUATION = "continuation"
"""The pipeline that makes a segment of a reader's line; its subject is the segment."""
TELLING = "telling"
JOINING = "joining"
TELL, JOIN = "segment", "join"
"""Kinds of units, one in each stage; calls stand under them in the ledger."""
