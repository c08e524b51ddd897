"""From what a story's owner has chosen to the author that expands lines, and checks them beyond the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations import BuiltInStoryAuthor
from authors.language import LanguageStoryAuthor
from jobs.pipelines import IN_PROCESS, ConcurrencyLimit
from providers.choosing import limits
from providers.choosing.catalogue import usable_entry
from providers.choosing.factory import text_model
from providers.choosing.keys import key_for
from writing.stories.purses import caller_of, payer_of
from writing.stories.subjects import segment_of

if TYPE_CHECKING:
    from authors.continuations.contract import StoryAuthor
    from jobs.models import Job, Unit
    from writing.stories.models import Segment


def author_for(unit: Unit, segment: Segment) -> StoryAuthor:
    """Return the author that a unit of a continuation calls. Raises UnknownModel, ModelRetired and KeyMissing."""
    story = segment.story
    if not story.is_by_model:
        return BuiltInStoryAuthor()
    entry = usable_entry(story.author, "text")
    caller = caller_of(unit, segment, preferred_key=story.author_key_id)
    key = key_for(user=caller.owner, service=entry.service, preferred=caller.preferred_key)
    return LanguageStoryAuthor(text_model(limits.within(entry, key_id=key.pk), caller))


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
