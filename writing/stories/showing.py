"""What is shown of a story once its pictures are drawn: called when the making of a branch's book settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from jobs.models import Job
from storyboards.kinds import STAGE
from writing.stories import noticing
from writing.stories.models import Branch, Segment
from writing.stories.services.telling import tell_watchers

if TYPE_CHECKING:
    from uuid import UUID

ENDED = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES, Job.State.FAILED, Job.State.CANCELLED)


def publish_drawn(job: Job) -> list[UUID]:
    """Publish the segments of the branch whose book has been drawn; return their ids.

    One whose picture could not be drawn is published without: no scene is lost. While the drawing waits for money, a
    key or its reader, they wait as well. Called in the transaction in which the job settles.
    """
    if job.stage != STAGE or job.state not in ENDED:
        return []
    branch = Branch.objects.filter(vividpage=job.subject).first()
    if branch is None:
        return []
    Segment.objects.select_for_update(of=("self",)).select_related("story")
    rows = Segment.objects.select_for_update(of=("self",)).select_related("story")
    drawn = list(rows.filter(branch=branch, state=Segment.State.DRAWING))
    now = timezone.now()
    for segment in drawn:
        segment.state, segment.published_at = Segment.State.PUBLISHED, now
        segment.save(update_fields=["state", "published_at"])
        tell_watchers(segment)
        noticing.tell_published(segment)
    return [segment.pk for segment in drawn]
