"""Authors: who plan and write books from a brief, and what measures their work. A library without Django.

`contract` is what all of them share. `tales` is the built-in author of children's books, `dossiers` the built-in
biographer, `language` the author that asks a language model; `checks` measures what any of them has written.
"""
