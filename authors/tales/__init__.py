"""The built-in author of children's books: it needs no key, writes the same book for the same brief, and knows its
limits.

`brief` is what a writer asks for. `world` holds who and what there is, `themes` what a theme may be about, `plots` how
the stories go: all of them are data. `understanding` reads a brief and says what it has understood, or declines it;
`telling` fills a plot; `fit` lays it out in spreads; `author` is the face that the engine knows.
"""
