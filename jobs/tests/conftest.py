"""A stage of the tests' own, registered as any app registers its stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

from books.models import VividPage
from jobs import registry
from jobs.models import Job, Unit
from jobs.registry import Lane, PlannedUnit


class Errands:
    """Does what the test says for each unit, by its label, and keeps what was recorded."""

    name = "errands"
    title = "Running errands"

    def __init__(self) -> None:
        self.planned: list[PlannedUnit] = []
        self.calls: list[str] = []
        self.recorded: list[str] = []
        self.deeds: dict[str, Callable[[], Any]] = {}
        self.in_flight = 1
        self.lane_name = ""

    def add(self, *labels: str, phase: int = 0, essential: bool = False) -> None:
        self.planned += [PlannedUnit(kind=label, label=label, phase=phase, essential=essential) for label in labels]

    def lane(self, job: Job) -> Lane:
        return Lane(self.lane_name, self.in_flight)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        return self.planned

    def prepare(self, unit: Unit) -> Callable[[], object]:
        return partial(self._call, unit.label)

    def _call(self, label: str) -> str:
        self.calls.append(label)
        self.deeds.get(label, lambda: None)()
        return label

    def record(self, unit: Unit, result: object) -> None:
        self.recorded.append(str(result))


@pytest.fixture
def errands() -> Iterator[Errands]:
    stage = Errands()
    registry.register(stage)
    yield stage
    registry._stages.pop(stage.name)


@pytest.fixture
def vividpage(reader) -> VividPage:
    return VividPage.objects.create(owner=reader, title="A Book")


@pytest.fixture
def job(vividpage, errands) -> Job:
    return Job.objects.create(vividpage=vividpage, stage="errands", until="errands")
