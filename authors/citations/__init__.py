"""Citations: whether a sentence rests on its passages, how much may be quoted, and how sources are written down."""
