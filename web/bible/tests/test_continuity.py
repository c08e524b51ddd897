"""The report of what does not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character, Finding, Presence
from storyboards.continuity import services

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_book(reader)
    services.refresh(vividpage=vividpage)
    return vividpage


@pytest.fixture
def finding(vividpage: VividPage) -> Finding:
    return Finding.objects.get(kind="not-named")


@pytest.fixture
def page(signed_in: Client, vividpage: VividPage) -> Any:
    return lambda: signed_in.get(reverse("continuity", args=[vividpage.pk]) + "?all=1").content.decode()


@pytest.fixture
def answer(signed_in: Client, vividpage: VividPage, finding: Finding) -> Any:
    def send(choice: str) -> Any:
        return signed_in.post(reverse("answer_finding", args=[vividpage.pk, finding.pk]), {"choice": choice})

    return send


def test_a_finding_leads_to_its_place_in_the_book(page: Any, vividpage: VividPage, finding: Finding) -> None:
    assert f'href="{reverse("read", args=[vividpage.pk, 1])}#scene-4"' in page()


def test_who_has_not_read_the_book_is_warned_first(signed_in: Client, vividpage: VividPage, finding: Finding) -> None:
    html = signed_in.get(reverse("continuity", args=[vividpage.pk])).content.decode()

    assert finding.message not in html


def test_one_click_mends_and_says_what_was_done(answer: Any, page: Any) -> None:
    answer("0")

    assert "Scene 4: Jim Hawkins, Long John Silver in the picture." in page()


def test_what_is_right_is_set_apart(answer: Any, page: Any) -> None:
    answer("right")

    assert "1 dismissed" in page()


def test_what_was_right_can_be_taken_up_again(answer: Any, finding: Finding) -> None:
    answer("right")
    answer("again")

    finding.refresh_from_db()
    assert finding.dismissed_at is None


@pytest.mark.parametrize("choice", ["", "-1", "all", "1000"])
def test_an_answer_that_is_none_is_refused(answer: Any, choice: str) -> None:
    assert answer(choice).status_code == 400


def test_a_mend_that_is_not_offered_says_so(answer: Any, page: Any) -> None:
    answer("42")

    assert "no longer available" in page()


def test_a_finding_of_another_book_is_not_found(signed_in: Client, reader: User, finding: Finding) -> None:
    other = make_vividpage(owner=reader, title="Another")

    response = signed_in.post(reverse("answer_finding", args=[other.pk, finding.pk]), {"choice": "right"})

    assert response.status_code == 404


def test_a_book_that_has_been_edited_says_that_it_is_checked_again(answer: Any, page: Any) -> None:
    answer("0")

    assert "checked again in a minute" in page()


def test_a_check_can_be_asked_for(signed_in: Client, vividpage: VividPage, page: Any) -> None:
    signed_in.post(reverse("check_continuity", args=[vividpage.pk]))

    assert "is being checked" in page()


def test_a_book_that_fits_says_so(vividpage: VividPage, page: Any) -> None:
    Presence.objects.filter(analysis__scene__number=4, character__name="the Captain").delete()
    services.refresh(vividpage=vividpage)

    assert "No problems found." in page()


def test_a_book_without_an_analysis_says_when_it_will_be_checked(vividpage: VividPage, page: Any) -> None:
    Finding.objects.all().delete()
    Analysis.objects.all().delete()

    assert "once it has been analysed" in page()


def test_many_findings_take_no_more_queries_than_few(
    signed_in: Client, vividpage: VividPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = Chapter.objects.create(vividpage=vividpage, number=2)
    somebody = Character.objects.get(name="the Captain")
    for number in range(5, 45):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Wind.", word_count=1)
        Presence.objects.create(analysis=Analysis.objects.create(scene=scene, prompt="p"), character=somebody, order=0)
    services.refresh(vividpage=vividpage)

    with django_assert_max_num_queries(12):
        signed_in.get(reverse("continuity", args=[vividpage.pk]) + "?all=1")
