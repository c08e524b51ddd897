"""Canva Connect: a reader's own templates, filled with a book and taken back as a PDF. Off until it is configured."""
