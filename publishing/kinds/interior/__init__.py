"""The interior of a printed book: what a printer's machine takes, page by page."""
