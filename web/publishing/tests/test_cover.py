"""The page on which a cover is designed: its form, and a preview of the very layout that the file has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing.kinds.cover.options import CoverOptions
from publishing.models import Edition
from storyboards.models import PictureVersion
from storyboards.tests.making import hide, rate
from web.publishing.cover.queries import cover_book_of
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.django_db
PRINTED = {
    **{f"cover-{name}": str(field.default) for name, field in CoverOptions.model_fields.items()},
    "cover-pages": "200",
    "cover-front_words": "on",
    "cover-spine_words": "on",
}


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    sign_in_now(client, reader)
    return client


def preview(visitor: Client, vividpage: VividPage, **choices: Any) -> str:
    data = {**PRINTED, **{f"cover-{name}": value for name, value in choices.items()}}
    answer = visitor.post(reverse("edition_cover_preview", args=[vividpage.pk]), data)
    assert answer.status_code == 200
    return answer.content.decode()


def view_box(html: str) -> list[float]:
    found = re.search(r'cover-drawing" viewBox="0 0 ([\d.]+) ([\d.]+)"', html)
    assert found
    return [float(side) / 72 for side in found.groups()]


def test_the_page_shows_a_cover_with_its_guides_and_its_form(signed_in: Client, vividpage: VividPage) -> None:
    answer = signed_in.get(reverse("edition_cover", args=[vividpage.pk]))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert view_box(html) == pytest.approx([12.7004, 9.25])
    assert {"guide-bleed", "guide-trim", "guide-safe", "guide-spine", "guide-barcode"} <= set(
        re.findall(r"guide-\w+", html)
    )
    assert vividpage.title in html
    assert "style=" not in html.partition("cover-drawing")[2].partition("</svg>")[0]


def test_the_preview_changes_with_every_choice(signed_in: Client, vividpage: VividPage) -> None:
    seen = {
        preview(signed_in, vividpage, **choices)
        for choices in (
            {},
            {"pages": "400"},
            {"trim": "8.5x8.5"},
            {"paper": "cream"},
            {"design": "full"},
            {"ground": "wine"},
            {"title": "Another title"},
            {"author": "Somebody"},
            {"back": "Words for the back."},
            {"picture": "2"},
            {"printer": "lulu"},
        )
    }

    assert len(seen) == 11


def test_a_thicker_book_has_a_wider_spine_and_words_on_it(signed_in: Client, vividpage: VividPage) -> None:
    thin, thick = (preview(signed_in, vividpage, pages=pages) for pages in ("40", "800"))

    assert view_box(thin)[0] == pytest.approx(12.25 + 40 * 0.002252)
    assert view_box(thick)[0] == pytest.approx(12.25 + 800 * 0.002252)
    assert "cover-spine" not in thin
    assert "79 pages" in thin
    assert 'class="cover-spine"' in thick
    assert "rotate(90" in thick


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"pages": ""}, "how many pages"),
        ({"pages": "9999"}, "less than or equal to 5000"),
        ({"pages": "900"}, "at most 828 pages"),
        ({"trim": "huge"}, "not a size"),
        ({"binding": "hardcover"}, "template"),
        ({"paper": "cream", "ink": "premium"}, "does not print"),
        ({"picture": "77"}, "Scene 77 has no picture"),
        ({"picture": "<script>"}, "pattern"),
    ],
)
def test_what_cannot_be_printed_is_said_in_place_of_the_preview(
    signed_in: Client, vividpage: VividPage, choices: dict[str, str], words: str
) -> None:
    html = preview(signed_in, vividpage, **choices)

    assert words in html
    assert "<svg" not in html
    assert "<script>" not in html


def test_words_of_a_reader_are_words_and_no_markup(signed_in: Client, vividpage: VividPage) -> None:
    html = preview(signed_in, vividpage, title='</text><script>alert("1")</script>')

    assert "<script>" not in html


def test_it_begins_with_the_latest_interior(signed_in: Client, vividpage: VividPage) -> None:
    options = {"printer": "lulu", "trim": "8.5x11", "ink": "colour", "paper": "white", "bleed": True}
    Edition.objects.create(
        vividpage=vividpage,
        kind="print",
        options=options,
        state=Edition.State.READY,
        file="x.pdf",
        pages=96,
        finished=timezone.now(),
    )

    html = signed_in.get(reverse("edition_cover", args=[vividpage.pk])).content.decode()
    assert view_box(html) == pytest.approx([17.25 + 0.2762, 11.25], abs=0.001)


def test_a_hidden_picture_and_one_that_its_reader_does_not_see_are_on_no_cover(
    vividpage: VividPage, reader: User
) -> None:
    shown = PictureVersion.objects.filter(active_for__scene__vividpage=vividpage)
    first, second = shown.order_by("picture__scene__number")
    assert list(cover_book_of(vividpage).scenes) == [1, 2]

    hide(first)
    assert list(cover_book_of(vividpage).scenes) == [2]
    rate(second, "adult")
    assert not cover_book_of(vividpage).scenes


def test_reading_a_book_for_its_cover_takes_two_queries(
    vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert len(cover_book_of(vividpage).scenes) == 2


def test_a_stranger_finds_no_cover(client: Client, stranger: User, vividpage: VividPage) -> None:
    sign_in_now(client, stranger)

    assert client.get(reverse("edition_cover", args=[vividpage.pk])).status_code == 404
    assert client.post(reverse("edition_cover_preview", args=[vividpage.pk]), PRINTED).status_code == 404


def test_the_form_of_a_cover_asks_for_an_edition(signed_in: Client, vividpage: VividPage) -> None:
    answer = signed_in.post(reverse("make_edition", args=[vividpage.pk]), {**PRINTED, "kind": "cover"})

    assert answer.status_code == 302
    edition = vividpage.editions.get()
    assert (edition.kind, edition.options["pages"]) == ("cover", 200)


def test_the_page_of_editions_leads_to_it(signed_in: Client, vividpage: VividPage) -> None:
    answer = signed_in.get(reverse("editions", args=[vividpage.pk]), {"kind": "cover"})

    assert answer.status_code == 302
    assert answer["Location"] == reverse("edition_cover", args=[vividpage.pk])
