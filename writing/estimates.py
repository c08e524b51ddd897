"""What a language model will cost that writes a book: the calls that its author will make, counted beforehand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from accounts.keys import usable_key
from authors.contract import Declined
from authors.language import LanguageAuthor
from providers.choosing import limits
from providers.choosing.catalogue import entry_named
from providers.errors import ProviderError
from providers.money.estimates import Estimate
from providers.money.prices import cost_of
from writing.checking import brief_of
from writing.kinds.catalogue import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.contract import Outline
    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.text import TextRequest
    from providers.interfaces.usage import Usage
    from writing.models import WrittenBook

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
    try:
        entry = _entry_of(book)
    except ProviderError as error:
        return Estimate(None, None, note=str(error))
    kind: Any = kind_named(book.kind)
    author = kind.by_model(UnaskedModel(entry))
    if not isinstance(author, LanguageAuthor):
        return Estimate(None, None)
    try:
        workload = author.workload(brief_of(book), _unwritten(book), kind.material(book.pk), rounds=kind.rounds)
    except Declined as declined:
        return Estimate(None, None, note=str(declined))
    in_batches = book.economy and entry.has_batches
    low, high = (_cost(calls, entry, batch=in_batches) for calls in (workload.least, workload.most))
    return Estimate(
        low,
        high,
        input_tokens=workload.input_tokens,
        output_tokens=workload.output_tokens,
        note=_note(entry, priced=high is not None, in_batches=in_batches),
    )


def _entry_of(book: WrittenBook) -> ModelEntry:
    """Return the model with what its server has said of it. Raises UnknownModel."""
    entry = entry_named(book.author, "text")
    key = usable_key(owner=book.vividpage.owner, service=entry.service, preferred=book.author_key_id)
    return limits.within(entry, key_id=key.pk if key else None)


def _unwritten(book: WrittenBook) -> Outline | None:
    """Return the plan with the parts that have no text; None if nothing is planned yet."""
    if book.plan is None:
        return None
    missing = set(book.parts.filter(is_planned=True, accepted=None).values_list("key", flat=True))
    outline = book.plan.outline
    return outline.model_copy(update={"parts": tuple(part for part in outline.parts if part.key in missing)})


def _cost(calls: Iterable[Usage], entry: ModelEntry, *, batch: bool) -> Decimal | None:
    """Sum up what calls cost; None if nobody knows."""
    costs = [cost_of(entry, each, batch=batch) for each in calls]
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if len(known) == len(costs) else None


def _note(entry: ModelEntry, *, priced: bool, in_batches: bool) -> str:
    if entry.is_free:
        return "Free: it runs on a machine of your own."
    if not priced:
        return f"The price of {entry.title} is not known, so its cost cannot be estimated, and no budget can be set."
    return "In batches: half the price, answered within a day." if in_batches else ""
