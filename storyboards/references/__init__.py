"""Reference sheets: pictures of people and places that scenes refer to."""
