"""Covers: one piece of back, spine and front for a printer, and the front alone for e-books."""
