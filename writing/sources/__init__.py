"""Sources of biographies in the database: adding, fetching, judging, deciding. `authors.sources` does what is pure.

`services` adds sources and keeps what the writer decides, `fetching` gets pages through the guarded network, `steps`
are the stage that fetches, reads and judges, `queries` reads.
"""
