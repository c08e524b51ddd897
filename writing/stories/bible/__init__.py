"""The bible of a story: what its texts tell, as the owner and moderators of the story have edited it, line by line."""
