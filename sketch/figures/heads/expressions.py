"""What a face shows: rows of how brows, lids and mouth are held, for people and beasts alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression.

    `brow` raises the inner ends of the brows (negative: a frown), `lift` the whole brows; `lids` opens the eyes (1 is
    usual), `cheek` pushes the lower lids up, `pupil` widens the pupils; `corner` lifts the corners of the mouth, `gape`
    opens it (0 to 1), `width` stretches it; `blush` and `tears` are drawn upon the cheeks.
    """

    brow: float = 0.0
    lift: float = 0.0
    lids: float = 1.0
    cheek: float = 0.0
    pupil: float = 1.0
    corner: float = 0.3
    gape: float = 0.0
    width: float = 1.0
    teeth: bool = False
    crooked: float = 0.0
    blush: float = 0.0
    tears: bool = False


EXPRESSIONS: dict[str, Expression] = {
    "calm": Expression(),
    "joyful": Expression(lift=0.3, lids=0.9, cheek=0.4, corner=1.0, gape=0.45, width=1.15, teeth=True, blush=0.4),
    "laughing": Expression(lift=0.6, lids=0.12, cheek=1.0, corner=1.0, gape=1.0, width=1.2, teeth=True, blush=0.6),
    "tender": Expression(brow=0.35, lift=0.1, lids=0.72, cheek=0.2, pupil=1.15, corner=0.6, width=0.9, blush=0.7),
    "sad": Expression(brow=1.0, lift=-0.1, lids=0.7, corner=-0.8, width=0.85),
    "weeping": Expression(brow=1.2, lids=0.2, cheek=0.5, corner=-1.0, gape=0.4, width=1.05, tears=True, blush=0.5),
    "tense": Expression(brow=-0.55, lids=0.95, pupil=0.85, corner=-0.25, width=0.95),
    "angry": Expression(brow=-1.1, lift=-0.35, lids=0.75, corner=-0.8, width=1.05, blush=0.3),
    "violent": Expression(brow=-1.3, lift=-0.3, lids=0.85, pupil=0.75, corner=-0.6, gape=0.6, width=1.25, teeth=True),
    "afraid": Expression(brow=1.1, lift=0.7, lids=1.4, pupil=0.6, corner=-0.6, gape=0.35, width=1.1, teeth=True),
    "surprised": Expression(lift=1.1, lids=1.45, pupil=0.8, corner=0.0, gape=0.9, width=0.55),
    "mysterious": Expression(brow=-0.2, lift=0.2, lids=0.62, corner=0.35, crooked=0.9, width=0.9),
    "proud": Expression(lift=0.75, lids=0.5, corner=0.35, width=0.8),
    "disgusted": Expression(brow=-0.8, lids=0.5, cheek=0.5, corner=-0.7, crooked=1.0, width=0.9),
    "determined": Expression(brow=-0.8, lift=-0.1, lids=0.85, corner=-0.05, width=1.1),
    "speaking": Expression(lift=0.25, corner=0.3, gape=0.4, width=0.8),
    "weary": Expression(brow=0.6, lift=-0.2, lids=0.4, corner=-0.35, width=0.85),
    "thoughtful": Expression(brow=-0.2, lift=0.35, lids=0.75, corner=-0.05, crooked=0.5, width=0.7),
}
"""By name; the moods of a scene among them."""

_WORDS: dict[str, str] = {
    "asleep": "calm",
    "happy": "joyful",
    "frightened": "afraid",
    "terrified": "afraid",
    "furious": "violent",
    "shouting": "violent",
    "talking": "speaking",
}


def expression_of(word: str) -> Expression:
    """Return the expression that a word names; calm for a word that names none."""
    return EXPRESSIONS.get(_WORDS.get(word, word), EXPRESSIONS["calm"])
