"""The pages of what a book costs: setup, costs and models, budget, ledger, and what did not work."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import create_key
from accounts.models import User
from accounts.tests.keyrings import OLD, SECRET
from books.models import Chapter, Scene, VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from characters.editing.people import set_details
from characters.editing.tests.books import make_book
from characters.models import Analysis
from jobs.models import Job, Unit
from providers import errors, installed
from providers.models import Budget, PaidCall
from storyboards.making import costs
from web.making import live as progress

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _settings(settings, db):
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(
        owner=reader, title="Storms", chapter_count=10, word_count=60_000,
        picture_counts={"per-chapter": 10, "3-per-chapter": 30, "per-scene": 60, "per-paragraph": 400},
    )  # fmt: skip


@pytest.fixture
def openai_key(reader: User):
    return create_key(owner=reader, service="openai", secret=SECRET)


def address(name: str, vividpage: VividPage) -> str:
    return reverse(name, args=[vividpage.pk])


def choices(**changes: str) -> dict[str, str]:
    chosen = {"title": "Storms", "authors": "", "style": "ink", "density": "per-chapter", "resolution": "720"}
    return {**chosen, "custom_instructions": "", "text_model": "rules", "image_model": "sketch", **changes}


def pause(vividpage: VividPage, error: type[errors.ProviderError], *, until: object = None) -> Job:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.PAUSED)
    return make_job(vividpage, "image-generation", state=Job.State.PAUSED, planned=True, mended_by=error.mended_by,
        reason="It stopped.", paused_until=until,
    )  # fmt: skip


def live_html(vividpage: VividPage) -> str:
    return progress.render(vividpage.pk, vividpage.owner) or ""


def add_call(vividpage: VividPage, **fields: object) -> PaidCall:
    given = {
        "user": vividpage.owner, "subject": vividpage.pk, "budget_id": vividpage.budget_id,
        "title": vividpage.title, "purpose": "find", "label": "One",
        "service": "openai", "model": LUNA, "state": PaidCall.State.ANSWERED, "fingerprint": uuid4().hex,
        "month": timezone.now().date().replace(day=1), "cost": Decimal("0.25"),
        "usage": {"input_tokens": 1000, "cache_read_tokens": 500, "output_tokens": 100},
    }  # fmt: skip
    return PaidCall.objects.create(**{**given, **fields})


# --- setting a book up ----------------------------------------------------------------------------------------------


def test_without_keys_setup_costs_nothing_and_greys_what_needs_one(signed_in, vividpage):
    html = signed_in.get(address("setup", vividpage)).content.decode()

    assert "$0.00" in html
    assert "Claude Haiku 5.5 (add a key)" in html
    assert reverse("key_add", args=["anthropic"]) in html


def test_the_estimate_follows_the_choices_and_keeps_nothing(signed_in, vividpage, openai_key):
    send = choices(text_model=LUNA, image_model=FLARE, estimate="1")
    html = signed_in.post(address("setup", vividpage), send, headers=HTMX).content.decode()

    assert "$0.00" not in html
    assert "<html" not in html
    vividpage.refresh_from_db()
    assert (vividpage.text_model, vividpage.status) == ("rules", VividPage.Status.UPLOADED)


def test_without_scripts_the_whole_page_comes_back_with_the_estimate(signed_in, vividpage, openai_key):
    response = signed_in.post(address("setup", vividpage), choices(image_model=FLARE, estimate="1"))

    assert response.status_code == 200
    assert "<html" in response.content.decode()
    assert VividPage.objects.get().status == VividPage.Status.UPLOADED


def test_more_pictures_cost_more(signed_in, vividpage, openai_key):
    def high(density: str) -> Decimal:
        vividpage.image_model, vividpage.density = FLARE, density
        return costs.costs_of(vividpage).estimate[1]

    assert high("per-chapter") < high("3-per-chapter") < high("per-scene") < high("per-paragraph")


def test_economy_halves_what_reading_costs(vividpage):
    vividpage.text_model = LUNA
    dear = costs.costs_of(vividpage).estimate[1]
    vividpage.economy = True

    assert abs(costs.costs_of(vividpage).estimate[1] * 2 - dear) < Decimal("0.001")


def test_models_budget_and_economy_are_kept_at_the_start(signed_in, vividpage, openai_key):
    send = choices(text_model=LUNA, image_model=FLARE, budget="2.50", economy="on")
    signed_in.post(address("setup", vividpage), send)
    vividpage.refresh_from_db()

    assert (vividpage.text_model, vividpage.image_model) == (LUNA, FLARE)
    assert (vividpage.budget.limit, vividpage.economy, vividpage.is_started) == (Decimal("2.5"), True, True)


def test_economy_is_kept_only_where_there_are_batches(signed_in, vividpage):
    signed_in.post(address("setup", vividpage), choices(economy="on"))

    assert not VividPage.objects.get().economy


@pytest.mark.parametrize(
    ("field", "model", "words"),
    [
        ("text_model", LUNA, "you need a key for OpenAI"),
        ("text_model", "oracle/delphi", "No text model is called"),
        ("image_model", "openai/dall-e-3", "Choose openai/gpt-image-2.5-flare instead."),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_words(signed_in, vividpage, field, model, words):
    response = signed_in.post(address("setup", vividpage), choices(**{field: model}))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_budget_with_a_model_of_unknown_price_is_refused(signed_in, vividpage, openai_key):
    response = signed_in.post(address("setup", vividpage), choices(image_model=UNPRICED, budget="1"))

    assert "a budget cannot be kept with it" in response.content.decode()
    assert VividPage.objects.get().status == VividPage.Status.UPLOADED


def test_without_a_budget_a_model_of_unknown_price_may_be_used(signed_in, vividpage, openai_key):
    assert signed_in.post(address("setup", vividpage), choices(image_model=UNPRICED)).status_code == 302


def test_a_book_with_a_model_that_is_shut_down_says_what_follows_it(signed_in, vividpage, openai_key):
    VividPage.objects.update(image_model="openai/dall-e-3")

    assert "Choose openai/gpt-image-2.5-flare instead." in signed_in.get(address("setup", vividpage)).content.decode()


def test_with_several_keys_the_reader_chooses_one(signed_in, vividpage, reader, openai_key):
    other = create_key(owner=reader, service="openai", secret=SECRET, nickname="Other")
    signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(other.pk)))

    assert VividPage.objects.get().text_key == other


def test_another_readers_key_cannot_be_chosen(signed_in, vividpage, stranger, openai_key):
    theirs = create_key(owner=stranger, service="openai", secret=SECRET)
    response = signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(theirs.pk)))

    assert response.status_code == 422


def test_a_key_for_another_service_is_not_kept(signed_in, vividpage, reader, openai_key):
    other = create_key(owner=reader, service="anthropic", secret=SECRET)
    signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(other.pk)))

    assert VividPage.objects.get().text_key is None


def test_a_budget_that_is_too_small_is_warned_of_before_the_start(signed_in, vividpage, openai_key):
    send = choices(image_model=FLARE, density="per-paragraph", budget="0.01", estimate="1")

    assert "is less than the least" in signed_in.post(address("setup", vividpage), send, headers=HTMX).content.decode()


# --- costs and models of a book that has begun ----------------------------------------------------------------------


def test_truth_stands_beside_the_estimate(vividpage):
    add_call(vividpage, purpose="find", cost=Decimal("0.25"))
    add_call(vividpage, purpose="analyse", cost=Decimal("0.50"))
    add_call(vividpage, purpose="scene", cost=Decimal("2"), usage={"image_output_tokens": 400, "pictures": 1})
    add_call(vividpage, purpose="letter", cost=Decimal("4"))
    told = costs.costs_of(vividpage)

    assert [stage.spent.cost for stage in told.stages] == [Decimal("0.75"), Decimal(2), Decimal(4)]
    assert told.spent.cost == Decimal("6.75")
    assert (told.stages[0].spent.cached_tokens, told.stages[1].spent.pictures) == (1000, 1)


def test_terms_of_a_book_in_the_making_can_be_changed(signed_in, vividpage, openai_key):
    VividPage.objects.update(status=VividPage.Status.WORKING, text_model=LUNA)
    send = {"text_model": LUNA, "image_model": FLARE, "budget": "3", "economy": "on"}
    response = signed_in.post(address("book_costs", vividpage), send)
    vividpage.refresh_from_db()

    assert response.url == address("book_costs", vividpage)
    assert (vividpage.budget.limit, vividpage.economy, vividpage.image_model) == (Decimal(3), True, FLARE)


def test_keeping_terms_and_going_on_goes_on(signed_in, vividpage):
    job = pause(vividpage, errors.ModelRetired)
    signed_in.post(address("book_costs", vividpage), {"image_model": "sketch", "go_on": "1"})
    job.refresh_from_db()
    vividpage.refresh_from_db()

    assert vividpage.status == VividPage.Status.WORKING


def test_a_budget_below_what_is_spent_is_refused(signed_in, vividpage):
    Budget.objects.update(spent=Decimal(2))
    response = signed_in.post(address("book_costs", vividpage), {"budget": "1"})

    assert "$2.00 are spent already" in response.content.decode()
    assert VividPage.objects.get().budget.limit is None


def test_the_costs_page_takes_the_same_queries_for_many_calls(signed_in, vividpage, django_assert_max_num_queries):
    for _ in range(30):
        add_call(vividpage)

    with django_assert_max_num_queries(16):
        signed_in.get(address("book_costs", vividpage))


# --- why a book stands still ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "link"), [(errors.KeyMissing, "keys"), (errors.KeyRefused, "keys"), (errors.CapReached, "spending")]
)
def test_a_paused_book_says_why_and_leads_to_what_mends_it(vividpage, error, link):
    pause(vividpage, error)
    html = live_html(vividpage)

    assert html.count("It stopped.") == 1
    assert f'href="{reverse(link)}"' in html


@pytest.mark.parametrize("error", [errors.BudgetExhausted, errors.PriceUnknown, errors.ModelRetired, errors.OutOfFunds])
def test_what_is_mended_on_the_costs_page_leads_there(vividpage, error):
    pause(vividpage, error)

    assert f'href="{address("book_costs", vividpage)}"' in live_html(vividpage)


def test_a_pause_that_ends_by_itself_says_when(vividpage, settings):
    settings.TIME_ZONE = "UTC"
    until = timezone.now().replace(hour=14, minute=5) + timedelta(days=1)
    pause(vividpage, errors.ServiceDown, until=until)

    assert "It goes on by itself at 14:05" in live_html(vividpage)


def test_raising_the_budget_goes_on(signed_in, vividpage):
    Budget.objects.update(limit=Decimal("0.5"), spent=Decimal("0.5"))
    VividPage.objects.update(economy=True)
    pause(vividpage, errors.BudgetExhausted)
    signed_in.post(address("book_budget", vividpage), {"budget": "2"})
    vividpage.refresh_from_db()

    assert (vividpage.budget.limit, vividpage.economy, vividpage.status) == (Decimal(2), True, VividPage.Status.WORKING)


@pytest.mark.parametrize("budget", ["0.1", "much", "-1"])
def test_a_budget_that_cannot_be_changes_nothing(signed_in, vividpage, budget):
    Budget.objects.update(limit=Decimal("0.5"), spent=Decimal("0.5"))
    pause(vividpage, errors.BudgetExhausted)
    signed_in.post(address("book_budget", vividpage), {"budget": budget})
    vividpage.refresh_from_db()

    assert (vividpage.budget.limit, vividpage.status) == (Decimal("0.5"), VividPage.Status.PAUSED)


def test_the_books_page_says_what_is_spent_of_the_budget(vividpage):
    VividPage.objects.update(status="working", image_model=FLARE)
    Budget.objects.update(limit=Decimal(5), spent=Decimal("1.25"))

    assert "<strong>$1.25</strong> of a budget of $5.00 spent" in live_html(vividpage)


def test_a_book_that_is_made_for_nothing_says_nothing_of_money(vividpage):
    VividPage.objects.update(status="working")

    assert "spent" not in live_html(vividpage)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("density", "per-paragraph"),
        ("word_count", 900_000),
        ("image_model", "sketch"),
        ("picture_counts", {"per-scene": 1}),
    ],
)
def test_the_books_page_never_shows_the_estimate_of_other_choices(vividpage, field, value):
    vividpage.text_model, vividpage.image_model = LUNA, FLARE
    before = costs.money_of(vividpage).estimate
    setattr(vividpage, field, value)

    assert costs.money_of(vividpage).estimate != before
    assert costs.money_of(vividpage).estimate == costs.costs_of(vividpage).estimate


def test_the_books_page_follows_an_edit_that_changes_how_many_portraits_are_drawn(reader):
    vividpage = make_book(reader)
    VividPage.objects.filter(pk=vividpage.pk).update(image_model=FLARE, scene_count=4)
    vividpage.refresh_from_db()
    before = costs.money_of(vividpage).estimate
    for person in vividpage.characters.all():
        set_details(character=person, by=reader, role="mentioned")

    assert costs.money_of(vividpage).estimate != before


# --- the ledger -----------------------------------------------------------------------------------------------------


def rows_of(signed_in, vividpage: VividPage) -> list[dict[str, str]]:
    response = signed_in.get(address("book_ledger_csv", vividpage))
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_ledger_lists_calls_and_tells_lost_ones_apart(signed_in, vividpage):
    add_call(vividpage, label="Looking for people")
    add_call(vividpage, state=PaidCall.State.LOST)
    html = signed_in.get(address("book_ledger", vividpage)).content.decode()

    assert "Looking for people" in html
    assert "cut off, counted in full" in html


def test_the_ledger_takes_the_same_queries_for_many_calls(signed_in, vividpage, django_assert_max_num_queries):
    for _ in range(60):
        add_call(vividpage)

    with django_assert_max_num_queries(12):
        signed_in.get(address("book_ledger", vividpage))


def test_the_csv_has_a_row_for_each_call(signed_in, vividpage):
    add_call(vividpage)
    (row,) = rows_of(signed_in, vividpage)

    assert (row["purpose"], row["label"], row["model"], row["state"]) == ("find", "One", LUNA, "answered")
    assert (row["input_tokens"], row["cached_tokens"], row["output_tokens"]) == ("1500", "500", "100")
    assert Decimal(row["cost_usd"]) == Decimal("0.25")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(signed_in, vividpage, start):
    add_call(vividpage, label=f"{start}SUM(1)")

    assert rows_of(signed_in, vividpage)[0]["label"] == f"'{start}SUM(1)"


def test_the_csv_holds_no_key_and_no_text(signed_in, vividpage, openai_key):
    add_call(vividpage, key_id=openai_key.pk, response=b"once upon a time", request=b"the text", reason="It failed.")
    text = signed_in.get(address("book_ledger_csv", vividpage)).content.decode()

    assert str(openai_key.pk) not in text
    assert "once upon" not in text


def test_what_is_of_unknown_price_has_no_cost_in_the_csv(signed_in, vividpage):
    add_call(vividpage, is_priced=False, cost=0)

    assert rows_of(signed_in, vividpage)[0]["cost_usd"] == ""


@pytest.mark.parametrize("name", ["book_ledger", "book_ledger_csv", "book_costs", "book_failures"])
def test_another_readers_ledger_is_not_found(client, vividpage, stranger, name):
    add_call(vividpage)
    client.force_login(stranger)

    assert client.get(address(name, vividpage)).status_code == 404


# --- what did not work ----------------------------------------------------------------------------------------------


@pytest.fixture
def failed(vividpage) -> list[Unit]:
    VividPage.objects.update(status=VividPage.Status.COMPLETED_WITH_FAILURES, image_model=FLARE)
    job = make_job(vividpage, "image-generation", state=Job.State.COMPLETED_WITH_FAILURES, planned=True)
    return [
        Unit.objects.create(
            job=job, number=number, kind="scene", target=uuid4(), label=f"Scene {number}", state="failed",
            reason="OpenAI would not do this one.",
        )
        for number in (1, 2)
    ]  # fmt: skip


def test_what_did_not_work_is_listed_with_the_models_that_could(signed_in, vividpage, failed):
    html = signed_in.get(address("book_failures", vividpage)).content.decode()

    assert "OpenAI would not do this one." in html
    assert "Built-in sketch artist" in html
    assert "GPT Image 2.5 Flare" not in html


def test_the_books_page_leads_there(vividpage, failed):
    assert address("book_failures", vividpage) in live_html(vividpage)


def test_chosen_failures_are_tried_with_the_chosen_model(signed_in, vividpage, failed):
    signed_in.post(address("book_failures", vividpage), {"unit": str(failed[0].pk), "model": "sketch"})
    chosen, other = (Unit.objects.get(pk=unit.pk) for unit in failed)

    assert (chosen.options, other.options) == ({"model": "sketch"}, {})
    assert chosen.state == Unit.State.WAITING
    assert VividPage.objects.get().status == VividPage.Status.WORKING


@pytest.mark.parametrize("model", [FLARE, "rules", "openai/dall-e-3", ""])
def test_a_model_that_cannot_be_used_tries_nothing(signed_in, vividpage, failed, model):
    response = signed_in.post(address("book_failures", vividpage), {"unit": str(failed[0].pk), "model": model})

    assert response.status_code == 422
    assert set(Unit.objects.values_list("state", flat=True)) == {"failed"}


@pytest.mark.parametrize("unit", ["", "nonsense"])
def test_choosing_none_says_so(signed_in, vividpage, failed, unit):
    response = signed_in.post(address("book_failures", vividpage), {"unit": unit, "model": "sketch"})

    assert "Choose at least one." in response.content.decode()


def test_units_of_another_readers_book_are_not_touched(signed_in, vividpage, failed, stranger, reader):
    VividPage.objects.filter(pk=vividpage.pk).update(owner=stranger)
    own = make_vividpage(owner=reader, title="Mine", status="failed")
    signed_in.post(address("book_failures", own), {"unit": str(failed[0].pk), "model": "sketch"})

    assert Unit.objects.get(pk=failed[0].pk).options == {}


def test_scenes_that_were_read_in_another_way_are_told_together(vividpage):
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    for number in (1, 2, 3):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="x", word_count=1)
        Analysis.objects.create(scene=scene, prompt="x", note="Read by the built-in analyst, because it is long.")

    assert "3 scenes were read by the built-in analyst, because it is long." in live_html(vividpage)
