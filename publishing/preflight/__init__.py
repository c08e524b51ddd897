"""Reads a finished PDF and finds what a printer would refuse or print badly."""
