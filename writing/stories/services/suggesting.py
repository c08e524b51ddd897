"""Suggesting an edit of a story's bible, and answering it: what is accepted becomes an edit that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access.allowances import spend_suggestion
from characters.editing import EditRefused
from characters.models import Character, Setting
from jobs import broadcast
from writing.stories import noticing, trail
from writing.stories.access import standing_in
from writing.stories.bible.fields import PERSON_FIELDS, PLACE_FIELDS, apply_to, checked_value
from writing.stories.errors import StoryRefused
from writing.stories.models import BibleSuggestion, Branch, Decision, Shown, Story
from writing.stories.models.suggestion import LONGEST_VALUE, LONGEST_WHY
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from accounts.models import User

Answer = BibleSuggestion.Answer
ANSWERED = "This suggestion has been answered already. Look at it again."


@transaction.atomic
def suggest(
    *, branch: Branch, about: Character | Setting, field: str, value: str, why: str, by: User, link: str = ""
) -> BibleSuggestion:
    """Suggest what should be otherwise in the bible of a branch. Raises StoryRefused and LimitReached."""
    standing = standing_in(branch.story, by, link=link)
    if not standing.may_read or standing.is_banned or branch.story.state not in Story.SHOWN:
        raise StoryRefused(standing.why_not or "This story takes no suggestions just now.")
    if about.vividpage_id != branch.vividpage_id:
        raise StoryRefused("That is not in this bible any more.")
    said = checked_value(field, value, of=PERSON_FIELDS if isinstance(about, Character) else PLACE_FIELDS)
    reason = " ".join(why.split())
    if not reason:
        raise StoryRefused("Say why: in which part it stands, for example.")
    if len(said) > LONGEST_VALUE or len(reason) > LONGEST_WHY:
        raise StoryRefused(f"Say it in {LONGEST_VALUE} characters at most, and why in {LONGEST_WHY}.")
    if refusal := refused_words(f"{said} {reason}"):
        raise StoryRefused(refusal)
    spend_suggestion(by)
    try:
        with transaction.atomic():
            made = BibleSuggestion.objects.create(
                story=branch.story,
                branch=branch,
                at_id=branch.head_id or branch.forked_at_id,
                author=by,
                character=about if isinstance(about, Character) else None,
                setting=about if isinstance(about, Setting) else None,
                is_of_place=isinstance(about, Setting),
                about=about.name,
                field=field,
                value=said,
                why=reason,
            )
    except IntegrityError:
        raise StoryRefused("You have suggested something about this already: wait for the answer.") from None
    _tell(branch.story)
    noticing.tell_suggestion(made)
    return made


@transaction.atomic
def withdraw_suggestion(*, suggestion: BibleSuggestion, by: User) -> None:
    """Take back a suggestion of one's own that is not answered. Raises StoryRefused."""
    current = _open(suggestion)
    if current.author_id != by.pk:
        raise StoryRefused("Only whoever has made it takes it back.")
    _close(current, Answer.WITHDRAWN)


@transaction.atomic
def accept_suggestion(*, suggestion: BibleSuggestion, by: User) -> BibleSuggestion:
    """Make the edit that was suggested. Raises StoryRefused if it cannot be made."""
    current = _open(suggestion)
    _check_decides(current.story, by)
    row = _row_of(current)
    if row is None:
        raise StoryRefused(f"{current.about} is not in this bible any more. Decline it.")
    try:
        current.edit = apply_to(row, current.field, current.value, by=by)
    except EditRefused as refused:
        raise StoryRefused(str(refused)) from None
    _close(current, Answer.ACCEPTED)
    trail.record(Decision.Action.ACCEPTED, about=current, by=by, reason=f"{current.about}: {current.words}")
    return current


@transaction.atomic
def decline_suggestion(*, suggestion: BibleSuggestion, by: User, reason: str) -> BibleSuggestion:
    """Leave the bible as it is, and say why. Raises StoryRefused."""
    current = _open(suggestion)
    _check_decides(current.story, by)
    current.reason = " ".join(reason.split())
    if not current.reason:
        raise StoryRefused("Say why: the reason is told to whoever suggested it.")
    if refusal := refused_words(current.reason):
        raise StoryRefused(refusal)
    _close(current, Answer.DECLINED)
    trail.record(Decision.Action.DECLINED, about=current, by=by, reason=current.reason)
    return current


def leave_suggestions(*, story: Story, person: User, keeps: bool) -> None:
    """Take somebody's name off their suggestions; open ones are taken back. Not `keeps`: their words are deleted."""
    own = BibleSuggestion.objects.filter(story=story, author=person)
    own.filter(answer=Answer.OPEN).update(answer=Answer.WITHDRAWN, closed=timezone.now())
    if not keeps:
        own.update(state=Shown.REMOVED, value="", why="")
    own.update(author=None)


def refuse_all_of(*, story: Story, person: User, reason: str) -> None:
    """Decline what somebody has suggested who may not go on in a story."""
    own = BibleSuggestion.objects.filter(story=story, author=person, answer=Answer.OPEN)
    own.update(answer=Answer.DECLINED, reason=reason, closed=timezone.now())


def _open(suggestion: BibleSuggestion) -> BibleSuggestion:
    rows = BibleSuggestion.objects.select_for_update(of=("self",)).select_related("story", "branch")
    current = rows.filter(pk=suggestion.pk, answer=Answer.OPEN, state=Shown.SHOWN).first()
    if current is None:
        raise StoryRefused(ANSWERED)
    return current


def _close(suggestion: BibleSuggestion, answer: Answer) -> None:
    suggestion.answer, suggestion.closed = answer, timezone.now()
    suggestion.save(update_fields=["answer", "reason", "edit", "closed"])
    _tell(suggestion.story)


def _row_of(suggestion: BibleSuggestion) -> Character | Setting | None:
    """Return whom or what it is about; an analysis may have written them anew, under the same name."""
    book = suggestion.branch.vividpage_id
    if suggestion.is_of_place:
        places = Setting.objects.filter(vividpage=book)
        return (suggestion.setting_id and places.filter(pk=suggestion.setting_id).first()) or places.filter(
            name=suggestion.about
        ).first()
    people = Character.objects.select_related("vividpage").filter(vividpage=book)
    return (suggestion.character_id and people.filter(pk=suggestion.character_id).first()) or people.filter(
        name=suggestion.about
    ).first()


def _check_decides(story: Story, by: User) -> None:
    if not standing_in(story, by).may_decide:
        raise StoryRefused("Only the owner of this story and its moderators answer this.")


def _tell(story: Story) -> None:
    story_id = story.pk
    transaction.on_commit(lambda: broadcast.changed(story_id, at_once=True))
