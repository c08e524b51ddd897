"""Where the camera goes: towards faces and the deed, slowly, and never through the heads of those who matter.

Chance has no part in it: the same picture and key give the same move.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cinema.contract import Box, Move
from cinema.framing import Framing
from sketch.outputs.focus import focal_boxes
from sketch.paint.geometry import bounds
from sketch.record.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sketch.record.shapes import DisplayList

Kind = Literal["in", "out", "across", "tilt", "rest"]

FASTEST_ZOOM, FASTEST_PAN = 0.035, 0.03
"""Of the frame, in a second: by how much things grow, and how far they go."""
TIGHTEST = 0.72
"""No move ends closer than this part of the widest view, unless it shows a moment of its own."""
CLOSE = 0.58
"""Of the widest view is what a moment of its own shows."""
AROUND_FACE = 0.6
"""About the face of a beast so much of its size is head; above it, where ears are, half as much again."""
LIKELY: Mapping[str, Mapping[Kind, int]] = {
    "": {"in": 4, "out": 2, "across": 3, "tilt": 1},
    "calm": {"in": 2, "out": 3, "across": 4, "tilt": 2},
    "joyful": {"in": 3, "out": 2, "across": 4, "tilt": 1},
    "tender": {"in": 5, "out": 2, "across": 1, "tilt": 1},
    "sad": {"in": 2, "out": 5, "across": 1, "tilt": 2},
    "mysterious": {"in": 4, "out": 1, "across": 3, "tilt": 3},
    "tense": {"in": 6, "out": 1, "across": 2, "tilt": 1},
    "violent": {"in": 6, "out": 1, "across": 3, "tilt": 0},
}
"""By mood: how likely is each kind of move."""
PACE: Mapping[str, float] = {
    "tense": 1.3,
    "violent": 1.5,
    "joyful": 1.15,
    "sad": 0.75,
    "calm": 0.85,
    "mysterious": 0.85,
}
"""By mood: how fast the camera goes, of what is usual."""
TRAVELLING = frozenset({"chase", "flee", "ride", "walk", "run", "travel", "sail", "march", "drive", "fly", "journey"})
"""Deeds along which the camera goes."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a picture that is `aspect` times as wide as high.

    Boxes are parts of its width and height: the `focus` (whoever it is about, or the deed), the `heads` of those who
    matter, and `everybody`; without any of them the middle is looked at.
    """

    aspect: float
    focus: Box | None = None
    heads: tuple[Box, ...] = ()
    everybody: Box | None = None


def sight_of(drawn: DisplayList, *, focus: str = "") -> Sight:
    """Return what is known of a drawn scene. `focus` is the key of whom it is about."""
    boxes = focal_boxes(drawn, focus=focus)
    aspect = drawn.size[0] / drawn.size[1]
    if not boxes.figures:
        return Sight(aspect)
    heads = {key: boxes.heads.get(key) or _beast_head(drawn, key, box) for key, box in boxes.figures.items()}
    whom = focus if focus in boxes.figures else ""
    middle = boxes.focus if whom in boxes.heads or not whom else heads[whom] or boxes.focus
    return Sight(aspect, middle, tuple(head for head in heads.values() if head), boxes.everybody)


def _beast_head(drawn: DisplayList, owner: str, figure: Box) -> Box | None:
    """Return the box of a beast's head: about its eyes and nose, which alone say what they are."""
    face = [
        outline
        for item in drawn.flat()
        if isinstance(item, Shape) and item.tags.role == "face" and item.tags.owner == owner
        for outline in item.outlines
    ]
    if not face:
        return None
    left, top, right, foot = bounds(face)
    wide, high = drawn.size[0] / drawn.unit, drawn.size[1] / drawn.unit
    room = AROUND_FACE * max(right - left, foot - top)
    x0, y0, x1, y1 = (left - room) / wide, (top - 1.5 * room) / high, (right + room) / wide, (foot + room) / high
    head = (max(x0, figure[0]), max(y0, figure[1]), min(x1, figure[2]), min(y1, figure[3]))
    return head if head[0] < head[2] and head[1] < head[3] else None


def move_for(
    sight: Sight,
    *,
    aspect: float,
    key: str,
    seconds: float,
    mood: str = "",
    deed: str = "",
    before: Move | None = None,
    unlike: Kind | None = None,
) -> Move:
    """Return the move over a picture in a film of that aspect. The longer it takes, the farther it goes.

    `before` is the move of the shot before, or `unlike` its kind: this one goes another way.
    """
    framing = Framing(sight.aspect, aspect, sight.heads, sight.focus)
    reach = PACE.get(mood, 1.0) * seconds
    kind = _kind(framing, key, mood, deed, kind_of(before) if before is not None else unlike)
    return _made(kind, framing, sight, reach=reach, key=key, before=before)


def moments_for(
    sight: Sight,
    count: int,
    *,
    aspect: float,
    key: str,
    seconds: float,
    mood: str = "",
    deed: str = "",
    before: Move | None = None,
    unlike: Kind | None = None,
) -> list[Move]:
    """Return `count` moves, `seconds` each, that show one picture as several moments: the whole, then those in it.

    The first goes another way than `before`, and the last another than what it is to be `unlike`.
    """
    first = unlike if count == 1 else None
    moves = [
        move_for(sight, aspect=aspect, key=key, seconds=seconds, mood=mood, deed=deed, before=before, unlike=first)
    ]
    others = [head for head in sight.heads if sight.focus is None or not _meet(head, sight.focus)]
    subjects = [sight.focus or sight.everybody, *others, sight.everybody]
    for index in range(1, count):
        subject = subjects[(index - 1) % len(subjects)]
        framing = Framing(sight.aspect, aspect, sight.heads, subject)
        close = framing.around_subject(CLOSE)
        grown = 1 + _zoom(PACE.get(mood, 1.0) * seconds)
        farther = framing.around_subject(min(max(1.0, close.scale), close.scale * grown))
        if farther.scale > 1.02 * close.scale * grown:
            farther = close
        kind = planned_kind(key, moment=index, unlike=unlike if index == count - 1 else None)
        moves.append(Move(farther.box, close.box) if kind == "in" else Move(close.box, farther.box))
    return moves


def planned_kind(
    key: str,
    *,
    moment: int = 0,
    picture: float = 1.0,
    aspect: float = 1.0,
    mood: str = "",
    deed: str = "",
    unlike: Kind | None = None,
) -> Kind:
    """Return the kind of the move over a moment of a `picture` of an aspect, before anybody has looked at it.

    The move itself is of another kind only where heads leave no room for it.
    """
    if moment:
        kind: Kind = "in" if _chance(f"{key} {moment}", "way") % 3 else "out"
        return {"in": "out", "out": "in"}[kind] if kind == unlike else kind  # type: ignore[return-value]
    return _kind(Framing(picture, aspect), key, mood, deed, unlike)


def _kind(framing: Framing, key: str, mood: str, deed: str, unlike: Kind | None) -> Kind:
    kinds = _kinds(framing, mood, deed, unlike)
    return kinds[_chance(key, "kind") % len(kinds)]


def _kinds(framing: Framing, mood: str, deed: str, unlike: Kind | None) -> list[Kind]:
    """Return the kinds of moves that suit, the likely ones often."""
    likely = dict(LIKELY.get(mood, LIKELY[""]))
    if deed in TRAVELLING:
        likely["across"] = 3 * max(1, likely["across"])
    if framing.slack_down > framing.slack_across:
        likely["tilt"] = 3 * max(1, likely["tilt"])
        likely["across"] = 0
    elif framing.slack_across > 0.1:
        likely["across"] = 2 * max(1, likely["across"])
        likely["tilt"] = 0
    if unlike in likely and sum(map(bool, likely.values())) > 1:
        likely[unlike] = 0
    return [kind for kind, times in likely.items() for _ in range(times)]


def kind_of(move: Move) -> Kind:
    """Return what kind of move it is."""
    wide, narrow = move.start[2] - move.start[0], move.end[2] - move.end[0]
    if narrow < wide * 0.97:
        return "in"
    if narrow > wide * 1.03:
        return "out"
    dx, dy = (abs(a + b - c - d) for a, b, c, d in _middles(move))
    if max(dx, dy) < 0.01:
        return "rest"
    return "across" if dx >= dy else "tilt"


def _middles(move: Move) -> Sequence[tuple[float, float, float, float]]:
    (a, b, c, d), (e, f, g, h) = move.start, move.end
    return ((a, c, e, g), (b, d, f, h))


def _made(kind: Kind, framing: Framing, sight: Sight, *, reach: float, key: str, before: Move | None) -> Move:
    if kind in ("in", "out"):
        tight = framing.around_subject(max(TIGHTEST, 1 / (1 + _zoom(reach))))
        wide = framing.around(sight.everybody, min(1.0, tight.scale * (1 + _zoom(reach))))
        near = framing.near(wide, tight, FASTEST_PAN * reach)
        if near is not None and 1.005 < near.scale / tight.scale < 1.02 * (1 + _zoom(reach)):
            return Move(near.box, tight.box) if kind == "in" else Move(tight.box, near.box)
        kind = "across" if framing.slack_across >= framing.slack_down else "tilt"
    return _gone(kind, framing, reach=reach, key=key, before=before)


def _gone(kind: Kind, framing: Framing, *, reach: float, key: str, before: Move | None) -> Move:
    """Return a move that goes aside or up and down, and ends at the subject (or, by chance, begins there)."""
    slack = framing.slack_across if kind == "across" else framing.slack_down
    way = FASTEST_PAN * reach * 1.5
    scale = 1.0 if slack > way * 0.6 else max(TIGHTEST, 1.0 - way)
    end = framing.around_subject(scale)
    sign = 1 if _chance(key, "side") % 2 else -1
    if before is not None and kind == "across" and kind_of(before) == "across":
        sign = -1 if before.end[0] > before.start[0] else 1
    vector = (1.0, 0.0) if kind == "across" else (0.0, 1.0)
    found = [
        start
        for side in (sign, -sign)
        for part in (1.0, 0.75, 0.5, 0.3)
        if (start := framing.moved(end, (vector[0] * side * way * part, vector[1] * side * way * part))) is not None
    ]
    if not found:
        return Move(*framing.still(end, 1 + _zoom(reach) / 2))
    start = max(found, key=lambda one: (math.dist(one.box[:2], end.box[:2]) > way * 0.2, -found.index(one)))
    return Move(end.box, start.box) if kind == "across" and _chance(key, "ends") % 4 == 0 else Move(start.box, end.box)


def _zoom(reach: float) -> float:
    return min(1 / TIGHTEST - 1, FASTEST_ZOOM * reach)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _chance(key: str, of: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{key}\0{of}".encode()).digest()[:4], "big")
