"""Variants: the same book drawn once more beside itself, in another look. Its text and bible are copied, never read
again; from then on each variant is a book of its own.
"""
