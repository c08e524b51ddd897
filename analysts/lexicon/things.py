"""Props, poses by their verbs, and words that make a picture."""

from __future__ import annotations

from typing import get_args

from analysts.lexicon.word_file import WordFile
from analysts.vocabulary import Pose
from sketch.props.vocabulary import PROPS

_WORDS = WordFile("things")
_POSES: tuple[Pose, ...] = get_args(Pose)

PROP_WORDS = frozenset(PROPS)
"""Concrete things worth drawing: those that the sketch artist has a drawing of."""
EVERYDAY_PROPS = frozenset(word for prop in PROPS.values() for word in prop.everyday)
"""Those of them that say little unless they come up again."""


POSES = _WORDS.kind_of_word("poses", _POSES)
"""From a verb to the pose that it shows."""

PICTURABLE = _WORDS.words("picturable")
