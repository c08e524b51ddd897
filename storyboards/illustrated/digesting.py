"""What an illustrated book consists of, as digests: so that what is made of it is known to be out of date.

The database digests the columns, so that no text is sent.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db.models import F, Value
from django.db.models.fields import TextField
from django.db.models.functions import MD5, Cast, Coalesce, Concat

from books.models import BookNote, BookPicture, Chapter, Scene
from characters.models import Analysis, Character
from storyboards.models import Picture, PicturePreferences

if TYPE_CHECKING:
    from books.models import VividPage

PASSAGE = ("marks", "kinds", "anchors", "breaks")
"""What is said of a text beside it."""
END = "\x1f"


def words(*columns: str) -> MD5:
    """Digest columns in the database; of those that follow one another each is told from the next."""
    parts = [part for column in columns for part in (_as_text(column), Value(END, TextField()))]
    return MD5(Concat(*parts, output_field=TextField()))


def digest_of(rows: list[Any]) -> str:
    """Digest rows: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()


def text_rows(vividpage: VividPage) -> list[Any]:
    """List what a book's text is, with its title page and notes, in digests. Three queries."""
    title_page = [
        vividpage.title,
        vividpage.authors,
        vividpage.language,
        vividpage.description,
        vividpage.series,
        vividpage.series_index,
        vividpage.subjects,
    ]
    chapters = Chapter.objects.filter(vividpage=vividpage).order_by("number")
    scenes = Scene.objects.filter(vividpage=vividpage).order_by("number")
    notes = BookNote.objects.filter(chapter__vividpage=vividpage).order_by("chapter__number", "number")
    return [
        title_page,
        list(chapters.values_list("number", "kind", "title", "part", words("matter", *PASSAGE))),
        list(scenes.values_list("number", "chapter__number", words("text", *PASSAGE))),
        list(notes.values_list("chapter__number", "number", "label", words("text", "marks", "kinds"))),
    ]


def picture_rows(vividpage: VividPage) -> list[Any]:
    """List which pictures a book shows, in which words, and what of them its reader wants to see. Five queries."""
    own = BookPicture.objects.filter(chapter__vividpage=vividpage).order_by("chapter__number", "number")
    version = "active_version__"
    drawn = Picture.objects.filter(vividpage=vividpage).exclude(active_version=None).order_by("pk")
    told = Analysis.objects.filter(scene__vividpage=vividpage).exclude(scene__picture__active_version=None)
    people = Character.objects.filter(vividpage=vividpage).order_by("pk")
    return [
        str(vividpage.cover.name or ""),
        list(own.values_list("chapter__number", "number", "image", "after", words("alt", "caption"))),
        list(drawn.values_list("pk", f"{version}pk", f"{version}moderation", f"{version}rating")),
        list(told.order_by("scene__number").values_list("scene__number", words("summary", "moment"), "moment_start")),
        list(people.values_list("pk", "name", "role")),
        list(PicturePreferences.objects.filter(reader=vividpage.owner_id).values_list("adult", "violent")),
    ]


def _as_text(column: str) -> Coalesce:
    return Coalesce(Cast(F(column), TextField()), Value("\x1e", TextField()))
