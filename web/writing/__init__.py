"""Books that are written here: what is asked for, the plan, its parts as they arrive, sources and facts."""
