"""What of a book does not fit together: found by checks, kept as findings, mended with one click.

`facts` is the book as plain data and `found` what a check says of it; `checks` holds the checks, each a pure function
from the one to the other; `queries` loads and lists, `services` keeps and dismisses, `mending` does what a finding
offers. Floors above add checks and mends of their own through `sources`.
"""
