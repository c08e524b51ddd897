"""The plain forms of words."""

from __future__ import annotations

import pytest

from analysts.prose.lemmas import lemma_of


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
    ],
)
def test_a_word_has_its_plain_form(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag, "guess") == lemma


def test_the_parsers_guess_stands_where_no_rule_is_sure() -> None:
    assert lemma_of("admired", "VBD", "admire") == "admire"
    assert lemma_of("softly", "RB", "softly") == "softly"
