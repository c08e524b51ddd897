"""What kind of source it is and how far it is believed: who publishes it, who signs it, when, and how much there is.

The weight of the kind of publisher (`data/publishers.toml`) is raised and lowered by what can be seen: an author who is
named, a date, length. It is a rule of thumb that is told to the writer with its reasons, not a measure of truth.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from authors.facts.model import SourceKind
from authors.sources.addresses import host_of
from authors.sources.errors import AddressUnfit
from authors.sources.records import Verdict

if TYPE_CHECKING:
    from authors.sources.records import ExtractedText, Outcome, SourceFormat

FILE = Path(__file__).parent / "data" / "publishers.toml"
UNKNOWN_PAGE, UNKNOWN_FILE = 0.45, 0.55
"""Weights of a page of a site that is not known, and of a file that the writer brought."""
NAMED, DATED, NAMELESS = 0.07, 0.05, -0.05
SHORT_WORDS, SHORT = 150, -0.1
"""Words of a source with which little can be told."""
GOOD, DOUBTFUL = 0.5, 0.35


@dataclass(frozen=True, slots=True)
class PublisherRow:
    """A kind of publisher: what its sites end with, and what is thought of them."""

    label: str
    kind: SourceKind
    weight: float
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What is thought of a source: its kind, from 0 to 1 how far it is believed, and why."""

    kind: SourceKind
    weight: float
    verdict: Verdict


@cache
def publishers() -> tuple[PublisherRow, ...]:
    """Read the kinds of publishers."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["publisher"]
    return tuple(PublisherRow(row["label"], row["kind"], row["weight"], tuple(row["hosts"])) for row in rows)


def publisher_of(address: str) -> PublisherRow | None:
    """Return what kind of publisher an address is of, if that is known."""
    try:
        host = host_of(address)
    except AddressUnfit:
        return None
    for row in publishers():
        if any(host == end or host.endswith(end if end.startswith(".") else f".{end}") for end in row.hosts):
            return row
    return None


def quality_of(text: ExtractedText, *, address: str = "") -> Quality:
    """Say what kind of source it is. `address` is empty for a file."""
    row = publisher_of(address) if address else None
    label, kind, weight = _known(row, text.format, has_address=bool(address))
    signs: list[str] = []
    weight += _add(signs, bool(text.authors), NAMED, "its author is named", "nobody signs it", NAMELESS)
    weight += _add(signs, bool(text.published), DATED, f"it is dated {text.published}", "it has no date", 0.0)
    if text.word_count < SHORT_WORDS:
        signs.append("it is short")
        weight += SHORT
    weight = round(min(1.0, max(0.05, weight)), 2)
    outcome: Outcome = "good" if weight >= GOOD else "doubtful"
    reason = f"It is {label}; {', '.join(signs)}."
    if weight < DOUBTFUL:
        reason += " Look for a better source of what only this one says."
    return Quality(kind, weight, Verdict(rule="quality", outcome=outcome, reason=reason, score=weight))


def _known(row: PublisherRow | None, form: SourceFormat, *, has_address: bool) -> tuple[str, SourceKind, float]:
    if form in ("wikipedia", "wikidata"):
        return "an encyclopedia that anybody may edit", "encyclopedia", 0.6
    if row is not None:
        return row.label, row.kind, row.weight
    if form == "epub":
        return "a book", "book", 0.65
    if not has_address:
        return "a file of yours, whose publisher is not known", "other", UNKNOWN_FILE
    return "of a publisher that is not known here", "website", UNKNOWN_PAGE


def _add(signs: list[str], is_there: bool, gain: float, said: str, missing: str, loss: float) -> float:
    signs.append(said if is_there else missing)
    return gain if is_there else loss
