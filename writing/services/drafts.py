"""The texts of a part: keep them as versions, accept one, edit one by hand, and say that a finding is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jobs import broadcast
from writing.checking import findings_of_part
from writing.dependence import ground_of
from writing.models import Draft, DraftFinding
from writing.services.errors import WritingRefused
from writing.services.locking import locked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.contract import Finding, Text
    from writing.models import PlannedPart, WrittenBook

NOT_PLANNED = "This part is not in the plan any more."
LONGEST_TEXT = 1_000_000
"""Characters of one part."""


def add_draft(
    *,
    part: PlannedPart,
    text: Text,
    findings: Sequence[Finding],
    origin: Draft.Origin,
    made_from: str,
    author: str = "",
    feedback: str = "",
    round_: int = 0,
) -> Draft:
    """Keep a text as the next version of a part, with what was found in it."""
    last = part.drafts.aggregate(last=Max("number"))["last"] or 0
    draft = Draft.objects.create(
        part=part,
        number=last + 1,
        data=text.model_dump(mode="json"),
        words=text.word_count,
        origin=origin,
        author=author,
        feedback=feedback,
        round=round_,
        made_from=made_from,
    )
    write_findings(draft=draft, findings=findings)
    return draft


def write_findings(*, draft: Draft, findings: Sequence[Finding], of_whole: bool = False) -> None:
    """Keep what was found in a draft, in place of what an earlier look has found; what was dismissed stays so."""
    old = draft.findings.filter(of_whole=of_whole)
    dismissed = {(row.finding): row.dismissed for row in old if row.dismissed is not None}
    old.delete()
    DraftFinding.objects.bulk_create(
        DraftFinding(
            draft=draft,
            number=number,
            of_whole=of_whole,
            dismissed=dismissed.get(finding),
            **finding.model_dump(),
        )
        for number, finding in enumerate(findings, 1)
    )


@transaction.atomic
def accept(*, draft: Draft) -> PlannedPart:
    """Make a draft the text of its part. Parts that come after it are marked, and none is written anew.

    Raises WritingRefused.
    """
    book = locked(draft.part.book)
    part = _part_in(book, draft.part)
    part.accepted = draft
    part.save(update_fields=["accepted"])
    _tell(book)
    return part


@transaction.atomic
def edit_part(*, part: PlannedPart, text: Text) -> Draft:
    """Keep a text that the writer has written by hand as the text of a part, and check it. Raises WritingRefused."""
    book = locked(part.book)
    row = _part_in(book, part)
    if len(text.plain) > LONGEST_TEXT:
        raise WritingRefused(f"A part has {LONGEST_TEXT:,} letters at most. Make two parts of it.")
    if row.accepted is not None and row.accepted.text == text:
        return row.accepted
    draft = add_draft(
        part=row,
        text=text,
        findings=findings_of_part(book, row, text),
        origin=Draft.Origin.EDITED,
        made_from=ground_of(book).digest(row.key),
    )
    row.accepted, row.wanted = draft, ""
    row.save(update_fields=["accepted", "wanted"])
    _tell(book)
    return draft


@transaction.atomic
def keep_part(*, part: PlannedPart) -> None:
    """Keep the text of a part as it is, although what it was written from has changed: its mark goes.

    Raises WritingRefused.
    """
    book = locked(part.book)
    row = _part_in(book, part)
    if row.accepted is not None:
        Draft.objects.filter(pk=row.accepted.pk).update(made_from=ground_of(book).digest(row.key))
    _tell(book)


def dismiss(*, finding: DraftFinding, dismissed: bool = True) -> None:
    """Keep that the writer says something found is right as it is, or take that back."""
    finding.dismissed = timezone.now() if dismissed else None
    finding.save(update_fields=["dismissed"])


def _part_in(book: WrittenBook, part: PlannedPart) -> PlannedPart:
    row = book.parts.select_related("accepted").filter(pk=part.pk, is_planned=True).first()
    if row is None:
        raise WritingRefused(NOT_PLANNED)
    row.book = book
    return row


def _tell(book: WrittenBook) -> None:
    transaction.on_commit(lambda: broadcast.changed(book.pk, at_once=True))
