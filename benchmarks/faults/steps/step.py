"""What a step of making is: how it is begun, how it stands, and what would be wrong about it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from benchmarks.faults.bills import BilledWire

SECRET = "sk-wire-0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a step stands: `shown` is the state that its reader is shown, `reason` what they are told about it."""

    state: Literal["open", "done", "failed", "waits"]
    shown: str
    reason: str = ""


class Step(ABC):
    """A step of one reader. `service` is the one that is paid for it, "" where none is."""

    name: ClassVar[str]
    pipeline: ClassVar[str]
    service: ClassVar[str] = ""
    span: ClassVar[float] = 1.5
    """Seconds from the beginning of its work in which a fault may strike."""

    def __init__(self, reader: User, wire: BilledWire) -> None:
        self.reader = reader
        self.wire = wire

    @abstractmethod
    def prepare(self) -> None:
        """Make what the step begins with."""

    @abstractmethod
    def begin(self) -> None:
        """Ask for it, as a reader does."""

    @abstractmethod
    def stand(self) -> Stand:
        """Return how it stands."""

    @abstractmethod
    def untrue(self) -> list[str]:
        """Return what is not as it must be where a reader is shown that it is done; asked while others write."""

    @abstractmethod
    def doubles(self) -> list[str]:
        """Return what is there twice, or not there, once it is done."""

    @abstractmethod
    def go_on(self) -> None:
        """Go on with what has failed or waits, as a reader does who has read why."""

    @property
    @abstractmethod
    def subjects(self) -> list[UUID]:
        """What the jobs of it work on."""

    def tend(self) -> None:  # noqa: B027 - most readers only wait
        """Do what its reader does while it goes on."""

    def request(self) -> tuple[str, dict[str, Any]] | None:
        """Return the path and the body of the API's request that begins it; None where there is none."""
        return None

    def told(self) -> tuple[str, str]:
        """Return the path of the API where its state is read, and what must be read there; "" where there is none."""
        return "", ""

    def give_key(self) -> None:
        """Give its reader a key for the service, which is the wire server."""
        from accounts.keys import create_key

        create_key(owner=self.reader, service=self.service, secret=SECRET, base_url=self.wire.base_url(self.service))


def jobs_reason(subjects: list[UUID]) -> str:
    """Return why the jobs of subjects stand still or have failed."""
    from jobs.models import Job

    stopped = Job.objects.filter(subject__in=subjects).exclude(reason="").order_by("-created")
    return str(stopped.values_list("reason", flat=True).first() or "")


def missing_files(names: list[str]) -> list[str]:
    """Return those files that a row names and that are not there."""
    from django.core.files.storage import default_storage

    return [name for name in names if not name or not default_storage.exists(name)]
