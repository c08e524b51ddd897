"""VividPages turns a book into pictures."""

__version__ = "0.4.0.dev0"
"""The one place that knows it: the wheel, the status page, traces and what we tell other sites read it here."""
