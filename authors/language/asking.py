"""Ask a model until there is an answer: on where it was cut, once more with what was wrong, in less where it is full.

Every step asks the same again when it is taken again, so that answers which have been paid for are found by whoever
goes on after an interruption. What cannot be had is declined in the writer's words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from authors.contract import Declined
from authors.language.fencing import Block
from authors.language.fitting import Limits, Question, TooLarge, request_of
from authors.language.prompts import prompt
from authors.language.schemas.listed import Listed
from providers.errors import AnswerCutShort, BadAnswer, ContentRefused, ContextTooLong
from providers.interfaces.text import TextModel, parse
from providers.wire.json_text import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_CONTINUED = 12
"""Times that an answer is asked to go on."""
ROOMIER = 4
"""Times as long as was expected an answer may be of which nothing has come."""
LESS = 0.7
"""Of a context that has turned out smaller than its service says."""
MOST_SHRUNK = 4
LONGEST_SHOWN = 40_000
"""Characters of an answer that is shown again."""


Answered = TypeVar("Answered", bound=Listed)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one model. `limits` are what it reads and writes at once."""

    model: TextModel
    limits: Limits

    @classmethod
    def of(cls, model: TextModel) -> Asker:
        """Return who asks a model."""
        return cls(model, Limits.of(model))

    def ask(self, question: Question, schema: type[Answered], check: Callable[[Answered], str], *, to: str) -> Answered:
        """Return the answer to a question, mended once if `check` says what is wrong with it.

        `to` says what it was asked for ("plan this book"). Raises Declined, and what the model raises.
        """
        try:
            try:
                return self._checked(question, schema, check)
            except AnswerCutShort:
                raise
            except BadAnswer as error:
                return self._checked(_repairing(question, error), schema, check)
        except ContentRefused as error:
            raise Declined(
                f"{self.model.name} will not {to}. It says: “{_said(error)}” Change what the plan says of it, "
                "write it yourself, or choose another model."
            ) from None
        except BadAnswer:
            raise Declined(
                f"{self.model.name} could not {to}: its answers could not be used. Ask for it anew with a word of "
                "what you want, write it yourself, or choose another model."
            ) from None
        except TooLarge:
            raise Declined(
                f"{self.model.name} reads too little at once to {to}. Shorten it in the plan, or choose a model that "
                "reads more."
            ) from None

    def _checked(self, question: Question, schema: type[Answered], check: Callable[[Answered], str]) -> Answered:
        answer = self._whole(question, schema)
        wrong = check(answer)
        if wrong:
            raise BadAnswer(wrong, answer=answer.model_dump_json())
        return answer

    def _whole(self, question: Question, schema: type[Answered]) -> Answered:
        """Ask, and ask to go on as long as the answer is cut and grows.

        One of which nothing stands, as of a model that has thought for too long, gets more room once.
        """
        first: Answered | None = None
        done: list[Any] = []
        is_roomy = question.longest(self.limits) >= self.limits.answer
        for _ in range(MOST_CONTINUED):
            try:
                answer = self._answer(_continuing(question, done), schema)
            except AnswerCutShort as error:
                cut = _salvaged(error.answer, schema)
                more = _items(cut) if cut is not None else []
                if cut is None or not more:
                    if is_roomy:
                        raise
                    question, is_roomy = replace(question, answer_tokens=ROOMIER * question.answer_tokens), True
                    continue
                first = first or cut
                done += more
                continue
            whole = first or answer
            return whole.model_copy(update={schema.items: [*done, *_items(answer)]})
        raise AnswerCutShort("The answer does not come to an end.")

    def _answer(self, question: Question, schema: type[Answered]) -> Answered:
        """Ask once; a service that finds it too long is asked with less."""
        limits = self.limits
        for _ in range(MOST_SHRUNK):
            try:
                return parse(self.model, request_of(question, limits), schema)[0]
            except ContextTooLong:
                limits = Limits(int(limits.context * LESS), min(limits.answer, int(limits.context * LESS) // 2))
        raise TooLarge


def _items(answer: Listed) -> list[Any]:
    return cast("list[Any]", getattr(answer, answer.items))


def _salvaged(text: str, schema: type[Answered]) -> Answered | None:
    """Return what stands whole in an answer that was cut: its list without the last item. None if nothing does."""
    try:
        data = from_json(readable(text), allow_partial=True)
    except ValueError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get(schema.items), list):
        return None
    try:
        return schema.model_validate({**data, schema.items: data[schema.items][:-1]})
    except ValidationError:
        return None


def _continuing(question: Question, done: Sequence[BaseModel]) -> Question:
    if not done:
        return question
    lines = tuple(json.dumps(item.model_dump(mode="json"), ensure_ascii=False) for item in done)
    block = Block("WRITTEN ALREADY", lines, rank=1, keeps_end=True)
    task = prompt("continue").substitute(count=len(done))
    return replace(question, own=(*question.own, block), task=f"{question.task}\n\n{task}")


def _repairing(question: Question, error: BadAnswer) -> Question:
    wrong = Block("WHAT WAS WRONG WITH YOUR LAST ANSWER", (str(error),))
    shown = Block("YOUR LAST ANSWER", (error.answer[:LONGEST_SHOWN],), rank=1)
    return replace(
        question,
        own=(*question.own, wrong, shown),
        task=f"{question.task}\n\n{prompt('repair').template}".strip(),
    )


def _said(error: ContentRefused) -> str:
    """Return the service's own words, without those that we have put before them."""
    return str(error).rpartition("would not read this: ")[2].strip() or "nothing"
