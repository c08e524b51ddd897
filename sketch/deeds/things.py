"""The thing that a deed is done with or to, as a shape that can be drawn: read from the words of the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from sketch.deeds.shapes import SHAPES
from sketch.deeds.words import by_weight, nouns_of
from sketch.props.drawings import DRAWINGS
from sketch.props.vocabulary import PROPS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen
    from sketch.scene import DepictedScene

THINGS_FILE = Path(__file__).with_name("things.toml")
HANDLED: Mapping[str, Callable[[Pen], None]] = {**DRAWINGS, **SHAPES}
"""All that can be in a hand, by the name of its drawing."""
_PRONOUNS = frozenset({"it", "them", "one", "something", "anything", "everything"})
UNNAMED = "parcel"


class ThingsInvalid(ValueError):
    """The things do not say what they must; the message names the row."""


def load_things(file: Path) -> Mapping[str, str]:
    """Map each noun of a file to the drawing of its shape. Raises ThingsInvalid."""
    shapes: dict[str, str] = {}
    for shape, nouns in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if shape not in HANDLED:
            raise ThingsInvalid(f"{file.name}: there is no drawing of “{shape}”.")
        for noun in nouns.split():
            if noun in shapes:
                raise ThingsInvalid(f"{file.name}: “{noun}” is both {shapes[noun]} and {shape}.")
            shapes[noun] = shape
    return shapes


NOUNS: Mapping[str, str] = load_things(THINGS_FILE)


_VERBS_TOO = frozenset(
    [
        *("rose", "bow", "watch", "ring", "drawing", "will", "can", "match", "case", "pack", "leg", "sheet", "page"),
        *("stone", "rock", "branch", "box", "book", "cup", "iron", "smoke", "toast", "roll", "list", "frame", "note"),
    ]
)
"""What is a thing only after an article, an owner or a number: “rose to his feet” has no flower."""
_BEFORE_THINGS = frozenset(
    [
        *("a", "an", "the", "this", "that", "these", "those", "some", "any", "another", "each", "no", "of", "with"),
        *("his", "her", "my", "your", "our", "their", "its", "s", "two", "three", "four", "several", "many"),
    ]
)
_NEAR = 3


def nouns_in(phrase: str, *, sure: bool = False) -> tuple[str, ...]:
    """Return the words of a phrase that may be things, those that are told beside the deed last."""
    words = by_weight(phrase)
    return tuple(
        word
        for at, word in enumerate(words)
        if sure or word not in _VERBS_TOO or not _BEFORE_THINGS.isdisjoint(words[max(0, at - _NEAR) : at])
    )


def handled(scene: DepictedScene) -> str:
    """Return the drawing of what the deed of a scene is done with, if a hand can hold it; empty if there is nothing."""
    for word in (*nouns_in(scene.words), *nouns_in(scene.thing, sure=True)):
        for noun in nouns_of(word):
            shape = NOUNS.get(noun) or NOUNS.get(_ending(noun))
            if shape:
                return shape
            if noun in PROPS and PROPS[noun].carried:
                return PROPS[noun].name
    return ""


def _ending(noun: str) -> str:
    """Return what a compound is (“casebook” is a book); empty where it is none that is known."""
    return next((noun[at:] for at in range(2, len(noun) - 3) if noun[at:] in NOUNS), "")


def unnamed(scene: DepictedScene) -> bool:
    """Say whether the deed is done to a thing that its words only point at: “gave it to him”."""
    return bool(_PRONOUNS & set(by_weight(scene.words)))


def standing(scene: DepictedScene) -> str:
    """Return the drawing of what the deed is done to, if it stands about; empty if there is nothing."""
    for word in (*nouns_in(scene.words), *nouns_in(scene.thing, sure=True)):
        for noun in nouns_of(word):
            if noun in PROPS and not PROPS[noun].carried:
                return PROPS[noun].name
    return ""
