"""Requests that arrive at the same moment, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from django.db import connection, connections
from django.test import Client

from vividpages.tests.machine import DEADLINE_SECONDS, wait_until, waiting_for_locks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from accounts.models import User


class AtOnce:
    """Steps that begin together when it is made; `wait` returns what each gave."""

    def __init__(self, steps: Sequence[Callable[[], Any]]) -> None:
        self._gate = threading.Barrier(len(steps))
        self._given: list[Any] = [None] * len(steps)
        self._threads = [threading.Thread(target=self._run, args=step, daemon=True) for step in enumerate(steps)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> list[Any]:
        """Return what each step returned or raised."""
        for thread in self._threads:
            thread.join(DEADLINE_SECONDS)
            assert not thread.is_alive(), "a step does not end"
        return self._given

    def _run(self, number: int, step: Callable[[], Any]) -> None:
        self._gate.wait(DEADLINE_SECONDS)
        try:
            self._given[number] = step()
        except BaseException as error:  # noqa: BLE001
            self._given[number] = error
        finally:
            connections.close_all()


def browser_of(user: User) -> Client:
    """Make a browser in which `user` is signed in; errors are answered with 500, as for everybody."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def wait_until_waiting(count: int) -> None:
    """Return when so many sessions wait for a lock."""
    wait_until(lambda: waiting_for_locks() >= count)


def a_session_waits() -> bool:
    """Return whether some session waits for what this one holds. Unlike activity, locks are read anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        (waits,) = cursor.fetchone() or (False,)
    return bool(waits)
