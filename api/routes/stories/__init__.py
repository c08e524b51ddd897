"""Stories that readers continue, and the ideas that open them."""
