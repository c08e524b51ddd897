"""The processes that work on the queue, and who sees to it that they do.

Each looks into the queue by itself: no lock is shared between two of them, so none can die with a lock that the others
wait for. A supervisor starts another for each that dies, and kills what has been silent too long.
"""
