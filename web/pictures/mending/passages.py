"""The text of a scene, sentence by sentence, so that another one can be chosen to be drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.text.blocks import Span, sentences

if TYPE_CHECKING:
    from characters.models import Analysis

AROUND = 2
"""Paragraphs before and after the moment that are shown without asking."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a scene: `value` is its place in the text, “120-164”."""

    value: str
    text: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class ScenePassages:
    """Paragraphs of sentences: those around the moment that is drawn, and those before and after them."""

    before: Sequence[Sequence[Sentence]]
    around: Sequence[Sequence[Sentence]]
    after: Sequence[Sequence[Sentence]]


def passages_of(analysis: Analysis) -> ScenePassages:
    """Split the text of a scene; what is drawn is marked where it stands in it."""
    start, end = (analysis.moment_start, analysis.moment_end)
    if analysis.revision != analysis.scene.revision or start is None or end is None:
        start = end = 0
    text = analysis.scene.text
    paragraphs = [
        [
            Sentence(
                f"{span.start}-{span.end}",
                text[span.start : span.end].strip(),
                is_drawn=span.start < end and start < span.end,
            )
            for span in sentences(text, Span(*found.span()))
        ]
        for found in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]
    drawn = next((n for n, paragraph in enumerate(paragraphs) if any(one.is_drawn for one in paragraph)), 0)
    first, last = max(0, drawn - AROUND), drawn + AROUND + 1
    return ScenePassages(paragraphs[:first], paragraphs[first:last], paragraphs[last:])


def place_from(value: str) -> tuple[int, int]:
    """Read the place of a sentence; (0, 0), where there is none, for anything else."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", value)
    return (int(found[1]), int(found[2])) if found else (0, 0)
