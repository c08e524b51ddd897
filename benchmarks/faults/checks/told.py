"""Whether a reader was told anything that was not so."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.faults.steps import Stand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


WAITS = frozenset({"money", "key", "look"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a step was shown, one after the other. `by_reader`: its reader had just asked for it to go on."""

    stand: Stand
    by_reader: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification; `is_settled`: the wait that it told of is over."""

    kind: str
    is_settled: bool


def course(looks: Sequence[Look]) -> list[str]:
    """Return what was wrong about the states that were shown one after the other."""
    problems = []
    for before, after in itertools.pairwise(looks):
        if before.stand.state == "failed" and after.stand.state in ("open", "done") and not after.by_reader:
            problems.append(f"it was shown as failed ({before.stand.reason}) and went on by itself")
        if before.stand.state == "done" and after.stand.state != "done":
            problems.append(f"it was shown as done, then as {after.stand.shown}")
    problems += [
        f"it was shown as {look.stand.shown} without a reason"
        for look in looks
        if look.stand.state in ("failed", "waits") and not look.stand.reason.strip()
    ]
    return list(dict.fromkeys(problems))


def notices(found: Sequence[Notice], looks: Sequence[Look], *, tells_done: bool) -> list[str]:
    """Return what is wrong about the notifications of a step that is done in the end."""
    counts = Counter(notice.kind for notice in found)
    failures = sum(
        look.stand.state == "failed" and (not number or looks[number - 1].stand.state != "failed")
        for number, look in enumerate(looks)
    )
    problems = []
    if counts["failed"] > failures:
        problems.append(f"told {counts['failed']} times that it failed, which it did {failures} times")
    if counts["done"] > 1 + failures:
        problems.append(f"told {counts['done']} times that it is done")
    if tells_done and not counts["done"]:
        problems.append("nobody was told that it is done")
    waiting = sum(notice.kind in WAITS and not notice.is_settled for notice in found)
    if waiting:
        problems.append(f"told {waiting} times that it waits, though it is done")
    return problems


def answer(told: dict[str, Any] | None, shown: str) -> list[str]:
    """Return what is wrong about what the API says of a step."""
    if told is None:
        return ["the API does not answer"]
    said = told.get("state", told.get("status"))
    return [] if said == shown else [f"the API says {said}, the rows {shown}"]


def notices_of(reader_id: UUID) -> list[Notice]:
    """Return what a reader was told."""
    from notifications.models import Notification

    rows = Notification.objects.filter(reader=reader_id).values_list("kind", "settled")
    return [Notice(kind, settled is not None) for kind, settled in rows]
