"""The plain forms of words."""

from __future__ import annotations

import pytest

from analysts.prose.lemmas import lemma_of, participle_of


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("sat", "VBD", "sit"),
        ("drew", "VBD", "draw"),
        ("fled", "VBN", "flee"),
        ("whispered", "VBD", "whisper"),
        ("stopped", "VBD", "stop"),
        ("dancing", "VBG", "dance"),
        ("Rising", "VBG", "rise"),
        ("startled", "VBD", "startle"),
        ("obeyed", "VBD", "obey"),
        ("carries", "VBZ", "carry"),
        ("watches", "VBZ", "watch"),
        ("lay", "VBD", "lie"),
        ("lay", "VB", "lay"),
        ("wolves", "NNS", "wolf"),
        ("ladies", "NNS", "lady"),
        ("boxes", "NNS", "box"),
        ("seamen", "NNS", "seaman"),
        ("trembled", "VBD", "tremble"),
        ("murmured", "VBD", "murmur"),
        ("provoked", "VBD", "provoke"),
        ("hopping", "VBG", "hop"),
        ("hoping", "VBG", "hope"),
        ("dying", "VBG", "die"),
        ("strode", "VBD", "stride"),
        ("admired", "VBD", "admire"),
        ("Softly", "RB", "softly"),
        ("n't", "RB", "not"),
        ("'s", "VBZ", "be"),
        ("bigger", "JJR", "big"),
        ("Hopping", "NNP", "Hopping"),
    ],
)
def test_a_word_has_its_plain_form(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag) == lemma


@pytest.mark.parametrize(
    ("verb", "participle"),
    [
        ("take", "taking"),
        ("sit", "sitting"),
        ("lie", "lying"),
        ("see", "seeing"),
        ("open", "opening"),
        ("begin", "beginning"),
        ("pray", "praying"),
        ("mimic", "mimicking"),
        ("lean", "leaning"),
    ],
)
def test_a_verb_has_its_form_of_what_goes_on(verb: str, participle: str) -> None:
    assert participle_of(verb) == participle
