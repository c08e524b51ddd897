"""Heads of beasts, birds and other beings, upon a body of their own or upon a person's."""
