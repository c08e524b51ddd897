"""The ISO base media file format, as far as films need it: boxes, tracks and fragments."""
