"""Ask a model about a portion until there is an answer: once, once more with what was wrong, then in halves.

What a model will not or cannot do even for a single scene is left to another hand (`fall_back`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysts.language.portions import Portion, halves_of
from analysts.language.prompts import prompt
from providers.errors import AnswerCutShort, BadAnswer, ContentRefused, ContextTooLong, ProviderError
from providers.interfaces.text import Answer, TextModel, TextRequest, parse

T = TypeVar("T")
Check = Callable[[Answer], str]
"""Says what is wrong with an answer that fits its schema, or "" if nothing is."""


def ask(model: TextModel, request: TextRequest, schema: type[Answer], check: Check[Answer]) -> Answer:
    """Return the answer to `request`, a bad one mended once. Raises what `providers.interfaces.text.parse` raises."""
    try:
        return _checked(model, request, schema, check)
    except AnswerCutShort:
        raise  # it would only be as long again
    except BadAnswer as error:
        wrong = prompt("repair").substitute(wrong=str(error))
        return _checked(model, replace(request, prompt=f"{request.prompt}\n\n{wrong}"), schema, check)


def in_pieces(
    portion: Portion, answered: Callable[[Portion], T], fall_back: Callable[[Portion, ProviderError], T]
) -> list[T]:
    """Return what `answered` says of the portion, or of its halves if it cannot be had for the whole, and so on."""
    try:
        return [answered(portion)]
    except (BadAnswer, ContextTooLong, ContentRefused) as error:
        halves = halves_of(portion)
        if halves is None:
            return [fall_back(portion, error)]
    return [piece for half in halves for piece in in_pieces(half, answered, fall_back)]


def _checked(model: TextModel, request: TextRequest, schema: type[Answer], check: Check[Answer]) -> Answer:
    answer, _ = parse(model, request, schema)
    wrong = check(answer)
    if wrong:
        raise BadAnswer(wrong)
    return answer
