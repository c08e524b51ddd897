"""Words for how people look and what they wear."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("appearance")

COLOURS = _WORDS.words("colours")
SHADES = _WORDS.words("shades")

COLOUR_GROUPS = _WORDS.phrases("colour_groups")
"""Words for one colour of hair or eyes."""

HAIR = _WORDS.words("hair")
HAIR_NOUNS = _WORDS.words("hair_nouns")

EYES = _WORDS.words("eyes")
SKIN = _WORDS.words("skin")
PASSING = _WORDS.words("passing")
"""Colours that a face takes for a moment; only of "skin" and "complexion" do they last."""
SKIN_NOUNS = _WORDS.words("skin_nouns")
BEARD = _WORDS.words("beard")
BEARD_NOUNS = _WORDS.words("beard_nouns")
BUILD = _WORDS.words("build")
HEIGHT = _WORDS.words("height")
AGE = _WORDS.words("age")
HAIRED = _WORDS.words("haired")
BEARDED = _WORDS.words("bearded")

MARKS = _WORDS.words("marks")
MARK_PHRASES = _WORDS.phrases("mark_phrases")

GARMENTS = _WORDS.words("garments")
CLOTH = _WORDS.words("cloth")
