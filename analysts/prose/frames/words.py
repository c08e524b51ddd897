"""What nouns name and what verbs show: the word lists of frames, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from analysts.lexicon import words
from analysts.lexicon.word_file import WordFile

NounClass = Literal[
    "person",
    "group",
    "animal",
    "body",
    "vehicle",
    "weapon",
    "tool",
    "light",
    "text",
    "writing_tool",
    "garment",
    "food",
    "drink",
    "tobacco",
    "vessel",
    "container",
    "furniture",
    "opening",
    "instrument",
    "treasure",
    "plant",
    "nature",
    "building",
    "room",
    "outdoors",
    "sound",
    "speech",
    "gaze",
    "time",
    "abstract",
    "game",
    "dance",
    "thing",
]
"""What a noun names. "thing" is what no list has."""

LIVING: frozenset[NounClass] = frozenset({"person", "group", "animal"})
PLACES: frozenset[NounClass] = frozenset({"building", "room", "outdoors"})
UNSEEN: frozenset[NounClass] = frozenset({"abstract", "time", "sound", "speech", "gaze"})

_FOLDER = Path(__file__).parent / "data"
_NOUNS = WordFile("nouns", _FOLDER)
_VERBS = WordFile("verbs", _FOLDER)
_ABSTRACT_ENDINGS = (
    "ment",
    "tion",
    "sion",
    "ness",
    "ity",
    "ence",
    "ance",
    "ship",
    "ism",
    "cy",
    "dom",
    "tude",
    "hood",
    "ure",
)
_CONCRETE = words(
    "basement pavement apartment garment parchment furniture picture creature figure fence entrance station "
    "mansion harness ship city pasture instrument vessel cushion companion onion regiment procession monument "
    "document fragment tournament vulture structure steamship battleship fancy witness governess ambulance "
    "conveyance"
)

NOUN_CLASSES: dict[str, NounClass] = _NOUNS.kind_of_word("nouns", get_args(NounClass))


def noun_class(lemma: str) -> NounClass:
    """Return what a common noun names, by its lemma."""
    known = NOUN_CLASSES.get(lemma)
    if known:
        return known
    if lemma.endswith(_ABSTRACT_ENDINGS) and lemma not in _CONCRETE and len(lemma) > 5:
        return "abstract"
    head = lemma.rsplit("-", 1)[-1]
    return NOUN_CLASSES.get(head, "thing")


VERBS: dict[str, frozenset[str]] = _VERBS.words_of_kind("verbs")
"""Verbs by what is common to them: "speaking", "mental", "beginning"."""


def _deeds_by_verb() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for deed, listed in _VERBS.words_of_kind("deeds").items():
        for verb in sorted(listed):
            kinds.setdefault(verb, []).append(deed)
    return {verb: tuple(deeds) for verb, deeds in kinds.items()}


DEEDS_BY_VERB = _deeds_by_verb()
"""Each listed verb with the deeds that it can show."""
