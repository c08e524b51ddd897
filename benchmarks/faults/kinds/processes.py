"""Processes that are killed and frozen: workers at work and idle, the sweeper, the supervisor, the web server."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

from benchmarks.faults import family
from benchmarks.faults.clicks import click
from benchmarks.faults.kinds.fault import Fault, Scene, calls_at_risk

if TYPE_CHECKING:
    from uuid import UUID


def _claims(scene: Scene) -> dict[UUID, UUID]:
    """Return the claims of the units of a step that are worked on, by unit."""
    from jobs.models import Unit

    claimed = Unit.objects.filter(job__subject__in=scene.step.subjects, state=Unit.State.CLAIMED)
    return {unit: claim for unit, claim in claimed.values_list("pk", "claim") if claim is not None}


class _OfWorkers(Fault):
    number: signal.Signals
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Hit a worker that has a unit of the step, or any if none has."""
        workers = family.workers(scene.site)
        claims = _claims(scene)
        holders = {family.number_of(claim) for claim in claims.values()} & workers.keys()
        victim = scene.chance.choice(sorted(self._among(holders, workers.keys() - holders)))
        scene.claims = {unit: claim for unit, claim in claims.items() if family.number_of(claim) == victim}
        scene.under_way = len(scene.claims)
        scene.hit = "at work" if victim in holders else "idle"
        with suppress(psutil.NoSuchProcess):
            workers[victim].send_signal(self.number)

    def _among(self, at_work: set[int], idle: set[int]) -> set[int]:
        return at_work or idle


class KillWorker(_OfWorkers):
    """A worker is killed that is at work."""

    name, number = "kill-worker", signal.SIGKILL


class FreezeWorker(_OfWorkers):
    """A worker is frozen that is at work."""

    name, number = "freeze-worker", signal.SIGSTOP


class _OfIdleWorkers(_OfWorkers):
    lets_pay_again = may_leave_files = False

    def _among(self, at_work: set[int], idle: set[int]) -> set[int]:
        return idle or at_work


class KillIdleWorker(_OfIdleWorkers):
    """A worker is killed that has nothing to do."""

    name, number = "kill-idle-worker", signal.SIGKILL
    lets_pay_again = may_leave_files = True  # both may be at work


class FreezeIdleWorker(_OfIdleWorkers):
    """A worker is frozen that has nothing to do."""

    name, number = "freeze-idle-worker", signal.SIGSTOP
    lets_pay_again = may_leave_files = True


class _OfSweepers(Fault):
    number: signal.Signals

    def strike(self, scene: Scene) -> None:
        """Hit the sweeper."""
        process = family.wait_for(lambda: family.sweeper(scene.site))
        with suppress(psutil.NoSuchProcess):
            process.send_signal(self.number)


class KillSweeper(_OfSweepers):
    """The process is killed that wakes what stands still."""

    name, number = "kill-sweeper", signal.SIGKILL


class FreezeSweeper(_OfSweepers):
    """The process is frozen that wakes what stands still."""

    name, number = "freeze-sweeper", signal.SIGSTOP


class _OfSupervisors(Fault):
    number: signal.Signals

    def strike(self, scene: Scene) -> None:
        """Hit the supervisor of the workers."""
        scene.under_way = calls_at_risk(scene)
        if self.number == signal.SIGKILL:
            scene.claims = _claims(scene)
        process = family.wait_for(lambda: family.supervisor(scene.site))
        with suppress(psutil.NoSuchProcess):
            process.send_signal(self.number)


class KillSupervisor(_OfSupervisors):
    """The supervisor of the queue is killed."""

    name, number = "kill-supervisor", signal.SIGKILL
    lets_pay_again = may_leave_files = True


class FreezeSupervisor(_OfSupervisors):
    """The supervisor of the queue is frozen."""

    name, number = "freeze-supervisor", signal.SIGSTOP


class _OfWeb(Fault):
    number: signal.Signals

    def begin(self, scene: Scene) -> None:
        """Ask for the step by the web server, and hit it while it answers; then ask again, as its reader does."""
        asking = threading.Thread(target=click, args=(scene,), daemon=True)
        asking.start()
        asking.join(scene.chance.uniform(0, 0.3))
        below = scene.chance.random() < 0.5
        process = family.wait_for(
            lambda: family.web_process(scene.site) if below else family.web_supervisor(scene.site)
        )
        scene.hit = "its process" if below else "its supervisor"
        with suppress(psutil.NoSuchProcess):
            process.send_signal(self.number)
        asking.join(2)
        click(scene, until_answered=True)

    def strike(self, scene: Scene) -> None:
        """Do nothing: it has been hit."""


class KillWeb(_OfWeb):
    """The web server is killed while it takes the request that begins the step."""

    name, number = "kill-web", signal.SIGKILL


class FreezeWeb(_OfWeb):
    """The web server is frozen while it takes the request that begins the step."""

    name, number = "freeze-web", signal.SIGSTOP
