"""The styles that books are drawn in: ours and those that readers have made of them."""
