"""Shots: as long as their words take, the same keys for the same pictures and words, captions within them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from cinema.contract import FRAME_RATE, Shape
from cinema.moves import Sight, kind_of, moments_for
from films import timing
from films.drawn import Drawn, drawn_from
from films.moving import Moving
from films.options import FilmOptions
from films.planning import PlannedShot, Planner, Spoken, spoken_texts
from films.recipes import recipe_from
from films.script.lines import lines_of
from films.script.tree import Card, Script, ShownPicture, Stretch
from sketch.scene import DepictedPerson, DepictedScene, Garment

DRAWN = Drawn(
    DepictedScene(people=(DepictedPerson("k", "Mara", clothes=(Garment("cloak", "red"),)),), mood="tense"),
    seed=7,
    style="ink",
    width=360,
    height=360,
)
RED, BLUE = ShownPicture("red.webp", 360, 360, UUID(int=1), "calm", "walk", DRAWN), ShownPicture("blue.webp", 360, 240)
LONG = " ".join(
    f"The {word} stood still and nobody knew for how long it would." for word in ["mill", "inn", "ford"] * 12
)


def stretch(number: int, picture: ShownPicture | None, text: str) -> Stretch:
    return Stretch(UUID(int=number), number, picture, tuple(lines_of(text)))


def script(*texts: str) -> Script:
    pictures = (RED, BLUE, None)
    parts = [stretch(number, pictures[number % 3], text) for number, text in enumerate(texts)]
    title = Card("title", ("The Mill",), says="The Mill.", title="The Mill")
    return Script("The Mill", "en", (title, *parts, Card("credits", ("The Mill",), credits=(("by", "Ann"),))))


def planned(script: Script, spoken: dict[int, Spoken] | None = None, **options: Any) -> list[PlannedShot]:
    return list(Planner(script, FilmOptions.model_validate(options), spoken or {}).shots())


def test_a_long_scene_is_told_in_several_shots_over_other_views_of_its_picture() -> None:
    shots = [shot for shot in planned(script(LONG)) if shot.kind == "scene"]

    assert len(shots) > 3
    assert [shot.recipe.moment for shot in shots] == list(range(len(shots)))
    assert {shot.recipe.image for shot in shots} == {"red.webp"}
    assert all(shot.frames <= timing.LONGEST_SHOT * FRAME_RATE + 60 for shot in shots)
    told = " ".join(" ".join(cue.text.split()) for shot in shots for cue in shot.cues)
    assert told == LONG


def test_no_move_is_of_the_kind_of_the_one_before_and_clips_that_are_paid_for_do_not_know_of_it() -> None:
    moving = Moving("runway/gen4_turbo", (5, 10), Shape.LANDSCAPE)
    pictures = [replace(RED, image=f"{number}.webp") for number in range(40)]
    parts = [stretch(number, picture, "Mara came home.") for number, picture in enumerate(pictures)]
    shots = list(Planner(Script("The Mill", "en", (*parts, stretch(99, RED, LONG))), FilmOptions(), {}, moving).shots())

    sight = Sight(16 / 9)
    moves = [
        moments_for(
            sight,
            shot.recipe.moment + 1,
            aspect=16 / 9,
            key=shot.recipe.image,
            seconds=6,
            mood=shot.recipe.mood,
            deed=shot.recipe.deed,
            unlike=shot.recipe.unlike or None,  # type: ignore[arg-type]
        )[-1]
        for shot in shots
    ]
    assert all(one != other for one, other in pairwise(map(kind_of, moves)))
    alone = [next(Planner(Script("", "en", (part,)), FilmOptions(), {}, moving).shots()) for part in parts]
    assert [shot.clip for shot in shots[:40]] == [shot.clip for shot in alone]
    assert sum(shot.recipe != one.recipe for shot, one in zip(shots[:40], alone, strict=True)) < 25, (
        "most stay as they were"
    )


def test_captions_lie_in_their_shot_one_after_another() -> None:
    for shot in planned(script(LONG, "Short.")):
        ends = [0.0, *(cue.end for cue in shot.cues)]
        assert all(end <= cue.start + 1e-3 < cue.end for end, cue in zip(ends, shot.cues, strict=False))
        assert ends[-1] <= shot.frames / FRAME_RATE


def test_a_quicker_pace_makes_a_shorter_film() -> None:
    calm, quick = (sum(shot.frames for shot in planned(script(LONG), pace=pace)) for pace in ("calm", "quick"))

    assert quick < calm


def test_where_somebody_speaks_shots_last_as_long_as_that_and_captions_keep_time() -> None:
    one = script("Mara came home.", "It sang.")
    places = [line.text for line, _ in spoken_texts(one)]
    spoken = {place: Spoken(f"key {place}", 2.0 + place) for place in range(len(places))}

    title, first, second, _ = planned(one, spoken, narration="espeak")

    assert places == ["The Mill.", "Mara came home.", "It sang."]
    assert (title.passages[0].key, first.passages[0].key, second.passages[0].key) == ("key 0", "key 1", "key 2")
    assert first.cues[-1].end - first.cues[0].start == pytest.approx(3.0, abs=0.01)
    assert first.passages[0].at == pytest.approx(first.cues[0].start, abs=0.001)
    assert first.frames / FRAME_RATE == pytest.approx(timing.LEAD + 3.0 + timing.TAIL, abs=0.04)


def test_a_changed_text_changes_its_own_shots_and_what_fades_out_of_them() -> None:
    before = planned(script("Mara came home.", "It sang.", "Then night came."))
    after = planned(script("Mara came home, late and wet and very tired.", "It sang.", "Then night came."))

    same = [one.key == other.key for one, other in zip(before, after, strict=True)]
    assert same == [True, False, False, True, True]  # the next fades out of the last frame of one of another length


@pytest.mark.parametrize(
    "changes",
    [{"shape": "1:1"}, {"rungs": ["480"]}, {"burned": True}],
)
def test_other_options_make_other_shots(changes: dict[str, Any]) -> None:
    one = script("Mara came home.")

    assert planned(one)[1].key != planned(one, **changes)[1].key
    assert planned(one)[1].key == planned(script("Mara came home."))[1].key


def test_another_picture_voice_or_facts_of_it_make_another_shot() -> None:
    one = script("Mara came home.")
    other = replace(RED, drawn=replace(DRAWN, seed=8))
    keys = {planned(one)[1].key}
    for changed in (other, replace(RED, image="green.webp"), None):
        parts = (one.parts[0], stretch(0, changed, "Mara came home."), one.parts[2])
        keys.add(planned(replace(one, parts=parts))[1].key)
    keys.add(planned(one, {1: Spoken("a", 2.0)}, narration="espeak")[1].key)
    keys.add(planned(one, {1: Spoken("b", 2.0)}, narration="espeak")[1].key)

    assert len(keys) == 6


def test_a_recipe_comes_back_as_it_was_from_what_is_kept() -> None:
    for shot in planned(script(LONG, "Short.")):
        assert recipe_from(shot.recipe.as_json()) == shot.recipe
    assert drawn_from(DRAWN.as_json()) == DRAWN
