"""The picture book: pages with full-bleed pictures and text in its box, to read and to print."""
