"""Books whose vectors are made by a service of the reader's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django_q.models import OrmQ

from accounts.keys import create_key
from books.choices import choices_of
from books.models import VividPage
from characters.embeddings.services import refresh
from characters.models import Embedding
from characters.search.finding import scope_of, search
from characters.search.query import parse_query
from characters.tests.searched import GALE, ROOM, SUPPER, make_book
from providers.models import PaidCall
from providers.tests.wire import fails
from providers.tests.wire.fixtures import wire as wire
from storyboards.making.choosing import choose

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = "openai/text-embedding-3-small"


@pytest.fixture
def service(wire: WireServer, reader: User) -> Any:
    create_key(owner=reader, service="openai", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("openai"))
    return wire


@pytest.fixture
def vividpage(reader: User, service: Any) -> VividPage:
    vividpage = make_book(reader, GALE, SUPPER, ROOM)
    vividpage.embedding_model = SMALL
    vividpage.budget.limit = Decimal(1)
    vividpage.budget.save()
    vividpage.save()
    refresh(vividpage=vividpage)
    vividpage.refresh_from_db()
    return vividpage


def test_a_service_embeds_a_book_on_its_budget(vividpage: VividPage) -> None:
    assert Embedding.objects.filter(model=SMALL, scene__isnull=False).count() == 3
    assert vividpage.budget.spent == PaidCall.objects.get().cost > 0
    assert PaidCall.objects.get().purpose == "embed"


def test_what_is_embedded_is_not_paid_for_again(vividpage: VividPage, service: Any) -> None:
    refresh(vividpage=vividpage)

    assert PaidCall.objects.count() == 1


def test_each_book_is_searched_by_its_own_kind_of_vector(vividpage: VividPage, reader: User, service: Any) -> None:
    other = make_book(reader, SUPPER, title="Another Book")
    found = search(parse_query("a dinner with wine"), scope_of(vividpage.owner, [vividpage, other]))

    assert set(found.scenes) >= {other.scenes.get().pk}
    assert found.trouble == ""
    assert PaidCall.objects.filter(purpose="search", subject=None).count() == 1


def test_a_question_that_was_asked_before_costs_nothing(vividpage: VividPage, reader: User) -> None:
    for _ in range(3):
        search(parse_query("a dinner with wine"), scope_of(vividpage.owner, [vividpage]))

    assert PaidCall.objects.filter(purpose="search").count() == 1


def test_while_the_service_is_down_words_and_names_are_still_found(vividpage: VividPage, service: Any) -> None:
    service.always(fails("server_error"))
    found = search(parse_query("thunder"), scope_of(vividpage.owner, [vividpage]))

    assert found.scenes == (vividpage.scenes.get(number=1).pk,)
    assert found.trouble


def test_the_page_says_what_was_left_out(vividpage: VividPage, service: Any, client: Client, reader: User) -> None:
    service.always(fails("server_error"))
    client.force_login(reader)
    page = client.get("/search/", {"q": "thunder"})

    assert "Some books were searched by their words and names alone" in page.content.decode()


def test_another_choice_makes_the_vectors_anew(vividpage: VividPage) -> None:
    choose(vividpage=vividpage, choices=replace(choices_of(vividpage), embedding_model="local"))

    assert [task.func() for task in OrmQ.objects.all()] == ["characters.tasks.embed_again"]


def test_the_setup_page_offers_what_the_reader_has_a_key_for(client: Client, reader: User, service: Any) -> None:
    book = make_book(reader, GALE)
    VividPage.objects.update(status=VividPage.Status.UPLOADED)
    client.force_login(reader)
    page = client.get(f"/books/{book.pk}/setup/").content.decode()

    assert f'value="{SMALL}"' in page
