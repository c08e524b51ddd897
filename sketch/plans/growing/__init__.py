"""Trees, shrubs and stones: their shapes, and where they stand."""
