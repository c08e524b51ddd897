"""The face of every text model: a request with a schema in, an instance of it out.

Adapters implement `TextModel.complete`, which gives the raw answer with its usage, so that the ledger can store what
was paid for before anybody looks at it. `parse` then makes an instance of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from providers.errors import AnswerCutShort, BadAnswer, ContentRefused
from providers.interfaces.usage import Usage
from providers.wire.json_text import readable

Answer = TypeVar("Answer", bound=BaseModel)
Stop = Literal["end", "length", "refusal"]

LONGEST_WORDS = 300
"""Characters of what a service, or a check, says of an answer."""


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One question. The model reads `system`, then `prefix`, then `prompt`; it has no tools.

    `prefix` is what other requests share (with the same `system` and `schema`); it is marked for the service's prompt
    cache if `is_read_soon`: a mark costs more than it saves where the cache is cold by then. `schema` is what the
    answer must be, `max_output_tokens` its longest.
    """

    system: str
    prefix: str
    prompt: str
    schema: type[BaseModel]
    max_output_tokens: int
    is_read_soon: bool = True


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """What came back: the raw text (JSON, if all went well), why it ended, and what it used.

    At a `refusal` the text is the service's own words, if it gave any.
    """

    text: str
    stop: Stop
    usage: Usage


class TextModel(Protocol):
    """Answers in JSON of a schema. Raises a `providers.errors.ProviderError` when it cannot.

    `context_tokens` are what request and answer may have together; `most_output_tokens` what an answer may have.
    """

    name: str
    context_tokens: int
    most_output_tokens: int

    def complete(self, request: TextRequest) -> TextAnswer:
        """Ask once. Retrying is the caller's."""
        ...


def parse(model: TextModel, request: TextRequest, schema: type[Answer]) -> tuple[Answer, Usage]:
    """Ask `model` and make an instance of `schema` (which is `request.schema`) of its answer.

    Raises ContentRefused, AnswerCutShort, BadAnswer (with what is wrong, in words a model can mend it by), and
    whatever the model raises.
    """
    answer = model.complete(request)
    if answer.stop == "refusal":
        words = _words(answer.text) or "it gave no reason"
        raise ContentRefused(f"{model.name} would not read this: {words}")
    if answer.stop == "length":
        raise AnswerCutShort("The answer was longer than allowed.", answer=answer.text)
    try:
        return schema.model_validate_json(readable(answer.text)), answer.usage
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'answer'}: {e['msg']}" for e in error.errors()[:5])
        raise BadAnswer(f"The answer does not fit the schema: {_words(wrong)}", answer=answer.text) from None


def _words(text: str) -> str:
    """Cut words to what may be shown and kept: short, and without what no database takes."""
    return text[:LONGEST_WORDS].replace("\0", "").encode(errors="ignore").decode()
