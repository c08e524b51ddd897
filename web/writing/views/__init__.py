"""What a writer does on which page."""
