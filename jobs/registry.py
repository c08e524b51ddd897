"""What each stage of a book does, registered by the app that does it, so that `jobs` knows no domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from jobs.models import Job, Unit


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be laid out: see `jobs.models.Unit`."""

    kind: str
    label: str
    target: UUID | None = None
    phase: int = 0
    essential: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """How many calls a job's units may have in flight: at most `most` over all jobs and workers of the same `name`.

    An empty name is for work done in this process: then `most` counts for each slice by itself. A slice that has a
    lane for itself may take `ahead` more units, to prepare and to write them while `most` others are in their calls;
    only for calls that take turns themselves, as those of `providers.paid` do.
    """

    name: str
    most: int
    ahead: int = 0


IN_PROCESS = Lane("", 1)
"""For what computes here: more at once in a process would only take turns."""


class UnitRejected(Exception):
    """This unit cannot be done and trying again would not help; the words are the reader's."""


class ReaderAwaited(Exception):
    """The job is to stand still at this unit until its reader lets it go on; the words tell what they are to do."""


class Stage(Protocol):
    """One stage of a book's making."""

    name: str
    title: str

    def lane(self, job: Job) -> Lane:
        """Whose limit of calls in flight the job's units share."""
        ...

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """Lay out the work. Runs once, in a transaction."""
        ...

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Read from the database all that the unit needs; the call that is returned runs in a thread without it."""
        ...

    def record(self, unit: Unit, result: Any) -> None:
        """Write what the call returned. Runs in the transaction that marks the unit done, so once or never."""
        ...


_stages: dict[str, Stage] = {}
_pipeline: tuple[str, ...] = ()
_on_started: list[Callable[[Job], None]] = []
_on_settled: list[Callable[[Job], None]] = []


def register(stage: Stage) -> None:
    """Make a stage known under its name."""
    _stages[stage.name] = stage


def stage_named(name: str) -> Stage:
    """The stage of that name. Raises KeyError if no app has registered it."""
    return _stages[name]


def set_pipeline(stages: tuple[str, ...]) -> None:
    """Say in which order the stages of a book follow one another."""
    global _pipeline
    _pipeline = stages


def pipeline() -> tuple[str, ...]:
    """The stages of a book in their order."""
    return _pipeline


def on_started(listener: Callable[[Job], None]) -> None:
    """Call `listener` with each job that starts or is taken up, in the transaction that does so."""
    if listener not in _on_started:
        _on_started.append(listener)


def announce_started(job: Job) -> None:
    """Tell every listener that `job` runs."""
    for listener in _on_started:
        listener(job)


def on_settled(listener: Callable[[Job], None]) -> None:
    """Call `listener` with each job that ends, pauses or is stopped, in the transaction that does so."""
    if listener not in _on_settled:
        _on_settled.append(listener)


def announce_settled(job: Job) -> None:
    """Tell every listener that `job` has settled."""
    for listener in _on_settled:
        listener(job)
