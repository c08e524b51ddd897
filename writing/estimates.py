"""What a language model will cost that writes a book: the calls that its author will make, counted beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID

from accounts.keys import usable_key
from accounts.models import User
from authors.contract import Declined, Material, Memory
from authors.language import LanguageAuthor
from providers.choosing import limits
from providers.choosing.catalogue import entry_named
from providers.errors import ProviderError
from providers.money.estimates import Estimate, note_of_text
from providers.money.prices import cost_of_all
from writing.checking import brief_of
from writing.kinds.catalogue import kind_named
from writing.memory import memory_of
from writing.models import BUILT_IN, WrittenBook

if TYPE_CHECKING:
    from authors.contract import Brief, Outline
    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.text import TextRequest
    from writing.kinds.kind import BookKind

FREE = "The built-in author writes it on this machine. It costs nothing."


class UnaskedModel:
    """What an estimate knows of a model: all but its answers."""

    def __init__(self, entry: ModelEntry) -> None:
        self.name = entry.title
        self.context_tokens = entry.context_tokens
        self.most_output_tokens = entry.most_output_tokens

    def complete(self, request: TextRequest) -> NoReturn:  # noqa: ARG002
        """Never asked."""
        raise AssertionError("An estimate asks nobody.")


def estimate(book: WrittenBook) -> Estimate:
    """Estimate what is still to be paid for a book as it is set up: with its plan the parts that have no text yet,
    without one all of it. A handful of queries.
    """
    if not book.is_by_model:
        return Estimate(Decimal(0), Decimal(0), note=FREE)
    kind = kind_named(book.kind)
    request = _Request(book.author, book.vividpage.owner, key=book.author_key_id, economy=book.economy)
    return _estimate(kind, brief_of(book), _unwritten(book), kind.material(book.pk), request, book.remembered)


def estimate_of_brief(kind: BookKind[Any], brief: Brief, *, author: str, owner: User, economy: bool) -> Estimate:
    """Estimate what a book costs that nobody has begun. Raises KeyError for what is no language model."""
    if author == BUILT_IN:
        raise KeyError(author)
    request = _Request(author, owner, key=None, economy=economy)
    return _estimate(kind, brief, None, Material(), request, memory_of(owner, kind=kind.name))


@dataclass(frozen=True, slots=True)
class _Request:
    """Which model writes, on whose key, and whether in batches."""

    author: str
    owner: User
    key: UUID | None
    economy: bool


def _estimate(
    kind: BookKind[Any], brief: Brief, outline: Outline | None, material: Material, request: _Request, memory: Memory
) -> Estimate:
    try:
        entry = _entry_of(request)
    except ProviderError as error:
        return Estimate(None, None, note=str(error))
    author = kind.by_model(UnaskedModel(entry))
    if not isinstance(author, LanguageAuthor):
        return Estimate(None, None)
    try:
        workload = author.workload(brief, outline, material, rounds=kind.rounds, memory=memory)
    except Declined as declined:
        return Estimate(None, None, note=str(declined))
    in_batches = request.economy and entry.has_batches
    low, high = (cost_of_all(calls, entry, batch=in_batches) for calls in (workload.least, workload.most))
    return Estimate(
        low,
        high,
        input_tokens=workload.input_tokens,
        output_tokens=workload.output_tokens,
        note=note_of_text(entry, priced=high is not None, in_batches=in_batches),
    )


def _entry_of(request: _Request) -> ModelEntry:
    """Return the model with what its server has said of it. Raises UnknownModel."""
    entry = entry_named(request.author, "text")
    key = usable_key(owner=request.owner, service=entry.service, preferred=request.key)
    return limits.within(entry, key_id=key.pk if key else None)


def _unwritten(book: WrittenBook) -> Outline | None:
    """Return the plan with the parts that have no text; None if nothing is planned yet."""
    if book.plan is None:
        return None
    missing = set(book.parts.filter(is_planned=True, accepted=None).values_list("key", flat=True))
    outline = book.plan.outline
    return outline.model_copy(update={"parts": tuple(part for part in outline.parts if part.key in missing)})
