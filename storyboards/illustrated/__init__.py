"""The illustrated book: its text together with its pictures, as one plain tree that every edition walks.

`tree` says what there is, `building` reads it from the database, `blocks` is the pure part of that;
`epub` walks the tree and writes a file, `web.reading` walks it and shows a page.
"""
