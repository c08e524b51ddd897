"""Links of stories that a browser came by, as its session keeps them."""

STORY_LINKS = "story_links"
"""Of a session: the link of a story by its id."""
