"""How long things are seen, in seconds: by what is spoken, or by the words that are to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema.captions import READING_SPEED
from films.options import WORDS_A_MINUTE

if TYPE_CHECKING:
    from films.options import Pace

LEAD, TAIL = 0.35, 0.45
"""Before the first words of a shot, and after the last."""
REST, BREATH = 0.5, 0.14
"""Between spoken paragraphs, and between what else is spoken."""
LEAST_LINE = 1.3
LEAST_CARD, LEAST_COVER, CREDITS, CREDITS_LINE = 3.6, 4.5, 5.0, 1.6
USUAL_SHOT, LONGEST_SHOT = 9.0, 15.0
"""How long one view of a picture is shown; longer only where one line takes longer."""
FADE_MOMENT, FADE_SCENE, FADE_CHAPTER = 0.4, 0.8, 1.0
"""Cross-fades between views of one picture, between pictures, and from black."""


def seconds_to_read(text: str, pace: Pace) -> float:
    """Return how long a text is to be seen so that it can be read at a pace."""
    by_words = len(text.split()) * 60 / WORDS_A_MINUTE[pace]
    return max(LEAST_LINE, by_words, len(text) / READING_SPEED)
