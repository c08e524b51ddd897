"""The world in which scenes stand, and how a camera sees it: a grown person is 100 high."""
