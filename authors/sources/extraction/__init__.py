"""Text out of files of any kind that is taken. `sandbox` does it in a process of its own, with limits."""
