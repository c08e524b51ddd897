"""The parts of a story: read branch by branch, continued, decided about, commented on and branched off."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Field, Query, Schema, Status

from api.core.paging import Asked, Page, page_of, part_of
from api.core.rules import PUBLIC, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.stories.finding import Link, found_branch, found_segment, found_story
from api.routes.stories.ideas import CommentShown, NewComment, comment_shown
from authors.continuations.contract import MOST_LINE, StoryFinding
from writing.stories import services
from writing.stories.lines import ancestors_of
from writing.stories.models import Decision, Segment, Shown

parts = router("stories")
LONGEST_TEXT = 20_000
LONGEST_REASON = 1000


class StoryPartFinding(Schema):
    """Something that does not fit in a part."""

    type: str
    severity: str
    message: str
    suggestion: str
    paragraph: int = Field(description="From 0.")
    start: int = Field(description="Characters of the paragraph.")
    end: int


class StoryPart(Schema):
    """A part of a story."""

    id: UUID
    branch: int
    number: int = Field(description="Its place from the beginning; 0 before it joins.")
    writer: str = Field(description="Empty: somebody who has left.")
    line: str
    paragraphs: list[str]
    state: str = Field(examples=["published"])
    note: str = Field(description="Why it waits or was refused, for its writer.")
    findings: list[StoryPartFinding] = Field(description="What does not fit in it, for its writer.")
    created: datetime
    published: datetime | None


class NewLine(Schema):
    """A line or two that continue a branch."""

    text: str = Field(min_length=1, max_length=MOST_LINE, examples=["She opened the door, and the sea came in."])
    branch: int = Field(1, ge=1, le=10_000)
    accepts_licence: bool = Field(False, description="Whoever continues a story agrees to its licence, once.")
    if_overtaken: Literal["ask", "branch"] = Field("ask", description="If somebody is faster and it no longer fits.")
    link: str = Field("", max_length=64)


class StoryPartText(Schema):
    """The text of a part of one's own that waits."""

    paragraphs: list[Annotated[str, Field(max_length=LONGEST_TEXT)]] = Field(min_length=1, max_length=60)


class BranchName(Schema):
    """What another way on is called."""

    name: str = Field("", max_length=80)
    link: str = Field("", max_length=64)


class BranchMade(Schema):
    """The number of a new branch."""

    branch: int


class Decided(Schema):
    """What is decided about a part of somebody, and why."""

    action: Literal["approve", "refuse", "hide", "restore", "remove"]
    reason: str = Field("", max_length=LONGEST_REASON, description="Its writer is told it.")


ACTIONS = {
    "approve": Decision.Action.APPROVED,
    "refuse": Decision.Action.REFUSED,
    "hide": Decision.Action.HIDDEN,
    "restore": Decision.Action.RESTORED,
    "remove": Decision.Action.REMOVED,
}


class OfBranch(Link):
    """Which branch is read."""

    branch: int = Field(1, ge=1, le=10_000)


@parts.get("/{uuid:story_id}/parts", auth=PUBLIC, response=Page[StoryPart])
def list_parts(request: CalledBy, story_id: UUID, wanted: Asked, of: Annotated[OfBranch, Query()]) -> Any:
    """List the parts of a branch from the beginning, those of the branches that it comes from included."""
    branch = found_branch(found_story(request, story_id, of.link).story, of.branch)
    end = branch.head_id or branch.forked_at_id
    line = ancestors_of(end) if end else []
    shown = set(Segment.objects.joined().filter(pk__in=line).values_list("pk", flat=True))
    page = part_of([one for one in line if one in shown], wanted, lambda pk: pk)
    rows = Segment.objects.select_related("writer", "branch").in_bulk(page["items"])
    return {"items": [_part(rows[pk], request) for pk in page["items"]], "next": page["next"]}


@parts.get("/{uuid:story_id}/waiting", auth=WRITE, response=Page[StoryPart])
def list_waiting_parts(request: CalledBy, story_id: UUID, wanted: Asked) -> Any:
    """List what is not published yet: one's own; for who decides in the story also what waits for approval."""
    found = found_story(request, story_id)
    rows = found.story.segments.select_related("writer", "branch")
    own = rows.filter(writer=request.auth, state__in=(*Segment.UNDER_WAY, Segment.State.DRAWING))
    held = rows.filter(state__in=(Segment.State.HELD, Segment.State.HIDDEN))
    return page_of((own | held) if found.standing.may_decide else own, wanted, lambda row: _part(row, request))


@parts.post("/{uuid:story_id}/continue", auth=SPEND, response={202: StoryPart})
def continue_story(request: CalledBy, story_id: UUID, body: NewLine) -> Any:
    """Continue a story by a line or two. What becomes of it is read from its part: it is told, checked and drawn."""
    branch = found_branch(found_story(request, story_id, body.link).story, body.branch)
    segment = services.post(
        branch=branch,
        line=body.text,
        by=request.auth,
        link=body.link,
        accepts_licence=body.accepts_licence,
        if_overtaken_branch=body.if_overtaken == "branch",
    )
    return Status(202, _part(segment, request))


@parts.get("/{uuid:story_id}/parts/{uuid:segment_id}", auth=PUBLIC, response=StoryPart)
def read_part(request: CalledBy, story_id: UUID, segment_id: UUID, by: Annotated[Link, Query()]) -> StoryPart:
    """Read one part: what is published, or one's own with how it stands."""
    return _part(_readable(request, story_id, segment_id, by.link), request)


@parts.patch("/{uuid:story_id}/parts/{uuid:segment_id}", auth=SPEND, response=StoryPart)
def change_part(request: CalledBy, story_id: UUID, segment_id: UUID, body: StoryPartText) -> StoryPart:
    """Change the text of a part of one's own that waits; it is checked again."""
    segment = _own(request, story_id, segment_id)
    return _part(services.edit(segment=segment, by=request.auth, paragraphs=body.paragraphs), request)


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/accept", auth=SPEND, response=StoryPart)
def accept_part(request: CalledBy, story_id: UUID, segment_id: UUID) -> StoryPart:
    """Keep a part of one's own as it is, whatever was found in it."""
    return _part(services.accept(segment=_own(request, story_id, segment_id), by=request.auth), request)


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/branch-off", auth=SPEND, response=StoryPart)
def branch_part_off(request: CalledBy, story_id: UUID, segment_id: UUID) -> StoryPart:
    """Have a part of one's own that no longer fits begin a branch."""
    return _part(services.branch_off(segment=_own(request, story_id, segment_id), by=request.auth), request)


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/retry", auth=SPEND, response=StoryPart)
def retry_part(request: CalledBy, story_id: UUID, segment_id: UUID) -> StoryPart:
    """Go on with a part of one's own where it stopped."""
    segment = _own(request, story_id, segment_id)
    services.retry(segment=segment, by=request.auth)
    segment.refresh_from_db()
    return _part(segment, request)


@parts.delete("/{uuid:story_id}/parts/{uuid:segment_id}", auth=WRITE, response={204: None})
def remove_part(request: CalledBy, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Take a part of one's own back before it joins, or remove it for good afterwards."""
    segment = _own(request, story_id, segment_id)
    if segment.state in Segment.JOINED:
        services.remove(segment=segment, by=request.auth, reason="Its writer has removed it.")
    else:
        services.withdraw(segment=segment, by=request.auth)
    return HttpResponse(status=204)


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/fork", auth=WRITE, response={201: BranchMade})
def fork_story(request: CalledBy, story_id: UUID, segment_id: UUID, body: BranchName) -> Any:
    """Begin another way on after a part."""
    segment = _readable(request, story_id, segment_id, body.link)
    branch = services.fork(at=segment, by=request.auth, name=" ".join(body.name.split()), link=body.link)
    return Status(201, BranchMade(branch=branch.number))


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/decide", auth=SPEND, response=StoryPart)
def decide_about_part(request: CalledBy, story_id: UUID, segment_id: UUID, body: Decided) -> StoryPart:
    """Approve, refuse, hide, show again or remove a part, for who decides in the story."""
    found = found_story(request, story_id)
    if not found.standing.may_decide:
        raise Http404
    segment = found_segment(found.story, segment_id)
    services.decide(about=segment, action=ACTIONS[body.action], by=request.auth, reason=body.reason)
    return _part(found_segment(found.story, segment_id), request)


@parts.get("/{uuid:story_id}/parts/{uuid:segment_id}/comments", auth=PUBLIC, response=Page[CommentShown])
def list_part_comments(
    request: CalledBy, story_id: UUID, segment_id: UUID, wanted: Asked, by: Annotated[Link, Query()]
) -> Any:
    """List what readers say about a part, newest first."""
    segment = _readable(request, story_id, segment_id, by.link)
    return page_of(segment.comments.filter(state=Shown.SHOWN).select_related("author"), wanted, comment_shown)


@parts.post("/{uuid:story_id}/parts/{uuid:segment_id}/comments", auth=WRITE, response={201: CommentShown})
def comment_on_part(
    request: CalledBy, story_id: UUID, segment_id: UUID, body: NewComment, by: Annotated[Link, Query()]
) -> Any:
    """Say something about a part."""
    segment = _readable(request, story_id, segment_id, by.link)
    made = services.comment_on(by=request.auth, text=body.text, segment=segment, link=by.link)
    return Status(201, comment_shown(made))


def _readable(request: CalledBy, story_id: UUID, segment_id: UUID, link: str) -> Segment:
    """Return a part that has joined, or the caller's own. Raises Http404."""
    segment = found_segment(found_story(request, story_id, link).story, segment_id)
    if segment.state not in Segment.JOINED and segment.writer_id != request.auth.pk:
        raise Http404
    return segment


def _own(request: CalledBy, story_id: UUID, segment_id: UUID) -> Segment:
    segment = found_segment(found_story(request, story_id).story, segment_id)
    if segment.writer_id != request.auth.pk:
        raise Http404
    return segment


def _part(row: Segment, request: CalledBy) -> StoryPart:
    is_own = request.auth.is_authenticated and row.writer_id == request.auth.pk
    return StoryPart(
        id=row.pk,
        branch=row.branch.number,
        number=row.number,
        writer=row.writer.get_short_name() if row.writer else "",
        line=row.line,
        paragraphs=list(row.told.paragraphs) if row.draft else [],
        state=row.state,
        note=row.note if is_own else "",
        findings=[_finding(one) for one in row.found] if is_own else [],
        created=row.created,
        published=row.published_at,
    )


def _finding(found: StoryFinding) -> StoryPartFinding:
    return StoryPartFinding(**{name: getattr(found, name) for name in StoryPartFinding.model_fields})
