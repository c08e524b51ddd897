"""Books of our own to try VividPages with, built from text on the spot."""
