"""Who pays for a continuation: its story's owner up to a cap a day and person, or whoever continues."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db.models import Sum
from django.utils import timezone

from providers.choosing.factory import Caller
from providers.money.amounts import usd
from providers.money.budgets import open_budget
from providers.money.ledger import Account
from storyboards.models import PictureVersion
from writing.stories.errors import StoryRefused
from writing.stories.models import Story, StoryAllowance

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from jobs.models import Unit
    from writing.stories.models import Segment


def payer_of(segment: Segment) -> User:
    """Return whose key and month a continuation goes on."""
    story = segment.story
    if story.pays == Story.Pays.CONTRIBUTOR and segment.writer is not None:
        return segment.writer
    return story.owner


def allowance_of(*, story: Story, person: User) -> StoryAllowance:
    """Return what somebody's continuations of today may cost; its budget is opened with the first of them."""
    today = timezone.now().date()
    held = StoryAllowance.objects.select_related("budget").filter(story=story, person=person, day=today).first()
    if held is not None:
        return held
    is_own = person.pk == story.owner_id or story.pays == Story.Pays.CONTRIBUTOR
    payer = person if is_own else story.owner
    budget = open_budget(owner_id=payer.pk, subject=uuid4(), limit=None if is_own else story.daily_cap or Decimal(0))
    return StoryAllowance.objects.create(story=story, person=person, day=today, budget=budget)


def check_allowance(*, story: Story, person: User) -> None:
    """Raise StoryRefused if somebody has cost a story's owner as much today as they may.

    Their pictures count as well; those of one continuation are drawn before the next is taken.
    """
    if person.pk == story.owner_id or story.daily_cap is None:
        return
    today = timezone.now().date()
    own = story.segments.filter(writer=person, created__date=today).values("scene")
    drawn = PictureVersion.objects.filter(picture__scene__in=own).aggregate(cost=Sum("cost", default=Decimal(0)))
    held = StoryAllowance.objects.select_related("budget").filter(story=story, person=person, day=today).first()
    spent = drawn["cost"] + (held.budget.committed if held is not None and story.pays == Story.Pays.OWNER else 0)
    if spent and spent >= story.daily_cap:
        raise StoryRefused(
            f"Your continuations of today have cost this story's owner {usd(spent)}, and more than "
            f"{usd(story.daily_cap)} a day they do not pay for one person. Go on tomorrow."
        )


def caller_of(unit: Unit, segment: Segment, *, preferred_key: UUID | None) -> Caller:
    """Return who calls a model for a continuation, and on whose account."""
    payer = payer_of(segment)
    budget = allowance_of(story=segment.story, person=segment.writer or payer).budget
    account = Account(
        user_id=payer.pk,
        subject=budget.subject,
        budget_id=budget.pk,
        title=segment.story.title,
        purpose=unit.kind,
        label=unit.label,
        holder=unit.holder,
    )
    own_key = preferred_key if payer.pk == segment.story.owner_id else None
    return Caller(payer, account, preferred_key=own_key)
