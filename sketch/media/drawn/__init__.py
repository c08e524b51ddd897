"""Media of pencil, charcoal and pen."""
