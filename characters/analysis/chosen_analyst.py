"""From a book's choice to the analyst that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from accounts.keys import usable_key
from analysts.language import LanguageModelAnalyst
from analysts.language.portions import parts_of, portion_limits
from analysts.metadata import BookMetadata
from analysts.rules.sandbox_child import AnalysisLimits
from analysts.rules.sandboxed import SandboxedRuleAnalyst
from books.calls import caller_of, concurrency_of
from books.making import vividpage_of
from books.text.content import ChapterText
from characters.analysis import pace
from providers.choosing import limits
from providers.choosing.catalogue import ModelEntry, usable_entry
from providers.choosing.factory import text_model
from providers.choosing.keys import key_for
from providers.errors import ProviderError

if TYPE_CHECKING:
    from analysts import Analyst
    from books.models import VividPage
    from jobs.models import Job, Unit
    from jobs.pipelines import ConcurrencyLimit


def analyst_for(unit: Unit, vividpage: VividPage) -> Analyst:
    """Return the analyst that a unit of a book is to be read by. Raises UnknownModel, ModelRetired and KeyMissing."""
    entry = usable_entry(unit.options.get("model") or vividpage.text_model, "text")
    if entry.is_built_in:
        allowed = AnalysisLimits(settings.ANALYSIS_MEMORY_BYTES, settings.ANALYSIS_SECONDS)
        return SandboxedRuleAnalyst(allowed, metadata=metadata_of(vividpage))
    caller = caller_of(unit, vividpage, preferred_key=vividpage.text_key_id)
    model = text_model(with_limits(entry, vividpage), caller, economy=vividpage.economy)
    soon = pace.is_read_soon(unit, find=FIND, at_once=entry.concurrency)
    return LanguageModelAnalyst(model, metadata=metadata_of(vividpage), reads_again_soon=soon)


def with_limits(entry: ModelEntry, vividpage: VividPage) -> ModelEntry:
    """Return a model with what the server that a book calls has said of it, if it has said anything."""
    key = usable_key(owner=vividpage.owner, service=entry.service, preferred=vividpage.text_key_id)
    return limits.within(entry, key_id=key.pk if key else None)


def ask_server(job: Job) -> None:
    """Ask the server of a book's model how much it reads at once: that decides how the book is cut.

    Raises what the server raises if it cannot say just now; what the reader has to mend its calls will meet.
    """
    vividpage = vividpage_of(job)
    try:
        entry = usable_entry(vividpage.text_model, "text")
        if entry.of_service.limits is not None:
            key = key_for(user=vividpage.owner, service=entry.service, preferred=vividpage.text_key_id)
            limits.ask(entry, key)
    except ProviderError as error:
        if not error.halts:
            raise


def metadata_of(vividpage: VividPage) -> BookMetadata:
    """Return what a book says of itself, as analysts use it."""
    return BookMetadata(vividpage.title, tuple(vividpage.authors), tuple(vividpage.subjects))


FIND = "find"
"""The kind of units that search a part of a book; who reads it again reads the same words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The runs of chapters that are searched one by one, and those whose scenes are analysed one by one."""

    discovery: Sequence[Sequence[ChapterText]]
    analysis: Sequence[Sequence[ChapterText]]


def cut(chapters: Sequence[ChapterText], entry: ModelEntry) -> Cut:
    """Cut a book for a model: rules take it whole and then by chapters, models take the same parts twice."""
    if entry.is_built_in:
        return Cut(discovery=(), analysis=[(chapter,) for chapter in chapters])
    parts = parts_of(chapters, portion_limits(entry.context_tokens, entry.most_output_tokens))
    return Cut(discovery=parts, analysis=parts)


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the limit that the analysis of a book shares. Raises what `analyst_for` raises."""
    vividpage = vividpage_of(job)
    entry = usable_entry(vividpage.text_model, "text")
    return concurrency_of(vividpage, entry, preferred_key=vividpage.text_key_id)
