"""The moment that a scene's picture illustrates, as words of the book and as a place in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storyboards.pictures.quoting import quoted

if TYPE_CHECKING:
    from books.models import Scene
    from characters.models import Analysis

LONGEST_QUOTATION = 200


class PicturedMoment(NamedTuple):
    """The character of the scene's text at which a moment begins, and its words, shortened; both may be nothing."""

    start: int = 0
    quotation: str = ""


def moment_of(scene: Scene) -> PicturedMoment:
    """Return the moment of a scene (`select_related("analysis")`); of a text that was rewritten since, none."""
    analysis: Analysis | None = getattr(scene, "analysis", None)
    if analysis is None or analysis.moment_start is None or analysis.revision != scene.revision:
        return PicturedMoment()
    words = scene.text[analysis.moment_start : analysis.moment_end]
    return PicturedMoment(analysis.moment_start, quoted(" ".join(words.split()), LONGEST_QUOTATION))
