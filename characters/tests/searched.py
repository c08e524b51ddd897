"""Books to search in: made of a few scenes, and embedded as a worker would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import Chapter, Scene, VividPage
from books.services import set_position
from books.tests.vividpages import make_vividpage
from books.text.languages import search_configuration
from characters.embeddings.services import refresh

if TYPE_CHECKING:
    from accounts.models import User

GALE = "The gale blew all night. The waves broke over the bulwarks and the thunder rolled."
SUPPER = "The guests sat down to supper. There was roast meat, and the wine went round the table."
ROOM = "Nothing in the room had changed. The clock ticked on the wall, and the old chair stood where it always had."


def make_book(owner: User, *texts: str, title: str = "A Book", language: str = "en") -> VividPage:
    """Make a book of one chapter, whose scenes have those texts."""
    vividpage = make_vividpage(
        owner=owner, title=title, language=language, scene_count=len(texts), status=VividPage.Status.COMPLETED
    )
    chapter = Chapter.objects.create(vividpage=vividpage, number=2, title="The Night")
    for number, text in enumerate(texts, 1):
        Scene.objects.create(
            vividpage=vividpage,
            chapter=chapter,
            number=number,
            text=text,
            word_count=len(text.split()),
            search_configuration=search_configuration(language),
        )
    refresh(vividpage=vividpage)
    return vividpage


def read_up_to(vividpage: VividPage, number: int) -> None:
    """Let the reader have come to that scene."""
    set_position(reader=vividpage.owner, scene=vividpage.scenes.get(number=number))
