"""Frames of a film's aspect on a picture, that cut no heads."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cinema.contract import Box

ROOM = 0.18
"""Around a head so much of its size is kept free, too: hair and hats reach beyond it."""
ABOVE = 0.4
"""The subject's middle lies so far down the frame."""
STEPS = 24
"""In so many places a frame is tried, across and down."""
FARTHER = 1.06
"""So much wider is the next frame that is tried, where heads are cut in all of one width."""
_TOUCH = 1e-6


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame on a picture, `scale` times as wide as the widest that lies on it; more than 1 reaches beyond it."""

    box: Box
    scale: float


@dataclass(frozen=True, slots=True)
class Framing:
    """Finds frames of an `aspect` on a picture of `picture_aspect`, by `heads` and a `subject`, parts of it."""

    picture_aspect: float
    aspect: float
    heads: tuple[Box, ...] = ()
    subject: Box | None = None

    @property
    def widest(self) -> tuple[float, float]:
        """Width and height of the widest frame that lies on the picture."""
        wide = min(1.0, self.aspect / self.picture_aspect)
        return wide, wide * self.picture_aspect / self.aspect

    @property
    def slack_across(self) -> float:
        """How far the widest frame may go aside, of its own width."""
        return 1.0 / self.widest[0] - 1.0

    @property
    def slack_down(self) -> float:
        """How far it may go down, of its own height."""
        return 1.0 / self.widest[1] - 1.0

    def around_subject(self, scale: float) -> Framed:
        """Return the frame of about that scale that shows the subject best."""
        return self.around(self.subject, scale)

    def around(self, subject: Box | None, scale: float) -> Framed:
        """Return the closest frame, no closer than `scale`, around a subject, that cuts no head; where every frame on
        the picture would cut one that matters, one that reaches beyond it."""
        subject = subject or (0.25, 0.25, 0.75, 0.75)
        whole = max(1.0, *(1.0 / side for side in self.widest))
        while True:
            box = self._best(subject, scale)
            if not self._cuts(box) or scale >= whole:
                return Framed(box, scale)
            scale = min(whole, scale * FARTHER) if scale >= 1.0 or scale * FARTHER <= 1.0 else 1.0

    def near(self, frame: Framed, other: Framed, way: float) -> Framed | None:
        """Return a frame with its middle no farther than `way` (of the frame) from another's; None where that would
        cut heads."""
        wide, high = self._sides(frame.scale)
        to = _middle(other.box)
        at = _middle(frame.box)
        far = math.hypot((at[0] - to[0]) / wide, (at[1] - to[1]) / high)
        if far <= way:
            return frame
        part = way / far
        box = self._placed((to[0] + (at[0] - to[0]) * part, to[1] + (at[1] - to[1]) * part), frame.scale)
        return None if self._cuts(box) else Framed(box, frame.scale)

    def moved(self, frame: Framed, way: tuple[float, float]) -> Framed | None:
        """Return a frame moved by so much of its size, as far as the picture reaches; None where it would cut heads or
        hardly move."""
        wide, high = self._sides(frame.scale)
        x, y = _middle(frame.box)
        box = self._placed((x + way[0] * wide, y + way[1] * high), frame.scale)
        gone = math.hypot((box[0] - frame.box[0]) / wide, (box[1] - frame.box[1]) / high)
        return None if gone < 0.01 or self._cuts(box) else Framed(box, frame.scale)

    def still(self, frame: Framed, wider: float) -> tuple[Box, Box]:
        """Return two frames in one place, the first as much wider as the picture allows without a head cut."""
        scale = min(max(1.0, frame.scale), frame.scale * wider)
        box = self._placed(_middle(frame.box), scale)
        return (frame.box if self._cuts(box) else box, frame.box)

    def _best(self, subject: Box, scale: float) -> Box:
        wide, high = self._sides(scale)
        wish = ((subject[0] + subject[2]) / 2, (subject[1] + subject[3]) / 2 + high * (0.5 - ABOVE))
        wished = self._placed(wish, scale)
        if not self._cuts(wished):
            return wished
        lefts, tops = _places(1.0 - wide), _places(1.0 - high)
        tried = [(left, top, left + wide, top + high) for left in lefts for top in tops]
        return min([wished, *tried], key=lambda box: (self._cost(box, subject), math.dist(box[:2], wished[:2])))

    def _cost(self, box: Box, subject: Box) -> float:
        """Return how bad a frame is: heads cut, those of the subject above all, and the subject out of sight."""
        return sum(
            (4.0 if _inside(_middle(head), subject) else 1.0) for head in self.heads if _cut(box, _with_room(head))
        ) + (0.0 if _inside(_middle(subject), box) else 8.0)

    def _cuts(self, box: Box) -> bool:
        return any(_cut(box, _with_room(head)) for head in self.heads)

    def _sides(self, scale: float) -> tuple[float, float]:
        wide, high = self.widest
        return wide * scale, high * scale

    def _placed(self, middle: tuple[float, float], scale: float) -> Box:
        """Return a frame around a place, on the picture, or around it where it is larger."""
        wide, high = self._sides(scale)
        left, top = (_held(at - side / 2, 1.0 - side) for at, side in zip(middle, (wide, high), strict=True))
        return (left, top, left + wide, top + high)


def wide_box(picture_aspect: float, aspect: float) -> Box:
    """Return the largest frame in the middle of a picture."""
    wide, high = Framing(picture_aspect, aspect).widest
    return ((1 - wide) / 2, (1 - high) / 2, (1 + wide) / 2, (1 + high) / 2)


def _held(at: float, most: float) -> float:
    return most / 2 if most < 0 else min(max(at, 0.0), most)


def _places(most: float) -> list[float]:
    return [most / 2] if most <= 0 else [most * k / (STEPS - 1) for k in range(STEPS)]


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _inside(at: tuple[float, float], box: Box) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _with_room(head: Box) -> Box:
    """Return a head with some room; at the picture's edges there is none to be had."""
    dx, dy = (head[2] - head[0]) * ROOM, (head[3] - head[1]) * ROOM
    return (max(0.0, head[0] - dx), max(0.0, head[1] - dy), min(1.0, head[2] + dx), min(1.0, head[3] + dy))


def _cut(box: Box, head: Box) -> bool:
    """Say whether an edge of a frame goes through a head, or between it and the body below it."""
    outside = head[2] <= box[0] or head[0] >= box[2] or head[1] >= box[3]
    inside = (
        head[0] >= box[0] - _TOUCH
        and head[1] >= box[1] - _TOUCH
        and head[2] <= box[2] + _TOUCH
        and head[3] <= box[3] + _TOUCH
    )
    return not outside and not inside
