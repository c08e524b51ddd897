"""A segment as the subject of the jobs that make it."""

from __future__ import annotations

from jobs.models import Job, Unit
from jobs.pipelines import SubjectGone
from writing.stories.models import Segment


def segment_of(work: Job | Unit) -> Segment:
    """Return the segment that a job or a unit works on. Raises SubjectGone if it has been deleted."""
    job = work.job if isinstance(work, Unit) else work
    rows = Segment.objects.select_related("story__owner", "branch__vividpage__owner", "parent", "writer")
    segment = rows.filter(pk=job.subject).first()
    if segment is None:
        raise SubjectGone(f"There is no segment {job.subject}.")
    return segment
