"""A whole book with a model on a server of the reader's own, which says how much it reads at once."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from accounts.keys import create_key
from accounts.services import local_reader
from analysts.tests import attentive_reader
from books import services
from books.models import VividPage
from characters.analysis.chosen_analyst import cut
from characters.bible.queries import chapter_texts
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from providers.choosing.catalogue import usable_entry
from providers.tests.wire import fails
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from pathlib import Path

    from providers.tests.wire.server import WireServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]


@pytest.fixture(autouse=True)
def _ollama(wire: WireServer) -> None:
    wire.answer = attentive_reader.read
    create_key(owner=local_reader(), service="ollama", base_url=wire.base_url("ollama"))


def generate(book: Path, *options: str) -> dict[str, object]:
    out = StringIO()
    call_command("generate_vividpage", str(book), "--json", *options, stdout=out, stderr=StringIO())
    told: dict[str, object] = json.loads(out.getvalue())
    return told


def test_a_book_is_cut_by_the_context_that_ollama_tells_and_each_question_fits(
    sample_epub: Path, wire: WireServer
) -> None:
    told = generate(sample_epub, "--llm", "ollama/qwen3:8b", "--until", "analysis")
    asked = [call.json for call in wire.calls_of("ollama", "/api/chat")]

    by_guess = cut(chapter_texts(VividPage.objects.get()), usable_entry("ollama/qwen3:8b", "text")).discovery

    assert told["status"] != "failed"
    assert Unit.objects.filter(kind="find").count() == 2 < len(by_guess) / 3
    assert len(asked) == 5
    assert max(question["options"]["num_ctx"] for question in asked) > 8_000
    assert {question["options"]["temperature"] for question in asked} == {0}


def test_a_book_is_not_cut_by_guess_while_its_server_cannot_be_asked(sample_epub: Path, wire: WireServer) -> None:
    generate(sample_epub, "--llm", "ollama/qwen3:8b", "--until", "parse")
    wire.always(fails("unavailable"))
    services.start(vividpage=VividPage.objects.get())
    job = Job.objects.get(stage="analysis")
    work_out(job)
    job.refresh_from_db()

    assert (job.state, job.units.count()) == (Job.State.PAUSED, 0)
    assert job.paused_until is not None
