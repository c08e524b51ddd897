"""Formations: one for every relation and every deed, and none that nothing asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sketch.repertoire import KNOWN
from sketch.staging.formations import FORMATIONS, FormationsInvalid, load_formations

if TYPE_CHECKING:
    from pathlib import Path


def test_every_relation_and_every_deed_has_a_formation_and_every_formation_is_one_of_theirs() -> None:
    asked = {*KNOWN.relations.values(), *KNOWN.deeds.values()}
    alone = {formation.alone for formation in FORMATIONS.values() if formation.alone}

    assert asked <= set(FORMATIONS)
    assert set(FORMATIONS) == asked | alone


def test_relations_that_look_different_have_formations_of_their_own() -> None:
    shown = [formation for relation, formation in KNOWN.relations.items() if relation != "unknown"]

    assert len(shown) == len(set(shown))


def test_no_two_formations_are_the_same() -> None:
    rows = [(formation.places, formation.thing, formation.crowd, formation.spot) for formation in FORMATIONS.values()]

    assert all(row not in rows[:number] for number, row in enumerate(rows))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('first = { at = [0, 0], to = 0, pose = "levitating" }', "levitating"),
        ('first = { at = [0, 0], to = 0, pose = "talk", near = "other nose" }', "reaches"),
        ('first = { at = [0], to = 0, pose = "talk" }', "facing"),
        ('first = { at = [0, 0], to = 0, pose = "talk" }\nalone = "nothing"', "alone"),
    ],
)
def test_a_formation_that_is_wrong_is_refused_in_words(tmp_path: Path, row: str, complaint: str) -> None:
    file = tmp_path / "formations.toml"
    second = 'second = { at = [9, 0], to = 0, pose = "talk" }\nothers = "around"\nshots = ["medium"]'
    file.write_text(f"[facing]\n{row}\n{second}\n", encoding="utf-8")

    with pytest.raises(FormationsInvalid, match=complaint):
        load_formations(file)
