"""The bible of a story as its readers see it, as its owner and moderators edit it, and what others suggest."""
