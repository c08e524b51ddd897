"""Props, and words that make a picture."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile
from sketch.props.vocabulary import PROPS

_WORDS = WordFile("things")

PROP_WORDS = frozenset(PROPS)
"""Concrete things worth drawing: those that the sketch artist has a drawing of."""
EVERYDAY_PROPS = frozenset(word for prop in PROPS.values() for word in prop.everyday)
"""Those of them that say little unless they come up again."""

PICTURABLE = _WORDS.words("picturable")
