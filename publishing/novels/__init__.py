"""A book of running text on pages: what kinds of editions share that set one, to read or to print."""
