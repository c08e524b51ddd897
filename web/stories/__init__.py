"""Pages of stories that readers continue."""
