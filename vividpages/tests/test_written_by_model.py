"""Books that a language model writes, by real worker processes that are killed while it answers."""

from __future__ import annotations

from collections import Counter
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from accounts.keys import create_key
from authors.tests import attentive_writer
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from vividpages.tests.machine import Machine, let_leases_run_out, wait_until
from writing import services
from writing.models import WrittenBook
from writing.tests.lives import BRIEF, add_sources

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping
    from typing import Any

    from accounts.models import User
    from providers.tests.wire import Question
    from providers.tests.wire.server import WireServer

pytestmark = [pytest.mark.whole, pytest.mark.processes]
MODEL = "anthropic/claude-haiku-5-5"
SECRET = "sk-wire-0123456789abcdef"


class Gate:
    """Holds answers back while it is shut."""

    def __init__(self, wire: WireServer) -> None:
        self.is_open = Event()
        self.asked = Event()
        wire.answer = self._answer

    def _answer(self, question: Question) -> str:
        self.asked.set()
        self.is_open.wait()
        return attentive_writer.answer(question)

    def shut(self) -> None:
        self.asked.clear()
        self.is_open.clear()


@pytest.fixture
def gate(wire: WireServer, reader: User) -> Gate:
    """A model at the local server, whose answers can be held back, and a writer with a key for it."""
    create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    return Gate(wire)


def killed_while_it_waits(machine: Machine, gate: Gate, worker: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """Kill a worker that waits for the model's answer, and return another."""
    wait_until(gate.asked.is_set)
    machine.kill(worker)
    gate.is_open.set()
    let_leases_run_out()
    return machine.start_worker()


def is_(book: WrittenBook, state: str) -> bool:
    book.refresh_from_db()
    return book.state == state


IN_FLIGHT = 8
STORY = {"theme": "a lighthouse that is afraid of the dark", "age": "6-8"}


COLORING = {"theme": "foxes, a castle, a whale", "pages": 24}


@pytest.mark.parametrize(("kind", "brief"), [("childrens", STORY), ("coloring", COLORING), ("biography", BRIEF)])
def test_a_book_whose_workers_are_killed_is_written_whole_and_no_answer_is_paid_for_twice(
    machine: Machine, gate: Gate, reader: User, kind: str, brief: Mapping[str, Any]
) -> None:
    machine.environment["ALLOW_PRIVATE_PROVIDERS"] = "1"
    book = services.start_book(owner=reader, kind=kind, brief=brief, author=MODEL)
    if kind == "biography":
        add_sources(book)
    services.plan(book=book)
    worker = killed_while_it_waits(machine, gate, machine.start_worker())
    wait_until(lambda: is_(book, WrittenBook.State.PLANNED))
    if kind == "coloring":  # its plan has all
        services.approve(book=book)
    else:
        gate.shut()
        services.approve(book=book)
        killed_while_it_waits(machine, gate, worker)
    wait_until(lambda: is_(book, WrittenBook.State.WRITTEN))
    answered = Counter(PaidCall.objects.filter(state="answered").values_list("fingerprint", flat=True))

    assert not book.parts.filter(is_planned=True, accepted=None).exists()
    assert set(answered.values()) == {1}
    assert PaidCall.objects.exclude(state="answered").count() <= 2 * IN_FLIGHT, "what was in flight at each kill"
    assert book.vividpage.budget.reserved == 0
    assert book.vividpage.budget.spent == PaidCall.objects.aggregate(all=Sum("cost"))["all"] > 0
