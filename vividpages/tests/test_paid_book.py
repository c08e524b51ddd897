"""A whole book with models that cost money: real SDKs, a local server in the services' place, the real ledger."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from accounts.keys import create_key
from accounts.services import local_reader
from analysts.tests import attentive_reader
from books import services as services_of_books
from books.models import VividPage
from characters.models import Analysis
from jobs.models import Job, Unit
from providers.models import PaidCall
from providers.tests.wire import answers, cut_in_body, fails, rate_limited
from providers.tests.wire.fixtures import wire as wire
from storyboards.models import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from providers.tests.wire.server import WireServer

SECRET = "sk-wire-0123456789abcdef"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]


@pytest.fixture
def services(wire: WireServer) -> Any:
    """A reader with a key for each service, at the local server."""
    wire.answer = attentive_reader.read
    for service in ("anthropic", "openai"):
        create_key(owner=local_reader(), service=service, secret=SECRET, base_url=wire.base_url(service))
    return wire


def generate(book: Any, *options: str) -> tuple[int, dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("generate_vividpage", str(book), "--json", *options, stdout=out, stderr=err)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return code, json.loads(out.getvalue()), err.getvalue()


READ = ("--llm", "anthropic/claude-haiku-5-5", "--until", "analysis")
DRAWN = ("--llm", "rules", "--images", "openai/gpt-image-2.5-flare", "--density", "per-chapter")


def test_a_book_is_read_and_its_cost_is_known_to_the_last_part_of_a_cent(sample_epub: Path, services: Any) -> None:
    code, report, _ = generate(sample_epub, *READ)
    vividpage = VividPage.objects.get()
    calls = PaidCall.objects.all()

    assert code == 0
    assert Analysis.objects.count() == vividpage.scene_count > 20
    assert {call.purpose for call in calls} == {"find", "discover", "analyse"}
    assert vividpage.budget.spent == sum(call.cost for call in calls) > 0
    assert vividpage.budget.reserved == 0
    assert report["cost_usd"] == float(vividpage.budget.spent)


def test_reading_it_again_asks_nothing_again(sample_epub: Path, services: Any) -> None:
    generate(sample_epub, *READ)
    calls, spent = len(services.calls), VividPage.objects.get().budget.spent
    services_of_books.delete(vividpage=VividPage.objects.get())
    generate(sample_epub, *READ)

    assert len(services.calls) == calls
    assert VividPage.objects.get().budget.spent == 0
    assert spent > 0


def test_a_book_is_drawn_with_its_people_as_references(sample_epub: Path, services: Any) -> None:
    code, report, _ = generate(sample_epub, *DRAWN)
    edits = [call for call in services.calls if call.path.endswith("/images/edits")]

    assert code == 0
    assert report["storyboards"] == 8
    assert edits
    assert VividPage.objects.get().budget.spent == sum(call.cost for call in PaidCall.objects.all()) > 0


def test_drawing_it_again_draws_nothing_again(sample_epub: Path, services: Any) -> None:
    generate(sample_epub, *DRAWN)
    calls = len(services.calls)
    services_of_books.delete(vividpage=VividPage.objects.get())
    _, report, _ = generate(sample_epub, *DRAWN)

    assert len(services.calls) == calls
    assert report["storyboards"] == 8
    assert report["cost_usd"] == 0


def test_a_budget_pauses_the_book_and_a_larger_one_finishes_it(sample_epub: Path, services: Any) -> None:
    code, report, output = generate(sample_epub, *DRAWN, "--budget", "0.12")
    vividpage = VividPage.objects.get()

    assert code == 3
    assert report["status"] == "paused"
    assert "What is left of the budget does not hold the next step" in output
    assert 0 < vividpage.budget.spent <= Decimal("0.12")

    drawn_before = {call.fingerprint for call in PaidCall.objects.filter(state="answered")}
    code, report, _ = generate(sample_epub, *DRAWN, "--budget", "5")

    assert (code, report["storyboards"]) == (0, 8)
    assert VividPage.objects.count() == 1
    assert PaidCall.objects.filter(fingerprint__in=drawn_before).count() == len(drawn_before)


def test_a_wrong_key_stops_at_the_first_call_and_says_what_to_do(sample_epub: Path, services: Any) -> None:
    services.accepted_key = "another"
    code, report, output = generate(sample_epub, *READ)

    assert (code, report["status"]) == (3, "paused")
    assert len(services.calls) == 1
    assert "key" in output
    assert SECRET not in output
    assert VividPage.objects.get().budget.spent == 0


def test_without_a_key_nothing_is_begun(sample_epub: Path) -> None:
    with pytest.raises(CommandError, match="you need a key for Anthropic") as raised:
        call_command("generate_vividpage", str(sample_epub), *READ)

    assert raised.value.returncode == 2
    assert not VividPage.objects.exists()


@pytest.mark.parametrize("trouble", [rate_limited(retry_after=0.2), fails("overloaded"), fails("server_error")])
def test_a_service_in_trouble_is_waited_for(sample_epub: Path, services: Any, trouble: Any) -> None:
    services.plan(trouble, trouble)
    code, _, _ = generate(sample_epub, *READ)

    assert code == 0
    assert Job.objects.get(stage="analysis").state == Job.State.COMPLETED


def test_a_picture_that_the_artist_refuses_is_set_aside_with_its_words_and_the_rest_is_drawn(
    sample_epub: Path, services: Any
) -> None:
    services.plan(fails("content_refused"))
    code, report, _ = generate(sample_epub, *DRAWN)

    assert code == 3
    assert len(report["failures"]) == 1
    assert Picture.objects.filter(kind="scene").count() >= 7
    assert Unit.objects.get(state="failed").reason


def test_a_scene_that_the_model_refuses_to_read_is_read_here_and_says_so(sample_epub: Path, services: Any) -> None:
    def answer(question: Any) -> Any:
        refused = 5 in attentive_reader.scenes_in(question.prompt)
        return "no" if refused else attentive_reader.read(question)

    services.answer = answer
    code, _, _ = generate(sample_epub, *READ)

    assert code == 0
    assert list(Analysis.objects.exclude(note="").values_list("scene__number", flat=True)) == [5]


def test_cut_lines_are_paid_for_and_tried_again(sample_epub: Path, services: Any) -> None:
    services.plan(cut_in_body())
    code, _, _ = generate(sample_epub, *READ)
    lost = PaidCall.objects.get(state="lost")

    assert code == 0
    assert lost.cost > 0
    assert VividPage.objects.get().budget.spent == sum(call.cost for call in PaidCall.objects.all())


def test_nothing_that_is_kept_or_said_holds_the_key(
    sample_epub: Path, services: Any, caplog: pytest.LogCaptureFixture
) -> None:
    services.plan(fails("bad_request", words=f"Your key {SECRET} is fine, but this is not."), answers("{"))
    _, report, output = generate(sample_epub, *READ)

    assert SECRET not in caplog.text + output + json.dumps(report)
    for unit in Unit.objects.all():
        assert SECRET not in unit.reason
    for call in PaidCall.objects.all():
        assert SECRET not in call.reason
