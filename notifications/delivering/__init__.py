"""Delivering: claims, what each channel sends, and what becomes of it."""
