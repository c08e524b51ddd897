"""Printers: their rules as dated data files, and the arithmetic of trims, gutters, spines and covers.

A library without Django. All lengths are inches in exact decimals; a box turns itself into PDF points. To add a
printer, add `<name>.toml` to this folder.
"""
