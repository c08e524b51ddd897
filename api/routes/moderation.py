"""Reports of what readers write, decisions about it and appeals; and the moderators' side of it, with pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Schema, Status

from api.core.paging import Asked, Page, page_of
from api.core.problems import refuses
from api.core.rows import owned
from api.core.rules import MODERATE, READ, WRITE, CalledBy
from api.core.site import router
from storyboards.models import PictureVersion
from storyboards.safety import moderating
from storyboards.safety.moderating import LONGEST_REASON, ModerationRefused
from storyboards.safety.queue import QueueFilter, is_in_queue, queued
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Appeal, ContentReport, Decision
from writing.stories.models.moderation import LONGEST_WORDS
from writing.stories.services.moderating import answer_appeal, can_see, find

refuses(ModerationRefused, kind="moderation-refused", title="This cannot be decided so")
reports = router("moderation")
moderation = router("moderation")

Kind = Literal["topic", "idea", "story", "segment", "comment", "suggestion"]
Reason = Literal["hate", "sexual", "violence", "person", "rights", "spam", "rating", "other"]
APPEALABLE = (
    Decision.Action.REFUSED,
    Decision.Action.HIDDEN,
    Decision.Action.REMOVED,
    Decision.Action.WARNED,
    Decision.Action.BANNED,
)


class NewContentReport(Schema):
    """Something that should not be here."""

    kind: Kind
    target: UUID = Field(description="Its id.")
    reason: Reason
    words: str = Field("", max_length=LONGEST_WORDS)
    link: str = Field("", max_length=64, description="Of a story that is read by its link.")


class ContentReportShown(Schema):
    """A report, as moderators and whoever made it see it."""

    id: UUID
    kind: str
    target: UUID
    reason: str
    words: str
    excerpt: str
    state: str
    created: datetime


class DecisionShown(Schema):
    """What was decided about somebody's words, and why."""

    id: int
    at: datetime
    action: str
    kind: str
    target: UUID
    story: UUID | None
    reason: str


class NewAppeal(Schema):
    """Why a decision should be looked at again."""

    words: str = Field(min_length=1, max_length=LONGEST_WORDS)


class AppealShown(Schema):
    """An appeal and what was answered."""

    id: UUID
    decision: int
    words: str
    state: str
    answer: str
    created: datetime


class AppealAnswer(Schema):
    """What becomes of an appeal."""

    upholds: bool
    answer: str = Field(min_length=1, max_length=LONGEST_WORDS)


class ContentDecision(Schema):
    """What is decided about something that a reader wrote."""

    kind: Kind
    target: UUID
    action: Literal["kept", "approved", "refused", "hidden", "restored", "removed", "warned"]
    reason: str = Field(min_length=1, max_length=LONGEST_WORDS)


class PictureCase(Schema):
    """A picture that a moderator looks at."""

    id: UUID
    moderation: str
    rating: str
    reason: str
    scores: dict[str, float]
    created: datetime


class WantedPictures(Schema):
    """Which part of the queue is asked for."""

    state: Literal["reported", "hidden", "held", "rated", "all"] = "reported"


class PictureDeed(Schema):
    """What is done about a picture."""

    deed: Literal["hide", "restore", "dismiss", "rate", "ban", "lift"]
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    rating: str = Field("", max_length=20, description="Of “rate”.")


@reports.post("", auth=WRITE, response={201: ContentReportShown})
def report_words(request: CalledBy, body: NewContentReport) -> Any:
    """ContentReportShown something that a reader wrote to the moderators."""
    about = _about(body.kind, body.target)
    if not can_see(about, request.auth, link=body.link):
        raise Http404
    made = services.report(about=about, by=request.auth, reason=body.reason, words=body.words, link=body.link)
    return Status(201, _report(made))


@reports.get("/decisions", auth=READ, response=Page[DecisionShown])
def list_decisions(request: CalledBy, wanted: Asked) -> Any:
    """List what others have decided about one's own words, newest first."""
    rows = Decision.objects.filter(concerns=request.auth.pk).exclude(by=request.auth.pk)
    told = rows.exclude(action__in=(Decision.Action.REPORTED, Decision.Action.KEPT))
    return page_of(told, wanted, _decision, by=("-id",))


@reports.post("/decisions/{int:decision_id}/appeal", auth=WRITE, response={201: AppealShown})
def appeal_against_decision(request: CalledBy, decision_id: int, body: NewAppeal) -> Any:
    """Ask for a decision about one's own words to be looked at again, by somebody else."""
    rows = Decision.objects.filter(concerns=request.auth.pk, action__in=APPEALABLE)
    made = services.appeal(decision=owned(rows, decision_id), by=request.auth, words=body.words)
    return Status(201, _appeal(made))


@moderation.get("/reports", auth=MODERATE, response=Page[ContentReportShown])
def list_reports(request: CalledBy, wanted: Asked) -> Any:
    """List open reports, oldest first."""
    rows = ContentReport.objects.filter(state=ContentReport.State.OPEN)
    return page_of(rows, wanted, _report, by=("created", "pk"))


@moderation.post("/decisions", auth=MODERATE, response={201: DecisionShown})
def decide_about_words(request: CalledBy, body: ContentDecision) -> Any:
    """Decide about something that a reader wrote; its open reports are answered by that."""
    action = Decision.Action(body.action)
    made = services.decide(about=_about(body.kind, body.target), action=action, by=request.auth, reason=body.reason)
    return Status(201, _decision(made))


@moderation.get("/trail", auth=MODERATE, response=Page[DecisionShown])
def list_trail(request: CalledBy, wanted: Asked) -> Any:
    """List all that was decided about what readers write, newest first."""
    return page_of(Decision.objects.all(), wanted, _decision, by=("-id",))


@moderation.get("/appeals", auth=MODERATE, response=Page[AppealShown])
def list_appeals(request: CalledBy, wanted: Asked) -> Any:
    """List open appeals, oldest first."""
    return page_of(Appeal.objects.filter(state=Appeal.State.OPEN), wanted, _appeal, by=("created", "pk"))


@moderation.post("/appeals/{uuid:appeal_id}/answer", auth=MODERATE, response=AppealShown)
def answer_an_appeal(request: CalledBy, appeal_id: UUID, body: AppealAnswer) -> AppealShown:
    """Answer an appeal against a decision of somebody else; an upheld one takes it back."""
    row = owned(Appeal.objects.all(), appeal_id)
    return _appeal(answer_appeal(appeal=row, by=request.auth, upholds=body.upholds, answer=body.answer))


@moderation.get("/pictures", auth=MODERATE, response=Page[PictureCase])
def list_pictures(request: CalledBy, wanted: Asked, which: Annotated[WantedPictures, Query()]) -> Any:
    """List the queue of pictures, newest first."""
    return page_of(queued(QueueFilter(state=which.state)), wanted, _picture)


@moderation.post("/pictures/{uuid:version_id}", auth=MODERATE, response=PictureCase)
def decide_about_picture(request: CalledBy, version_id: UUID, body: PictureDeed) -> PictureCase:
    """Hide a picture, show it again, dismiss its reports, rate it, or ban its owner."""
    version = owned(PictureVersion.objects.select_related("picture__vividpage__owner"), version_id)
    if not is_in_queue(version.picture_id):
        raise Http404
    if body.deed == "rate":
        moderating.rate(version=version, by=request.auth, rating=body.rating, reason=body.reason)
    else:
        DEEDS[body.deed](version=version, by=request.auth, reason=body.reason)
    version.refresh_from_db()
    return _picture(version)


DEEDS: dict[str, Any] = {
    "hide": moderating.hide,
    "restore": moderating.restore,
    "dismiss": moderating.dismiss,
    "ban": moderating.ban_owner,
    "lift": moderating.lift_ban,
}


def _about(kind: str, target: UUID) -> Any:
    try:
        return find(kind, target)
    except StoryRefused:
        raise Http404 from None


def _report(row: ContentReport) -> ContentReportShown:
    return ContentReportShown(**{name: getattr(row, name) for name in ContentReportShown.model_fields})


def _decision(row: Decision) -> DecisionShown:
    return DecisionShown(**{name: getattr(row, name) for name in DecisionShown.model_fields})


def _appeal(row: Appeal) -> AppealShown:
    columns = {name: getattr(row, name) for name in AppealShown.model_fields if name != "decision"}
    return AppealShown(decision=row.decision_id, **columns)


def _picture(row: PictureVersion) -> PictureCase:
    columns = {name: getattr(row, name) for name in PictureCase.model_fields if name != "reason"}
    return PictureCase(reason=row.moderation_reason, **columns)
