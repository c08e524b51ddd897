"""How the site is doing: in a word for everybody, in full for operators."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from api.core.rules import OPERATE, PUBLIC, CalledBy
from api.core.site import router
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


@operating.get("/health", auth=PUBLIC, response=Health)
def read_health(request: CalledBy) -> Health:
    """Say in a word how the site is. Monitors ask `/health/live` and `/health/ready`, Prometheus `/metrics`."""
    return Health.model_validate(looked_at.summary(), from_attributes=True)


@operating.get("/status", auth=OPERATE, response=SiteStatus)
def read_status(request: CalledBy) -> SiteStatus:
    """Say everything about how the site is, to operators."""
    return SiteStatus.model_validate(looked_at.status(), from_attributes=True)
