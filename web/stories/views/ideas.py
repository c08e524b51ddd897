"""Categories, topics and ideas: browse, search, propose, vote, follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from web.replicas import may_read_replica
from web.requests import SignedIn, page_after, read_or_send
from web.stories.finding import found_story
from web.stories.forms.ideas import CommentForm, IdeaForm, TopicForm
from web.stories.sharing import shared
from web.stories.shelves import public_stories, shelved
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.idea_search import browse_ideas, search_ideas
from writing.stories.models import Category, Follow, Idea, Shown, Topic, Vote

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

PER_PAGE = 24


@require_safe
@may_read_replica
def ideas(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show ideas, of a topic if one is named: the newest, the most wanted (`?by=votes`), or what `?q` finds."""
    topic = get_object_or_404(Topic.objects.select_related("category"), slug=slug, state=Shown.SHOWN) if slug else None
    query = request.GET.get("q", "").strip()[:200]
    by_votes = request.GET.get("by") == "votes"
    category = Category.objects.filter(slug=request.GET.get("category", "")).first()
    found = (
        search_ideas(query, request.user)
        if query
        else browse_ideas(request.user, topic=topic, category=category, by_votes=by_votes)
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    about = topic.about if topic else "What stories could be about: read ideas, vote for them, propose your own."
    context = {
        "topic": topic,
        "category": category,
        "categories": _categories(),
        "page": page,
        "voted": _voted(request, [idea.pk for idea in page]),
        "query": query,
        "by_votes": by_votes,
        "follows": topic is not None and _follows(request, topic=topic),
        "share": shared(request, title=topic.title if topic else "Ideas for stories", about=about, path=request.path),
    }
    return render(request, "stories/ideas.html", context)


def _categories() -> list[Category]:
    """Return the categories, each with the topics that are shown. Two queries."""
    topics: dict[UUID, list[Topic]] = {}
    for topic in Topic.objects.filter(state=Shown.SHOWN).order_by("title"):
        topics.setdefault(topic.category_id, []).append(topic)
    rows = list(Category.objects.all())
    for row in rows:
        row.shown_topics = topics.get(row.pk, [])  # type: ignore[attr-defined]
    return rows


def _voted(request: HttpRequest, ideas: list[UUID]) -> set[UUID]:
    if not request.user.is_authenticated:
        return set()
    return set(Vote.objects.filter(user=request.user, idea__in=ideas).values_list("idea", flat=True))


def _follows(request: HttpRequest, **what: object) -> bool:
    return request.user.is_authenticated and Follow.objects.filter(user=request.user, **what).exists()


@read_or_send
def idea(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    """Show an idea with its stories and what readers say; sent to, say something about it."""
    found = _visible(request, idea_id)
    form = CommentForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise Http404
        status = 422
        if form.is_valid():
            try:
                services.comment_on(by=request.user, text=form.cleaned_data["text"], idea=found)
            except (StoryRefused, LimitReached) as refused:
                form.add_error("text", str(refused))
                status = 429 if isinstance(refused, LimitReached) else 422
            else:
                return redirect(reverse("idea", args=[found.pk]) + "#comments")
    is_public = found.state == Shown.SHOWN and found.topic.state == Shown.SHOWN
    share = shared(request, title=found.title, about=found.text, path=reverse("idea", args=[found.pk]))
    context = {
        "idea": found,
        "votes": found.votes.count(),
        "voted": bool(_voted(request, [found.pk])),
        "follows": _follows(request, idea=found),
        "stories": shelved(public_stories().filter(idea=found)[:PER_PAGE]),
        "comments": found.comments.filter(state=Shown.SHOWN).select_related("author"),
        "form": form,
        "share": share if is_public else None,
    }
    return render(request, "stories/idea.html", context, status=status)


def _visible(request: HttpRequest, idea_id: UUID) -> Idea:
    rows = Idea.objects.visible_to(request.user).select_related("topic__category", "author")
    found: Idea = get_object_or_404(rows, pk=idea_id)
    return found


@login_required
@read_or_send
def propose_idea(request: SignedIn, slug: str) -> HttpResponse:
    """Ask for an idea of a topic, and take it."""
    topic = get_object_or_404(Topic.objects.select_related("category"), slug=slug, state=Shown.SHOWN)
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_idea(topic=topic, by=request.user, **form.cleaned_data)
        except (StoryRefused, LimitReached) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("idea", made.pk)
    context = {"topic": topic, "form": form, "heading": "Propose an idea", "button": "Propose it"}
    return render(request, "stories/propose.html", context, status=422 if form.errors else 200)


@login_required
@read_or_send
def propose_topic(request: SignedIn) -> HttpResponse:
    """Ask for a topic; a moderator shows it."""
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_topic(by=request.user, **form.cleaned_data)
        except (StoryRefused, LimitReached) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. A moderator looks at the topic before it is shown.")
            return redirect("ideas")
    context = {"topic": None, "form": form, "heading": "Propose a topic", "button": "Propose it"}
    return render(request, "stories/propose.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def vote(request: SignedIn, idea_id: UUID) -> HttpResponse:
    """Vote for an idea, or take the vote back; HTMX gets the button."""
    found = _visible(request, idea_id)
    try:
        voted = services.vote(idea=found, by=request.user)
    except StoryRefused as refused:
        messages.error(request, str(refused))
        voted = False
    if not request.htmx:
        return redirect(page_after(request) or reverse("idea", args=[found.pk]))
    return render(request, "stories/_vote.html", {"idea": found, "votes": found.votes.count(), "voted": voted})


@login_required
@require_POST
def follow(request: SignedIn, kind: str, target: UUID) -> HttpResponse:
    """Follow a topic, an idea or a story that one may read, or stop following it."""
    if kind == "story":
        story = found_story(request, target).story
        now, back = services.follow(by=request.user, story=story), reverse("story", args=[story.pk])
    elif kind == "idea":
        found = _visible(request, target)
        now, back = services.follow(by=request.user, idea=found), reverse("idea", args=[found.pk])
    elif kind == "topic":
        topic = get_object_or_404(Topic, pk=target, state=Shown.SHOWN)
        now, back = services.follow(by=request.user, topic=topic), reverse("topic", args=[topic.slug])
    else:
        raise Http404
    messages.success(request, "You follow it now: it stands among your stories." if now else "You follow it no longer.")
    return redirect(back)
