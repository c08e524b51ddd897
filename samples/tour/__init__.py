"""The pictures of the documentation, all of them made anew by one command: `python -m samples.tour`."""
