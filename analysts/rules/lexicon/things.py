"""Concrete things worth drawing, poses by their verbs, and verbs that make a picture."""

from __future__ import annotations

from typing import get_args

from analysts.bible import Pose
from analysts.rules.lexicon.word_file import WordFile

_WORDS = WordFile("things")
_POSES: tuple[Pose, ...] = get_args(Pose)

PROPS = _WORDS.words("props")
DULL_PROPS = _WORDS.words("dull_props")
"""Things too common to be drawn unless they come up again."""


POSES = _WORDS.kind_of_word("poses", _POSES)
"""From a verb to the pose that it shows."""

PICTURABLE = _WORDS.words("picturable")
