"""The parts of a written book: read with what was found in them, changed by hand, written anew, accepted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.rows import owned
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.writing.books import Wishes
from api.routes.writing.finding import found_book, found_part
from authors.contract import Text
from writing import services
from writing.hand_edits import edited
from writing.models import Draft, DraftFinding, PlannedPart
from writing.queries import PartStanding, findings_in, parts_of
from writing.services.drafts import LONGEST_TEXT

parts = router("books that are written here")


class WrittenPartShown(Schema):
    """A part and how it stands."""

    id: UUID
    key: str
    title: str
    words: int = Field(description="Of its text; 0: it has none yet.")
    is_wanted: bool = Field(description="Whether its author is asked for it.")
    is_outdated: bool = Field(description="What it was written from has changed since.")
    newer: UUID | None = Field(description="A draft that waits for a decision.")
    wrong: int
    doubtful: int


class DraftFindingShown(Schema):
    """What a check has found."""

    id: UUID
    rule: str
    severity: str
    words: str
    paragraph: int | None
    is_dismissed: bool


class DraftShown(Schema):
    """A version of a part."""

    id: UUID
    number: int
    author: str = Field(description="Empty: the writer.")
    feedback: str
    is_accepted: bool
    paragraphs: list[str]


class WholeWrittenPart(Schema):
    """A part with its text, what was found in it, and its versions."""

    part: WrittenPartShown
    paragraphs: list[str]
    findings: list[DraftFindingShown]
    drafts: list[DraftShown]


class NewPartText(Schema):
    """A text, with a blank line between paragraphs."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    title: str | None = Field(None, max_length=200)


class PartAgain(Wishes):
    """How a part is written anew."""

    mends: bool = Field(False, description="Mend what was found, and leave the rest.")


class Dismissal(Schema):
    """Whether what was found stays as it is."""

    dismissed: bool = True


@parts.get("/{uuid:book_id}/parts", auth=READ, response=Page[WrittenPartShown])
def list_written_parts(request: CalledBy, book_id: UUID, wanted: Asked) -> Any:
    """List the parts of a plan, in its order."""
    return part_of(parts_of(found_book(request, book_id)), wanted, _shown)


@parts.get("/{uuid:book_id}/parts/{uuid:part_id}", auth=READ, response=WholeWrittenPart)
def read_written_part(request: CalledBy, book_id: UUID, part_id: UUID) -> WholeWrittenPart:
    """Read a part's text, what was found in it, and its versions."""
    return _whole(request, book_id, part_id)


@parts.put("/{uuid:book_id}/parts/{uuid:part_id}/text", auth=WRITE, response=WholeWrittenPart)
def edit_written_part(request: CalledBy, book_id: UUID, part_id: UUID, body: NewPartText) -> WholeWrittenPart:
    """Change the text of a part by hand; it is checked, and what stands keeps what it rests on."""
    row = _row(request, book_id, part_id)
    before = row.accepted.text if row.accepted else Text()
    services.edit_part(part=row, text=edited(before, body.text, title=body.title))
    return _whole(request, book_id, part_id)


@parts.post("/{uuid:book_id}/parts/{uuid:part_id}/again", auth=SPEND, response={202: WholeWrittenPart})
def write_part_again(request: CalledBy, book_id: UUID, part_id: UUID, body: PartAgain) -> Any:
    """Have a part written anew, with a word of feedback. The text that stands stays until the new one is accepted."""
    row = _row(request, book_id, part_id)
    services.write_again(part=row, by=request.auth, feedback=body.feedback.strip(), mends=body.mends)
    return Status(202, _whole(request, book_id, part_id))


@parts.post("/{uuid:book_id}/parts/{uuid:part_id}/keep", auth=WRITE, response=WholeWrittenPart)
def keep_written_part(request: CalledBy, book_id: UUID, part_id: UUID) -> WholeWrittenPart:
    """Keep the text that stands, whatever has changed since."""
    services.keep_part(part=_row(request, book_id, part_id))
    return _whole(request, book_id, part_id)


@parts.post("/{uuid:book_id}/parts/{uuid:part_id}/drafts/{uuid:draft_id}/accept", auth=WRITE, response=WholeWrittenPart)
def accept_draft(request: CalledBy, book_id: UUID, part_id: UUID, draft_id: UUID) -> WholeWrittenPart:
    """Make a version the text of its part."""
    row = _row(request, book_id, part_id)
    draft = owned(Draft.objects.filter(part=row), draft_id)
    draft.part = row
    services.accept(draft=draft)
    return _whole(request, book_id, part_id)


@parts.patch("/{uuid:book_id}/parts/{uuid:part_id}/findings/{uuid:finding_id}", auth=WRITE, response=WholeWrittenPart)
def dismiss_finding(
    request: CalledBy, book_id: UUID, part_id: UUID, finding_id: UUID, body: Dismissal
) -> WholeWrittenPart:
    """Say that what was found stays as it is, or that it counts again."""
    row = _row(request, book_id, part_id)
    finding = owned(DraftFinding.objects.filter(draft__part=row), finding_id)
    services.dismiss(finding=finding, dismissed=body.dismissed)
    return _whole(request, book_id, part_id)


def _row(request: CalledBy, book_id: UUID, part_id: UUID) -> PlannedPart:
    return found_part(found_book(request, book_id), part_id)


def _shown(standing: PartStanding) -> WrittenPartShown:
    row = standing.row
    return WrittenPartShown(
        id=row.pk,
        key=row.key,
        title=row.part.title,
        words=row.accepted.text.word_count if row.accepted else 0,
        is_wanted=standing.is_wanted,
        is_outdated=standing.is_outdated,
        newer=standing.newer.pk if standing.newer else None,
        wrong=standing.wrong,
        doubtful=standing.doubtful,
    )


def _whole(request: CalledBy, book_id: UUID, part_id: UUID) -> WholeWrittenPart:
    book = found_book(request, book_id)
    row = found_part(book, part_id)
    standing = next(one for one in parts_of(book) if one.row.pk == row.pk)
    drafts = row.drafts.order_by("-number")
    return WholeWrittenPart(
        part=_shown(standing),
        paragraphs=[one.text for one in row.accepted.text.paragraphs] if row.accepted else [],
        findings=[_finding(one) for one in findings_in(row.accepted)] if row.accepted else [],
        drafts=[_draft(one, row) for one in drafts],
    )


def _finding(row: DraftFinding) -> DraftFindingShown:
    same = ("rule", "severity", "words", "paragraph")
    columns = {name: getattr(row, name) for name in same}
    return DraftFindingShown(id=row.pk, is_dismissed=row.dismissed is not None, **columns)


def _draft(row: Draft, part: PlannedPart) -> DraftShown:
    return DraftShown(
        id=row.pk,
        number=row.number,
        author=row.author,
        feedback=row.feedback,
        is_accepted=row.pk == part.accepted_id,
        paragraphs=[one.text for one in row.text.paragraphs],
    )
