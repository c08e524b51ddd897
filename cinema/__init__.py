"""Films as frames, sound and streams of bytes: a library without Django (docs/films.md)."""
