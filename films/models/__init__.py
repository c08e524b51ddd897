"""Films of books, their shots and passages, the files that are made of them, and where somebody has stopped one."""

from films.models.film import Film, StreamFile
from films.models.places import FilmPlace
from films.models.shots import Passage, Shot, ShotFile

__all__ = ["Film", "FilmPlace", "Passage", "Shot", "ShotFile", "StreamFile"]
