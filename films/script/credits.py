"""What the last cards of a film say: who wrote, who drew and with which models, who speaks, and what it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from films.script.tree import Card
from storyboards.rights.disclosing import BY_RULES, origin_of_pictures, origin_of_text
from storyboards.rights.licences import licence_of

CREDITS = "Credits"
"""What the last chapter of a film is called."""


@dataclass(frozen=True, slots=True)
class Makers:
    """Who has made what is shown: authors, the models of pictures by their keys, the style by its name.

    `speaker` is what reads aloud, `mover` what moves the pictures, as readers call them; empty: nobody does.
    """

    title: str
    authors: tuple[str, ...]
    models: Collection[str]
    style: str
    speaker: str = ""
    mover: str = ""
    text_models: tuple[str, ...] = ()
    is_written_here: bool = False
    is_story: bool = False
    """Whether readers continue it."""


def credits_of(makers: Makers) -> Card:
    """Return the card at a film's end."""
    lines = [
        ("Written by", ", ".join(makers.authors)),
        ("", _of_text(makers)),
        *(("", line) for line in _pictures(makers)),
        ("Read aloud by", makers.speaker and f"{makers.speaker}, a machine"),
        ("Pictures moved by", makers.mover and f"{makers.mover}, a machine"),
        ("Made with", "VividPages"),
    ]
    said = tuple((role, who) for role, who in lines if who)
    return Card("credits", (makers.title,), credits=said, title=CREDITS)


def _of_text(makers: Makers) -> str:
    if makers.is_story and not makers.text_models:
        return "Told with VividPages, line by line, by those who continue this story."
    said = origin_of_text(text_models=makers.text_models, is_written_here=makers.is_written_here)
    return said or "The text belongs to whoever holds its copyright."


def _pictures(makers: Makers) -> tuple[str, ...]:
    drawn = [model for model in makers.models if model]
    if not drawn:
        return ()
    terms = dict.fromkeys(licence_of(model).what for model in sorted(drawn) if model != BY_RULES)
    return (origin_of_pictures(drawn, where="this film"), f"Style of the pictures: {makers.style}", *terms)
