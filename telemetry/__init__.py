"""What the site says of itself while it runs: logs, metrics, traces and errors.

A library without Django that every room may use. Nothing that leaves through it holds a word of a book or a key: each
part says what may leave, and everything else stays. Nor does it ever stand in the way: where a folder cannot be written
or a collector does not answer, work goes on without being measured.
"""
