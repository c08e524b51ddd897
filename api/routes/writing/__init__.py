"""Books that are written here: briefs, plans, parts, heroes and sources."""
