"""An uploaded EPUB as it is, with our pictures set beside the passages that they show.

A library that knows no Django: what strangers have written is read in a process of its own (`sandboxed`). Pages are
edited in their source, a few bytes here and there, and never written anew: no character of the text can change.
"""
