"""The page on which a cover is designed, with a preview that changes with every choice."""
