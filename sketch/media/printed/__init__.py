"""Media of blocks, plates and screens."""
