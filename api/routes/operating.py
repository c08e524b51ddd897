"""How the site is doing: in a word for everybody, in full for operators."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from api.core.rules import OPERATE, PUBLIC, CalledBy
from api.core.site import router
from jobs import listing, turns
from monitoring import status as looked_at

operating = router("operating")


class Health(Schema):
    """What everybody may know."""

    state: str = Field(examples=["ok"])
    is_reading_ok: bool = Field(description="Whether pages are answered.")
    is_making_ok: bool = Field(description="Whether books are made.")


class CheckShown(Schema):
    """One thing that was looked at."""

    name: str
    is_ok: bool
    is_required: bool
    seconds: float
    note: str


class AlertShown(Schema):
    """Something that is wrong."""

    rule: str
    sentence: str
    since: datetime


class WorkShown(Schema):
    """The jobs and units of the whole site."""

    active: int
    completed: int
    failed: int
    units_due: int
    units_under_way: int
    tasks_waiting: int
    oldest_seconds: float


class WorkerShown(Schema):
    """A `manage.py worker`."""

    host: str
    pid: int
    processes: int
    stages: str = Field(description="Empty: all.")
    version: str
    is_alive: bool
    is_draining: bool


class DiskShown(Schema):
    """A folder and the room on its disk, in bytes."""

    folder: str
    total: int
    free: int


class SiteStatus(Schema):
    """Everything that an operator wants to know at once."""

    state: str
    version: str
    at: datetime
    checks: list[CheckShown]
    alerts: list[AlertShown]
    work: WorkShown
    workers: list[WorkerShown]
    disks: list[DiskShown]
    stored: dict[str, int] = Field(description="Bytes by what they are of.")
    sessions: int
    backup_outcome: str
    backup_age_seconds: float | None


class RunShown(Schema):
    """One course of a pipeline; an empty outcome: it is under way."""

    id: UUID
    pipeline: str
    started: datetime
    finished: datetime | None
    outcome: str
    reason: str


class WorkOfJob(Schema):
    """A job as an operator sees it: by ids and numbers, never by what it is of."""

    id: UUID
    pipeline: str
    stage: str
    subject: UUID
    owner: UUID
    state: str
    priority: int
    reason: str
    created: datetime
    taken_up: datetime | None
    started: datetime | None
    finished: datetime | None
    paused_until: datetime | None
    metadata: dict[str, Any]
    units: dict[str, int] = Field(description="How many by state.")
    runs: list[RunShown] = Field(description="What has run of its pipeline on its subject, the latest first.")


class Move(Schema):
    """Where in the queue a job goes: before all ordinary work, or after all other work of its reader."""

    to: Literal["first", "last"]


@operating.get("/operating/jobs/{uuid:job_id}", auth=OPERATE, response=WorkOfJob)
def read_work(request: CalledBy, job_id: UUID) -> WorkOfJob:
    """Read any job of the site with the history of its subject."""
    job = listing.facts_of(job_id)
    runs = [RunShown(**asdict(run)) for run in listing.history_of(job)]
    return WorkOfJob(**asdict(job), runs=runs)


@operating.post("/operating/jobs/{uuid:job_id}/move", auth=OPERATE, response=WorkOfJob)
def move_work(request: CalledBy, job_id: UUID, body: Move) -> WorkOfJob:
    """Let a job of the site go before others, or after them."""
    listing.facts_of(job_id)
    (turns.move_first if body.to == "first" else turns.move_last)(job_id)
    return read_work(request, job_id)


@operating.get("/health", auth=PUBLIC, response=Health)
def read_health(request: CalledBy) -> Health:
    """Say in a word how the site is. Monitors ask `/health/live` and `/health/ready`, Prometheus `/metrics`."""
    return Health.model_validate(looked_at.summary(), from_attributes=True)


@operating.get("/status", auth=OPERATE, response=SiteStatus)
def read_status(request: CalledBy) -> SiteStatus:
    """Say everything about how the site is, to operators."""
    return SiteStatus.model_validate(looked_at.status(), from_attributes=True)
