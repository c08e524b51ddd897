"""What browsers send that no page of ours would, and what happens at the same time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from jobs.models import Job
from web.library import queries
from web.library.tests.test_pages import setup_choices
from web.making.forms import SetupForm

NUMBERS = ["", "x", "-1", "0", "2.5", "9" * 40, "9" * 5000, "²", "٣"]


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def vividpage(reader) -> VividPage:
    vividpage = VividPage.objects.create(owner=reader, title="A Book of Storms")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1)
    return vividpage


@pytest.mark.parametrize("number", NUMBERS)
def test_a_place_that_is_none_is_refused(signed_in, vividpage, number):
    response = signed_in.post(reverse("book_place", args=[vividpage.pk]), {"scene": number})

    assert response.status_code in (400, 404)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_page_of_pictures_that_is_none_is_one_that_is(signed_in, vividpage, number):
    assert signed_in.get(reverse("book_pictures", args=[vividpage.pk]), {"page": number}).status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 40, "9" * 5000])
def test_a_chapter_that_is_none_is_not_found(signed_in, vividpage, number):
    assert signed_in.get(f"/books/{vividpage.pk}/read/{number}/").status_code == 404


def test_a_second_setup_overwrites_nothing_of_a_book_whose_making_has_begun(signed_in, vividpage, monkeypatch):
    """Two clicks: the second request has read the book before the first has started it."""
    clean = SetupForm.clean_authors

    def clean_meanwhile(form: SetupForm) -> list[str]:
        VividPage.objects.update(status=VividPage.Status.WORKING, scene_count=25, density="per-scene")
        return clean(form)

    monkeypatch.setattr(SetupForm, "clean_authors", clean_meanwhile)
    signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices(density="per-chapter"))

    kept = VividPage.objects.get()
    assert (kept.scene_count, kept.density) == (25, "per-scene")


def test_the_bookcase_tells_the_stage_that_runs_and_not_the_latest_that_there_is(vividpage, reader):
    VividPage.objects.update(status=VividPage.Status.WORKING)
    Job.objects.create(vividpage=vividpage, stage="analysis", planned=True)
    Job.objects.create(vividpage=vividpage, stage="image-generation", state=Job.State.COMPLETED, planned=True)

    making = queries.bookcase_of(reader)[0].making
    assert making is not None
    assert making.title == "Getting to know everyone"
