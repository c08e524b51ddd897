"""Verbs of speaking and of doing, as narrators use them."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("speech")

SAY_IN_ANY_TONGUE = _WORDS.words("say_in_any_tongue")

SPEECH = _WORDS.words("speech") | SAY_IN_ANY_TONGUE

SAYING = _WORDS.words("saying")
"""Participles that lead to a speech ("Nora ran out, shouting,")."""

PHRASAL = _WORDS.phrases_of_word("phrasal")
"""Verbs that speak with a word after them ("went on", "burst out")."""

HEARD = _WORDS.words("heard")
"""Verbs as they stand after "heard": "Nora heard Peter say"."""

WORDS_OF = _WORDS.words("words_of")
"""What somebody says, as a noun ("was her reply", "came the voice of")."""

STRONG_SPEECH = _WORDS.words("strong_speech") | SAY_IN_ANY_TONGUE
"""Verbs that have a person for their subject in nearly every book."""

ACTION = _WORDS.words("action")
"""Verbs after a name that speak for a person (or, some of them, for a thing that is much talked of)."""

AUXILIARY = _WORDS.words("auxiliary")
"""Those of the actions that things and places do as well."""
