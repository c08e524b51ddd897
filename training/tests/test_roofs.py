"""Words are learned to go with rooms or with the open air by sentences that say where they are."""

from __future__ import annotations

from analysts.prose.parsing import ProseParser
from training.roofs import Row, learn, rows_of


def test_a_sentence_that_names_its_place_is_a_label_for_those_around_it() -> None:
    sentences = ProseParser().parse(["Ben went into the kitchen. He rubbed the glass. It was hot."])

    rows = list(rows_of(sentences))

    assert all(row.is_under_roof for row in rows)
    assert "noun glass" in rows[1].signs
    assert rows[0].trust > rows[1].trust > rows[2].trust
    assert "noun kitchen" not in rows[0].signs


def test_a_sentence_between_two_places_is_a_label_for_neither() -> None:
    sentences = ProseParser().parse(["Ben sat in the kitchen. He thought. Ben walked through the forest."])

    assert [row.is_under_roof for row in rows_of(sentences)] == [True, False]


def test_what_goes_with_a_side_gets_its_sign() -> None:
    rows = [
        Row(frozenset({"noun kettle", "verb put"}), True, 1.0),
        Row(frozenset({"noun tree", "verb put"}), False, 1.0),
    ]

    weights = learn(rows * 4)

    assert weights["noun kettle"] > 0 > weights["noun tree"]
    assert "verb put" not in weights
