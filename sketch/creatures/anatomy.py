"""What the rows of the species say: heads, bodies and coats. A grown person is 100 high.

A head's own measure has the crown at y = -1 and the chin at y = 1; it looks to the right, its skull is about 1.4 wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sketch.paint.colours import RGB
from sketch.paint.geometry import Point

Face = Literal["muzzle", "round", "wide", "beak", "bare", "mask"]
EarKind = Literal["none", "round", "point", "long", "flop", "side", "fan", "tuft", "bat", "fin"]
EyeKind = Literal["bead", "almond", "slit", "round", "bulge", "great", "hollow", "lamp", "button"]
NoseKind = Literal["none", "ball", "triangle", "snout", "nostrils"]
TailKind = Literal["none", "thin", "brush", "tuft", "long", "curl", "stub", "up", "flat", "lizard", "bushy", "arrow"]
Foot = Literal["paw", "hoof", "pad", "claw", "web"]
Wings = Literal["", "feather", "bat", "fairy", "insect", "painted"]
Tone = Literal["fur", "pale", "dark", "paw"]
"""A colour of a coat."""


@dataclass(frozen=True, slots=True)
class Coat:
    """Colours: of most of the fur, of what is pale (belly, muzzle), of marks, and of paws or feet."""

    fur: RGB
    pale: RGB
    dark: RGB
    paw: RGB


@dataclass(frozen=True, slots=True)
class Head:
    """A head, in its own measure.

    `skull` is an ellipse (middle, radii); `muzzle` its tip and its half depth at the root and at the tip; `stop` how
    sharply the brow breaks off before it (0 not at all); `ears` and `eyes` the near one, then the far one, each by its
    place and size. `marks` are patterns of the coat and `parts` what grows on it, by the names that their drawers have.
    `crown` is how much higher than a person's a hat sits; `looms` how much larger than a person's the head is drawn.
    """

    skull: tuple[float, float, float, float] = (0.0, -0.05, 0.72, 0.76)
    muzzle: tuple[float, float, float, float] = (1.05, 0.36, 0.36, 0.16)
    face: Face = "muzzle"
    stop: float = 0.5
    cheek: float = 0.0
    ear: EarKind = "none"
    ears: tuple[tuple[float, float, float], ...] = ()
    ear_in: RGB = (210, 156, 146)
    eye: EyeKind = "bead"
    eyes: tuple[tuple[float, float, float], ...] = ((0.14, -0.1, 0.12), (0.52, -0.13, 0.1))
    iris: RGB = (196, 150, 60)
    nose: NoseKind = "ball"
    nose_colour: RGB = (46, 36, 40)
    nose_size: float = 0.13
    beak: RGB = (222, 160, 66)
    marks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    crown: float = 0.0
    looms: float = 1.3


@dataclass(frozen=True, slots=True)
class Quadruped:
    """A body on four legs.

    `high` is the height of the withers, `long` the length from chest to rump, `chest` and `loin` depths there, `neck`
    length and angle (degrees above level), `head` half the head's height and its droop (degrees), `leg` the thickness
    of a shin, `sprawl` how far the legs stand out to the sides as a lizard's do (0 to 1).
    """

    high: float
    long: float
    chest: float
    loin: float
    neck: tuple[float, float]
    head: tuple[float, float]
    leg: float
    tail: TailKind = "thin"
    tail_long: float = 1.0
    foot: Foot = "paw"
    parts: tuple[str, ...] = ()
    wings: Wings = ""
    sprawl: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height with all that it bears."""
        high = self.high + max(self.neck[0], 0.75 * self.long) + 3 * self.head[0]
        return self.long * (1.3 if not self.wings else 1.7), max(high, self.high * 2.4 if self.wings else 0.0)


@dataclass(frozen=True, slots=True)
class BirdBody:
    """A bird: the height of its back when it stands, the length of its body and how deep that is, how upright it
    stands (degrees), its neck (length, angle), half its head's height, its legs' length and its tail.
    """

    high: float
    long: float
    deep: float
    upright: float
    neck: tuple[float, float]
    head: float
    leg: float
    tail: Literal["short", "long", "fan", "cock", "wedge"] = "short"
    web: bool = False
    foot: RGB = (206, 150, 70)

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height, in flight too."""
        return self.long * 1.5, self.high * 2 + self.neck[0] + self.head * 3


@dataclass(frozen=True, slots=True)
class FishBody:
    """A fish or a whale: length and depth, and what it has of fins."""

    long: float
    deep: float
    tail: Literal["fork", "fluke", "fan"] = "fork"
    parts: tuple[str, ...] = ()
    snout: float = 0.0
    eye: float = 0.06

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height."""
        return self.long * 0.75, self.deep * 2


@dataclass(frozen=True, slots=True)
class InsectBody:
    """Whatever goes on six legs or more: segments from behind (x, y, radii), legs, wings and feelers."""

    segments: tuple[tuple[float, float, float, float], ...]
    legs: int = 6
    leg_span: float = 12.0
    wings: Literal["", "clear", "painted", "case"] = ""
    parts: tuple[str, ...] = ()
    bands: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """Half its width and its height, aloft too."""
        return max(30.0, self.leg_span * 1.2), 90.0


@dataclass(frozen=True, slots=True)
class WormBody:
    """Whatever is one long body: a path that it lies along, its widths, and what it bears."""

    path: tuple[Point, ...]
    widths: tuple[float, ...]
    parts: tuple[str, ...] = ()
    head: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height."""
        return 54.0, 60.0


@dataclass(frozen=True, slots=True)
class HopperBody:
    """A body that squats: frog, toad, rabbit, squirrel, kangaroo. Height and width of the trunk, half the head."""

    high: float
    wide: float
    head: float
    lean: float = 0.35
    tail: TailKind = "none"
    parts: tuple[str, ...] = ()

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height, in a leap too."""
        return self.high * 1.5, self.high * 2.2 + self.head * 4


@dataclass(frozen=True, slots=True)
class MachineBody:
    """A machine that walks: how high it stands and on how many legs."""

    high: float
    legs: int
    eye: RGB = (214, 255, 190)

    @property
    def extent(self) -> tuple[float, float]:
        """Half its width and its height."""
        return self.high * 0.5, self.high * 1.6


@dataclass(frozen=True, slots=True)
class ShapeBody:
    """A being of which the text says little: a dark mass with what the words give it."""

    high: float
    wide: float

    @property
    def extent(self) -> tuple[float, float]:
        """Half its width and its height with wings and horns."""
        return self.wide * 1.6, self.high * 2


@dataclass(frozen=True, slots=True)
class Torso:
    """A person from the hips up, and below these another's body: of a horse, or a fish's tail."""

    below: Literal["horse", "fish"]

    @property
    def extent(self) -> tuple[float, float]:
        """Half its length and its height."""
        return 90.0, 160.0


@dataclass(frozen=True, slots=True)
class Patch:
    """One shape of a thing: a smooth or a straight outline, or a line of a `width`.

    `tone` is a colour of the thing's coat by its name, or one of its own; `light` is how far it shines (0: not at all).
    """

    tone: Tone | RGB
    points: tuple[Point, ...]
    kind: Literal["smooth", "straight", "line"] = "smooth"
    width: float = 0.0
    light: float = 0.0


@dataclass(frozen=True, slots=True)
class ThingBody:
    """A thing with a face: a kettle, a lighthouse, a cloud.

    `high` and `wide` are its measures. `patches` are drawn first, then the face, then what is `before` it. `face` is
    the middle and half the height of that, `ground` what it is drawn upon. `arms` are where the near and the far one
    grow (none: it has none), `reach` how long they are, `feet` where the two stand. `hover` is how high above
    the ground it floats.
    """

    high: float
    wide: float
    patches: tuple[Patch, ...]
    face: tuple[float, float, float]
    ground: Tone | RGB = "fur"
    before: tuple[Patch, ...] = ()
    arms: tuple[Point, ...] = ()
    reach: float = 0.0
    feet: tuple[float, ...] = ()
    hover: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        """Half its width and its height with raised arms, aloft too."""
        return self.wide * 0.95 + self.reach, self.high * 1.5 + 1.5 * self.hover


Body = (
    Quadruped | BirdBody | FishBody | InsectBody | WormBody | HopperBody | MachineBody | ShapeBody | ThingBody | Torso
)


@dataclass(frozen=True, slots=True)
class Species:
    """All that is known of a kind of being.

    `body` is None for those that have a person's. `upright` is the height of one in clothes by a person's, `heads` how
    often the head goes into it then (0: as with people). `skin` and `alpha` are those of beings with a person's body.
    """

    coat: Coat
    head: Head | None = None
    body: Body | None = None
    upright: float = 0.8
    heads: float = 4.3
    tail: TailKind = "none"
    wings: Wings = ""
    skin: RGB | None = None
    alpha: float = 1.0
    girth: float = 1.0
    parts: tuple[str, ...] = ()
