"""Pages of picture books: layouts, laying out a whole book, measuring text, editing."""
