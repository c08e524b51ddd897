"""How a question is fitted into what a model reads at once, by a rule that always leaves out the same.

First comes what cannot be left out (rank 0): brief, plan of the part, its facts with their passages, what was found.
What is left of the room goes to the other blocks in the order of their ranks, each as far as whole lines of it fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel

from authors.language.fencing import Block, fence
from providers.interfaces.text import TextRequest
from providers.money.tokens import likely_text_tokens
from providers.wire.schemas import schema_as_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from providers.interfaces.text import TextModel

FINEST = 1.3
"""Times as many tokens as we guess a tokenizer may make of a text."""
SLACK = 200
"""Tokens of roles and marks that services put around a question."""
MOST_TOLD = 60_000
"""Tokens of one question, at most: more would be paid for with every part, and read with less care."""
THOUGHTS = 800
"""Tokens of an answer that a model may think before it writes; services count them as its answer's."""
SHARED_SHARE = 0.35
"""Of a context, for what all questions about a book share, except what cannot be left out."""


class TooLarge(Exception):
    """What cannot be left out of a question does not fit: it must be asked in smaller ones."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tokens a model reads at once, question and answer together, and how long its answer may be."""

    context: int
    answer: int

    @classmethod
    def of(cls, model: TextModel) -> Limits:
        """Return the limits of a model. An answer gets at most half of the context."""
        return cls(model.context_tokens, min(model.most_output_tokens, model.context_tokens // 2))


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be asked: prompts of ours (`system`, `task`), and blocks of what others have written.

    `shared` is the same for many questions about a book. `answer_tokens` is the longest answer that is expected.
    """

    system: str
    task: str
    schema: type[BaseModel]
    shared: tuple[Block, ...]
    own: tuple[Block, ...]
    answer_tokens: int

    def room(self, limits: Limits) -> int:
        """Return how many tokens of blocks fit beside the answer."""
        fixed = sum(map(likely_text_tokens, (self.system, self.task, schema_as_words(self.schema))))
        left = limits.context - self.longest(limits) - SLACK
        return min(MOST_TOLD, int(left / FINEST) - fixed)

    def longest(self, limits: Limits) -> int:
        """Return how many tokens the answer may have."""
        return max(1, min(limits.answer, self.answer_tokens + THOUGHTS))

    def with_blocks(self, *blocks: Block) -> Question:
        """Return the question with more blocks of its own, before the others."""
        return replace(self, own=(*blocks, *self.own))

    def needs(self) -> int:
        """Return how many tokens of blocks cannot be left out."""
        return sum(block.tokens for block in (*self.shared, *self.own) if not block.rank)


def request_of(question: Question, limits: Limits) -> TextRequest:
    """Return the request for a question, with as much as fits. Raises TooLarge."""
    room = question.room(limits)
    if question.needs() > room:
        raise TooLarge
    fixed = question.room(Limits(limits.context, 1)) - limits.answer  # whatever is asked, so that it stays the same
    most_shared = int(min(MOST_TOLD, max(0, fixed)) * SHARED_SHARE)
    own_needs = sum(block.tokens for block in question.own if not block.rank)
    shared = fitted(question.shared, min(room - own_needs, most_shared))
    own = fitted(question.own, room - sum(block.tokens for block in shared))
    return TextRequest(
        system=question.system,
        prefix=fence(shared),
        prompt="\n\n".join(text for text in (fence(own), question.task) if text),
        schema=question.schema,
        max_output_tokens=question.longest(limits),
    )


def fitted(blocks: Sequence[Block], tokens: int) -> tuple[Block, ...]:
    """Return the blocks in their order, those that cannot be left out whole, the others as far as there is room."""
    left = tokens - sum(block.tokens for block in blocks if not block.rank)
    kept: dict[int, Block] = {number: block for number, block in enumerate(blocks) if not block.rank}
    for number, block in _by_rank(blocks):
        cut = block.cut_to(left)
        if cut is not None:
            kept[number] = cut
            left -= cut.tokens
    return tuple(kept[number] for number in sorted(kept))


def _by_rank(blocks: Sequence[Block]) -> Iterable[tuple[int, Block]]:
    return sorted(((number, block) for number, block in enumerate(blocks) if block.rank), key=lambda pair: pair[1].rank)
