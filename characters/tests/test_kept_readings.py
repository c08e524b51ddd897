"""What was read of scenes while the bible was made is taken for those scenes alone, as they were written then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from analysts.bible import SceneReading, Span
from books.making import MAKING
from characters.analysis.kept_readings import as_json, readings_of
from characters.analysis.planning import DISCOVER
from characters.bible.queries import Revision
from jobs.models import Job, Unit

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db

SCENE = uuid4()
READ = SceneReading(scene=2, moment="She leapt.", moment_span=Span(10, 20))


@pytest.fixture
def job(reader: User) -> Job:
    return Job.objects.create(pipeline=MAKING, subject=uuid4(), owner=reader, stage="analysis")


def kept(job: Job, result: dict[str, Any]) -> None:
    Unit.objects.create(job=job, number=1, kind=DISCOVER, label="All", state=Unit.State.DONE, result=result)


def test_a_scene_that_has_another_number_by_now_has_its_reading(job: Job) -> None:
    kept(job, as_json([READ], {2: Revision(SCENE, 1)}))

    (reading,) = readings_of(job, kind=DISCOVER, scenes={5: Revision(SCENE, 1)})

    assert (reading.scene, reading.moment, reading.moment_span) == (5, "She leapt.", Span(10, 20))


def test_a_scene_that_was_written_again_is_read_again(job: Job) -> None:
    kept(job, as_json([READ], {2: Revision(SCENE, 1)}))

    assert readings_of(job, kind=DISCOVER, scenes={2: Revision(SCENE, 2)}) == ()


def test_what_an_earlier_version_has_kept_otherwise_is_read_again(job: Job) -> None:
    (key,) = as_json([READ], {2: Revision(SCENE, 1)})
    kept(job, {key: {"scene": 2, "moment": ["She leapt."]}})

    assert readings_of(job, kind=DISCOVER, scenes={2: Revision(SCENE, 1)}) == ()
