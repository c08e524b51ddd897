"""What nobody vouches for is read in a process of its own, with a limit of memory and of time.

A library without Django that imports nothing of ours. `process` has a program run in such a process and takes its
answer; `fork_server` is what forks them, `servers` are those of this process; `child` is what a process does to itself
before it reads, and `pictures` redraws the pictures of strangers in one.
"""
