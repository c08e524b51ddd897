"""What mending a picture would change, and mending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from characters.editing import EditRefused, undoing
from characters.editing.tests.books import bible_of
from characters.models import Analysis, Character, Edit
from storyboards.mending.corrections import (
    AtMoment,
    Correction,
    Doing,
    InLight,
    IsBeing,
    LeaveOutPerson,
    LooksLike,
    NoSuchPerson,
    ShowNewPerson,
    ShowPerson,
    TakenForAnother,
    TellsTheStory,
)
from storyboards.mending.mending import mend_picture
from storyboards.mending.previewing import Mend, MendPreview, facts_at, preview
from storyboards.models import PictureVersion
from storyboards.requests.composing import scene_request
from storyboards.stale.finding import stale_scenes
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene, VividPage

pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes, drawn by the built-in artist."""
    return make_drawn_book(reader)


@pytest.fixture
def called(drawn: VividPage) -> Any:
    return lambda name: Character.objects.get(vividpage=drawn, name=name)


@pytest.fixture
def last(drawn: VividPage) -> Scene:
    """Jim Hawkins, Long John Silver and the Captain at the quay."""
    return drawn.scenes.select_related("vividpage").get(number=4)


def looked_at(scene: Scene, *corrections: Correction, wish: str = "", prompt: str = "") -> MendPreview:
    return preview(scene=scene, mend=Mend(corrections, wish, prompt), called=lambda row: row.name)


def changed(shown: MendPreview) -> dict[str, tuple[str, str]]:
    return {difference.name: (difference.before, difference.after) for difference in shown.differences}


def test_a_preview_says_what_changes_and_changes_nothing(drawn: VividPage, last: Scene, called: Any) -> None:
    before = bible_of(drawn)

    shown = looked_at(last, LeaveOutPerson(called("the Captain")), InLight(time_of_day="night", weather="snow"))

    assert changed(shown)["People"] == (
        "Jim Hawkins, Long John Silver, the Captain",
        "Jim Hawkins, Long John Silver",
    )
    assert changed(shown)["Time"] == ("", "night")
    assert changed(shown)["Weather"] == ("", "snow")
    assert "snow" not in shown.prompt_before
    assert "snow" in shown.prompt_after
    assert shown.price.is_free
    assert shown.others == 0
    assert bible_of(drawn) == before
    assert not Edit.objects.exists()
    assert stale_scenes(drawn) == []


def test_a_preview_says_how_many_other_pictures_each_scope_touches(last: Scene, called: Any) -> None:
    jim = called("Jim Hawkins")
    second = last.vividpage.scenes.select_related("vividpage").get(number=2)

    shown = looked_at(second, IsBeing(jim, "frog", "on"), LooksLike(jim, "eyes", "green eyes"))

    being, eyes = shown.reaches
    assert (being.chosen, being.others) == ("on", {"here": 0, "on": 2, "everywhere": 3})
    assert eyes.others == {"everywhere": 3}
    assert shown.others == 3


def test_somebody_who_is_nobody_leaves_every_picture(drawn: VividPage, last: Scene, called: Any) -> None:
    shown = looked_at(last, NoSuchPerson(called("Long John Silver")))

    assert changed(shown)["People"] == ("Jim Hawkins, Long John Silver, the Captain", "Jim Hawkins, the Captain")
    assert shown.others == 2


def test_the_built_in_artist_says_what_it_can_and_what_it_cannot(last: Scene) -> None:
    shown = looked_at(last, wish="More snow, closer, fix the hands, Jim in a red coat")

    assert shown.understood is not None
    assert shown.understood.does == ("weather: snow", "seen from nearer", "Jim Hawkins: red coat")
    assert shown.understood.cannot == ("fix the hands",)
    assert changed(shown)["Weather"] == ("", "snow")
    assert "red coat" in changed(shown)["Jim Hawkins looks like"][1]


def test_what_the_artist_does_is_said_without_names_that_are_not_known_yet(last: Scene) -> None:
    mend = Mend(wish="longer hair, without Long John Silver")

    shown = preview(scene=last, mend=mend, called=lambda row: f"somebody {row.name[0]}")

    assert shown.understood is not None
    assert shown.understood.does == ("somebody J: long hair", "without somebody L")


def test_a_crowd_comes_even_where_nobody_is_sure_what_is_done(last: Scene) -> None:
    Analysis.objects.filter(scene=last).update(deed="talking", deed_confidence=0.01)

    shown = looked_at(last, wish="a crowd")

    assert shown.changes_picture
    wished = shown.understood
    assert wished is not None
    request = scene_request(facts_at(last), adjustments=wished.adjustments)
    assert request.scene.relation == "crowd"


def test_whoever_is_not_sure_to_be_there_does_not_come_because_another_goes(last: Scene, called: Any) -> None:
    captain = called("the Captain")
    captain.presences.update(confidence=0.1)

    gone = looked_at(last, LeaveOutPerson(called("Long John Silver")))
    come = looked_at(last, ShowPerson(captain))

    assert changed(gone)["People"] == ("Jim Hawkins, Long John Silver", "Jim Hawkins")
    assert changed(come)["People"] == ("Jim Hawkins, Long John Silver", "Jim Hawkins, Long John Silver, the Captain")


def test_a_model_that_reads_gets_the_wish_as_it_stands(drawn: VividPage, last: Scene) -> None:
    drawn.image_model = "openai/gpt-image-1"
    drawn.save()
    scene = drawn.scenes.select_related("vividpage").get(number=4)

    shown = looked_at(scene, wish="More snow, fix the hands")

    assert shown.understood is None
    assert "More snow, fix the hands" in shown.prompt_after
    assert not shown.price.is_free
    assert shown.price.cost is None or shown.price.cost > 0


def test_mending_makes_edits_and_a_version_that_has_what_was_wished(
    drawn: VividPage, last: Scene, called: Any, reader: User
) -> None:
    mend = Mend((LeaveOutPerson(called("the Captain")),), wish="more snow")

    mended = mend_picture(scene=last, mend=mend, by=reader)
    work_on(drawn)

    assert (len(mended.edits), mended.is_drawn_now) == (1, True)
    version = PictureVersion.objects.filter(picture__scene=last).latest("number")
    assert (version.number, version.request, version.requested_by) == (2, "more snow", reader)
    assert version.parameters["adjustments"] == {"weather": "snow"}
    assert "snow" in version.prompt


def test_the_book_can_be_corrected_without_drawing(drawn: VividPage, last: Scene, called: Any, reader: User) -> None:
    mended = mend_picture(scene=last, mend=Mend((NoSuchPerson(called("Long John Silver")),)), by=reader, redraw=False)

    assert mended.is_drawn_now is None
    assert [picture.number for picture in stale_scenes(drawn)] == [2, 3, 4]
    undoing.undo(vividpage=drawn)
    assert stale_scenes(drawn) == []


def test_whatever_is_refused_leaves_nothing_behind(drawn: VividPage, last: Scene, called: Any, reader: User) -> None:
    jim, before = called("Jim Hawkins"), bible_of(drawn)
    wrong = Mend((LeaveOutPerson(called("the Captain")), Doing("embracing", jim, jim)))

    with pytest.raises(EditRefused):
        mend_picture(scene=last, mend=wrong, by=reader)
    with pytest.raises(EditRefused, match="what is wrong"):
        mend_picture(scene=last, mend=Mend(), by=reader, redraw=False)

    assert bible_of(drawn) == before


def test_another_passage_is_drawn_with_whom_and_what_it_names(last: Scene, drawn: VividPage, reader: User) -> None:
    scene = drawn.scenes.get(number=3)
    scene.text = "“Who is it?” asked Jim. Long John Silver stood at the door with a lantern."
    scene.save()
    before = bible_of(drawn)
    start = scene.text.index("Long")

    mend_picture(scene=scene, mend=Mend((AtMoment(start, len(scene.text)),)), by=reader, redraw=False)

    analysis = Analysis.objects.get(scene=scene)
    assert (analysis.moment, analysis.props) == (
        "Long John Silver stood at the door with a lantern.",
        ["door", "lantern"],
    )
    assert [seen.character.name for seen in analysis.presences.all()] == ["Long John Silver", "Jim Hawkins"]
    undoing.undo(vividpage=drawn)
    assert bible_of(drawn) == before


@pytest.mark.parametrize(("start", "end"), [(0, 0), (900, 990), (-5, -1)])
def test_a_passage_has_words_of_the_scene(last: Scene, reader: User, start: int, end: int) -> None:
    with pytest.raises(EditRefused, match="sentence"):
        mend_picture(scene=last, mend=Mend((AtMoment(start, end),)), by=reader, redraw=False)


def test_people_are_added_taken_for_others_and_given_the_story(drawn: VividPage, called: Any, reader: User) -> None:
    scene = drawn.scenes.get(number=2)
    silver, captain = called("Long John Silver"), called("the Captain")
    mend = Mend((TakenForAnother(silver, captain, "here"), ShowNewPerson("Ben Gunn"), TellsTheStory(captain)))

    mended = mend_picture(scene=scene, mend=mend, by=reader, redraw=False)

    there = Analysis.objects.get(scene=scene).presences.values_list("character__name", flat=True)
    assert list(there) == ["the Captain", "Jim Hawkins", "Ben Gunn"]
    assert called("the Captain").is_narrator
    assert len(mended.edits) == 3
    assert ShowPerson(captain).make(analysis=Analysis.objects.get(scene=scene), by=reader) is None
