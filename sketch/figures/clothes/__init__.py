"""What people wear: words, wardrobes, cuts, and how each is drawn."""
