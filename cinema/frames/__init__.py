"""The frames of films: painters of pictures under a moving camera, of layers, titles and clips, and what lies on them.

Every painter is a frozen value of plain data: it can be pickled, paints the same bytes wherever it is unpickled, and
its `fingerprint` says all that its frames depend on.
"""
