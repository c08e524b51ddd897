"""Themes that are told as what happens in them, in its order: who does what, and what scenes that makes."""
