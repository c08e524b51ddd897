"""What nobody vouches for is read in a process of its own, with a limit of memory and of time.

A library without Django that imports nothing of ours. `process` starts such a process and takes its answer, `child` is
what the process does to itself before it reads, and `pictures` redraws the pictures of strangers in one.
"""
