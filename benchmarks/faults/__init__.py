"""The fault matrix: every fault that can befall a site, in every step of making a book, and what is left of it.

`python -m benchmarks.faults` runs it (docs/faults.md), `python -m benchmarks.faults.at_random` strikes at random.
"""
