"""What has happened in a line, part by part: what each says of people and things, in short sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.fields.json import KT, KeyTransform

from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

PAGE = 20
"""Parts on a page of the timeline."""
LIVES = {"dead": "{about} dies", "away": "{about} goes away", "alive": "{about} is back"}


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A part: the line that it was told of, when and where it is, and what becomes otherwise in it."""

    number: int
    line: str
    when: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of parts, oldest first; `earlier` and `later` are the pages beside it, 0: there is none."""

    parts: tuple[TimelinePart, ...]
    page: int
    earlier: int
    later: int


def timeline_of(line: Sequence[UUID], names: Mapping[str, str], *, page: int = 0) -> Timeline:
    """Return a page of what has happened in a line, 0: the last. `names` are what those who were renamed are called.

    One query; no text is read.
    """
    last = max(1, -(-len(line) // PAGE))
    at = page if 0 < page <= last else last
    begin = (at - 1) * PAGE
    wanted = line[begin : begin + PAGE]
    rows = Segment.objects.filter(pk__in=wanted).annotate(
        states=KeyTransform("states", "draft"),
        place=KT("draft__place"),
        hour=KT("draft__time_of_day"),
        weather=KT("draft__weather"),
    )
    by_id = {row["pk"]: row for row in rows.values("pk", "line", "states", "place", "hour", "weather").order_by()}
    parts = tuple(_part(number, by_id[one], names) for number, one in enumerate(wanted, begin + 1) if one in by_id)
    return Timeline(parts, at, at - 1, at + 1 if at < last else 0)


def _part(number: int, row: Mapping[str, Any], names: Mapping[str, str]) -> TimelinePart:
    place = names.get(row["place"] or "", row["place"] or "")
    when = [each for each in (row["hour"], row["weather"]) if each and each != "unknown"]
    events = tuple(dict.fromkeys(_events(row["states"] or (), names)))
    return TimelinePart(number, row["line"], (*when, *filter(None, [place])), events)


def _events(states: Sequence[dict[str, str]], names: Mapping[str, str]) -> Iterator[str]:
    for state in states:
        about, value, other = (state.get(key, "") for key in ("about", "value", "other"))
        about, other = names.get(about, about), names.get(other, other)
        kind = state.get("kind")
        if kind == "life":
            yield LIVES.get(value, "{about}: {value}").format(about=about, value=value)
        elif kind == "has":
            yield f"{about} has it: {value}"
        elif kind == "lacks":
            yield f"{about} has it no longer: {value}"
        elif kind == "condition" and value != "whole":
            yield f"{about}: {value}"
        elif kind == "relation" and other:
            yield f"{about} is {value} of {other}"
        elif kind == "look" and value.startswith("changed"):
            yield f"{about}: {other} {value}".strip()
        elif kind == "passed" and value not in ("0", "1"):
            yield f"{value} days pass"
