"""The bible in the database is the bible that was found: analysts get back all that they gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.bible import Bible, Change, Look, Person, Place, World
from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.bible.queries import load_bible
from characters.services import save_bible

if TYPE_CHECKING:
    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    for number in range(1, 4):
        Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Text.", word_count=1)
    return vividpage


def test_a_bible_is_read_back_as_it_was_found_before_any_scene_is_analysed(vividpage: VividPage) -> None:
    found = Bible(
        people=(
            Person("Elara", ("the weaver",), "female", "young", "major", 9, (1, 3), (Look("hair", "red", 1, "s"),)),
        ),
        places=(Place("Harbour", "sea", False, "A harbour.", ("boats",), (2, 3)),),
        changes=(Change("Elara", 2, "hair", "She cut it.", "short hair", until=3),),
        world=World("1880s", "England", "frock coats", "gaslight", "brick terraces"),
    )

    save_bible(vividpage=vividpage, bible=found)
    vividpage.refresh_from_db()

    assert load_bible(vividpage) == found
