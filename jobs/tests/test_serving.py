"""Workers that are kept for some stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs import engine, serving, settling
from jobs.cluster import roles
from jobs.queue import backlog

if TYPE_CHECKING:
    from pytest_django import Settings

    from jobs.models import Job
    from jobs.tests.conftest import Errands

STAGES = "making/epub-parse", "making/analysis", "making/image-generation"


@pytest.mark.parametrize(
    ("text", "stages", "takes_queue"),
    [
        ("", None, True),
        ("analysis", {"making/analysis"}, False),
        ("making/analysis, image-generation", {"making/analysis", "making/image-generation"}, False),
        ("making", {*STAGES}, False),
        ("making,-epub-parse,queue", {"making/analysis", "making/image-generation"}, True),
        ("queue", set(), True),
    ],
)
def test_stages_are_named_by_pipeline_or_by_themselves(text: str, stages: set[str] | None, takes_queue: bool) -> None:
    served = serving.serving_of(text)

    assert served.takes_queue is takes_queue
    assert stages == (None if served.stages is None else {*served.stages})


def test_what_only_leaves_out_takes_all_the_rest_and_the_queue() -> None:
    served = serving.serving_of("-film")

    assert served.takes_queue
    assert {*STAGES} < {*served.stages}
    assert not any(stage.startswith("film/") for stage in served.stages)


def test_a_name_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(serving.UnknownStages, match=r"“pictures”.*image-generation"):
        serving.serving_of("pictures")


def test_a_slice_works_on_its_own_stages_alone(errands: Errands, job: Job, settings: Settings) -> None:
    errands.add("a letter")
    settings.WORKER_STAGES = "analysis"
    assert engine.work_slice(seconds=60) == 0
    settings.WORKER_STAGES = "errands"
    serving.serving_of.cache_clear()
    assert engine.work_slice(seconds=60) == 1

    assert errands.recorded == ["a letter"]


class OneLook:
    """A life that ends when its worker has nothing left to do."""

    def __init__(self, errands: Errands, most: int) -> None:
        self._errands, self._most = errands, most

    @property
    def is_stopping(self) -> bool:
        return len(self._errands.recorded) == self._most

    def promise(self, seconds: float | None = None) -> None:
        """Nobody watches."""


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_its_own_stages_finds_its_work_without_taking_the_wake_ups_of_others(
    errands: Errands, job: Job, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "_keep_connections", lambda: None)
    settings.WORKER_STAGES = "errands"
    serving.serving_of.cache_clear()
    errands.add("a letter", "a parcel")
    settling.wake()
    waiting = backlog()

    roles.work(OneLook(errands, 2), 0)  # type: ignore[arg-type]  # what it asks of a life

    assert errands.recorded == ["a letter", "a parcel"]
    assert backlog() == waiting > 0
