"""A part of a story by itself, with what readers say about it; and reporting what should not be here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access.allowances import LimitReached
from storyboards.models import Report
from storyboards.safety.reporting import ReportRefused
from storyboards.safety.reporting import report as report_picture_to_moderators
from web.requests import SignedIn, read_or_send
from web.stories.bible.knowledge import anchor_of, named_in
from web.stories.finding import found_segment, found_story, link_of
from web.stories.forms.ideas import CommentForm, ReportForm
from web.stories.queries import picture_beside
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Comment, Idea, Segment, Shown, Story
from writing.stories.services.moderating import can_see, excerpt_of, find

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from writing.stories.trail import Content


@read_or_send
def segment(request: HttpRequest, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Show a part with its comments; sent to, say something about it."""
    found = found_story(request, story_id)
    row = _joined(found.story, segment_id)
    form = CommentForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise Http404
        status = 422
        if form.is_valid():
            try:
                services.comment_on(by=request.user, text=form.cleaned_data["text"], segment=row, link=found.link)
            except (StoryRefused, LimitReached) as refused:
                form.add_error("text", str(refused))
                status = 429 if isinstance(refused, LimitReached) else 422
            else:
                return redirect(reverse("segment", args=[found.story.pk, row.pk]) + "#comments")
    context = {
        "story": found.story,
        "standing": found.standing,
        "segment": row,
        "picture": picture_beside(row),
        "branch": row.branch,
        "known": [(name, anchor_of(name)) for name in named_in(row)],
        "comments": row.comments.filter(state=Shown.SHOWN).select_related("author"),
        "form": form,
        "is_own": request.user.is_authenticated and row.writer_id == request.user.pk,
    }
    return render(request, "stories/segment.html", context, status=status)


def _joined(story: Story, segment_id: UUID) -> Segment:
    row = found_segment(story, segment_id)
    if row.state not in Segment.JOINED:
        raise Http404
    return row


@login_required
@require_POST
def fork(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Begin another way on after a part."""
    found = found_story(request, story_id)
    row = _joined(found.story, segment_id)
    name = " ".join(request.POST.get("name", "").split())[:80]
    try:
        branch = services.fork(at=row, by=request.user, name=name, link=found.link)
    except (StoryRefused, LimitReached) as refused:
        messages.error(request, str(refused))
        return redirect("segment", found.story.pk, row.pk)
    return redirect("branch", found.story.pk, branch.number)


@login_required
@require_POST
def remove_own(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Remove a part of one's own for good."""
    found = found_story(request, story_id)
    row = _joined(found.story, segment_id)
    if row.writer_id != request.user.pk:
        raise Http404
    try:
        services.remove(segment=row, by=request.user, reason="Its writer has removed it.")
    except StoryRefused as refused:
        messages.error(request, str(refused))
    return redirect("branch", found.story.pk, row.branch.number)


@login_required
@require_POST
def delete_comment(request: SignedIn, comment_id: UUID) -> HttpResponse:
    """Delete a comment of one's own."""
    rows = Comment.objects.select_related("segment", "idea")
    comment = get_object_or_404(rows, pk=comment_id, author=request.user, state=Shown.SHOWN)
    services.delete_comment(comment=comment, by=request.user)
    if comment.segment is not None:
        return redirect("segment", comment.segment.story_id, comment.segment.pk)
    return redirect("idea", comment.idea_id)


@login_required
@read_or_send
def report(request: SignedIn, kind: str, target: UUID) -> HttpResponse:
    """Ask what is wrong with something that a reader wrote, and tell the moderators."""
    try:
        about = find(kind, target)
    except StoryRefused:
        raise Http404 from None
    story = _story_of(about)
    link = link_of(request, story) if story is not None else ""
    if not can_see(about, request.user, link=link):
        raise Http404
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.report(about=about, by=request.user, link=link, **form.cleaned_data)
            except (StoryRefused, LimitReached) as refused:
                form.add_error(None, str(refused))
                status = 429 if isinstance(refused, LimitReached) else 422
            else:
                messages.success(request, "Thank you. A moderator will look at it.")
                return redirect(_page_of(about))
    context = {"form": form, "excerpt": excerpt_of(about), "what": kind, "back": _page_of(about)}
    return render(request, "stories/report.html", context, status=status)


@login_required
@read_or_send
def report_picture(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Ask what is wrong with the picture of a part, and tell the moderators of pictures."""
    found = found_story(request, story_id)
    row = _joined(found.story, segment_id)
    version = row.scene.picture.shown if row.scene is not None and hasattr(row.scene, "picture") else None
    if version is None:
        raise Http404
    form = ReportForm(request.POST or None)
    form.fields["reason"].choices = Report.Reason.choices  # type: ignore[attr-defined]
    back = reverse("segment", args=[found.story.pk, row.pk])
    if request.method == "POST" and form.is_valid():
        try:
            report_picture_to_moderators(version=version, by=request.user, **form.cleaned_data)
        except ReportRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. A moderator will look at the picture.")
            return redirect(back)
    context = {"form": form, "excerpt": "", "what": "picture", "back": back, "picture": picture_beside(row)}
    return render(request, "stories/report.html", context, status=422 if form.errors else 200)


def _story_of(about: Content) -> Story | None:
    if isinstance(about, Story):
        return about
    if isinstance(about, Segment):
        return about.story
    return about.segment.story if isinstance(about, Comment) and about.segment is not None else None


def _page_of(about: Content) -> str:
    if isinstance(about, Story):
        return reverse("story", args=[about.pk])
    if isinstance(about, Comment):
        return _page_of(about.segment or about.idea)  # type: ignore[arg-type]  # a comment has one of them
    if isinstance(about, Segment):
        return reverse("segment", args=[about.story_id, about.pk])
    return reverse("idea", args=[about.pk]) if isinstance(about, Idea) else reverse("ideas")
