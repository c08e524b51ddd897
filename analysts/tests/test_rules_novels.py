"""Whole novels: who is in them, and who says what. Skipped where the data are not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.rules import RuleAnalyst
from analysts.tests.rules_stories import DATA, novel

if TYPE_CHECKING:
    from books.text.content import ChapterText

pytestmark = pytest.mark.whole


def epub(name: str) -> list[ChapterText]:
    """Return a whole book beside the repository, cut into scenes."""
    file = DATA / "novels" / f"{name}.epub"
    if not file.exists():
        pytest.skip("the novels are not here")
    epub_reader = pytest.importorskip("books.epub")
    scenes = pytest.importorskip("books.text.scenes")
    return list(scenes.cut_scenes(epub_reader.read_epub(file).chapters))


def test_treasure_island_has_its_six_people_apart() -> None:
    people = RuleAnalyst().discover(epub("treasure-island")).people
    wanted = ("Jim Hawkins", "Long John Silver", "Livesey", "Squire Trelawney", "Captain Smollett", "Ben Gunn")
    names = [next((p.name for p in people if name in (p.name, *p.aliases)), None) for name in wanted]

    assert None not in names
    assert len(set(names)) == len(wanted)


def test_jim_hawkins_tells_treasure_island() -> None:
    people = RuleAnalyst().discover(epub("treasure-island")).people

    assert [p.name for p in people if p.is_narrator] == ["Jim Hawkins"]


def test_the_travellers_to_oz_are_all_there() -> None:
    people = RuleAnalyst().discover(epub("the-wonderful-wizard-of-oz")).people
    forms = {form for p in people[:8] for form in (p.name, *p.aliases)}

    assert {"Dorothy", "the Scarecrow", "the Tin Woodman", "the Cowardly Lion", "Toto", "Oz"} <= forms


def test_the_bennets_are_kept_apart() -> None:
    people = RuleAnalyst().discover(novel("PrideAndPrejudice")).people
    owners = [
        next(p.name for p in people if form in (p.name, *p.aliases))
        for form in ("Mr. Bennet", "Mrs. Bennet", "Elizabeth", "Jane", "Lydia")
    ]

    assert len(set(owners)) == len(owners)


def test_watson_tells_of_holmes() -> None:
    people = RuleAnalyst().discover(novel("TheSignOfTheFour")).people

    assert [p.name for p in people if p.is_narrator] == ["Dr. Watson"]
