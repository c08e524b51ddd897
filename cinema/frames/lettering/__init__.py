"""Lettering of films: titles, credits and captions."""
