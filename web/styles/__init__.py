"""A reader’s own styles: made from ours, tried out, shared."""
