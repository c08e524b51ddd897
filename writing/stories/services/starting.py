"""Beginning a story, changing its rules, closing and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access.allowances import refuse_banned
from accounts.keys import usable_key
from books import services as books
from books.choices import NEW_BOOK, Choices
from books.models import VividPage
from books.services.taking_in import save_with_budget
from jobs import services as jobs
from notifications import services as notifications
from providers.choosing.catalogue import usable_entry
from providers.errors import ProviderError
from providers.services import title_of
from storyboards.making.choosing import checked
from writing.models.book import BUILT_IN
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.models import Branch, Segment, Story, StoryAllowance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from accounts.models import User

MAIN = "The story"
CHANGEABLE = (
    "title",
    "about",
    "visibility",
    "contributors",
    "pays",
    "daily_cap",
    "approves_new",
    "author",
    "author_key",
    "voice",
    "told_style",
    "segment_words",
    "rating",
    "is_filmed",
    "beginning",
)
"""What the owner of a story changes; its language and licence stay."""


@transaction.atomic
def start_story(
    *, owner: User, title: str, choices: Choices = NEW_BOOK, budget: Decimal | None = None, **rules: Any
) -> Story:
    """Begin a story: `rules` are fields of it by name, `choices` how its pictures are drawn. It has no segment yet.

    Raises StoryRefused, `books.choices.ChoicesRefused`, and LimitReached for whom a moderator has closed it to.
    """
    refuse_banned(owner.pk)
    story = Story(owner=owner, title=" ".join(title.split()), **rules)
    _check(story)
    vividpage = VividPage(
        owner=owner,
        origin=VividPage.Origin.STORY,
        status=VividPage.Status.WRITING,
        title=story.title,
        language=story.language,
        **choices.columns(),
    )
    checked(choices, vividpage=vividpage)
    save_with_budget(vividpage=vividpage, budget=budget)
    story.save(force_insert=True)
    Branch.objects.create(story=story, number=1, name=MAIN, vividpage=vividpage)
    return story


@transaction.atomic
def change_story(*, story: Story, by: User, changes: Mapping[str, Any]) -> Story:
    """Change the rules of a story; what stands stays. Raises StoryRefused."""
    if not standing_in(story, by).is_owner:
        raise StoryRefused("Only the owner of this story changes its rules.")
    current = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise StoryRefused("The language and the licence of a story stay as they were at its beginning.")
        setattr(current, name, value)
    _check(current)
    current.save()
    return current


@transaction.atomic
def close_story(*, story: Story, by: User, is_closed: bool = True) -> Story:
    """Let nobody continue a story any more, or open it again. Raises StoryRefused."""
    if not standing_in(story, by).may_decide or story.state not in Story.SHOWN:
        raise StoryRefused("Only the owner of this story and its moderators close it.")
    story.state = Story.State.CLOSED if is_closed else Story.State.OPEN
    story.save(update_fields=["state"])
    return story


@transaction.atomic
def delete_story(*, story: Story, by: User) -> None:
    """Delete a story with all of its branches, books and films. Raises StoryRefused."""
    if not (standing_in(story, by).is_owner or by.is_superuser):
        raise StoryRefused("Only the owner of a story deletes it.")
    books_of = list(VividPage.objects.filter(branch__story=story))
    for segment in Segment.objects.filter(story=story).under_way():
        jobs.delete_of(subject=segment.pk)
    StoryAllowance.objects.filter(story=story).delete()
    notifications.forget(subject=story.pk)
    story.delete()
    for vividpage in books_of:
        books.delete(vividpage=vividpage)


def _check(story: Story) -> None:
    try:
        story.clean_fields(exclude=["owner", "author_key"])
        _ = story.settings, story.known_before
    except (ValidationError, ValueError) as error:
        raise StoryRefused(_words_of(error)) from None
    if story.author == BUILT_IN:
        return
    try:
        entry = usable_entry(story.author, "text")
    except ProviderError as error:
        raise StoryRefused(str(error)) from None
    if entry.is_built_in:
        raise StoryRefused(f"{entry.title} writes nothing. Choose the built-in author or another model.")
    if story.pays == Story.Pays.OWNER and usable_key(owner=story.owner, service=entry.service) is None:
        raise StoryRefused(f"For {entry.title} you need a key for {title_of(entry.service)}.")


def _words_of(error: ValidationError | ValueError) -> str:
    if isinstance(error, ValidationError):
        return " ".join(f"{name}: {' '.join(words)}" for name, words in error.message_dict.items())
    return "Some of this cannot be: choose the voice and the length from those that are offered."
