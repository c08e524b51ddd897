"""Labelled sentences as spaCy's training examples: written and cut into words as the parser will meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span
from spacy.training import Example

from analysts.prose.typography import Written, write

if TYPE_CHECKING:
    from spacy.language import Language

    from training.litbank import LabelledSentence
    from training.treebank import ParsedSentence

EVENT, NO_EVENT = "Event=Yes", "Event=No"
"""What the component for events says of each word: spaCy's morphologizer, taught nothing but this."""
_LEFT = frozenset(
    (
        *",.;:!?)]}”%",
        "''",
        "...",
        *(f"{a}{end}" for a in "'’" for end in ("s", "S", "ll", "ve", "m", "d", "re")),
        "n't",
        "n’t",
    )
)
_RIGHT = frozenset(("(", "[", "{", "“", "‘", "``"))
_NO_BLANKS = frozenset(("--", "—", "-", "----", "–", "/"))


def example_of_parse(nlp: Language, sentence: ParsedSentence) -> Example | None:
    """Make an example with tags, lemmas and dependencies; of entities and events it says nothing."""
    words, predicted = _rewritten(nlp, sentence.words, sentence.spaces)
    if not all(words):
        return None
    reference = Doc(
        nlp.vocab,
        words=words,
        spaces=list(sentence.spaces),
        tags=list(sentence.tags),
        lemmas=list(sentence.lemmas),
        heads=list(sentence.heads),
        deps=["ROOT" if relation == "root" else relation for relation in sentence.relations],
    )
    return Example(predicted, reference)


def example_of_labels(nlp: Language, sentence: LabelledSentence) -> Example | None:
    """Make an example with entities and events; of tags, lemmas and dependencies it says nothing."""
    spaces = blanks_after(sentence.words)
    words, predicted = _rewritten(nlp, sentence.words, spaces)
    if not all(words):
        return None
    events = frozenset(sentence.events)
    reference = Doc(
        nlp.vocab,
        words=words,
        spaces=list(spaces),
        morphs=[EVENT if i in events else NO_EVENT for i in range(len(words))],
    )
    reference.set_ents([Span(reference, start, end, label=kind) for start, end, kind in sentence.entities])
    return Example(predicted, reference)


def blanks_after(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Guess after which words of a text that was cut into words a blank stood."""
    blanks = [True] * len(words)
    is_open = {'"': False, "'": False}
    for i, word in enumerate(words):
        left, right = word in _LEFT, word in _RIGHT
        if word in is_open:
            following = words[i + 1] if i + 1 < len(words) else ""
            is_plural = word == "'" and i > 0 and words[i - 1][-1:] == "s" and following[:1].islower()
            left, right = (True, False) if is_plural else (is_open[word], not is_open[word])
            if not is_plural:
                is_open[word] = not is_open[word]
        if left and i:
            blanks[i - 1] = False
        if right:
            blanks[i] = False
        if word in _NO_BLANKS:
            blanks[i] = False
            blanks[max(i - 1, 0)] = False
    return tuple(blanks)


def _rewritten(nlp: Language, words: tuple[str, ...], spaces: tuple[bool, ...]) -> tuple[list[str], Doc]:
    """Return the words as they are written for the parser, and the document that it gets to see."""
    text = "".join(word + " " * blank for word, blank in zip(words, spaces, strict=True)).rstrip()
    written = write(text)
    pieces, at = [], 0
    for word, blank in zip(words, spaces, strict=True):
        pieces.append(_piece(written, at, at + len(word)))
        at += len(word) + blank
    return pieces, nlp.make_doc(written.text.strip())


def _piece(written: Written, start: int, end: int) -> str:
    # Characters keep their order, so those of a word stand together.
    first = next((i for i, s in enumerate(written.starts) if s >= start), len(written.starts))
    last = next((i for i, s in enumerate(written.starts) if s >= end), len(written.starts))
    return "".join(written.text[first:last].split())
