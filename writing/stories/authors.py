"""From what a story's owner has chosen to the author that expands lines, and checks them beyond the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations import BuiltInStoryAuthor
from jobs.pipelines import IN_PROCESS, ConcurrencyLimit
from providers.choosing.catalogue import usable_entry
from providers.choosing.keys import key_for
from writing.stories.purses import payer_of
from writing.stories.subjects import segment_of

if TYPE_CHECKING:
    from authors.continuations.contract import StoryAuthor
    from jobs.models import Job, Unit
    from writing.stories.models import Segment


def author_for(unit: Unit, segment: Segment) -> StoryAuthor:
    """Return the author that a unit of a continuation calls. Raises UnknownModel, ModelRetired and KeyMissing."""
    del unit, segment
    return BuiltInStoryAuthor()


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the limit that continuations by one key share. Raises what `author_for` raises."""
    segment = segment_of(job)
    story = segment.story
    if not story.is_by_model:
        return IN_PROCESS
    entry = usable_entry(story.author, "text")
    payer = payer_of(segment)
    preferred = story.author_key_id if payer.pk == story.owner_id else None
    key = key_for(user=payer, service=entry.service, preferred=preferred)
    return ConcurrencyLimit(str(key.pk), entry.concurrency)
