"""Files that come in parts, so that whoever is cut off goes on where they were."""
