"""Colour spaces, and the colours that are set in them (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from publishing.preflight.pdf.values import entry, list_of, name_of, number_of, reference_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Family = Literal["gray", "rgb", "cmyk", "lab", "spot", "pattern", "unknown"]

BY_NAME: dict[str, Family] = {
    "DeviceGray": "gray",
    "G": "gray",
    "CalGray": "gray",
    "DeviceRGB": "rgb",
    "RGB": "rgb",
    "CalRGB": "rgb",
    "DeviceCMYK": "cmyk",
    "CMYK": "cmyk",
    "Lab": "lab",
    "Pattern": "pattern",
}
BY_COMPONENTS: dict[int, Family] = {1: "gray", 3: "rgb", 4: "cmyk"}
COMPONENTS = {"gray": 1, "rgb": 3, "cmyk": 4, "lab": 3}
NO_INK = {"None"}
DEEPEST = 6
NEARLY = 0.01
"""Of a component: less is not seen."""


class Space(NamedTuple):
    """A colour space. `spots` are the inks that it names; `indexed` says that its values are rows of a table."""

    family: Family
    spots: tuple[str, ...] = ()
    indexed: bool = False


GRAY, RGB, CMYK, PATTERN, UNKNOWN = (
    Space("gray"),
    Space("rgb"),
    Space("cmyk"),
    Space("pattern"),
    Space("unknown"),
)


class Colour(NamedTuple):
    """A colour in its space; of a pattern, `pattern` is its name."""

    space: Space
    values: tuple[float, ...]
    pattern: bytes = b""

    @property
    def is_white(self) -> bool:
        """Return whether it leaves the paper as it is, or paints it white."""
        family, values = self.space.family, self.values
        if self.space.indexed or not values:
            return False
        if family in {"gray", "rgb"}:
            return min(values) >= 1 - NEARLY
        if family in {"cmyk", "spot"}:
            return max(values) <= NEARLY
        return family == "lab" and values[0] >= 99

    @property
    def is_neutral(self) -> bool:
        """Return whether it is a gray, as far as can be said."""
        family, values = self.space.family, self.values
        if self.space.indexed:
            return family == "gray"
        if family == "rgb":
            return bool(values) and max(values) - min(values) <= 2 * NEARLY
        if family == "cmyk":
            return len(values) == 4 and max(values[:3]) - min(values[:3]) <= 0.1
        return family in {"gray", "pattern", "unknown"}

    @property
    def ink(self) -> float:
        """Return how much ink it takes, in percent of one; 0 of what is converted first."""
        return 100 * sum(self.values) if self.space.family == "cmyk" and not self.space.indexed else 0.0


BLACK = Colour(GRAY, (0.0,))


def initial(space: Space) -> Colour:
    """Return the colour that is there when a space has been chosen (ISO 32000-1, 8.6.3)."""
    if space.family == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    if space.family == "spot":
        return Colour(space, (1.0,) * max(1, len(space.spots)))
    return Colour(space, (0.0,) * COMPONENTS.get(space.family, 0))


def space_from(value: Any, resources: Any = None, depth: int = 0) -> Space:
    """Read a colour space: a name, one of the resources, or an array."""
    if depth > DEEPEST:
        return UNKNOWN
    if name := name_of(value):
        if name in BY_NAME:
            return Space(BY_NAME[name])
        named = entry(entry(resources, "/ColorSpace"), f"/{name}")
        return space_from(named, resources, depth + 1) if named is not None else UNKNOWN
    items = list_of(value)
    return _from_array(items, resources, depth) if items else UNKNOWN


def _from_array(items: Sequence[Any], resources: Any, depth: int) -> Space:
    kind = name_of(items[0])
    if kind in BY_NAME:
        return Space(BY_NAME[kind])
    if len(items) < 2:
        return UNKNOWN
    if kind == "ICCBased":
        return Space(BY_COMPONENTS.get(int(number_of(entry(items[1], "/N"))), "unknown"))
    if kind in {"Indexed", "I"}:
        return space_from(items[1], resources, depth + 1)._replace(indexed=True)
    if kind == "Separation":
        return _spots([name_of(items[1])])
    if kind == "DeviceN":
        return _spots([name_of(item) for item in list_of(items[1])])
    return UNKNOWN


def _spots(names: Sequence[str]) -> Space:
    if names == ["Black"]:
        return Space("spot", ("Black",))
    return Space("spot", tuple(name for name in names if name))


class Spaces:
    """The colour spaces of resources, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[int, int], bytes], Space] = {}

    def named(self, name: bytes, resources: Any) -> Space:
        """Return the space of that name."""
        decoded = name.decode("latin-1")
        if decoded in BY_NAME:
            return Space(BY_NAME[decoded])
        named = entry(entry(resources, "/ColorSpace"), f"/{decoded}")
        key = (reference_of(named), name)
        if key[0] == (0, 0):
            return space_from(named, resources)
        if key not in self._known:
            self._known[key] = space_from(named, resources)
        return self._known[key]
