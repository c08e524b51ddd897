"""What happens to a continued story when its worker is killed: it goes on, and nothing is lost or put in twice."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from films.models import Film, FilmWish
from films.tasks import grant_wishes
from jobs.models import Job
from storyboards.models import Picture
from vividpages.tests.machine import let_leases_run_out
from writing.stories import services
from writing.stories.lines import line_to
from writing.stories.models import Segment, Story
from writing.stories.tests.conftest import work

if TYPE_CHECKING:
    from accounts.models import User
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes
LINES = ("Mara opens the old chest in the attic.", "Mara finds a map under the letters.")
WORKER = """
import os, signal, sys
import django
django.setup()
from jobs import engine
from films.models import Film, FilmWish
from films.tasks import grant_wishes
from jobs.models import Job
left = int(sys.argv[1])

def count():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

while job := Job.objects.filter(state="running").order_by("created").first():
    engine.work_on(job, seconds=3600, after_unit=count)
"""
"""A worker that is killed after so many units: of the telling, the joining, what is read of it, and the drawing."""
KILLED_AFTER_PUBLISHING = """
import os, signal
import django
django.setup()
from films.services import wishing
wishing.grant_wishes = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""
"""It dies between the transaction that publishes a part and the beginning of the film."""


@pytest.mark.parametrize("units", [1, 2, 3, 4])
def test_a_continuation_goes_on_after_its_worker_was_killed_in_any_stage(
    machine: Machine, reader: User, units: int
) -> None:
    story = services.start_story(owner=reader, title="The Attic", approves_new=False, is_filmed=False)
    first = services.post(branch=story.main, line=LINES[0], by=reader, accepts_licence=True)
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    assert machine.start("-c", WORKER, str(units)).wait() == -signal.SIGKILL
    let_leases_run_out()
    work()

    first.refresh_from_db()
    assert (first.state, first.number) == (Segment.State.PUBLISHED, 1)
    assert Picture.objects.get(scene=first.scene).versions.count() == 1
    services.post(branch=Story.objects.get().main, line=LINES[1], by=reader)
    work()
    assert [one.line for one in line_to(story.main.head_id)] == list(LINES)
    assert story.main.vividpage.scenes.count() == len(LINES)
    assert not Job.objects.exclude(state=Job.State.COMPLETED).exists()


def test_a_film_is_made_longer_even_if_whoever_published_the_part_was_killed_at_once(
    machine: Machine, reader: User
) -> None:
    story = services.start_story(owner=reader, title="The Attic", approves_new=False)
    segment = services.post(branch=story.main, line=LINES[0], by=reader, accepts_licence=True)
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    assert machine.start("-c", f"{KILLED_AFTER_PUBLISHING}{WORKER}", "0").wait() == -signal.SIGKILL
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
    assert not Film.objects.exists()

    grant_wishes()

    film = Film.objects.get()
    assert (film.vividpage_id, film.state, film.grows) == (segment.branch.vividpage_id, Film.State.MAKING, True)
    assert not FilmWish.objects.exists()
