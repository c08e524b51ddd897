"""The built-in embedder: what is about the same lies near, always at the same place."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from providers.interfaces.usage import Usage
from providers.services.local.embedder import DIMENSIONS, LOCAL, LocalEmbedder, related_words
from providers.services.local.thesaurus import subjects

GALE = (
    "All that night the gale blew. The waves broke over the bulwarks, a sail was torn from its mast, and the sailors "
    "clung to the rigging while the thunder rolled."
)
DINNER = (
    "The guests sat down to supper at eight. There was roast meat and a pudding, and the wine went round the table "
    "while the old lady told her neighbour of her garden."
)


def vector(text: str) -> list[float]:
    [only], _ = LocalEmbedder().embed([text])
    return only


def near(one: str, other: str) -> float:
    """Return the cosine of two texts."""
    return sum(a * b for a, b in zip(vector(one), vector(other), strict=True))


def test_a_storm_at_sea_is_found_in_a_gale_that_shares_no_word_with_it() -> None:
    assert near("storm at sea", GALE) > 0.3
    assert near("storm at sea", DINNER) < 0.1


def test_a_dinner_is_found_in_a_supper() -> None:
    assert near("a dinner party", DINNER) > 2 * near("a dinner party", GALE)


def test_words_that_are_everywhere_bring_nothing_near() -> None:
    assert near("and he said that it was so", "and she said that they were not") == pytest.approx(0, abs=0.05)


def test_a_misspelt_name_lies_near_the_right_one() -> None:
    assert near("Katherine Fotheringay", "Katharine Fotheringay") > 2 * near("Katherine Fotheringay", "Jonas Wick")


def test_a_language_without_thesaurus_is_compared_by_its_words() -> None:
    german = "Der Müller ging über die Brücke und sah das Mühlrad stehen."

    assert near("Mühlrad an der Brücke", german) > 2 * near("Bahnhof und Fahrkarte", german)


def test_a_script_without_spaces_is_compared_by_its_letters() -> None:
    assert near("月が海を照らす", "海を照らす月") > 2 * near("月が海を照らす", "汽車に乗って行った")


@pytest.mark.parametrize("text", [GALE, "x", "Ünïcödé", "a" * 5000, "sea " * 5000])
def test_every_vector_has_the_stated_dimensions_and_length_one(text: Any) -> None:
    computed = vector(text * 2)

    assert len(computed) == DIMENSIONS
    assert math.hypot(*computed) == pytest.approx(1 if computed != [0.0] * DIMENSIONS else 0, abs=1e-5)


@pytest.mark.parametrize("text", ["", " \n", "the", "— … !", "7"])
def test_a_text_that_says_nothing_has_no_direction(text: str) -> None:
    assert not any(vector(text))


def test_a_stored_vector_can_still_be_compared() -> None:
    """Whoever changes what the embedder gives for a text must give it another name, and let books be embedded anew."""
    computed = vector("The gale blew all night.")

    assert LOCAL == "local"
    assert {i: round(computed[i], 2) for i in (0, 1, 222, 302)} == {0: 0.55, 1: 0.55, 222: 0.21, 302: -0.18}


def test_threads_do_not_get_into_each_others_way() -> None:
    texts = [f"{GALE} {number} {'wanderings ' * (number % 5)}" for number in range(40)]
    alone = [vector(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(vector, texts)) == alone


def test_it_costs_nothing() -> None:
    assert LocalEmbedder().embed([GALE])[1] == Usage()


def test_every_kin_of_a_subject_is_a_subject() -> None:
    names = [subject.name for subject in subjects()]

    assert len(names) == len(set(names))
    assert {kin for subject in subjects() for kin in subject.kin} <= set(names)


def test_the_words_for_which_a_text_was_found_can_be_pointed_at() -> None:
    words = {GALE[start:end] for start, end in related_words("storm at sea", GALE)}

    assert {"gale", "waves", "thunder"} <= words
    assert not words & {"that", "night", "sailors"}
