"""Heroes of several books: they look the same in each, measured on their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from authors.contract import PlannedPerson
from books.models import VividPage
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from storyboards.models import Picture
from writing import services
from writing.models import Hero
from writing.services.errors import WritingRefused
from writing.tests.conftest import work
from writing.tests.rhymes import NAME
from writing.tests.test_childrens import draw

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer
    from writing.models import WrittenBook
    from writing.tests.rhymes import Rhymer

pytestmark = pytest.mark.django_db(transaction=True)
SAME, OTHER = 0.5, 3.0
"""Mean difference of two sheets in levels of grey: of the same face none is left but that of the file's making."""


def write(owner: User, **brief: object) -> WrittenBook:
    book = services.start_book(owner=owner, kind=NAME, brief=brief)
    services.plan(book=book)
    services.approve(book=work(book))
    return work(book)


def sheet_of(book: WrittenBook, name: str) -> Picture:
    return Picture.objects.select_related("active_version").get(person__name=name, vividpage=book.pk)


def difference(one: Picture, other: Picture) -> float:
    pixels = []
    for picture in (one, other):
        assert picture.active_version is not None
        with picture.active_version.image.open("rb") as file, Image.open(file) as image:
            pixels.append(np.asarray(image.convert("L"), dtype=np.float64))
    return float(np.abs(pixels[0] - pixels[1]).mean())


def test_a_hero_looks_the_same_in_a_second_book_and_somebody_of_the_same_name_does_not(
    author: Rhymer, reader: User
) -> None:
    first = write(reader)
    hero = services.keep_hero(book=first, name="Wick")
    second = write(reader, hero_key=hero.key)
    namesake = write(reader)
    for book in (first, second, namesake):
        draw(book.vividpage)

    assert difference(sheet_of(first, "Wick"), sheet_of(second, "Wick")) < SAME
    assert difference(sheet_of(first, "Wick"), sheet_of(namesake, "Wick")) > OTHER


def test_a_model_that_is_sent_pictures_draws_a_hero_after_the_sheet_of_the_book_before(
    author: Rhymer, reader: User, wire: WireServer, settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.ALLOW_PRIVATE_PROVIDERS = OLD, True
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    first = write(reader)
    hero = services.keep_hero(book=first, name="Wick")
    second = write(reader, hero_key=hero.key)
    for book in (first, second):
        VividPage.objects.filter(pk=book.pk).update(image_model="openai/gpt-image-2.5-flare")
    draw(first.vividpage)
    calls = len(wire.calls)
    draw(VividPage.objects.get(pk=second.pk))

    sheet = sheet_of(first, "Wick").active_version
    assert sheet is not None
    with sheet.image.open("rb") as file:
        drawn = file.read()
    forms = [form_of(call) for call in wire.calls[calls:] if call.path.endswith("/edits")]
    sent = [bytes_of(part) for parts in forms for part in parts if name_of(part).startswith("image")]
    prompts = [bytes_of(part).decode() for parts in forms for part in parts if name_of(part) == "prompt"]
    assert drawn in sent
    assert any("Half-length portrait of a girl" in prompt for prompt in prompts)


def test_a_hero_is_kept_once(author: Rhymer, reader: User) -> None:
    book = write(reader)

    assert services.keep_hero(book=book, name="Wick") == services.keep_hero(book=book, name="Wick")
    assert Hero.objects.count() == 1
    with pytest.raises(WritingRefused):
        services.keep_hero(book=book, name="Nobody")


def test_a_hero_that_is_changed_keeps_their_face(reader: User) -> None:
    hero = services.save_hero(owner=reader, person=PlannedPerson(name="Ida", looks=(("hair", "black hair"),)))
    key = hero.key
    changed = services.save_hero(owner=reader, person=PlannedPerson(name=" Ida  Blom "), hero=hero)

    assert (changed.pk, changed.key, changed.name, changed.person.looks) == (hero.pk, key, "Ida Blom", ())
    with pytest.raises(WritingRefused):
        services.save_hero(owner=reader, person=PlannedPerson(name=" "))


def test_books_stay_as_they_are_when_a_hero_is_forgotten(author: Rhymer, reader: User) -> None:
    book = write(reader)
    hero = services.keep_hero(book=book, name="Wick")
    services.delete_hero(hero=hero)

    assert book.vividpage.characters.filter(name="Wick", key=hero.key).exists()
