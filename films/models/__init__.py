"""Films of books, their shots, passages and clips, the files made of them, and where somebody has stopped one."""

from films.models.clips import Clip
from films.models.film import Film, StreamFile
from films.models.places import FilmPlace
from films.models.shots import Passage, Shot, ShotFile
from films.models.wishes import FilmWish

__all__ = ["Clip", "Film", "FilmPlace", "FilmWish", "Passage", "Shot", "ShotFile", "StreamFile"]
