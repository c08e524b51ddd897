"""Clocks that are set, messages of the queue that come twice, and readers who click twice."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import ClassVar

from benchmarks.faults.clicks import click
from benchmarks.faults.kinds.fault import Fault, Scene, calls_at_risk

CLICKS = 4


class _Clock(Fault):
    profile, seconds = "clock", 4.0
    offset: ClassVar[str]
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Set the clock of web server and workers; the database keeps its own."""
        scene.under_way = calls_at_risk(scene)
        scene.site.clock_file.write_text(self.offset)

    def end(self, scene: Scene) -> None:
        """Set it right."""
        scene.site.clock_file.write_text("+0")


class ClockForward(_Clock):
    """The clock is an hour fast for a while."""

    name, offset = "clock-forward", "+3600"


class ClockBack(_Clock):
    """The clock is an hour slow for a while."""

    name, offset = "clock-back", "-3600"


class DuplicateDelivery(Fault):
    """Every message of the queue comes three times, also when it has been taken already."""

    name, seconds = "duplicate-delivery", 1.0

    def begin(self, scene: Scene) -> None:
        """Begin the step, and copy what is queued from then on."""
        self._is_over = threading.Event()
        self._copying = threading.Thread(target=self._copy, daemon=True)
        self._copying.start()
        scene.step.begin()

    def strike(self, scene: Scene) -> None:
        """Do nothing: it has begun already."""

    def end(self, _scene: Scene) -> None:
        """Copy no more."""
        self._is_over.set()
        self._copying.join()

    def _copy(self) -> None:
        from django.db import DatabaseError, connection
        from django.utils import timezone
        from django_q.models import OrmQ

        seen: set[int] = set()
        while not self._is_over.wait(0.01):
            with suppress(DatabaseError):
                for message in OrmQ.objects.exclude(pk__in=seen):
                    copies = [OrmQ(key=message.key, payload=message.payload, lock=timezone.now()) for _ in range(2)]
                    seen.add(message.pk)
                    seen |= {copy.pk for copy in OrmQ.objects.bulk_create(copies)}
        connection.close()


class TwoClicks(Fault):
    """The step is asked for several times at once, and once more when it has begun."""

    name, seconds = "two-clicks", 0.5

    def begin(self, scene: Scene) -> None:
        """Click at once."""
        gate = threading.Barrier(CLICKS)

        def clicked() -> None:
            gate.wait()
            with suppress(Exception):  # what a second click is told is no matter of the step
                click(scene)

        clicks = [threading.Thread(target=clicked, daemon=True) for _ in range(CLICKS)]
        for one in clicks:
            one.start()
        for one in clicks:
            one.join()

    def strike(self, scene: Scene) -> None:
        """Click once more."""
        time.sleep(scene.chance.uniform(0, 0.5))
        with suppress(Exception):
            click(scene)
