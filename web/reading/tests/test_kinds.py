"""The reading view shows each kind of paragraph in its form, notes with ways there and back, and own pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from characters.models import Analysis
from storyboards.illustrated.tests.books import make_illustrated_book

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_illustrated_book(reader)


@pytest.fixture
def html(client: Client, reader: User, vividpage: VividPage) -> str:
    """The chapter with everything in it."""
    return read(client, reader, vividpage)


def read(client: Client, reader: User, vividpage: VividPage) -> str:
    client.force_login(reader)
    return client.get(reverse("read", args=[vividpage.pk, 2])).content.decode()


@pytest.mark.parametrize(
    "markup",
    [
        '<h2 class="inner-heading" id="scene-1-p-0" data-paragraph="0">The Mill</h2>',
        '<p class="verse" id="scene-1-p-2" data-paragraph="2">O mill, O mill,\nstand still.</p>',
        '<blockquote class="letter"><p id="scene-1-p-3" data-paragraph="3">Dear Mara,</p>',
        '<ul class="items"><li id="scene-1-p-5" data-paragraph="5">flour</li>',
        '<figcaption><p class="caption" id="scene-1-p-7" data-paragraph="7">The old mill</p></figcaption>',
        '<hr class="scene-break">',
        "She <em>never</em> slept.",
    ],
)
def test_every_kind_of_paragraph_is_shown_in_its_form(html: str, markup: str) -> None:
    assert markup in html


def test_notes_lead_there_and_back_without_a_script(html: str) -> None:
    addresses = re.findall(r'href="#(note-[^"]+)"', html)

    assert len(addresses) == 5
    for address in addresses:
        assert html.count(f'id="{address}"') == 1
    assert 'role="doc-endnotes"' in html
    assert "<strong>Nor</strong> did &lt;they&gt;." in html


def test_the_books_own_picture_is_shown_with_its_words(html: str) -> None:
    assert re.search(r'<figure class="own-plate"><a href="[^"]+".*alt="A drawing of a mill"', html)


def test_the_words_to_a_picture_name_nobody_before_the_text_does(html: str) -> None:
    assert 'alt="Somebody not yet named at the mill, 1"' in html
    assert "Brindle" not in html


def test_a_picture_without_an_analysis_is_shown(client: Client, reader: User, vividpage: VividPage) -> None:
    Analysis.objects.all().delete()

    assert 'alt="Picture of scene 1"' in read(client, reader, vividpage)


def test_front_matter_is_read_too(client: Client, reader: User, vividpage: VividPage) -> None:
    client.force_login(reader)

    assert "For her." in client.get(reverse("read", args=[vividpage.pk, 1])).content.decode()
