"""What a book costs: its estimate, terms and truth, on the pages of its setup and of its costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import create_key, delete_key
from accounts.tests.keyrings import SECRET
from books.models import VividPage
from characters.editing.people import set_details
from characters.editing.tests.books import make_book
from providers import errors
from providers.models import Budget
from storyboards.making import costs
from web.money.tests.books import add_call, address, pause

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


def choices(**changes: str) -> dict[str, str]:
    chosen = {"title": "Storms", "authors": "", "style": "ink", "density": "per-chapter", "resolution": "720"}
    return {**chosen, "custom_instructions": "", "text_model": "rules", "image_model": "sketch", **changes}


def test_without_keys_setup_costs_nothing_and_greys_what_needs_one(signed_in: Client, vividpage: VividPage) -> None:
    html = signed_in.get(address("setup", vividpage)).content.decode()

    assert "$0.00" in html
    assert "Claude Haiku 5.5 (add a key)" in html
    assert reverse("key_add", args=["anthropic"]) in html


def test_the_estimate_follows_the_choices_and_keeps_nothing(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    send = choices(text_model=LUNA, image_model=FLARE, estimate="1")
    html = signed_in.post(address("setup", vividpage), send, headers=HTMX).content.decode()

    assert "$0.00" not in html
    assert "<html" not in html
    vividpage.refresh_from_db()
    assert (vividpage.text_model, vividpage.status) == ("rules", VividPage.Status.UPLOADED)


def test_without_scripts_the_whole_page_comes_back_with_the_estimate(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    response = signed_in.post(address("setup", vividpage), choices(image_model=FLARE, estimate="1"))

    assert response.status_code == 200
    assert "<html" in response.content.decode()
    assert VividPage.objects.get().status == VividPage.Status.UPLOADED


def test_more_pictures_cost_more(signed_in: Client, vividpage: VividPage, openai_key: Any) -> None:
    def high(density: str) -> Decimal:
        vividpage.image_model, vividpage.density = FLARE, density
        return costs.costs_of(vividpage).estimate[1]

    assert high("per-chapter") < high("3-per-chapter") < high("per-scene") < high("per-paragraph")


def test_economy_halves_what_reading_costs(vividpage: VividPage) -> None:
    vividpage.text_model = LUNA
    dear = costs.costs_of(vividpage).estimate[1]
    vividpage.economy = True

    assert abs(costs.costs_of(vividpage).estimate[1] * 2 - dear) < Decimal("0.001")


def test_models_budget_and_economy_are_kept_at_the_start(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    send = choices(text_model=LUNA, image_model=FLARE, budget="2.50", economy="on")
    signed_in.post(address("setup", vividpage), send)
    vividpage.refresh_from_db()

    assert (vividpage.text_model, vividpage.image_model) == (LUNA, FLARE)
    assert (vividpage.budget.limit, vividpage.economy, vividpage.is_started) == (Decimal("2.5"), True, True)


def test_economy_is_kept_only_where_there_are_batches(signed_in: Client, vividpage: VividPage) -> None:
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
def test_a_model_that_cannot_be_used_is_refused_in_words(
    signed_in: Client, vividpage: VividPage, field: str, model: Any, words: str
) -> None:
    response = signed_in.post(address("setup", vividpage), choices(**{field: model}))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_budget_with_a_model_of_unknown_price_is_refused(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    response = signed_in.post(address("setup", vividpage), choices(image_model=UNPRICED, budget="1"))

    assert "no budget can be set" in response.content.decode()
    assert VividPage.objects.get().status == VividPage.Status.UPLOADED


def test_without_a_budget_a_model_of_unknown_price_may_be_used(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    assert signed_in.post(address("setup", vividpage), choices(image_model=UNPRICED)).status_code == 302


def test_a_book_with_a_model_that_is_shut_down_says_what_follows_it(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    VividPage.objects.update(image_model="openai/dall-e-3")

    assert "Choose openai/gpt-image-2.5-flare instead." in signed_in.get(address("setup", vividpage)).content.decode()


def test_a_model_that_is_to_be_shut_down_says_so_where_it_is_chosen(
    signed_in: Client, vividpage: VividPage, openai_key: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))
    VividPage.objects.update(image_model="openai/gpt-image-1.5")
    html = signed_in.get(address("setup", vividpage)).content.decode()

    assert "GPT Image 1.5 (until 1 December 2026)" in html
    assert "GPT Image 1.5 is shut down on 1 December 2026. Choose GPT Image 2.6 Sunburst instead." in html


def test_with_several_keys_the_reader_chooses_one(
    signed_in: Client, vividpage: VividPage, reader: User, openai_key: Any
) -> None:
    other = create_key(owner=reader, service="openai", secret=SECRET, nickname="Other")
    signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(other.pk)))

    assert VividPage.objects.get().text_key == other


def test_where_the_chosen_key_is_deleted_no_other_is_taken_before_the_reader_says_so(
    signed_in: Client, vividpage: VividPage, reader: User, openai_key: Any
) -> None:
    other = create_key(owner=reader, service="openai", secret=SECRET, nickname="Other")
    signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(other.pk)))
    deleted = other.pk
    delete_key(api_key=other)

    terms = {"text_model": LUNA, "image_model": "sketch", "embedding_model": "local", "budget": ""}
    signed_in.post(address("book_costs", vividpage), terms)
    assert VividPage.objects.get().text_key_id == deleted
    assert 'name="text_key"' in signed_in.get(address("book_costs", vividpage)).content.decode()

    signed_in.post(address("book_costs", vividpage), {**terms, "text_key": str(openai_key.pk)})
    assert VividPage.objects.get().text_key == openai_key


def test_another_readers_key_cannot_be_chosen(
    signed_in: Client, vividpage: VividPage, stranger: User, openai_key: Any
) -> None:
    theirs = create_key(owner=stranger, service="openai", secret=SECRET)
    response = signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(theirs.pk)))

    assert response.status_code == 422


def test_a_key_for_another_service_is_not_kept(
    signed_in: Client, vividpage: VividPage, reader: User, openai_key: Any
) -> None:
    other = create_key(owner=reader, service="anthropic", secret=SECRET)
    signed_in.post(address("setup", vividpage), choices(text_model=LUNA, text_key=str(other.pk)))

    assert VividPage.objects.get().text_key is None


def test_a_budget_that_is_too_small_is_warned_of_before_the_start(
    signed_in: Client, vividpage: VividPage, openai_key: Any
) -> None:
    send = choices(image_model=FLARE, density="per-paragraph", budget="0.01", estimate="1")

    assert (
        "is below the lowest estimate"
        in signed_in.post(address("setup", vividpage), send, headers=HTMX).content.decode()
    )


def test_truth_stands_beside_the_estimate(vividpage: VividPage) -> None:
    add_call(vividpage, purpose="find", cost=Decimal("0.25"))
    add_call(vividpage, purpose="analyse", cost=Decimal("0.50"))
    add_call(vividpage, purpose="scene", cost=Decimal("2"), usage={"image_output_tokens": 400, "pictures": 1})
    add_call(vividpage, purpose="letter", cost=Decimal("4"))
    book_costs = costs.costs_of(vividpage)

    assert [stage.spent.cost for stage in book_costs.stages] == [Decimal("0.75"), Decimal(2), Decimal(4)]
    assert book_costs.spent.cost == Decimal("6.75")
    assert (book_costs.stages[0].spent.cached_tokens, book_costs.stages[1].spent.pictures) == (1000, 1)


def test_terms_of_a_book_in_the_making_can_be_changed(signed_in: Client, vividpage: VividPage, openai_key: Any) -> None:
    VividPage.objects.update(status=VividPage.Status.WORKING, text_model=LUNA)
    send = {"text_model": LUNA, "image_model": FLARE, "budget": "3", "economy": "on"}
    response = signed_in.post(address("book_costs", vividpage), send)
    vividpage.refresh_from_db()

    assert response.headers["Location"] == address("book_costs", vividpage)
    assert (vividpage.budget.limit, vividpage.economy, vividpage.image_model) == (Decimal(3), True, FLARE)


def test_keeping_terms_and_going_on_goes_on(signed_in: Client, vividpage: VividPage) -> None:
    job = pause(vividpage, errors.ModelRetired)
    signed_in.post(address("book_costs", vividpage), {"image_model": "sketch", "go_on": "1"})
    job.refresh_from_db()
    vividpage.refresh_from_db()

    assert vividpage.status == VividPage.Status.WORKING


def test_a_budget_below_what_is_spent_is_refused(signed_in: Client, vividpage: VividPage) -> None:
    Budget.objects.update(spent=Decimal(2))
    response = signed_in.post(address("book_costs", vividpage), {"budget": "1"})

    assert "$2.00 are spent already" in response.content.decode()
    assert VividPage.objects.get().budget.limit is None


def test_the_costs_page_takes_the_same_queries_for_many_calls(
    signed_in: Client, vividpage: VividPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        add_call(vividpage)

    with django_assert_max_num_queries(16):
        signed_in.get(address("book_costs", vividpage))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("density", "per-paragraph"),
        ("word_count", 900_000),
        ("image_model", "sketch"),
        ("picture_counts", {"per-scene": 1}),
    ],
)
def test_the_books_page_never_shows_the_estimate_of_other_choices(vividpage: VividPage, field: str, value: Any) -> None:
    vividpage.text_model, vividpage.image_model = LUNA, FLARE
    before = costs.money_of(vividpage).estimate
    setattr(vividpage, field, value)

    assert costs.money_of(vividpage).estimate != before
    assert costs.money_of(vividpage).estimate == costs.costs_of(vividpage).estimate


def test_the_books_page_follows_an_edit_that_changes_how_many_portraits_are_drawn(reader: User) -> None:
    vividpage = make_book(reader)
    VividPage.objects.filter(pk=vividpage.pk).update(image_model=FLARE, scene_count=4)
    vividpage.refresh_from_db()
    before = costs.money_of(vividpage).estimate
    for person in vividpage.characters.all():
        set_details(character=person, by=reader, role="mentioned")

    assert costs.money_of(vividpage).estimate != before
