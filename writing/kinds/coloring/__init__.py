"""Colouring books."""
