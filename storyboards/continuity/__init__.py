"""What of a book does not fit together, its pictures included.

`pictures` finds what is wrong with pictures; `services` checks them together with the bible, and mends both;
`requesting` has a worker do so after edits.
"""
