"""Parse prose: the only place that knows spaCy. Only a sandboxed process may parse (it takes memory and time)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from analysts.prose.lemmas import lemma_of
from analysts.prose.masking import pieces
from analysts.prose.sentences import Entity, EntityKind, Sentence, Token
from analysts.text.blocks import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from analysts.prose.masking import Piece

WEIGHTS = Path(__file__).parent / "weights" / "parser"
LONGEST_SENTENCE = 1_500
"""Characters of a sentence that are parsed together; a longer one is cut between words."""

_TOGETHER = 2_000
"""Sentences between two clearings of spaCy's memory for words."""
_BATCH = 128
_CLAUSE_END = re.compile(r";(?=\s)")
_EVENT = "Event=Yes"


class ProseParser:
    """Reads chapters. All parsers of a process share one pipeline, which is loaded when the first text is parsed."""

    def parse(self, paragraphs: Sequence[str]) -> list[Sentence]:
        """Parse the paragraphs of a chapter; those of a told story come after its paragraph's own."""
        clauses = (clause for piece in pieces(paragraphs) for clause in _clauses(piece))
        pipeline = load_parser()
        parsed: list[Sentence] = []
        while together := list(islice(clauses, _TOGETHER)):
            with pipeline.memory_zone():
                docs = pipeline.pipe((clause.text for clause in together), batch_size=_BATCH)
                parsed.extend(clause.sentence(doc) for clause, doc in zip(together, docs, strict=True))
        return parsed


@cache
def load_parser() -> Language:
    """Load the pipeline, once in a process."""
    import spacy  # a second and 80 MB, which only the process that parses should pay

    return spacy.load(WEIGHTS)


class _Clause:
    """A sentence, or what a semicolon ends, as it goes to the parser: characters `start` to `end` of its piece."""

    __slots__ = ("end", "piece", "start", "text")

    def __init__(self, piece: Piece, start: int, end: int) -> None:
        self.piece, self.start, self.end = piece, start, end
        text = piece.written.text[start:end]
        self.text = f"{text[:-1]}." if text.endswith(";") else text

    def sentence(self, doc: Doc) -> Sentence:
        written, offset = self.piece.written, self.start
        roots = [token.i for token in doc if token.head.i == token.i]
        tokens = []
        for token in doc:
            head, relation = token.head.i, token.dep_
            if head == token.i:
                # What the parser left unattached hangs on the first root.
                head, relation = roots[0], "root" if token.i == roots[0] else "parataxis"
            start, end = written.span(offset + token.idx, offset + token.idx + len(token.text))
            tokens.append(
                Token(
                    text=token.text,
                    lemma=lemma_of(token.text, token.tag_),
                    tag=token.tag_,
                    relation=relation,
                    head=head,
                    start=start,
                    end=end,
                    is_event=str(token.morph) == _EVENT,
                )
            )
        if written.text[self.end - 1] == ";":
            tokens[-1] = replace(tokens[-1], text=";", lemma=";")
        entities = tuple(Entity(e.start, e.end, cast("EntityKind", e.label_)) for e in doc.ents)
        start, end = written.span(offset, self.end)
        return Sentence(self.piece.paragraph, start, end, tuple(tokens), entities, self.piece.told)


def _clauses(piece: Piece) -> Iterator[_Clause]:
    text = piece.written.text
    for sentence in sentences(text):
        for start, end in _cut(text, *sentence):
            clause = text[start:end].strip()
            first = text.index(clause, start)
            last = first + len(clause)
            if _is_english(piece.written.own(first, last)):
                yield _Clause(piece, first, last)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for clause in _CLAUSE_END.finditer(text, start, end):
        yield from _short(text, start, clause.end())
        start = clause.end()
    yield from _short(text, start, end)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _is_english(text: str) -> bool:
    """Say whether there are letters to read, most of them Latin ones."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and 2 * sum(c < "\u0250" for c in letters) > len(letters)
