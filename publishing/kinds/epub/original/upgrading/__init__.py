"""From EPUB 2, and what came before it, to EPUB 3.3: only what the newer form forbids is written otherwise."""
