"""What a fault is: how it strikes, how long it lasts, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import ClassVar
from uuid import UUID

from benchmarks.faults.site import Site
from benchmarks.faults.steps import Step


@dataclass
class Scene:
    """A step on a site that a fault befalls.

    `claims` are the claims of units that were taken from their holders, by unit: somebody else must take them over.
    `under_way` counts the paid calls that were under way as it struck, and may be paid in vain.
    """

    site: Site
    step: Step
    chance: Random
    claims: dict[UUID, UUID] = field(default_factory=dict)
    under_way: int = 0
    struck: float = 0.0
    hit: str = ""


class Fault:
    """A fault; what is said here is what most have in common."""

    name: ClassVar[str]
    profile: ClassVar[str] = "disk"
    needs_service: ClassVar[bool] = False
    needs_disks: ClassVar[bool] = False
    seconds: ClassVar[float] = 0.0
    """How long it lasts."""
    lets_pay_again: ClassVar[bool] = False
    """Whether a call that was under way as it struck may be paid for once more."""
    may_leave_files: ClassVar[bool] = False
    """Whether a file may be left that no row names, for `check_storage` to delete."""

    def begin(self, scene: Scene) -> None:
        """Begin the step."""
        scene.step.begin()

    def strike(self, scene: Scene) -> None:
        """Begin."""
        raise NotImplementedError

    def end(self, scene: Scene) -> None:
        """End; `Site.mend` does what is the same for all."""


def is_claimed(scene: Scene) -> bool:
    """Return whether somebody works on the step just now."""
    from jobs.models import Unit

    return bool(Unit.objects.filter(job__subject__in=scene.step.subjects, state=Unit.State.CLAIMED).exists())


def calls_at_risk(scene: Scene) -> int:
    """Return how many calls may be paid in vain if all who work on the step are hit: each unit makes one at a time."""
    from jobs.models import Unit

    claimed = Unit.objects.filter(job__subject__in=scene.step.subjects, state=Unit.State.CLAIMED).count()
    return max(claimed, scene.site.wire.in_flight)
