"""Choosing how a book is drawn, starting its making and stopping it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from books.making import jobs_of
from books.models import Chapter, VividPage
from books.tests.vividpages import make_vividpage
from jobs.tests.working import work_out
from sketch.styles import STYLES
from web.making.forms import SetupForm
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    Chapter.objects.create(vividpage=vividpage, number=1, title="Landfall")
    return vividpage


def setup_choices(**changes: str) -> dict[str, str]:
    chosen = {"title": "Storms", "authors": "Ida Holm, Per Vik", "style": "ink", "density": "per-chapter"}
    return {**chosen, "resolution": "1080", "custom_instructions": "", **changes}


def test_setup_keeps_the_choices_and_starts(signed_in: Client, vividpage: VividPage) -> None:
    response = signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices())

    vividpage.refresh_from_db()
    assert response.headers["Location"] == reverse("book", args=[vividpage.pk])
    assert (vividpage.style, vividpage.density, vividpage.resolution) == ("ink", "per-chapter", "1080")
    assert vividpage.authors == ["Ida Holm", "Per Vik"]
    assert vividpage.status == VividPage.Status.WORKING


def test_setup_offers_the_styles_in_two_groups(signed_in: Client, vividpage: VividPage) -> None:
    page = signed_in.get(reverse("setup", args=[vividpage.pk])).content.decode()

    drawing, genres = page.index(">Ways of drawing<"), page.index(">Genres<")
    offered = {key: page.index(f'name="style" value="{key}"') for key in STYLES}
    assert drawing < offered["ink"] < offered["embroidery"] < genres < offered["western"]
    assert {key for key, at in offered.items() if at > genres} == {key for key in STYLES if STYLES[key].is_genre}


@pytest.mark.parametrize(("field", "value"), [("style", "scribble"), ("density", "per-word"), ("title", "")])
def test_setup_refuses_what_it_does_not_know(signed_in: Client, vividpage: VividPage, field: str, value: str) -> None:
    response = signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices(**{field: value}))

    assert response.status_code == 422
    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.UPLOADED


def test_setup_says_what_it_costs(signed_in: Client, vividpage: VividPage) -> None:
    assert "$0.00" in signed_in.get(reverse("setup", args=[vividpage.pk])).content.decode()


def test_a_book_in_the_making_is_not_set_up_again(signed_in: Client, vividpage: VividPage) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(status="working")

    assert signed_in.get(reverse("setup", args=[vividpage.pk])).headers["Location"] == reverse(
        "book", args=[vividpage.pk]
    )


def test_stopping_stops(signed_in: Client, vividpage: VividPage) -> None:
    signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices())

    signed_in.post(reverse("book_stop", args=[vividpage.pk]))

    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.CANCELLED


def test_going_on_goes_on(signed_in: Client, vividpage: VividPage) -> None:
    signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices())
    signed_in.post(reverse("book_stop", args=[vividpage.pk]))

    signed_in.post(reverse("book_start", args=[vividpage.pk]))

    assert VividPage.objects.get(pk=vividpage.pk).status == VividPage.Status.WORKING


def test_a_second_setup_overwrites_nothing_of_a_book_whose_making_has_begun(
    signed_in: Client, vividpage: VividPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two clicks: the second request has read the book before the first has started it."""
    clean = SetupForm.clean_authors

    def clean_meanwhile(form: SetupForm) -> list[str]:
        VividPage.objects.update(status=VividPage.Status.WORKING, scene_count=25, density="per-scene")
        return clean(form)

    monkeypatch.setattr(SetupForm, "clean_authors", clean_meanwhile)
    signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices(density="per-chapter"))

    kept = VividPage.objects.get()
    assert (kept.scene_count, kept.density) == (25, "per-scene")


def test_a_book_that_is_being_read_says_so_and_is_chosen_for_once_it_is(signed_in: Client, reader: User) -> None:
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    vividpage = VividPage.objects.get(owner=reader)
    assert "Reading the book" in signed_in.get(reverse("setup", args=[vividpage.pk])).content.decode()
    assert 'hx-trigger="every' in signed_in.get(reverse("book_live", args=[vividpage.pk])).content.decode()
    work_out(jobs_of(vividpage).get())

    assert 'hx-trigger="load"' in signed_in.get(reverse("book_live", args=[vividpage.pk])).content.decode()
    page = signed_in.get(reverse("setup", args=[vividpage.pk])).content.decode()
    assert "The Lamp &amp; the Sea" in page
    assert "1 picture</span>" in page


def test_the_way_out_fits_a_book_that_turns_out_to_be_unreadable_before_the_readers_eyes(signed_in: Client) -> None:
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    address = reverse("setup", args=[VividPage.objects.get().pk])

    while_it_is_read = signed_in.get(address).content.decode()

    assert f'<a href="{reverse("bookcase")}">Back to the bookcase</a>' in while_it_is_read


def test_a_book_that_cannot_be_read_says_why(signed_in: Client, reader: User) -> None:
    damaged = SimpleUploadedFile("lamp.epub", epub_file().read()[:200])
    signed_in.post(reverse("upload"), {"epub": damaged})
    vividpage = VividPage.objects.get(owner=reader)
    work_out(jobs_of(vividpage).get())

    for page in ("setup", "book_live"):
        assert "download the book again" in signed_in.get(reverse(page, args=[vividpage.pk])).content.decode()


def test_a_book_that_is_being_read_is_not_started(signed_in: Client, reader: User) -> None:
    signed_in.post(reverse("upload"), {"epub": epub_file()})
    vividpage = VividPage.objects.get(owner=reader)
    signed_in.post(reverse("setup", args=[vividpage.pk]), setup_choices())

    assert VividPage.objects.get().status == VividPage.Status.READING


@pytest.mark.parametrize("sent", [{}, {"sheets_first": "on"}])
def test_whether_to_look_first_is_chosen_at_setup(signed_in: Client, reader: User, sent: Any) -> None:
    vividpage = make_vividpage(owner=reader, title="Storms")
    choices = {"title": "Storms", "style": "ink", "density": "per-scene", "resolution": "720", **sent}

    signed_in.post(reverse("setup", args=[vividpage.pk]), choices)

    vividpage.refresh_from_db()
    assert (vividpage.style, vividpage.sheets_first) == ("ink", bool(sent))
