"""Recaps: as long for a thousand segments as they may be, and made of the segments' own sentences."""

from __future__ import annotations

from authors.continuations import Segment, recap
from authors.continuations.recaps import MOST_RECAP


def history(count: int) -> list[Segment]:
    return [
        Segment.model_validate(
            {
                "id": f"s{number}",
                "parent": f"s{number - 1}" if number else "",
                "line": f"On day {number} Mara rows on and asks the heron for the way to the lake of glass",
                "states": [{"kind": "life", "about": "Tom", "value": "dead"}] if number == 5 else [],
            }
        )
        for number in range(count)
    ]


def test_a_recap_never_grows_beyond_its_limit() -> None:
    for count in (1, 10, 100, 1_000, 3_000):
        found = recap(history(count))
        assert found.tokens <= MOST_RECAP
        assert sum(part.segments for part in found.parts) == count


def test_the_newest_are_told_one_by_one_and_what_changed_the_story_stays() -> None:
    found = recap(history(1_000))
    lines = found.lines

    assert lines[-1].startswith("On day 999 ")
    assert lines[-8].startswith("On day 992 ")
    assert "On day 5 Mara" in lines[0], "somebody died there"


def test_all_words_are_the_segments_own() -> None:
    segments = history(200)
    told = {f"{one.line}." for one in segments}

    assert {sentence for part in recap(segments).parts for sentence in part.sentences} <= told
