"""Captions burned into a film: two lines at most, outlined, within the area that no player and no phone covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from cinema.contract import FRAME_RATE, Box, Cue, Frame, Painter, Shape, Size
from cinema.frames.fingerprints import fingerprint_of
from cinema.frames.lettering.built_in import CLOSING
from cinema.frames.lettering.setting import EAST_ASIAN, cleaned, set_lines
from cinema.frames.overlays import Overlay, laid, overlay_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MOST_LINES = 2
LEADING = 1.25
"""From one line to the next, of the size of letters."""
WIDTH_OF_A_LETTER = 0.5
"""Of the size of letters, on average."""
INK, EDGE = (255, 255, 255), (12, 12, 16)
BOX_CLEAR = 150
"""Of 255: how dark the box behind a caption is, where there is one."""


@dataclass(frozen=True, slots=True)
class CaptionArea:
    """Captions of a shape of films: the most characters of a line; of the height, the size of letters, how far above
    the foot they end, and how far below the top they begin where they stand there."""

    characters: int
    letters: float
    foot: float
    top: float

    @property
    def bands(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where two lines stand, from top to bottom, of the height: at the foot, and at the top."""
        high = MOST_LINES * LEADING * self.letters
        return (1 - self.foot - high, 1 - self.foot), (self.top, self.top + high)


AREAS = {
    Shape.LANDSCAPE: CaptionArea(42, 0.052, 0.07, 0.06),
    Shape.SQUARE: CaptionArea(34, 0.05, 0.08, 0.07),
    Shape.PORTRAIT: CaptionArea(26, 0.036, 0.2, 0.13),
}
"""In upright films the foot belongs to the buttons of phones, and the top to what they say of themselves."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """Paints what `painter` paints, with captions burned in: outlined, or on a dark `box`, at its foot or `on_top`."""

    painter: Painter
    cues: tuple[Cue, ...]
    language: str = "en"
    box: bool = False
    on_top: bool = False

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        below = getattr(self.painter, "fingerprint", "")
        return fingerprint_of("captioned", below, self.cues, self.language, self.box, self.on_top)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames."""
        cues = [part for cue in self.cues for part in split(cue, most=area_of(size).characters * MOST_LINES)]
        shown: Cue | None = None
        overlay: Overlay | None = None
        for index, frame in enumerate(self.painter.frames(size=size, count=count)):
            cue = next((c for c in cues if c.start <= index / FRAME_RATE < c.end), None)
            if cue is not shown:
                shown, overlay = cue, self.caption(cue.text, size) if cue else None
            yield laid(frame, overlay) if overlay else frame

    def caption(self, text: str, size: Size) -> Overlay | None:
        """Return a caption as it lies on frames of that size; None where it says nothing."""
        area = area_of(size)
        lines = lines_of(text, most=area.characters)
        if not lines:
            return None
        letters = area.letters * size.height
        image = set_lines(
            lines,
            size=letters,
            ink=INK,
            edge=EDGE,
            outline=0.0 if self.box else letters * 0.075,
            width=size.width,
            language=self.language,
        )
        if self.box:
            image = _boxed(image, round(letters * 0.35))
        left, top, right, foot = image.getbbox() or (0, 0, 1, 1)
        begins = round(size.height * area.top) if self.on_top else _rest(size, area, foot - top)
        return overlay_of(image.crop((left, top, right, foot)), (left, begins))


def belongs_on_top(shape: Shape, heads: Sequence[Box], cues: Sequence[Cue]) -> bool:
    """Return whether these captions at the foot of a frame would lie over one of these heads, and at its top over none.

    Boxes are parts of the frame, and may lie beyond it.
    """
    area = AREAS[shape]
    longest = max((len(line) for cue in cues for line in lines_of(cue.text, most=area.characters)), default=0)
    aside = (1 - min(longest, area.characters) * WIDTH_OF_A_LETTER * area.letters / shape.aspect) / 2
    foot, top = ((aside, above, 1 - aside, below) for above, below in area.bands)
    return any(_meet(head, foot) for head in heads) and not any(_meet(head, top) for head in heads)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def area_of(size: Size) -> CaptionArea:
    """Return where captions are in films of that size."""
    nearest = min(Shape, key=lambda shape: abs(shape.aspect - size.width / size.height))
    return AREAS[nearest]


def split(cue: Cue, *, most: int) -> list[Cue]:
    """Return a cue as one after another of no more than so many characters each, in time by their length."""
    if _fits(cue.text.split("\n"), most // MOST_LINES):
        return [cue]
    parts = _parts(cleaned(cue.text), most)
    whole = sum(len(part) for part in parts)
    cues, start = [], cue.start
    for part in parts:
        end = start + (cue.end - cue.start) * len(part) / whole
        cues.append(replace(cue, start=start, end=end, text=part))
        start = end
    return cues


def lines_of(text: str, *, most: int) -> list[str]:
    """Return the lines of a caption: its own, where they fit."""
    own = text.split("\n")
    return [cleaned(line) for line in own] if len(own) > 1 and _fits(own, most) else wrapped(text, most=most)


def wrapped(text: str, *, most: int) -> list[str]:
    """Return a text in lines of at most so many characters, as few as it takes, of about the same length."""
    pieces = _pieces(cleaned(text))
    lines = _filled(pieces, _measured(text, most))
    if len(lines) < 2:
        return lines
    for less in range(_measured(text, most) - 1, 0, -1):
        evener = _filled(pieces, less)
        if len(evener) > len(lines):
            break
        lines = evener
    return lines


def _fits(lines: list[str], most: int) -> bool:
    return len(lines) <= MOST_LINES and all(len(line) <= _measured(line, most) for line in lines)


def _parts(text: str, most: int) -> list[str]:
    """Return a text in parts that fit, each ending with a sentence or a clause where there is one."""
    most = _measured(text, most)
    if len(text) <= most and len(wrapped(text, most=most // MOST_LINES)) <= MOST_LINES:
        return [text] if text else []
    pieces = _pieces(text)
    fitting = 1
    while fitting < len(pieces) and len(_filled(pieces[: fitting + 1], most // MOST_LINES)) <= MOST_LINES:
        fitting += 1
    ends = [k for k in range(fitting, fitting // 3, -1) if pieces[k - 1].rstrip()[-1:] in ".!?;:,…—。、！？"]
    cut = (ends or [fitting])[0]
    return ["".join(pieces[:cut]).strip(), *_parts("".join(pieces[cut:]).strip(), most)]


def _measured(text: str, most: int) -> int:
    """Return how many characters a line may have: those of East Asia are twice as wide."""
    return most // 2 if EAST_ASIAN.search(text) else most


def _pieces(text: str) -> list[str]:
    """Return a text in pieces after which a line may end: words with their space, or characters of East Asia."""
    if EAST_ASIAN.search(text):
        return list(text)
    return [f"{word} " for word in text.split(" ")]


def _filled(pieces: list[str], most: int) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and (len((lines[-1] + piece).rstrip()) <= most or piece in CLOSING):
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()]


def _boxed(image: Image.Image, pad: int) -> Image.Image:
    left, top, right, foot = image.getbbox() or (0, 0, 1, 1)
    sheet = Image.new("RGBA", (image.width, image.height + 2 * pad))
    around = (left - pad * 2, top, right + pad * 2, foot + 2 * pad)
    ImageDraw.Draw(sheet).rounded_rectangle(around, radius=pad, fill=(*EDGE, BOX_CLEAR))
    sheet.alpha_composite(image, (0, pad))
    return sheet


def _rest(size: Size, area: CaptionArea, height: int) -> int:
    return round(size.height * (1 - area.foot)) - height
