"""Words that old books write in their own way, as spaCy's rules for words do not know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysts.lexicon.titles import ABBREVIATED

if TYPE_CHECKING:
    from spacy.language import Language

_TODAY = ("to-day", "to-night", "to-morrow")
_IT_IS = {"'tis": "is", "'twas": "was", "'twere": "were", "'twill": "will", "'twould": "would"}


def add_words(nlp: Language) -> None:
    """Teach the tokenizer: "to-day" is one word, "'tis" is two, the full stop belongs to "Capt."."""
    tokenizer: Any = nlp.tokenizer
    for word in _TODAY:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": word.replace("-", "")}])
    for word, verb in _IT_IS.items():
        for form in (word, f"'T{word[2:]}"):
            tokenizer.add_special_case(form, [{"ORTH": form[:2], "NORM": "it"}, {"ORTH": form[2:], "NORM": verb}])
    for word in sorted(ABBREVIATED - {"no"}):
        for form in (f"{word}.", f"{word.capitalize()}."):
            tokenizer.add_special_case(form, [{"ORTH": form}])
