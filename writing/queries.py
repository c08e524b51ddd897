"""Reads that pages need of a book that is written here, each in a fixed number of queries."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Prefetch, Q

from writing.dependence import ground_of
from writing.evidence import sources_digest
from writing.models import Draft, DraftFinding, PlannedPart, WrittenBook

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from authors.contract import Text

WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class PartStanding:
    """A part of a plan and how it stands.

    `is_outdated`: what its text was written from has changed since. `newer` is a draft that waits for the writer's
    decision, later than the accepted one. `wrong` and `doubtful` count the findings in the accepted text that stand.
    """

    row: PlannedPart
    is_outdated: bool
    newer: Draft | None
    wrong: int
    doubtful: int

    @property
    def is_written(self) -> bool:
        """Whether it has an accepted text."""
        return self.row.accepted_id is not None

    @property
    def is_wanted(self) -> bool:
        """Whether its author is asked for it."""
        return bool(self.row.wanted)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of two texts: the same in both, only in the one, or only in the other."""

    kind: Literal["same", "removed", "added"]
    text: str


def book_of(*, user: User, vividpage_id: UUID) -> WrittenBook | None:
    """Return a writer's book; None if they have none of that id that was written here."""
    books = WrittenBook.objects.owned_by(user).select_related("vividpage__owner", "vividpage__budget", "plan")
    return books.filter(pk=vividpage_id).first()


def parts_of(book: WrittenBook) -> list[PartStanding]:
    """List the parts of the plan as it stands. Two queries, five of a book that has sources."""
    standing = Q(accepted__findings__dismissed=None)
    rows = list(
        book.parts.filter(is_planned=True)
        .select_related("accepted")
        .annotate(
            wrong=Count("accepted__findings", filter=standing & Q(accepted__findings__severity="wrong")),
            doubtful=Count("accepted__findings", filter=standing & Q(accepted__findings__severity="doubtful")),
        )
        .prefetch_related(Prefetch("drafts", Draft.objects.defer("data").order_by("-number")))
        .order_by("number")
    )
    ground = ground_of(book, rows)
    return [
        PartStanding(
            row=row,
            is_outdated=row.accepted is not None and row.accepted.made_from != ground.digest(row.key),
            newer=_newer(row),
            wrong=getattr(row, "wrong", 0),
            doubtful=getattr(row, "doubtful", 0),
        )
        for row in rows
    ]


def findings_in(draft: Draft) -> list[DraftFinding]:
    """List what was found in a draft, as it stands there."""
    return list(draft.findings.all())


def compared(one: Text, other: Text) -> list[Difference]:
    """Compare two texts word by word, in the order of the words."""
    before, after = WORD.findall(one.plain), WORD.findall(other.plain)
    found: list[Difference] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Difference("same", "".join(before[a:b])))
            continue
        if a < b:
            found.append(Difference("removed", "".join(before[a:b])))
        if c < d:
            found.append(Difference("added", "".join(after[c:d])))
    return found


def texts_digest(book: WrittenBook) -> str:
    """Digest what a book is made of: the texts that are accepted, in the order of the plan, the plan, the sources.

    Two queries, four of a book that has sources.
    """
    rows = book.parts.filter(is_planned=True).order_by("number").values_list("key", "accepted")
    texts = [[key, str(draft)] for key, draft in rows]
    sources = [digest] if (digest := sources_digest(book)) else []
    told = json.dumps([str(book.plan_id), book.brief, texts, *sources], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def is_bound_as_written(book: WrittenBook) -> bool:
    """Whether the book says what is accepted now."""
    return book.bound == texts_digest(book)


def _newer(row: PlannedPart) -> Draft | None:
    """Return the latest draft if it is later than the accepted one."""
    latest = next(iter(row.drafts.all()), None)
    if latest is None or row.accepted is None or latest.number <= row.accepted.number:
        return None
    return latest
