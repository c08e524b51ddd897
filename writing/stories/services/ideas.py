"""Topics and ideas: propose them, vote, follow, and open a story of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from accounts.access.allowances import spend_idea
from providers.services.local.embedder import LocalEmbedder
from writing.stories.errors import StoryRefused
from writing.stories.models import Category, Follow, Idea, Shown, Story, Topic, Vote
from writing.stories.models.idea import LONGEST_IDEA, LONGEST_TITLE
from writing.stories.services.starting import start_story
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_SLUG = 80


@transaction.atomic
def propose_topic(*, category: Category, title: str, about: str, by: User, is_house: bool = False) -> Topic:
    """Propose a topic; a moderator shows it. One of the house is shown at once. Raises StoryRefused, LimitReached."""
    said = _title(title)
    _check_words(f"{said} {about}")
    if not is_house:
        spend_idea(by)
    slug = slugify(said)[:LONGEST_SLUG]
    if not slug or Topic.objects.filter(slug=slug).exists():
        raise StoryRefused("There is a topic of that name already, or its name has no letters. Choose another.")
    state = Shown.SHOWN if is_house else Shown.PROPOSED
    proposer = None if is_house else by
    return Topic.objects.create(
        category=category, slug=slug, title=said, about=about.strip()[:1000], proposed_by=proposer, state=state
    )


@transaction.atomic
def propose_idea(*, topic: Topic, title: str, text: str, by: User) -> Idea:
    """Propose an idea for a story. Raises StoryRefused and LimitReached."""
    if topic.state != Shown.SHOWN:
        raise StoryRefused("This topic takes no ideas just now. Choose another.")
    said, told = _title(title), text.strip()
    if not told:
        raise StoryRefused("Say in a few sentences what the story could be about.")
    if len(told) > LONGEST_IDEA:
        raise StoryRefused(f"Say it in {LONGEST_IDEA} characters at most.")
    _check_words(f"{said} {told}")
    spend_idea(by)
    vector = LocalEmbedder().embed([f"{said}. {told}"])[0][0]
    idea = Idea.objects.create(topic=topic, author=by, title=said, text=told, vector=vector if any(vector) else None)
    Follow.objects.get_or_create(user=by, idea=idea)
    return idea


@transaction.atomic
def vote(*, idea: Idea, by: User) -> bool:
    """Vote for an idea, or take the vote back. Returns whether there is one now. Raises StoryRefused."""
    if idea.author_id == by.pk:
        raise StoryRefused("Your own idea has your vote already.")
    if not Idea.objects.visible_to(by).filter(pk=idea.pk).exists():
        raise StoryRefused("This idea is not shown any more.")
    _, made = Vote.objects.get_or_create(idea=idea, user=by)
    if not made:
        Vote.objects.filter(idea=idea, user=by).delete()
    return made


@transaction.atomic
def follow(*, by: User, topic: Topic | None = None, idea: Idea | None = None, story: Story | None = None) -> bool:
    """Follow a topic, an idea or a story, or stop following it. Returns whether they follow it now."""
    what: dict[str, Any] = {"topic": topic, "idea": idea, "story": story}
    _, made = Follow.objects.get_or_create(user=by, **what)
    if not made:
        Follow.objects.filter(user=by, **what).delete()
    return made


@transaction.atomic
def open_story(*, idea: Idea, by: User, **rules: Any) -> Story:
    """Begin a story of an idea: `rules` are those of `start_story`. Raises what that raises."""
    if not Idea.objects.visible_to(by).filter(pk=idea.pk).exists():
        raise StoryRefused("This idea is not shown any more.")
    story = start_story(owner=by, idea=idea, **{"title": idea.title, "about": idea.text, **rules})
    Follow.objects.get_or_create(user=by, story=story)
    return story


def _title(title: str) -> str:
    said = " ".join(title.split())
    if not said or len(said) > LONGEST_TITLE:
        raise StoryRefused(f"Give it a title of {LONGEST_TITLE} characters at most.")
    return said


def _check_words(text: str) -> None:
    if refusal := refused_words(text):
        raise StoryRefused(refusal)
