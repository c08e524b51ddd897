"""A pipeline of the tests' own, registered as the project registers its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

import pytest

from books.tests.vividpages import make_vividpage
from jobs import pipelines
from jobs.models import Job, Unit
from jobs.pipelines import ConcurrencyLimit, NeedsAnother, Pipeline, PlannedUnit, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from accounts.models import User
    from books.models import VividPage

ERRAND = "errand"


class Errands:
    """A step that does what the test says for each unit, by its label, and keeps what was recorded."""

    kind = ERRAND

    def __init__(self) -> None:
        self.planned: list[PlannedUnit] = []
        self.calls: list[str] = []
        self.recorded: list[str] = []
        self.deeds: dict[str, Callable[[], Any]] = {}
        self.needs: dict[str, str] = {}
        self.in_flight = 1
        self.concurrency_key = ""

    def add(self, *labels: str, phase: int = 0, essential: bool = False, needed: bool = False) -> None:
        self.planned += [
            PlannedUnit(
                kind=ERRAND,
                label=label,
                target=uuid5(NAMESPACE_OID, label),
                phase=phase,
                essential=essential,
                needed=needed,
            )
            for label in labels
        ]

    def concurrency(self, job: Job) -> ConcurrencyLimit:
        return ConcurrencyLimit(self.concurrency_key, self.in_flight)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        return self.planned

    def prepare(self, unit: Unit) -> str:
        for needed in unit.job.units.filter(label=self.needs.get(unit.label, ""), state__in=Unit.OPEN):
            raise NeedsAnother(needed)
        return unit.label

    def call(self, inputs: str) -> str:
        self.calls.append(inputs)
        self.deeds.get(inputs, lambda: None)()
        return inputs

    def record(self, unit: Unit, result: str) -> None:
        self.recorded.append(result)

    def stage(self, name: str) -> Stage:
        """Return a stage whose only step this is."""
        return Stage(
            name,
            "Running errands",
            steps=[self],
            plan=lambda job: self.plan(job),
            concurrency=lambda job: self.concurrency(job),
        )


@pytest.fixture
def errands() -> Iterator[Errands]:
    """The one stage of the pipeline `errands`, which decides the status of its book."""
    step = Errands()
    pipelines.register(Pipeline("errands", "Errands", (step.stage("errands"),), decides_status=True))
    yield step
    del pipelines._pipelines["errands"]  # noqa: SLF001


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book")


@pytest.fixture
def job(vividpage: VividPage, errands: Errands) -> Job:
    return Job.objects.create(pipeline="errands", subject=vividpage.pk, owner=vividpage.owner, stage="errands")
