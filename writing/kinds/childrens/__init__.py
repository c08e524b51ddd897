"""Illustrated stories for children."""
