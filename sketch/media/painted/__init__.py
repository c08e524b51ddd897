"""Media of brush and paint."""
