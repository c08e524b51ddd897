"""Watching a step as its reader does, again and again while a fault is there."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from benchmarks.faults.checks.told import Look

if TYPE_CHECKING:
    from benchmarks.faults.steps import Stand, Step

LOOK_SECONDS = 0.2


class Watch:
    """Looks at a step from `__enter__` to `__exit__`; `looks` are the states one after the other, each once."""

    def __init__(self, step: Step) -> None:
        self.looks: list[Look] = []
        self.untrue: list[str] = []
        self._step = step
        self._has_asked = False
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="watch")

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def asked(self) -> None:
        """Know that the reader asks for it to go on."""
        self._has_asked = True

    def _watch(self) -> None:
        from django.db import DatabaseError, InterfaceError, connection

        while not self._is_over.wait(LOOK_SECONDS):
            try:
                self._look()
            except (DatabaseError, InterfaceError, OSError):
                with suppress(Exception):
                    connection.close()
        connection.close()

    def _look(self) -> None:
        from django.db import transaction

        with transaction.atomic():
            stand = self._step.stand()
        self._note(stand)
        if stand.state == "done":
            self.untrue += [one for one in self._step.untrue() if one not in self.untrue]

    def _note(self, stand: Stand) -> None:
        if not self.looks or self.looks[-1].stand != stand:
            self.looks.append(Look(stand, by_reader=self._has_asked))
            self._has_asked = False
