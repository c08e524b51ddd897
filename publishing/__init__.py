"""Editions of illustrated books, to take away and to print."""
