"""What happens to a book that is written here when its worker is killed: it goes on, and nothing is paid twice."""

from __future__ import annotations

import json
import signal
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from authors.contract import Context, Memory
from authors.sources.tests.files import page_of
from authors.tests import attentive_writer
from jobs.models import Job, Unit
from jobs.services import collect_batches
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from vividpages.tests.machine import let_leases_run_out, wait_until, waiting_for_locks
from writing import services
from writing.kinds.catalogue import kind_named
from writing.making import WRITING
from writing.models import Contradiction, Draft, FoundFact, GatheredFacts, Passage, Source, WrittenBook
from writing.sources.services import add_address, read_sources
from writing.sources.tests.server import Answer, PageServer
from writing.tests.conftest import work
from writing.tests.lives import BRIEF as LIFE
from writing.tests.lives import add_sources

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire import Question
    from providers.tests.wire.server import WireServer
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes

MODEL = "anthropic/claude-sonnet-5-5"
AFRAID = {"matter": "is afraid of", "theme": "the dark", "pages": 24, "age": "6-8"}
BRIEF = {"theme": "a lighthouse that is afraid of the dark", "pages": 24, "age": "3-5"}
WORKER = """
import os, signal, sys
import django
django.setup()
from jobs import engine
from jobs.models import Job
left = int(sys.argv[1])

def count():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

while job := Job.objects.filter(pipeline="writing", state="running").first():
    engine.work_on(job, seconds=3600, after_unit=count)
"""
"""A worker that is killed after so many units."""


def start_worker(machine: Machine, *, units: int = 1_000) -> subprocess.Popen[bytes]:
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    return machine.start("-c", WORKER, str(units))


@pytest.mark.parametrize("units", [1, 6, 11])
def test_a_story_goes_on_after_its_worker_was_killed_and_is_the_same(
    machine: Machine, reader: User, units: int
) -> None:
    book = services.start_book(owner=reader, kind="childrens", brief=BRIEF)
    services.plan(book=book)
    services.approve(book=work(book))

    assert start_worker(machine, units=units).wait() == -signal.SIGKILL
    assert Draft.objects.count() == units, "that many parts were written, and nothing else"
    let_leases_run_out()
    written = work(book)

    assert written.vividpage.scenes.count() == written.parts.count() == 11
    check_is_as_written_alone(written)


@pytest.mark.parametrize(
    ("kind", "brief"),
    [
        pytest.param(
            "childrens", {"matter": "is afraid of", "theme": "the dark", "pages": 24, "age": "6-8"}, id="story-6-8"
        ),
        pytest.param("coloring", {"theme": "foxes, a castle, a lantern", "pages": 24}, id="coloring"),
        pytest.param("biography", LIFE, id="biography"),
    ],
)
def test_a_book_of_each_kind_goes_on_after_its_worker_was_killed_in_the_middle(
    machine: Machine, reader: User, kind: str, brief: dict[str, object]
) -> None:
    book = services.start_book(owner=reader, kind=kind, brief=brief)
    if kind == "biography":
        add_sources(book)
    services.plan(book=book)
    planned = work(book)
    services.approve(book=planned)
    half = planned.parts.count() // 2
    assert half > 1

    assert start_worker(machine, units=half).wait() == -signal.SIGKILL
    assert Draft.objects.count() == half, "that many parts were written, and nothing else"
    let_leases_run_out()

    check_is_as_written_alone(work(book))


def check_is_as_written_alone(book: WrittenBook) -> None:
    """Each part was written once, and has the words that it has if nobody is ever killed."""
    assert book.state == WrittenBook.State.WRITTEN
    parts = book.parts.select_related("accepted").order_by("number")
    assert Draft.objects.count() == len(parts)
    assert [part.accepted.text for part in parts if part.accepted] == _alone(book)


def _with_a_mistake(asked: Question) -> str:
    """Answer for the spreads with one that must be mended."""
    pages = json.loads(attentive_writer.answer(asked))
    paragraph = pages["pages"][4]["paragraphs"][0]
    paragraph["text"] = f"As an AI language model I say: {paragraph['text']}"
    return json.dumps(pages)


def _alone(book: WrittenBook) -> list[object]:
    """Write the book with its author alone."""
    kind = kind_named(book.kind)
    brief, author = kind.brief.model_validate(book.brief), kind.built_in()
    material = kind.material(book.pk)
    outline = author.outline(brief, memory=Memory(), material=material)
    return [author.write(brief, part, Context(outline=outline, material=material)) for part in outline.parts]


@pytest.mark.parametrize("question", [1, 2, 3], ids=["planned", "written", "mended"])
def test_no_answer_is_paid_twice_whenever_a_worker_is_killed(
    machine: Machine, reader: User, wire: WireServer, settings: Settings, question: int
) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    machine.environment |= {"KEY_ENCRYPTION_KEYS": OLD, "ALLOW_PRIVATE_PROVIDERS": "true"}
    create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    book = services.start_book(owner=reader, kind="childrens", brief=BRIEF, author=MODEL)
    services.plan(book=book)
    wire.answer = attentive_writer.answer
    if question > 1:
        services.approve(book=work(book))
    workers: list[subprocess.Popen[bytes]] = []

    def answer(asked: Question) -> str:
        """Answer, but kill the worker while it waits for its answer to that question."""
        if len(wire.calls) == question:
            machine.kill(workers[0])
        return _with_a_mistake(asked) if len(wire.calls) < question else attentive_writer.answer(asked)

    wire.answer = answer
    workers.append(start_worker(machine))
    wait_until(lambda: workers[0].poll() is not None)
    assert workers[0].returncode == -signal.SIGKILL
    let_leases_run_out()
    collect_batches()
    work(book)
    if question == 1:
        services.approve(book=book)
    written = work(book)

    assert written.state == WrittenBook.State.WRITTEN
    asked = Counter(call.body for call in wire.calls)
    assert [times for times in asked.values() if times > 1] == [2], "only the question whose answer nobody has kept"
    answered = PaidCall.objects.filter(state=PaidCall.State.ANSWERED)
    assert answered.count() == len(asked)
    assert not Unit.objects.filter(job__subject=book.pk, state=Unit.State.FAILED).exists()
    assert not Job.objects.filter(pipeline=WRITING, state=Job.State.RUNNING).exists()


PAGES = [f"/{number}" for number in range(1, 6)]


@pytest.fixture
def pages(machine: Machine, settings: Settings) -> Iterator[PageServer]:
    """Five pages about somebody, on this machine."""
    settings.ALLOW_PRIVATE_SOURCES = True
    machine.environment["ALLOW_PRIVATE_SOURCES"] = "true"
    with PageServer() as server:
        for year, path in enumerate(PAGES, 1870):
            words = (
                f"In {year} Runa Hallgrim went to Bergen, and Runa Hallgrim wrote of it in letter {year} to her aunt."
            )
            server.pages[path] = Answer(page_of(words, words.replace("Bergen", "Oslo"), title=f"Letter of {year}"))
        yield server


def with_sources(reader: User, server: PageServer) -> WrittenBook:
    book = services.start_book(owner=reader, kind="biography", brief={"subject": "Runa Hallgrim"})
    for path in PAGES:
        add_address(book=book, address=server.address(path, "127.0.0.1"))
    read_sources(book=book)
    return book


def read_so_far() -> int:
    return Source.objects.filter(state=Source.State.READ).count()


def check_all_was_read(book: WrittenBook, server: PageServer, *, twice: str = "") -> None:
    let_leases_run_out()
    work(book)
    assert Counter(server.paths()) == {path: 2 if path == twice else 1 for path in PAGES}
    assert read_so_far() == len(PAGES)
    assert all("about" in {verdict.rule for verdict in source.told} for source in Source.objects.all())
    texts = sorted(Passage.objects.values_list("text", flat=True))
    assert texts == sorted(set(texts)), "no passage is there twice"
    assert len(texts) == len(PAGES)
    assert not Unit.objects.filter(state=Unit.State.FAILED).exists()


def test_sources_are_not_fetched_twice_when_their_worker_is_killed_while_it_fetches(
    machine: Machine, reader: User, pages: PageServer
) -> None:
    book, gate, held = with_sources(reader, pages), threading.Event(), pages.pages[PAGES[2]]

    def when_opened() -> Iterator[bytes]:
        gate.wait()
        yield held.body

    pages.pages[PAGES[2]] = Answer(pieces=when_opened)
    worker = start_worker(machine)
    wait_until(lambda: read_so_far() == len(PAGES) - 1)
    machine.kill(worker)
    gate.set()

    check_all_was_read(book, pages, twice=PAGES[2])


def test_sources_are_not_fetched_twice_when_their_worker_is_killed_before_it_judges(
    machine: Machine, reader: User, pages: PageServer
) -> None:
    book = with_sources(reader, pages)

    assert start_worker(machine, units=len(PAGES)).wait() == -signal.SIGKILL
    assert not Source.objects.exclude(verdicts=[]).exists(), "nothing was judged"

    check_all_was_read(book, pages)


def test_a_worker_that_is_killed_while_it_finds_facts_leaves_none_or_all(machine: Machine, reader: User) -> None:
    book = services.start_book(owner=reader, kind="biography", brief=LIFE)
    add_sources(book)
    services.plan(book=book)

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE writing_contradiction IN EXCLUSIVE MODE")
        worker = start_worker(machine)
        wait_until(lambda: waiting_for_locks() > 0)
        machine.kill(worker)
    assert not FoundFact.objects.exists(), "they were written and not kept"
    assert not GatheredFacts.objects.exists()

    let_leases_run_out()
    planned = work(book)
    facts = FoundFact.objects.count()
    assert planned.plan is not None
    assert facts == FoundFact.objects.values("key").distinct().count() > 50
    assert Contradiction.objects.exists()
    assert not services.gather_facts(book=book)
