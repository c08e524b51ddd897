"""What a pipeline, a stage and a step are, and which pipelines there are.

A pipeline is a row of stages; a stage plans units and has one step for each kind of them. Pipelines are declared
above and registered, so that `jobs` knows no domain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from jobs.models import Job, Unit


class UnitRejected(Exception):
    """This unit cannot be done and trying again would not help; the words are the reader's."""


class ReaderAwaited(Exception):
    """The job is to stand still at this unit until its reader lets it go on; the words tell what they are to do."""

    mended_by = "look"


class NeedsAnother(Exception):
    """This unit stands on another of its job that is still to be done: it waits until that is done or given up."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(f"It waits for: {unit.label}.")
        self.unit = unit


class InputsChanged(Exception):
    """What the unit was prepared from is no longer what it was, so it is prepared anew. That is no failed attempt."""


class SubjectGone(Exception):
    """What the job works on has been deleted, so the job goes as well."""


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be laid out: see `jobs.models.Unit`."""

    kind: str
    label: str
    target: UUID | None = None
    phase: int = 0
    essential: bool = False
    needed: bool = False
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConcurrencyLimit:
    """How many calls a job's units may have in flight: at most `most` over all jobs and workers of the same `key`.

    An empty key is for work done in this process: then `most` counts for each slice by itself. A slice that has a
    limit for itself may take `ahead` more units, to prepare and to write them while `most` others are in their calls;
    only for calls that take turns themselves, as those of `providers.money.paid` do.
    """

    key: str
    most: int
    ahead: int = 0


IN_PROCESS = ConcurrencyLimit("", 1)
"""For what computes here: more at once in a process would only take turns."""


def in_process(_job: Job) -> ConcurrencyLimit:
    """Return the limit of stages that compute here."""
    return IN_PROCESS


class Step(Protocol):
    """What is done for one kind of unit."""

    kind: str

    def prepare(self, unit: Unit) -> Any:
        """Read from the database all that the call needs."""
        ...

    def call(self, inputs: Any) -> Any:
        """Do the slow part with what `prepare` returned; runs in a thread without the database."""
        ...

    def record(self, unit: Unit, result: Any) -> None:
        """Write what the call returned. Runs in the transaction that marks the unit done, so once or never."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a pipeline.

    `plan` lays out the units; it runs in a transaction when the job starts and again whenever it is taken up, and adds
    the units that are not there yet. It may delete units whose work is to be done anew. What must be asked of a server
    for that is asked before, by `inquire`, which may take seconds and raise a ProviderError. `concurrency` says whose
    limit of calls in flight the job's units share.
    """

    name: str
    title: str
    steps: Sequence[Step]
    plan: Callable[[Job], Sequence[PlannedUnit]]
    concurrency: Callable[[Job], ConcurrencyLimit] = in_process
    inquire: Callable[[Job], None] = field(default=lambda _job: None)

    def step_for(self, unit: Unit) -> Step:
        """Return the step for the unit's kind. Raises UnitRejected if there is none any more."""
        for step in self.steps:
            if step.kind == unit.kind:
                return step
        raise UnitRejected("This version of VividPages no longer does this.")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages that follow one another on one subject.

    `decides_status` says whether the subject's status follows this pipeline. `on_settled` is called with the last job
    when the pipeline settles, in the transaction in which it does so. `has_own_limit` says that whoever starts it
    limits how much of it a reader has under way: it is none of the books in progress (`jobs.allowances`). `forgets` are
    the states in which a job may be deleted after a time (`jobs.retention`): what its subject is, that knows itself.
    """

    name: str
    title: str
    stages: tuple[Stage, ...]
    decides_status: bool = False
    has_own_limit: bool = False
    forgets: tuple[str, ...] = ()
    on_settled: Callable[[Job], None] = field(default=lambda _job: None)

    @property
    def stage_names(self) -> list[str]:
        """The names of its stages in their order."""
        return [stage.name for stage in self.stages]

    def stage_after(self, name: str) -> Stage | None:
        """Return the stage that follows the one of that name; None after the last."""
        following = self.stages[self.stage_names.index(name) + 1 :]
        return following[0] if following else None

    def farther(self, one: str, other: str) -> str:
        """Return which of two last stages comes later; an empty one is the end."""
        return max(one, other, key=lambda stage: self.stage_names.index(stage) if stage else len(self.stages))


@dataclass(frozen=True, slots=True)
class StatusHooks:
    """Called with each job that starts, and with the last job when a pipeline settles, in the same transaction."""

    started: Callable[[Job], None]
    settled: Callable[[Job], None]


_pipelines: dict[str, Pipeline] = {}
_status_hooks: list[StatusHooks] = []
_hooks: list[StatusHooks] = []


def register(pipeline: Pipeline) -> None:
    """Make a pipeline known under its name."""
    _pipelines[pipeline.name] = pipeline


def follow_status(hooks: StatusHooks) -> None:
    """Call `hooks` for pipelines that decide the status of their subjects."""
    if hooks not in _status_hooks:
        _status_hooks.append(hooks)


def follow_all(hooks: StatusHooks) -> None:
    """Call `hooks` for every pipeline, after those that follow the status of subjects."""
    if hooks not in _hooks:
        _hooks.append(hooks)


def pipeline_named(name: str) -> Pipeline:
    """Return the pipeline of that name. Raises KeyError if none has been registered."""
    return _pipelines[name]


def all_pipelines() -> list[Pipeline]:
    """Return every pipeline that has been registered."""
    return list(_pipelines.values())


def names_deciding_status() -> list[str]:
    """Return the names of the pipelines that decide the status of their subjects."""
    return [pipeline.name for pipeline in all_pipelines() if pipeline.decides_status]


def names_with_own_limit() -> list[str]:
    """Return the names of the pipelines that do not count as books in progress."""
    return [pipeline.name for pipeline in all_pipelines() if pipeline.has_own_limit]


def stage_of(job: Job) -> Stage:
    """Return the stage that a job works on. Raises ValueError if its pipeline has no such stage."""
    pipeline = pipeline_named(job.pipeline)
    return pipeline.stages[pipeline.stage_names.index(job.stage)]


def announce_started(job: Job) -> None:
    """Tell those who follow the job's pipeline, or the status of its subject, that it runs."""
    if pipeline_named(job.pipeline).decides_status:
        for hooks in _status_hooks:
            hooks.started(job)
    for hooks in _hooks:
        hooks.started(job)


def announce_settled(job: Job) -> None:
    """Tell those who follow the status of the job's subject, and the pipeline, that it ended, paused or was stopped."""
    pipeline = pipeline_named(job.pipeline)
    pipeline.on_settled(job)
    if pipeline.decides_status:
        for hooks in _status_hooks:
            hooks.settled(job)
    for hooks in _hooks:
        hooks.settled(job)
