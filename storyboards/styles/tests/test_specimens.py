"""The first scene of a book is drawn in each style before the book is analysed, by a look at that scene alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.cache import cache
from django_q.models import OrmQ
from PIL import Image

from books.tests.epubs import build, chapter
from books.tests.uploads import read_upload
from books.tests.vividpages import make_vividpage
from characters.models import Analysis, Character
from sketch.styles import STYLES, StyleGroup
from storyboards.styles import specimens
from storyboards.styles.first_scene import depicted_first_scene
from storyboards.styles.models import ReaderStyle, StyleSpecimen
from storyboards.styles.specimens import draw_missing, offered_groups, specimens_of
from storyboards.styles.tests.making import make_style
from storyboards.tasks import draw_specimens
from storyboards.tests.making import make_drawn_book

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage

TEXT = (
    "It was a stormy night on the ship. Mara Holt stood on the deck of the ship and held a lantern.",
    "Mara Holt was an old woman with long white hair. She wore a red coat. Otho sat on the deck beside her.",
    "“Take the lantern,” said Mara Holt to Otho. The rain beat on the deck of the ship.",
)


@pytest.fixture(autouse=True)
def _few_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of ours stand for all of them, small."""
    few = {key: STYLES[key] for key in ("ink", "western")}
    groups = [StyleGroup("Ways of drawing", tuple(few.values()))]
    monkeypatch.setattr(specimens, "STYLE_GROUPS", groups)
    monkeypatch.setattr(specimens, "SIDE", 96)


@pytest.fixture
def vividpage(transactional_db: None, reader: User) -> VividPage:
    """A book that has been read, and of which nothing has been chosen."""
    return read_upload(reader, build({"c1.xhtml": chapter("One", *TEXT)}))


def test_a_look_at_the_first_scene_tells_who_is_there_and_where_and_keeps_nothing(vividpage: VividPage) -> None:
    scene = depicted_first_scene(vividpage)

    assert scene is not None
    assert scene.place == "ship"
    assert "lantern" in scene.props
    mara = next(person for person in scene.people if "Mara" in person.name)
    assert (mara.gender, mara.hair) == ("female", "long white hair")
    assert ("coat", "red") in [(garment.kind, garment.colour) for garment in mara.clothes]
    assert not Character.objects.exists()
    assert not Analysis.objects.exists()


def test_each_style_draws_it_once(vividpage: VividPage, reader: User) -> None:
    draw_missing(vividpage=vividpage)

    found = dict(StyleSpecimen.objects.values_list("style", "image"))
    assert set(found) == {"ink", "western"}
    for image in found.values():
        with Image.open(io.BytesIO(bytes(image))) as picture:
            assert (picture.format, picture.size) == ("WEBP", (96, 96))
    kept = set(StyleSpecimen.objects.values_list("pk", "digest"))

    own = make_style(reader)
    draw_missing(vividpage=vividpage)
    assert kept < set(StyleSpecimen.objects.values_list("pk", "digest")), "those that are there are not drawn again"
    assert specimens_of(vividpage).digests.keys() == {"ink", "western", own.key}

    ReaderStyle.objects.update(drawing={})
    assert specimens_of(vividpage).digests.keys() == {"ink", "western"}, "it has changed"


def test_a_page_has_a_worker_draw_and_asks_it_once(vividpage: VividPage) -> None:
    before = OrmQ.objects.count()

    assert [specimens_of(vividpage).is_coming for _ in range(3)] == [True] * 3
    assert OrmQ.objects.count() == before + 1

    draw_specimens(str(vividpage.pk))
    now = specimens_of(vividpage)
    assert not now.is_coming
    assert now.digests.keys() == {"ink", "western"}
    assert OrmQ.objects.count() == before + 1


def test_two_workers_do_not_draw_the_same(vividpage: VividPage) -> None:
    cache.add(f"drawing-specimens:{vividpage.pk}", 1, timeout=3600)  # as one that is drawing holds it
    draw_specimens(str(vividpage.pk))
    assert not StyleSpecimen.objects.exists()

    cache.delete(f"drawing-specimens:{vividpage.pk}")
    draw_specimens(str(vividpage.pk))
    assert StyleSpecimen.objects.count() == 2
    assert cache.get(f"drawing-specimens:{vividpage.pk}") is None


def test_a_book_without_a_scene_shows_none_and_waits_for_none(reader: User, transactional_db: None) -> None:
    vividpage = make_vividpage(owner=reader, title="T")

    assert specimens_of(vividpage) == specimens.Specimens({}, is_coming=False)
    draw_specimens(str(vividpage.pk))
    draw_specimens(str(uuid4()))


def test_a_look_that_takes_too_much_ends_the_waiting(vividpage: VividPage, settings: Settings) -> None:
    settings.ANALYSIS_MEMORY_BYTES = 16 * 2**20

    draw_missing(vividpage=vividpage)

    assert specimens_of(vividpage) == specimens.Specimens({}, is_coming=False)


def test_what_is_known_of_an_analysed_book_is_drawn(transactional_db: None, reader: User, small_pictures: None) -> None:
    vividpage = make_drawn_book(reader)

    scene = depicted_first_scene(vividpage)

    assert scene is not None
    assert {person.name for person in scene.people} >= {"the Captain"}


def test_a_readers_own_styles_are_offered_first(reader: User) -> None:
    assert [group.name for group in offered_groups(reader)] == ["Ways of drawing"]
    make_style(reader)
    assert [group.name for group in offered_groups(reader)] == ["Yours", "Ways of drawing"]
