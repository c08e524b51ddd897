"""Small questions to a parsed sentence: whose subject, which clause, which words before a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.sentences import Sentence, Token

_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_CLAUSES = frozenset({"root", "conj", "xcomp", "advcl", "parataxis", "ccomp", "acl", "acl:relcl", "csubj"})


class Grammar:
    """A sentence with the children of each token."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for n, token in enumerate(self.tokens):
            if token.head != n:
                self.children[token.head].append(n)

    def child(self, at: int, *relations: str) -> int | None:
        """Return the first child of a token that stands in one of the relations."""
        return next((c for c in self.children[at] if self.tokens[c].relation in relations), None)

    def is_subject(self, at: int) -> bool:
        """Say whether a token is a subject, or joined to one by "and"."""
        token = self.tokens[at]
        if token.relation == "conj" and token.head != at:
            return self.tokens[token.head].relation in _SUBJECTS
        return token.relation in _SUBJECTS or self.is_mistaken_noun(at)

    def is_mistaken_noun(self, at: int) -> bool:
        """Say whether a word after "the" and before its verb is taken for an adjective ("the toad ran"): a subject."""
        token = self.tokens[at]
        if not at or at + 1 >= len(self.tokens) or self.tokens[at - 1].text.lower() != "the":
            return False
        return token.relation in ("amod", "advmod") and token.head == at + 1 and self.tokens[at + 1].tag == "VBD"

    def clause_of(self, at: int) -> int:
        """Return the verb (or other head) of the clause in which a token stands."""
        n = at
        for _ in range(len(self.tokens)):
            token = self.tokens[n]
            if token.head == n:
                return n
            n = token.head
            above = self.tokens[n]
            if above.tag.startswith("VB") or (above.relation in _CLAUSES and self.child(n, *_SUBJECTS) is not None):
                return n
        return n

    def subject_of(self, verb: int) -> int | None:
        """Return the subject of a clause by its head, its own or that of the clause that it continues."""
        n = verb
        for _ in range(6):
            subject = self.child(n, *_SUBJECTS)
            if subject is not None:
                return subject
            token = self.tokens[n]
            if token.head == n or token.relation not in _SHARES_SUBJECT:
                return None
            n = token.head
        return None

    def matrix_subject(self, verb: int) -> int | None:
        """Return the subject of the clause on which a clause hangs ("*Anne* went, when she …")."""
        token = self.tokens[verb]
        if token.head == verb or token.relation not in _CLAUSES:
            return None
        return self.subject_of(token.head if token.relation != "acl:relcl" else self.clause_of(token.head))
