"""Whether pictures fit the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django_q.models import Schedule

from characters.continuity.facts import AppearanceFacts, SceneFacts
from characters.continuity.inconsistency import Inconsistency
from characters.continuity.services import save
from characters.continuity.tests.stories import NORA, TOM, book
from characters.editing import changes, renaming, scenes, undoing
from characters.editing.tests.books import make_book
from characters.models import Analysis, Finding
from storyboards.continuity import pictures, requesting, services
from storyboards.references.tests.test_redrawing import draw
from storyboards.tasks import check_continuity

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.usefixtures("small_pictures")

ALONE = SceneFacts(1, "Nora.", "Nora waits.", seen=(AppearanceFacts("nora", {"hair": "red hair"}),))


def check(then: str, now: str = "Nora waits.") -> list[Any]:
    drawn = {1: pictures.ComparedPrompts(then, now)}
    return list(pictures.check(book(ALONE, people=[NORA, TOM]), drawn=drawn, redrawing="Draw it again"))


def test_a_picture_with_somebody_who_is_not_there_is_told() -> None:
    (finding,) = check("Nora waits. Tom: man, black hair.")

    assert (finding.kind, finding.person) == ("picture-stranger", "tom")
    assert [mend.action for mend in finding.mends] == ["redraw", "add_person"]


def test_a_picture_with_looks_that_somebody_does_not_have_is_told() -> None:
    (finding,) = check("Nora waits. Nora Hill: woman, black hair.")

    assert finding.message.endswith("having “black hair”, but it is “red hair” there.")


def test_what_would_be_drawn_again_is_no_fault_of_the_picture() -> None:
    assert not check("Nora and Tom wait.", "Nora and Tom wait here.")


def test_a_picture_that_fits_is_right() -> None:
    assert not check("Nora waits. Nora Hill: woman, red hair.")


def test_a_picture_of_a_scene_that_is_gone_is_nobodys() -> None:
    assert not list(pictures.check(book(), drawn={9: pictures.ComparedPrompts("Nora.", "Tom.")}, redrawing=""))


@pytest.fixture
def vividpage(reader: User) -> Any:
    return make_book(reader)


def test_one_click_draws_the_picture_again(vividpage: Any, reader: User) -> None:
    draw(vividpage)
    analysis = Analysis.objects.get(scene__number=2)
    jim = vividpage.characters.get(name="Jim Hawkins")
    scenes.set_people(analysis=analysis, people=[scenes.CharacterInScene(jim)], by=reader)
    services.refresh(vividpage=vividpage)

    (finding,) = Finding.objects.filter(kind="picture-stranger")
    services.mend(finding=finding, choice=0, by=reader)
    draw(vividpage)
    services.refresh(vividpage=vividpage)

    assert analysis.scene.picture.versions.count() == 2
    assert not Finding.objects.filter(kind="picture-stranger").exists()


def test_many_edits_are_one_check(reader: User, vividpage: Any) -> None:
    renaming.rename(row=vividpage.characters.get(name="Jim Hawkins"), name="James", by=reader)
    first = Schedule.objects.get(func=requesting.CHECK_CONTINUITY).next_run

    changes.remove_change(change=vividpage.characters.get(name="Long John Silver").changes.get(), by=reader)

    assert Schedule.objects.get(func=requesting.CHECK_CONTINUITY).next_run > first


def test_a_book_that_is_checked_now_is_not_checked_again_after(reader: User, vividpage: Any) -> None:
    renaming.rename(row=vividpage.characters.get(name="Jim Hawkins"), name="James", by=reader)

    requesting.check_now(vividpage_id=vividpage.pk)

    assert not requesting.is_coming(vividpage_id=vividpage.pk)


def test_a_check_of_a_book_that_is_gone_does_nothing(vividpage: Any) -> None:
    gone = str(vividpage.pk)
    vividpage.delete()

    check_continuity(gone)

    assert not Finding.objects.exists()


def test_a_check_of_the_bible_alone_leaves_what_was_found_in_pictures(vividpage: Any) -> None:
    Finding.objects.create(vividpage=vividpage, kind="picture-look", severity="warning", message="m", fingerprint="f")

    save(vividpage=vividpage, inconsistencies=[])

    assert Finding.objects.filter(kind="picture-look").exists()


def test_what_is_undone_is_checked_again(reader: User, vividpage: Any) -> None:
    renaming.rename(row=vividpage.characters.get(name="Jim Hawkins"), name="James", by=reader)
    requesting.check_now(vividpage_id=vividpage.pk)

    undoing.undo(vividpage=vividpage)

    assert requesting.is_coming(vividpage_id=vividpage.pk)


def test_a_finding_of_a_kind_that_is_not_checked_is_refused(vividpage: Any) -> None:
    with pytest.raises(ValueError, match="fog"):
        save(vividpage=vividpage, inconsistencies=[Inconsistency("fog", "note", "It is foggy.", ())])
