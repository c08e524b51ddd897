"""What writing a book takes before it is written: the very questions that will be asked, with what is not known yet
filled in.

Writing is the reverse of reading: most of what is paid for is answers. The low end takes short answers that need no
mending; the high end takes every answer at its longest, a tokenizer that cuts finer, a plan asked for twice, and every
part mended as often as it may be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.language.fitting import FINEST, THOUGHTS, TooLarge, request_of
from providers.interfaces.usage import Usage
from providers.money.tokens import likely_text_tokens
from providers.wire.schemas import schema_as_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.language.crafts.craft import Expected
    from authors.language.fitting import Limits, Question

SHORT, LIKELY = 0.3, 0.6
"""How long answers are, by the longest that is expected."""
MENDED = 0.3
"""Share of the parts that are likely to be mended once."""


@dataclass(frozen=True, slots=True)
class Workload:
    """The calls that a book takes when all goes well, as it is likely, and at the most, with what each of them uses.

    `words` are those of the finished book.
    """

    least: tuple[Usage, ...]
    likely: tuple[Usage, ...]
    most: tuple[Usage, ...]
    words: int

    @property
    def output_tokens(self) -> int:
        """Tokens of answers, as it is likely."""
        return sum(each.output_tokens for each in self.likely)

    @property
    def input_tokens(self) -> int:
        """Tokens of questions, as it is likely."""
        return sum(each.input_tokens for each in self.likely)


def workload_of(expected: Expected, limits: Limits, *, rounds: int) -> Workload:
    """Return what the questions of a book use; each part is mended `rounds` times at the most."""
    once = [*expected.planning, *expected.writing]
    mended = expected.mending[: round(len(expected.mending) * MENDED)]
    most = [*expected.planning, *once, *(each for _ in range(rounds) for each in expected.mending)]
    return Workload(
        least=_used(once, limits, answers=SHORT),
        likely=_used([*once, *mended], limits, answers=LIKELY),
        most=_used(most, limits, answers=1.0, tokenizer=FINEST),
        words=expected.words,
    )


def _used(
    questions: Iterable[Question], limits: Limits, *, answers: float, tokenizer: float = 1.0
) -> tuple[Usage, ...]:
    return tuple(
        Usage(
            input_tokens=round(_asked(question, limits) * tokenizer) * _times(question.answer_tokens * answers, limits),
            output_tokens=round(question.answer_tokens * answers) + (THOUGHTS if answers >= 1 else 0),
        )
        for question in questions
    )


def _asked(question: Question, limits: Limits) -> int:
    """Return about how many tokens a question has."""
    try:
        request = request_of(question, limits)
    except TooLarge:
        return limits.context
    return likely_text_tokens(request.system + request.prefix + request.prompt + schema_as_words(request.schema))


def _times(answer_tokens: float, limits: Limits) -> int:
    """Return how often a question is asked: one whose answer is cut is asked for the rest."""
    return math.ceil(answer_tokens / max(1, limits.answer))
