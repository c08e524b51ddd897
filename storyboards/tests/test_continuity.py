"""Whether pictures fit the book."""

from __future__ import annotations

import pytest

from characters.continuity import mending, services
from characters.continuity.facts import SceneFacts, Seen
from characters.continuity.tests.stories import NORA, TOM, book
from characters.editing import scenes
from characters.editing.tests.books import make_book
from characters.models import Analysis, Finding
from storyboards import continuity
from storyboards.tests.test_sheets import draw

ALONE = SceneFacts(1, "Nora.", "Nora waits.", seen=(Seen("nora", {"hair": "red hair"}),))


def check(then: str, now: str = "Nora waits."):
    drawn = {1: continuity.Drawn(then, now)}
    return list(continuity.check(book(ALONE, people=[NORA, TOM]), drawn=drawn, redrawing="Draw it again"))


def test_a_picture_with_somebody_who_is_not_there_is_told():
    (found,) = check("Nora waits. Tom: man, black hair.")

    assert (found.kind, found.person) == ("picture-stranger", "tom")
    assert [mend.action for mend in found.mends] == ["redraw", "add_person"]


def test_a_picture_with_looks_that_somebody_does_not_have_is_told():
    (found,) = check("Nora waits. Nora Hill: woman, black hair.")

    assert found.message.endswith("having “black hair”, but it is “red hair” there.")


def test_what_would_be_drawn_again_is_no_fault_of_the_picture():
    assert not check("Nora and Tom wait.", "Nora and Tom wait here.")


def test_a_picture_that_fits_is_right():
    assert not check("Nora waits. Nora Hill: woman, red hair.")


def test_a_picture_of_a_scene_that_is_gone_is_nobodys():
    assert not list(continuity.check(book(), drawn={9: continuity.Drawn("Nora.", "Tom.")}, redrawing=""))


@pytest.fixture
def vividpage(reader):
    return make_book(reader)


def test_one_click_draws_the_picture_again(vividpage, reader):
    draw(vividpage)
    analysis = Analysis.objects.get(scene__number=2)
    jim = vividpage.characters.get(name="Jim Hawkins")
    scenes.set_people(analysis=analysis, people=[scenes.Seen(jim)], by=reader)
    services.refresh(vividpage=vividpage)

    (finding,) = Finding.objects.filter(kind="picture-stranger")
    mending.mend(finding=finding, choice=0, by=reader)
    draw(vividpage)
    services.refresh(vividpage=vividpage)

    assert analysis.scene.picture.versions.count() == 2
    assert not Finding.objects.filter(kind="picture-stranger").exists()
