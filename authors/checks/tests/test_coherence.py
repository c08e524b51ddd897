"""Coherence in figures: texts in their order, in another, and texts that have none."""

from __future__ import annotations

import random

import pytest

from authors.checks.coherence import Coherence, coherence_of

WALK = (
    "Ida took her lantern and went down to the harbour.",
    "At the harbour a sailor mended a torn net beside the lantern.",
    "With the net on his shoulder the sailor climbed to the mill.",
    "The miller had locked the mill, and a dog barked at its door.",
    "Behind the door the dog had found a letter.",
    "Ida read the letter by the lantern and laughed at the miller.",
    "The miller took the letter and gave it to his goose.",
    "The goose ate it and flew to the church.",
    "From the church tower the goose saw the snow coming.",
    "Snow fell on the church, and the bell froze.",
)


def measured(*texts: str, **given: dict[str, float]) -> Coherence:
    found = coherence_of({str(at): text for at, text in enumerate(texts)}, **given)
    assert found is not None
    return found


def test_a_text_in_its_order_hangs_together_more_than_nearly_all_others() -> None:
    told = measured(*WALK)

    assert told.order > 0.99
    assert told.thread > 2
    assert told.loose == ()


def test_shuffled_texts_are_like_chance_in_the_middle() -> None:
    chance = random.Random(1)
    shuffled = [measured(*chance.sample(WALK, len(WALK))) for _ in range(30)]

    assert 0.35 < sum(one.order for one in shuffled) / 30 < 0.65
    assert 0.8 < sum(one.thread for one in shuffled) / 30 < 1.2
    assert all(one.loose for one in shuffled)


def test_a_part_that_takes_up_nothing_is_named() -> None:
    told = measured(*WALK[:5], "Taxes rose in Peru.", *WALK[5:])

    assert told.loose == ("5", "6")


def test_steps_that_go_back_in_time_are_counted() -> None:
    years = {str(at): year for at, year in enumerate((1840.0, 1850.0, 1845.0, 1860.0, 1860.0))}

    assert measured(*WALK, years=years).in_time == pytest.approx(3 / 4)
    assert measured(*WALK).in_time is None


def test_too_little_has_no_figure() -> None:
    assert coherence_of({"a": WALK[0], "b": WALK[1], "c": WALK[2]}) is None
    assert coherence_of(dict.fromkeys("abcdef", "")) is None
    assert coherence_of({str(at): f"Word{at} other{at}." for at in range(9)}) is None
