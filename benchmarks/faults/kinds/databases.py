"""What befalls the database: restarts, sessions that are ended, answers that come late or not, a full disk."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import ClassVar

from benchmarks.faults.kinds.fault import Fault, Scene, calls_at_risk


class _Ended(Fault):
    number: ClassVar[signal.Signals]
    seconds = 1.0
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """End the server."""
        scene.under_way = calls_at_risk(scene)
        pid_file = scene.site.data / "postmaster.pid"
        with suppress(ProcessLookupError):
            os.kill(int(pid_file.read_text().split()[0]), self.number)

    def end(self, scene: Scene) -> None:
        """Start it again."""
        scene.site.keep_database()


class DatabaseRestart(_Ended):
    """The database is stopped in order and started again."""

    name, number = "database-restart", signal.SIGINT


class DatabaseCrash(_Ended):
    """The database is killed and started again."""

    name, number = "database-crash", signal.SIGKILL


class SessionsEnded(Fault):
    """Sessions of the database are ended, one to three times."""

    name = "sessions-ended"
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """End all sessions but our own."""
        from vividpages.tests.machine import end_other_sessions

        scene.under_way = calls_at_risk(scene)
        for _ in range(scene.chance.randint(1, 3)):
            end_other_sessions()
            time.sleep(scene.chance.uniform(0.1, 0.6))


class DatabaseSlow(Fault):
    """Every answer of the database takes long."""

    name, seconds = "database-slow", 6.0

    def strike(self, scene: Scene) -> None:
        """Slow the line down."""
        scene.site.database.delay = scene.chance.uniform(0.02, 0.08)


class DatabaseSilent(Fault):
    """The database does not answer for some seconds."""

    name, seconds = "database-silent", 5.0
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Hold what comes."""
        scene.under_way = calls_at_risk(scene)
        scene.site.database.flows.clear()


class DatabaseFull(Fault):
    """The disk of the database takes no more."""

    name, seconds, needs_disks = "database-full", 3.0, True
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Fill it."""
        scene.under_way = calls_at_risk(scene)
        scene.site.disks["database"].fill()

    def end(self, scene: Scene) -> None:
        """Make room, and start the database if that has ended it."""
        scene.site.disks["database"].empty()
        scene.site.keep_database()
