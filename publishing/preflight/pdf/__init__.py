"""Reading a PDF into plain facts, with pikepdf."""
