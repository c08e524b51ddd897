"""The chain of the audit log: each link holds the digest of an entry and of the link before.

Entries are written by many transactions at once; they are linked a moment later, one after the other, once they are
there for all to see. Whoever changes or takes out an entry, or a link, breaks the chain from there on. Against whoever
would write the whole chain anew, keep its head somewhere else: `manage.py audit_log` prints it, and looks for it again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from audit.events import Event
from audit.models import Entry, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

START = "0" * 64
"""What the first link of all has before it."""
LOCK = 0x41554449
"""Of all processes one links at a time."""
BATCH = 1000
RECENT = timedelta(days=2)
"""How far back a transaction may have begun whose entries are looked for every minute."""
MOST_PROBLEMS = 20


@dataclass(slots=True)
class Verdict:
    """What came of looking through the chain."""

    links: int = 0
    head: str = START
    problems: list[str] = field(default_factory=list)
    position: int = 0
    has_head: bool = False
    """Whether the digest that was asked about is in the chain."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed."""
        return not self.problems


@transaction.atomic
def link_new(*, everything: bool = False) -> int:
    """Link the entries that are not in the chain yet. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Link.objects.order_by("-position").first()
    position, previous = (last.position, last.digest) if last else (0, START)
    links = []
    for entry in unlinked(everything=everything).order_by("pk"):
        position, digest = position + 1, digest_of(entry, previous)
        links.append(Link(position=position, entry=entry.pk, previous=previous, digest=digest))
        previous = digest
    Link.objects.bulk_create(links, batch_size=BATCH)
    return len(links)


def unlinked(*, everything: bool = True) -> QuerySet[Entry]:
    """Select the entries that are not in the chain yet."""
    entries = Entry.objects.filter(~Exists(Link.objects.filter(entry=OuterRef("pk"))))
    return entries if everything else entries.filter(at__gte=timezone.now() - RECENT)


def verify(*, head: str = "") -> Verdict:
    """Look through the whole chain; with `head`, also whether that digest is still in it."""
    verdict, cuts, first = Verdict(), dict[int, str](), None
    for link, entry in _pairs():
        if first is None:
            first, verdict.position, verdict.head = link, link.position - 1, link.previous
        for words in _problems_of(link, entry, verdict):
            _complain(verdict, words)
        if entry is not None and entry.event == Event.LOG_SHORTENED:
            cuts[entry.details.get("position", 0)] = entry.details.get("digest", "")
        verdict.position, verdict.head = link.position, link.digest
        verdict.links += 1
        verdict.has_head = verdict.has_head or link.digest == head
    if first is not None and first.previous not in (START, cuts.get(first.position - 1)):
        _complain(verdict, f"What stood before link {first.position} is gone, and not by retention.")
    if head and not verdict.has_head:
        _complain(verdict, "The head that was given is not in the chain: its end was cut off, or all of it replaced.")
    return verdict


def _problems_of(link: Link, entry: Entry | None, before: Verdict) -> Iterator[str]:
    if link.position != before.position + 1:
        yield f"Links {before.position + 1} to {link.position - 1} are missing."
    if link.previous != before.head:
        yield f"Link {link.position} does not follow the one before."
    if entry is None:
        yield f"Entry {link.entry} at link {link.position} is missing."
    elif digest_of(entry, link.previous) != link.digest:
        yield f"Entry {link.entry} at link {link.position} was changed."


def digest_of(entry: Entry, previous: str) -> str:
    """Return the digest of an entry that follows another."""
    content = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.event,
        str(entry.actor or ""),
        str(entry.subject or ""),
        entry.network,
        entry.device,
        entry.details,
    ]
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{written}".encode()).hexdigest()


def _pairs() -> Iterator[tuple[Link, Entry | None]]:
    position = -1
    while links := list(Link.objects.filter(position__gt=position).order_by("position")[:BATCH]):
        entries = Entry.objects.in_bulk([link.entry for link in links])
        for link in links:
            yield link, entries.get(link.entry)
        position = links[-1].position


def _complain(verdict: Verdict, words: str) -> None:
    if len(verdict.problems) < MOST_PROBLEMS:
        verdict.problems.append(words)
    elif len(verdict.problems) == MOST_PROBLEMS:
        verdict.problems.append("And more.")
