"""A sentence as a tree: what hangs on which word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.prose.sentences import Sentence

_STEPS = 60
"""More heads above a word than any sentence has: a ring in the parse ends here."""


class SentenceTree:
    """The tokens of a sentence with what hangs on each; tokens are known by their index."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.below: list[list[int]] = [[] for _ in self.tokens]
        self.words = [token.text.lower() for token in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.below[token.head].append(i)

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, i: int, *relations: str) -> list[int]:
        """Return what hangs on a word by one of these relations, in order."""
        return [c for c in self.below[i] if self.tokens[c].relation in relations]

    def child_words(self, i: int, *relations: str) -> set[str]:
        """Return the words, in small letters, that hang on a word by one of these relations."""
        return {self.words[c] for c in self.below[i] if self.tokens[c].relation in relations}

    def case(self, i: int) -> str:
        """Return the preposition of a noun ("out of"), or nothing."""
        return " ".join(self.words[c] for c in self.below[i] if self.tokens[c].relation == "case" and c < i)

    def above(self, i: int) -> Iterator[int]:
        """Yield the heads of a word, from its own up to the root."""
        for _ in range(_STEPS):
            head = self.tokens[i].head
            if head == i:
                return
            yield head
            i = head

    def with_conjuncts(self, indices: list[int]) -> list[int]:
        """Return words with the nouns that are joined to them by "and", in order."""
        result: list[int] = []
        for i in indices:
            result.append(i)
            joined = [c for c in self.children(i, "conj") if not self.is_verb(c)]
            result.extend(self.with_conjuncts(joined))
        return result

    def is_verb(self, i: int) -> bool:
        """Say whether a word is a form of a verb."""
        return self.tokens[i].tag.startswith("VB")

    def is_noun(self, i: int) -> bool:
        """Say whether a word is a noun or a name; one with an article is, whatever the parser calls it."""
        token = self.tokens[i]
        if token.tag.startswith("NN"):
            return True
        return token.tag == "JJ" and token.relation in ("obj", "obl", "nsubj") and bool(self.children(i, "det"))

    def is_common_noun(self, i: int) -> bool:
        """Say whether a word is a noun and no name."""
        return self.is_noun(i) and not self.tokens[i].tag.startswith("NNP")

    def first_of(self, i: int) -> int:
        """Return the first word of what hangs together with a word."""
        first = i
        for c in self.below[i]:
            if c < i:
                first = min(first, self.first_of(c))
        return first

    def last_of(self, i: int) -> int:
        """Return the last word of what hangs together with a word."""
        last = i
        for c in self.below[i]:
            if c > i:
                last = max(last, self.last_of(c))
        return last
