"""Home, the bookcase, taking a book in and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from books.models import Chapter, VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from jobs.models import Job
from providers.models import PaidCall
from providers.money import answers
from sketch.styles import STYLES
from web.library import queries
from web.money.tests.books import add_call
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", authors=["Ida Holm"])
    Chapter.objects.create(vividpage=vividpage, number=1, title="Landfall")
    return vividpage


def test_the_landing_page_invites_to_sign_up(client: Client, db: None) -> None:
    assert reverse("account_signup") in client.get("/").content.decode()


def test_who_is_signed_in_comes_home_to_the_bookcase(signed_in: Client) -> None:
    assert signed_in.get("/").headers["Location"] == reverse("bookcase")


def test_an_empty_bookcase_invites_to_bring_a_book(signed_in: Client) -> None:
    assert "Your bookcase is empty" in signed_in.get(reverse("bookcase")).content.decode()


def test_the_bookcase_shows_no_books_of_others(signed_in: Client, stranger: User) -> None:
    make_vividpage(owner=stranger, title="A Secret Diary")

    assert "A Secret Diary" not in signed_in.get(reverse("bookcase")).content.decode()


def test_a_full_bookcase_takes_no_more_queries_than_a_small_one(
    signed_in: Client, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_vividpage(owner=reader, title=f"Book {number}", status="working" if number % 2 else "completed")

    with django_assert_max_num_queries(6):
        signed_in.get(reverse("bookcase"))


def test_a_book_that_is_brought_comes_to_its_setup_page(signed_in: Client, reader: User) -> None:
    response = signed_in.post(reverse("upload"), {"epub": epub_file()})

    vividpage = VividPage.objects.get(owner=reader)
    assert response.headers["Location"] == reverse("setup", args=[vividpage.pk])
    assert (vividpage.title, vividpage.status) == ("lamp", VividPage.Status.READING)


def test_what_is_no_book_is_answered_with_a_sentence(signed_in: Client, reader: User) -> None:
    response = signed_in.post(reverse("upload"), {"epub": SimpleUploadedFile("x.epub", b"not a zip")})

    assert response.status_code == 422
    assert response.context["form"].errors["epub"][0].endswith(".")
    assert not VividPage.objects.exists()


def test_a_file_that_is_too_large_is_refused(signed_in: Client, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 100

    response = signed_in.post(reverse("upload"), {"epub": epub_file()})

    assert "the largest that can be taken in" in response.content.decode()


def test_sending_no_file_says_what_to_do(signed_in: Client) -> None:
    assert "Choose an EPUB file first." in signed_in.post(reverse("upload"), {}).content.decode()


def test_a_book_is_asked_about_before_it_is_deleted(signed_in: Client, vividpage: VividPage) -> None:
    assert signed_in.get(reverse("book_delete", args=[vividpage.pk])).status_code == 200
    assert VividPage.objects.filter(pk=vividpage.pk).exists()


def test_a_deleted_book_is_gone(signed_in: Client, vividpage: VividPage) -> None:
    assert signed_in.post(reverse("book_delete", args=[vividpage.pk])).headers["Location"] == reverse("bookcase")
    assert not VividPage.objects.filter(pk=vividpage.pk).exists()


@pytest.mark.parametrize(("sent", "state"), [({}, "answered"), ({"forget": "on"}, "forgotten")])
def test_who_deletes_a_book_that_was_paid_for_says_whether_its_answers_go_at_once(
    signed_in: Client, vividpage: VividPage, sent: dict[str, str], state: str
) -> None:
    add_call(vividpage)
    assert "kept for 30 days" in signed_in.get(reverse("book_delete", args=[vividpage.pk])).content.decode()

    signed_in.post(reverse("book_delete", args=[vividpage.pk]), sent)

    assert PaidCall.objects.get().state == state


def test_who_deletes_a_book_that_was_given_another_s_answers_is_asked_too(
    signed_in: Client, vividpage: VividPage, reader: User
) -> None:
    add_call(make_vividpage(owner=reader))
    answers.use(PaidCall.objects.get(), subject=vividpage.pk)

    assert "kept for 30 days" in signed_in.get(reverse("book_delete", args=[vividpage.pk])).content.decode()


def test_every_style_shows_a_picture_of_itself(client: Client) -> None:
    shown = {key: client.get(reverse("style_specimen", args=[key])) for key in STYLES}

    assert {response["Content-Type"] for response in shown.values()} == {"image/webp"}
    assert len({response.content for response in shown.values()}) == len(STYLES)
    home = client.get("/").content.decode()
    assert all(reverse("style_specimen", args=[key]) in home for key in STYLES)


def test_a_style_that_is_not_there_has_no_picture(client: Client) -> None:
    assert client.get("/styles/cubism.webp").status_code == 404


def test_the_bookcase_tells_the_stage_that_runs_and_not_the_latest_that_there_is(
    vividpage: VividPage, reader: User
) -> None:
    VividPage.objects.update(status=VividPage.Status.WORKING)
    make_job(vividpage, "analysis", planned=True)
    make_job(vividpage, "image-generation", state=Job.State.COMPLETED, planned=True)

    making = queries.bookcase_of(reader)[0].making
    assert making is not None
    assert making.title == "Finding people and places"
