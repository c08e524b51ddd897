"""The pipelines: which stage follows which, and what their course means for a book. Said here, once."""

from __future__ import annotations

from django.utils import timezone

from books.making import EPUB_PARSE, MAKING
from books.models import VividPage
from books.steps import PARSING
from characters.steps import ANALYSIS
from custody.archives.services import ARCHIVE, PACKING_STAGE
from custody.archives.services import settle as settle_archive
from films.making import FILM
from films.services.keeping import settle as settle_film
from films.steps import ASSEMBLY_STAGE, CLIPS_STAGE, NARRATION_STAGE, SHOTS_STAGE
from jobs import pipelines
from jobs.models import Job
from jobs.pipelines import Pipeline, StatusHooks
from publishing.making import EDITION
from publishing.services.keeping import settle
from publishing.steps import MAKING_THE_FILE
from storyboards.continuity.requesting import request_check
from storyboards.steps import IMAGE_GENERATION
from vividpages import announcing
from vividpages.story_films import film_again, film_branch_of
from writing.making import WRITING
from writing.sources.steps import SOURCES_STAGE
from writing.steps import BINDING_STAGE, PARTS_STAGE, PLANNING_STAGE
from writing.stories.making import CONTINUATION
from writing.stories.showing import publish_drawn
from writing.stories.steps import JOINING_STAGE, TELLING_STAGE

STATUS_OF = {
    Job.State.CANCELLED: VividPage.Status.CANCELLED,
    Job.State.PAUSED: VividPage.Status.PAUSED,
    Job.State.FAILED: VividPage.Status.FAILED,
}
STANDSTILLS = (VividPage.Status.CANCELLED, VividPage.Status.PAUSED)
AFTER_READING = {
    VividPage.Status.COMPLETED: VividPage.Status.UPLOADED,
    VividPage.Status.PAUSED: VividPage.Status.READING,
}
"""What becomes of a book that is read before its reader has chosen how it is drawn."""
SETTLED = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES, Job.State.FAILED, Job.State.CANCELLED)
FINISHED = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)


def settle_pictures(job: Job) -> None:
    """Have a book checked once its pictures are drawn; of a branch of a story, publish what was drawn."""
    if job.stage == IMAGE_GENERATION.name and job.state in FINISHED:
        request_check(vividpage_id=job.subject)
    if publish_drawn(job):
        film_branch_of(job.subject)


def settle_films(job: Job) -> None:
    """Keep how a film's making ended; of a story that has gone on meanwhile, make it longer."""
    settle_film(job)
    film_again(job)


PIPELINES = (
    Pipeline(
        MAKING,
        "Making a VividPage",
        stages=(PARSING, ANALYSIS, IMAGE_GENERATION),
        decides_status=True,
        on_settled=settle_pictures,
    ),
    Pipeline(WRITING, "Writing a book", stages=(SOURCES_STAGE, PLANNING_STAGE, PARTS_STAGE, BINDING_STAGE)),
    Pipeline(
        CONTINUATION,
        "Continuing a story",
        stages=(TELLING_STAGE, JOINING_STAGE),
        has_own_limit=True,
        forgets=(Job.State.COMPLETED,),
    ),
    Pipeline(
        FILM,
        "Making a film",
        stages=(NARRATION_STAGE, CLIPS_STAGE, SHOTS_STAGE, ASSEMBLY_STAGE),
        has_own_limit=True,
        forgets=SETTLED,
        on_settled=settle_films,
    ),
    Pipeline(
        ARCHIVE,
        "Putting an archive together",
        stages=(PACKING_STAGE,),
        has_own_limit=True,
        forgets=SETTLED,
        on_settled=settle_archive,
    ),
    Pipeline(
        EDITION,
        "Making an edition",
        stages=(MAKING_THE_FILE,),
        has_own_limit=True,
        forgets=SETTLED,
        on_settled=settle,
    ),
)


def connect() -> None:
    """Make the pipelines known, and follow those that decide the status of a book."""
    for pipeline in PIPELINES:
        pipelines.register(pipeline)
    pipelines.follow_status(StatusHooks(started=set_working, settled=set_outcome))
    announcing.follow()


def set_working(job: Job) -> None:
    """Say that a book is in the making, unless it is only read before its reader has chosen how it is drawn."""
    books = VividPage.objects.filter(pk=job.subject)
    if job.stage == job.until == EPUB_PARSE:
        books = books.exclude(status=VividPage.Status.READING)
    books.update(status=VividPage.Status.WORKING, completed=None)


def set_outcome(job: Job) -> None:
    """Say what has become of a book, unless more of it is in the making."""
    jobs = Job.objects.filter(subject=job.subject, pipeline__in=pipelines.names_deciding_status())
    if jobs.filter(state=Job.State.RUNNING).exists():
        return  # an earlier stage has been taken up meanwhile, and this one follows it again
    status = STATUS_OF.get(Job.State(job.state))
    if status is None:
        has_failures = jobs.filter(state=Job.State.COMPLETED_WITH_FAILURES).exists()
        status = VividPage.Status.COMPLETED_WITH_FAILURES if has_failures else VividPage.Status.COMPLETED
    being_read = VividPage.objects.filter(pk=job.subject, status=VividPage.Status.READING)
    if being_read.update(status=AFTER_READING.get(status, VividPage.Status.UNREADABLE)):
        return
    VividPage.objects.filter(pk=job.subject).update(
        status=status, completed=None if status in STANDSTILLS else timezone.now()
    )
