"""Stories of the tests, and working on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs.models import Job
from jobs.tests.working import work_out
from writing.stories import services
from writing.stories.models import Segment, Story
from writing.stories.steps import joining, telling
from writing.stories.tests.scribe import Scribe

if TYPE_CHECKING:
    from accounts.models import User
    from writing.stories.models import Branch


@pytest.fixture(autouse=True)
def scribe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are told by the author of the tests."""
    for step in (telling, joining):
        monkeypatch.setattr(step, "author_for", lambda _unit, _segment: Scribe())


@pytest.fixture
def story(reader: User, small_pictures: None) -> Story:
    """A public story that anybody continues, and nobody waits for approval."""
    return services.start_story(
        owner=reader,
        title="The Harbour",
        visibility=Story.Visibility.PUBLIC,
        contributors=Story.Contributors.ANYBODY,
        approves_new=False,
        is_filmed=False,
    )


def post(branch: Branch, line: str, by: User, *, if_overtaken_branch: bool = False) -> Segment:
    """Post a line, with the licence accepted."""
    return services.post(branch=branch, line=line, by=by, accepts_licence=True, if_overtaken_branch=if_overtaken_branch)


def work() -> None:
    """Work until nothing is left of any job."""
    while job := Job.objects.filter(state=Job.State.RUNNING).order_by("created").first():
        work_out(job)


def told(branch: Branch, line: str, by: User) -> Segment:
    """Post a line and work it out; return the segment afresh."""
    segment = post(branch, line, by)
    work()
    segment.refresh_from_db()
    return segment
