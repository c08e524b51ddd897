"""What the rules find of contradictions that are planted in stories, and that they are quiet where nothing is wrong."""

from __future__ import annotations

import pytest

from authors.continuations.tests.planted import CLAIMED, Figures, Half, measured


@pytest.fixture(scope="module")
def figures() -> dict[Half, Figures]:
    return {half: measured(half) for half in ("known", "held_out", "fresh", "locked")}


def test_there_are_enough_of_them(figures: dict[Half, Figures]) -> None:
    assert sum(each.claimed for each in figures.values()) >= 300
    assert all(any(each.planted[kind] for each in figures.values()) for kind in CLAIMED)


def test_most_contradictions_of_known_stories_are_found(figures: dict[Half, Figures]) -> None:
    assert figures["known"].recall >= 0.85
    assert figures["known"].precision >= 0.95


def test_what_is_found_in_stories_that_were_held_back_stays_found(figures: dict[Half, Figures]) -> None:
    assert figures["held_out"].recall >= 0.82, "63 of 100 on the first run, before anybody looked at them"
    assert figures["held_out"].precision >= 0.95


def test_stories_of_other_writers_are_read_too(figures: dict[Half, Figures]) -> None:
    assert figures["fresh"].recall >= 0.7, "32 of 100 on the first run"
    assert figures["fresh"].precision >= 0.95
    assert figures["locked"].recall >= 0.55, "43 of 100 on the first run"
    assert figures["locked"].precision >= 0.95, "72 of 100 on the first run"


def test_nothing_is_mended_that_is_no_slip(figures: dict[Half, Figures]) -> None:
    assert {half: each.mended_in_vain for half, each in figures.items()} == dict.fromkeys(figures, 0)
