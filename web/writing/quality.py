"""The quality of a written book in figures: words, findings, and of a biography what its sentences rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from authors.checks.coherence import coherence_of
from web.writing.sourced import dossier_of
from writing.models import DraftFinding
from writing.queries import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.contract import Text
    from authors.facts.model import Dossier
    from writing.models import WrittenBook
    from writing.queries import PartStanding


@dataclass(frozen=True, slots=True)
class PartQuality:
    """A part: its words beside those planned, and what was found in it."""

    key: str
    title: str
    words: int
    planned: int
    findings: int
    rests_on: int
    """How many passages."""
    is_loose: bool
    """Whether it takes up little from the part before."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The report. Shares are from 0 to 1, None where there is nothing to count."""

    title: str
    words: int
    planned: int
    parts: list[PartQuality]
    rules: dict[str, int]
    facts: int
    facts_told: float | None
    characters_cited: float | None
    passages: int
    passages_gone: int
    contradictions_open: int
    order: float | None
    """How many other orders of the parts hang together less (`authors.checks.coherence`)."""
    thread: float | None
    loose: list[str]
    """The keys of parts that take up little from the part before."""
    in_time: float | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def quality_of(book: WrittenBook) -> Quality:
    """Count it, in a fixed number of queries."""
    standing = parts_of(book)
    texts = {one.row.key: one.row.accepted.text for one in standing if one.row.accepted is not None}
    found = DraftFinding.objects.filter(
        draft__in=[one.row.accepted_id for one in standing if one.row.accepted_id], dismissed=None
    )
    rules = Counter(found.values_list("rule", flat=True))
    dossier = dossier_of(book)
    wanted = {fact for one in standing for fact in one.row.part.facts}
    cited = {passage for text in texts.values() for passage in _passages(text)}
    told = {key for key in wanted if key in dossier.facts and dossier.facts[key].passage in cited}
    coherence = coherence_of({key: text.plain for key, text in texts.items()}, _years(standing, dossier))
    parts = [
        PartQuality(
            key=one.row.key,
            title=one.row.part.title or one.row.key,
            words=texts[one.row.key].word_count if one.row.key in texts else 0,
            planned=one.row.part.words,
            findings=one.wrong + one.doubtful,
            rests_on=len(set(_passages(texts[one.row.key]))) if one.row.key in texts else 0,
            is_loose=coherence is not None and one.row.key in coherence.loose,
        )
        for one in standing
    ]
    return Quality(
        title=book.vividpage.title,
        words=sum(part.words for part in parts),
        planned=sum(part.planned for part in parts),
        parts=parts,
        rules=dict(rules.most_common()),
        facts=len(wanted),
        facts_told=len(told) / len(wanted) if wanted else None,
        characters_cited=_share_cited(texts.values()) if dossier.passages else None,
        passages=len(cited),
        passages_gone=len(cited - set(dossier.passages)),
        contradictions_open=sum(one.followed is None and not one.dismissed for one in dossier.contradictions.values()),
        order=coherence.order if coherence else None,
        thread=coherence.thread if coherence else None,
        loose=list(coherence.loose) if coherence else [],
        in_time=coherence.in_time if coherence else None,
    )


def _years(standing: Sequence[PartStanding], dossier: Dossier) -> dict[str, float]:
    """Return when the parts play that are planned to tell dated facts: the middle year of these."""
    dates = {
        one.row.key: [
            date.year for fact in one.row.part.facts if fact in dossier.facts and (date := dossier.facts[fact].date)
        ]
        for one in standing
        if one.row.part.kind == "chapter"
    }
    return {key: median(years) for key, years in dates.items() if years}


def _passages(text: Text) -> list[str]:
    return [one for paragraph in text.paragraphs for support in paragraph.supports for one in support.passages]


def _share_cited(texts: Any) -> float | None:
    """Return how much of the running text, by its letters, rests on passages."""
    whole = cited = 0
    for text in texts:
        for paragraph in text.paragraphs:
            if paragraph.kind == "heading":
                continue
            whole += len(paragraph.text)
            cited += sum(support.end - support.start for support in paragraph.supports if support.passages)
    return cited / whole if whole else None
