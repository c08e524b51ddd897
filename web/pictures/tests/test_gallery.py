"""Pages of pictures tell no more in words than their reader has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import VividPage
from books.services import set_position
from books.visibility import EVERYTHING, reading_of, visible_to
from characters.models import Analysis, Character
from characters.tests.searched import make_book
from storyboards.pictures.queries import newest_pictures
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """Three scenes with pictures; the name of the stranger in all of them is told in the last."""
    vividpage = make_book(reader, "A stranger knocked.", "He sat down.", "“I am Rochester,” he said.")
    Character.objects.create(vividpage=vividpage, name="Rochester", scene_numbers=[1, 2, 3])
    for scene in vividpage.scenes.all():
        Analysis.objects.create(scene=scene, summary=f"Rochester, {scene.number}.")
        add_version(scene)
    set_position(reader=reader, scene=vividpage.scenes.get(number=2))
    return vividpage


def test_alternative_texts_of_the_gallery_name_nobody_too_early(
    client: Client, reader: User, vividpage: VividPage
) -> None:
    client.force_login(reader)
    html = client.get(reverse("book_pictures", args=[vividpage.pk])).content.decode()

    assert 'alt="Somebody not yet named, 1."' in html
    assert "Rochester" not in html


def test_pictures_that_are_shown_while_they_are_drawn_are_not_told_in_words(reader: User, vividpage: VividPage) -> None:
    vividpage.status = VividPage.Status.WORKING
    vividpage.save()
    visible = visible_to(reading_of(reader, vividpage))

    alts = [picture.alt for picture in newest_pictures(vividpage, 3, visible=visible)]

    assert sorted(alts) == ["Picture of scene 3", "Somebody not yet named, 1.", "Somebody not yet named, 2."]


def test_who_may_see_everything_is_told_everything(vividpage: VividPage) -> None:
    alts = {picture.alt for picture in newest_pictures(vividpage, 3, visible=EVERYTHING)}

    assert alts == {"Rochester, 1.", "Rochester, 2.", "Rochester, 3."}
