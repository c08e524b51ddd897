"""The edits of a book and taking them back; who may be the same; what does not fit together; the bible as a file."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Schema, Status
from ninja.files import UploadedFile

from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import refuses
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, must_see_all
from api.routes.shapes import Edited, EditRow, edited
from books.models import VividPage
from characters.continuity import queries as continuity_queries
from characters.continuity.services import dismiss, take_up_again
from characters.editing import EditRefused, merging, queries, undoing
from characters.exchange.document import MOST_BYTES, read_document, written
from characters.exchange.exporting import exported_bible
from characters.exchange.importing import import_bible
from characters.models import Character, Edit, Finding, Setting
from storyboards.continuity import requesting, services

refuses(undoing.CannotUndo, status=409, kind="cannot-undo", title="This cannot be undone")
edits = router("edits")


class Proposal(Schema):
    """Two people, or two places, that may be the same under two names."""

    kind: Literal["character", "setting"]
    keep: UUID
    keep_name: str
    other: UUID
    other_name: str
    score: float
    reason: str


class Same(Schema):
    """Whether two are the same."""

    kind: Literal["character", "setting"]
    keep: UUID
    other: UUID
    are_the_same: bool


class FindingShape(Schema):
    """Something of a book that does not fit together; `mends` are what can be done about it, by their place."""

    id: UUID
    kind: str
    severity: str
    message: str
    scene: int | None
    person: UUID | None
    place: UUID | None
    mends: list[str]
    is_dismissed: bool


class FindingDecision(Schema):
    """What is done about a finding."""

    decision: Literal["right-as-it-is", "tell-again", "mend"]
    mend: int = Field(0, ge=0, le=99, description="Which of its mends, by its place.")


class FindingDecided(Schema):
    """What was done, in words."""

    done: str


class CheckAsked(Schema):
    """Whether a check is still to come."""

    is_coming: bool
    can_be_checked: bool


@edits.get("/{uuid:vividpage_id}/edits", auth=READ, response=Page[EditRow])
def list_edits(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the edits of a book, the latest first."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    return page_of(vividpage.edits.defer("steps"), wanted, _row, by=("-number",))


@edits.post("/{uuid:vividpage_id}/edits/{uuid:edit_id}/undo", auth=WRITE, response=Edited)
def undo_edit(request: CalledBy, vividpage_id: UUID, edit_id: UUID) -> Edited:
    """Undo an edit, which must be the latest that stands."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    owned(vividpage.edits.all(), edit_id)
    return edited(undoing.undo(vividpage=vividpage, edit_id=edit_id))


@edits.get("/{uuid:vividpage_id}/same", auth=READ, response=Page[Proposal])
def list_proposals(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List people and places that may be the same under two names."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    return part_of(queries.open_proposals(vividpage), wanted, _proposal)


@edits.post("/{uuid:vividpage_id}/same", auth=WRITE, response=Edited)
def decide_same(request: CalledBy, vividpage_id: UUID, body: Same) -> Edited:
    """Make two of a kind one, or remember that they are not, so that nobody asks again."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    keep, other = (_thing(vividpage, body.kind, one) for one in (body.keep, body.other))
    if not body.are_the_same:
        merging.keep_apart(vividpage=vividpage, one=keep.pk, other=other.pk)
        return edited(None)
    return edited(merging.merge(keep=keep, other=other, by=request.auth))


@edits.get("/{uuid:vividpage_id}/continuity", auth=READ, response=Page[FindingShape])
def list_findings(request: CalledBy, vividpage_id: UUID, wanted: Asked, ahead: AskedAhead) -> Any:
    """List what the latest check has found, what was said to be right as it is at the end."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    report = continuity_queries.report_of(vividpage)
    return part_of([*report.open, *report.dismissed], wanted, _finding)


@edits.post("/{uuid:vividpage_id}/continuity/check", auth=WRITE, response={202: CheckAsked})
def check_continuity(request: CalledBy, vividpage_id: UUID) -> Any:
    """Have the book checked now; a worker does it."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    requesting.check_now(vividpage_id=vividpage.pk)
    can_be_checked = continuity_queries.report_of(vividpage).can_be_checked
    return Status(
        202, CheckAsked(is_coming=requesting.is_coming(vividpage_id=vividpage.pk), can_be_checked=can_be_checked)
    )


@edits.post("/{uuid:vividpage_id}/continuity/{uuid:finding_id}", auth=WRITE, response=FindingDecided)
def decide_finding(request: CalledBy, vividpage_id: UUID, finding_id: UUID, body: FindingDecision) -> FindingDecided:
    """Say that something is right as it is, have it told again, or mend it in one of the ways that it offers."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    finding = owned(Finding.objects.filter(vividpage=vividpage), finding_id)
    if body.decision == "mend":
        return FindingDecided(done=services.mend(finding=finding, choice=body.mend, by=request.auth))
    if body.decision == "right-as-it-is":
        dismiss(finding=finding)
        return FindingDecided(done="It is right as it is.")
    take_up_again(finding=finding)
    return FindingDecided(done="It is told again.")


@edits.get("/{uuid:vividpage_id}/bible", auth=READ, response=dict[str, Any])
def export_bible(request: CalledBy, vividpage_id: UUID, ahead: AskedAhead) -> HttpResponse:
    """Fetch the bible of a book as its file: people, places, scenes, all that is known."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    must_see_all(request.auth, vividpage, ahead)
    return HttpResponse(written(exported_bible(vividpage)), content_type="application/json")


@edits.post("/{uuid:vividpage_id}/bible", auth=WRITE, response=Edited)
def take_in_bible(request: CalledBy, vividpage_id: UUID, file: File[UploadedFile]) -> Edited:
    """Make the bible of a book what a file says, by one edit; the file is of a book with the same text."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    if (file.size or 0) > MOST_BYTES:
        raise EditRefused(f"A bible has {MOST_BYTES // 1024 // 1024} MB at most.")
    return edited(import_bible(vividpage=vividpage, document=read_document(file.read()), by=request.auth))


def _row(edit: Edit) -> EditRow:
    return EditRow(
        edit=edit.pk,
        summary=edit.summary,
        number=edit.number,
        kind=edit.kind,
        created=edit.created,
        undone=edit.undone_at,
    )


def _proposal(one: Any) -> Proposal:
    return Proposal(
        kind=one.kind,
        keep=one.keep.pk,
        keep_name=one.keep.name,
        other=one.other.pk,
        other_name=one.other.name,
        score=one.score,
        reason=one.reason,
    )


def _thing(vividpage: VividPage, kind: str, thing: UUID) -> Character | Setting:
    if kind == "character":
        return owned(Character.objects.filter(vividpage=vividpage), thing)
    return owned(Setting.objects.filter(vividpage=vividpage), thing)


def _finding(finding: Finding) -> FindingShape:
    return FindingShape(
        id=finding.pk,
        kind=finding.kind,
        severity=finding.severity,
        message=finding.message,
        scene=finding.scene.number if finding.scene else None,
        person=finding.character_id,
        place=finding.setting_id,
        mends=[str(mend.get("label", "")) for mend in finding.mends],
        is_dismissed=finding.dismissed_at is not None,
    )
