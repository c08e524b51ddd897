"""What of a book did not work, and trying it with another model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from books.models import Chapter, Scene, VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from jobs.models import Job, Unit
from providers.choosing import installed
from web.money.tests.books import FLARE, address, live_html, make_priced

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_priced(reader)


@pytest.fixture
def openai_key(reader: User) -> Any:
    return create_key(owner=reader, service="openai", secret=SECRET)


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    installed.forget_all()


@pytest.fixture
def failed(vividpage: VividPage) -> list[Unit]:
    VividPage.objects.update(status=VividPage.Status.COMPLETED_WITH_FAILURES, image_model=FLARE)
    job = make_job(vividpage, "image-generation", state=Job.State.COMPLETED_WITH_FAILURES, planned=True)
    return [
        Unit.objects.create(
            job=job,
            number=number,
            kind="scene",
            target=uuid4(),
            label=f"Scene {number}",
            state="failed",
            reason="OpenAI would not do this one.",
        )
        for number in (1, 2)
    ]


def test_what_did_not_work_is_listed_with_the_models_that_could(
    signed_in: Client, vividpage: VividPage, failed: list[Unit]
) -> None:
    html = signed_in.get(address("book_failures", vividpage)).content.decode()

    assert "OpenAI would not do this one." in html
    assert "Built-in sketch artist" in html
    assert "GPT Image 2.5 Flare" not in html


def test_the_books_page_leads_there(vividpage: VividPage, failed: list[Unit]) -> None:
    assert address("book_failures", vividpage) in live_html(vividpage)


def test_chosen_failures_are_tried_with_the_chosen_model(
    signed_in: Client, vividpage: VividPage, failed: list[Unit]
) -> None:
    signed_in.post(address("book_failures", vividpage), {"unit": str(failed[0].pk), "model": "sketch"})
    chosen, other = (Unit.objects.get(pk=unit.pk) for unit in failed)

    assert (chosen.options, other.options) == ({"model": "sketch"}, {})
    assert chosen.state == Unit.State.WAITING
    assert VividPage.objects.get().status == VividPage.Status.WORKING


@pytest.mark.parametrize("model", [FLARE, "rules", "openai/dall-e-3", ""])
def test_a_model_that_cannot_be_used_tries_nothing(
    signed_in: Client, vividpage: VividPage, failed: list[Unit], model: Any
) -> None:
    response = signed_in.post(address("book_failures", vividpage), {"unit": str(failed[0].pk), "model": model})

    assert response.status_code == 422
    assert set(Unit.objects.values_list("state", flat=True)) == {"failed"}


@pytest.mark.parametrize("unit", ["", "nonsense"])
def test_choosing_none_says_so(signed_in: Client, vividpage: VividPage, failed: list[Unit], unit: str) -> None:
    response = signed_in.post(address("book_failures", vividpage), {"unit": unit, "model": "sketch"})

    assert "Choose at least one." in response.content.decode()


def test_units_of_another_readers_book_are_not_touched(
    signed_in: Client, vividpage: VividPage, failed: list[Unit], stranger: User, reader: User
) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(owner=stranger)
    own = make_vividpage(owner=reader, title="Mine", status="failed")
    signed_in.post(address("book_failures", own), {"unit": str(failed[0].pk), "model": "sketch"})

    assert Unit.objects.get(pk=failed[0].pk).options == {}


def test_scenes_that_were_read_in_another_way_are_told_together(vividpage: VividPage) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    for number in (1, 2, 3):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="x", word_count=1)
        Analysis.objects.create(scene=scene, prompt="x", note="Read by the built-in analyst, because it is long.")

    assert "3 scenes were read by the built-in analyst, because it is long." in live_html(vividpage)
