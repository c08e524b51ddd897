"""How old somebody is by what the narration calls them."""

from __future__ import annotations

from collections import Counter

import pytest

from analysts.prose.beings.ages import age_called


@pytest.mark.parametrize(
    ("called", "age"),
    [
        ({"boy": 6}, "child"),
        ({"child": 5, "girl": 4, "woman": 2, "mother": 15}, "child"),
        ({"girl": 2, "child": 1}, "young"),
        ({"girl": 6, "child": 2}, "young"),
        ({"lad": 3}, "young"),
        ({"boy": 4, "man": 27}, "unknown"),
        ({"boy": 2}, "unknown"),
        ({"girl": 3, "woman": 3}, "unknown"),
        ({"man": 9}, "unknown"),
    ],
)
def test_who_is_mostly_called_a_child_is_one_and_a_girl_may_be_grown(called: dict[str, int], age: str) -> None:
    assert age_called(Counter(called)) == age
