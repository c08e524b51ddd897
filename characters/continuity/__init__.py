"""What of a book does not fit together: found by checks, kept as findings, mended with one click.

`facts` is the book as plain data and `found` what a check says of it; `checks` holds the checks, each a pure function
from the one to the other; `queries` loads and lists, `services` keeps and dismisses, `mending` does what a finding
offers. `storyboards.continuity` puts together what is found in the bible and in the pictures.
"""
