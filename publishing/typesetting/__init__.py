"""Setting pages with Typst, and putting pictures on them. A library: it knows no Django and no book."""
