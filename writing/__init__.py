"""Books that are written here: briefs, plans, drafts and their checks, and the manuscript that becomes of them."""
