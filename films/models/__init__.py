"""Films of books, their shots and passages, and the files that are made of them."""

from films.models.film import Film, StreamFile
from films.models.shots import Passage, Shot, ShotFile

__all__ = ["Film", "Passage", "Shot", "ShotFile", "StreamFile"]
