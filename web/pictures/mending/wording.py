"""What the page of one picture says: of its settings, and of how far a correction goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboards.mending.corrections import IsBeing, LooksLike, TakenForAnother
from storyboards.mending.previewing import Reach
from storyboards.mending.stated import Called
from storyboards.pictures.drawing import SOFTENED
from web.pictures.mending.form import SCOPES

if TYPE_CHECKING:
    from storyboards.mending.mending import Mended
    from storyboards.models import PictureVersion

WORDS = dict(SCOPES)
NAMES = {"model": "Model", "style": "Style", "seed": "Seed"}


@dataclass(frozen=True, slots=True)
class ShownReach:
    """How many other pictures a correction touches, in words."""

    reach: Reach
    called: Called

    @property
    def words(self) -> str:
        """Whom the correction is about."""
        correction = self.reach.correction
        name = self.called(correction.person)
        if isinstance(correction, TakenForAnother):
            return f"{name} is {self.called(correction.other)}"
        if isinstance(correction, IsBeing):
            return f"{name} is another kind of being"
        return f"{name}: {correction.value}" if isinstance(correction, LooksLike) else f"{name} tells the story"

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many other pictures, by how far it goes."""
        return [(WORDS[scope], count) for scope, count in self.reach.others.items()]

    @property
    def chosen_words(self) -> str:
        """How far the reader lets it go."""
        return WORDS[self.reach.chosen]


def words_of(mended: Mended) -> str:
    """Say what was done; no names, for the page may be of a book that is half read."""
    count = len(mended.edits)
    corrected = f"{count} correction{'' if count == 1 else 's'} made." if count else ""
    drawn = {
        None: "",
        True: "The picture is being redrawn; the one before is kept.",
        False: "The picture will be redrawn when the book continues.",
    }[mended.is_drawn_now]
    cannot = f"The built-in artist cannot do this: “{'”, “'.join(mended.cannot)}”." if mended.cannot else ""
    return " ".join(filter(None, [corrected, drawn, cannot])) or "Nothing has changed."


def settings_of(version: PictureVersion) -> list[tuple[str, str]]:
    """Return every parameter that a picture came from, and what it cost, by a word for each; not words of its text."""
    known = [
        (NAMES.get(name, _words(name)), _plain(value)) for name, value in version.parameters.items() if name != SOFTENED
    ]
    cost = "" if version.cost is None else "free" if not version.cost else f"${version.cost:.4f}"
    size = f"{version.width} × {version.height}" if version.width else ""
    rows = [("Version", str(version.number)), *known, ("Size", size), ("Cost", cost)]
    rows.append(("Drawn", f"{version.created:%-d %B %Y, %H:%M} UTC"))
    return [(name, value) for name, value in rows if value]


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_plain(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)
