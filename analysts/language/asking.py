"""Ask a model about a portion until there is an answer: once, once more with what was wrong, then in halves.

What a model will not or cannot do even for a single scene is left to another hand (`fall_back`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysts.language.portions import Portion, halves_of, scenes_of
from analysts.language.prompts import prompt
from providers.errors import AnswerCutShort, BadAnswer, ContentRefused, ContextTooLong, ProviderError
from providers.interfaces.text import Answer, TextModel, TextRequest, parse
from providers.money.tokens import likely_text_tokens

LONGEST_SHOWN = 80_000
"""Characters of an answer that is shown again: about as many as the longest has."""
CHARACTERS_A_TOKEN, FINEST, TOKENS_OF_REPAIR = 2, 1.3, 1_500
"""What an answer's tokens have at the least, how many more a tokenizer may make of a text, and schema and words."""
MOST_IN_VAIN = 3
"""Times a portion's scenes: so many are asked about, whole, in halves and in halves of these, if all is in vain."""
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
        wrong = _repair(error, request, model)
        return _checked(model, replace(request, prompt=f"{request.prompt}\n\n{wrong}"), schema, check)


def _repair(error: BadAnswer, request: TextRequest, model: TextModel) -> str:
    """Show a model the answer that cannot be used, as far as there is room, and what is wrong with it."""
    asked = likely_text_tokens(request.system + request.prefix + request.prompt)
    room = model.context_tokens - round(asked * FINEST) - request.max_output_tokens - TOKENS_OF_REPAIR
    answer = error.answer[: max(0, min(LONGEST_SHOWN, CHARACTERS_A_TOKEN * room))]
    shown = answer if answer == error.answer else f"{answer} …"
    number = hashlib.sha256(error.answer.encode(errors="replace")).hexdigest()[:16]
    return prompt("repair").substitute(wrong=str(error), answer=shown, number=number)


def in_pieces(
    portion: Portion, answered: Callable[[Portion], T], fall_back: Callable[[Portion, ProviderError], T]
) -> list[T]:
    """Return what `answered` says of the portion, or of its halves if it cannot be had for the whole, and so on.

    One of which nothing is ever answered is not paid for at every length that it can be cut to (MOST_IN_VAIN).
    """
    pieces: list[T] = []
    left, in_vain, has_answer = [portion], 0, False
    most = MOST_IN_VAIN * len(scenes_of(portion))
    while left:
        part = left.pop()
        try:
            pieces.append(answered(part))
            has_answer = True
        except (BadAnswer, ContextTooLong, ContentRefused) as error:
            if not isinstance(error, ContextTooLong):  # that is refused for nothing
                in_vain += len(scenes_of(part))
            halves = halves_of(part)
            if halves is not None and (has_answer or in_vain < most):
                left.extend(reversed(halves))
                continue
            pieces.append(fall_back(part, error))
            if not has_answer and in_vain >= most:
                return [*pieces, *(fall_back(other, error) for other in reversed(left))]
    return pieces


def _checked(model: TextModel, request: TextRequest, schema: type[Answer], check: Check[Answer]) -> Answer:
    answer, _ = parse(model, request, schema)
    wrong = check(answer)
    if wrong:
        raise BadAnswer(wrong, answer=answer.model_dump_json())
    return answer
