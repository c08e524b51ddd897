"""The moderators' pages. To everybody else they are not there."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access.bans import ban_of
from accounts.factors.requiring import way_to_second_factor
from accounts.models import User
from storyboards.models import ModerationEvent, PictureVersion
from storyboards.safety import moderating
from storyboards.safety.moderating import LONGEST_REASON, ModerationRefused
from storyboards.safety.moderators import is_moderator
from storyboards.safety.queue import STATES, counts, earlier_versions_of, is_in_queue, queued, reports_of, trail_of
from web.moderation.forms import DeedForm, QueueForm
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

PER_PAGE = 24
EVENTS_PER_PAGE = 50
DONE = {
    "hide": "The picture is hidden, at once and everywhere. Its owner is told why.",
    "restore": "The picture is shown again.",
    "dismiss": "The reports are dismissed. The picture stays as it is.",
    "rate": "The picture has another rating.",
    "ban": "The account may neither upload nor have anything drawn. It is told why.",
    "lift": "The account may upload and draw again.",
}
DEEDS: dict[str, Callable[..., Any]] = {
    "hide": moderating.hide,
    "restore": moderating.restore,
    "dismiss": moderating.dismiss,
    "rate": moderating.rate,
    "ban": moderating.ban_owner,
    "lift": moderating.lift_ban,
}


def for_moderators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer everybody who may not moderate as if there were no such page; ask admins for their second factor."""

    @login_required
    @wraps(view)
    def only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_moderator(request.user):
            raise Http404
        then = request.path if request.method == "GET" else reverse("moderation")
        return way_to_second_factor(request, then=then) or view(request, *args, **kwargs)

    return only


@for_moderators
@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """Show the queue, or a part of it."""
    form = QueueForm(request.GET)
    wanted = form.wanted()
    page = Paginator(queued(wanted), PER_PAGE).get_page(request.GET.get("page"))
    counted = counts()
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "states": [(state, label, counted[state]) for state, label in STATES.items()],
        "query": _without_page(request),
    }
    return render(request, "moderation/queue.html", context)


@for_moderators
@read_or_send
def case(request: SignedIn, version_id: UUID) -> HttpResponse:
    """Show one picture with its text, its other versions and what was done; sent to, do something about it."""
    version = _version(version_id)
    form = DeedForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        deed = form.cleaned_data["deed"]
        chosen = {"rating": form.cleaned_data["rating"]} if deed == "rate" else {}
        try:
            DEEDS[deed](version=version, by=request.user, reason=form.cleaned_data["reason"], **chosen)
        except ModerationRefused as refused:
            problem = str(refused)
        else:
            messages.success(request, DONE[deed])
            return redirect("moderation_case", version.pk)
    reports = reports_of(version)
    events = trail_of(version)
    context = {
        "version": version,
        "scene": version.picture.scene,
        "form": form,
        "problem": problem or ("Say what is to be done." if form.errors else ""),
        "reports": reports,
        "open_reports": sum(report.state == report.State.OPEN for report in reports),
        "others": earlier_versions_of(version),
        "events": named(events),
        "ban": ban_of(version.picture.vividpage.owner_id),
        "longest": LONGEST_REASON,
        "scores": sorted(version.scores.items(), key=lambda pair: -pair[1]),
    }
    return render(request, "moderation/case.html", context, status=422 if context["problem"] else 200)


@for_moderators
@require_safe
def trail(request: SignedIn) -> HttpResponse:
    """Show all that was done, the newest first."""
    page = Paginator(ModerationEvent.objects.order_by("-id"), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    there = PictureVersion.objects.filter(pk__in=[event.version for event in page]).values_list("pk", flat=True)
    context = {"page": page, "events": named(page.object_list), "there": set(there)}
    return render(request, "moderation/trail.html", context)


def named(events: Iterable[ModerationEvent]) -> list[tuple[ModerationEvent, str]]:
    """Give each event the name of who did it, as far as the account is there. One query."""
    listed = list(events)
    names = dict(User.objects.filter(pk__in=[event.by for event in listed]).values_list("pk", "email"))
    return [(event, _name(event, names)) for event in listed]


def _name(event: ModerationEvent, names: dict[UUID, str]) -> str:
    if event.by is None:
        return "the checks"
    return names.get(event.by, "an account that is deleted")


def _version(version_id: UUID) -> PictureVersion:
    beside = ("picture__vividpage__owner", "picture__scene", "picture__person", "picture__place", "moderated_by")
    version = get_object_or_404(PictureVersion.objects.select_related(*beside), pk=version_id)
    if not is_in_queue(version.picture_id):
        raise Http404
    return version


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
