"""Nothing of what a reader has not come to stands on any page of their book, unless they ask for it.

The pages are found by walking all addresses, so a new page that gives something away fails here by being there.
"""

from __future__ import annotations

from http import HTTPStatus
from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.utils.html import escape

from books.models import Reading, VividPage
from books.services import set_position, upload
from books.tests.epubs import build, chapter
from characters.models import Character
from vividpages.drive import drive
from web.making import live as progress
from web.tests.walking import addresses_by_route

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = [pytest.mark.whole, pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]

CHAPTERS = (
    """Mara Holt stood in the kitchen of the mill and kneaded the dough. Mara Holt had long brown hair and grey eyes.
    Otho came in from the yard with a basket. Otho was a tall old man with a white beard.
    “You are late,” said Mara.
    “The road was wet,” said Otho.
    “Sit down then,” said Mara, “and eat.”
    Otho sat down at the table in the kitchen. Mara Holt laughed at Otho, and Otho laughed at Mara Holt.""",
    """Mara walked to the river in the morning. Otho followed Mara with the net.
    “There are no fish,” said Otho.
    “There were none yesterday,” said Mara.
    Mara and Otho sat on the bank of the river and waited. Otho slept. Mara watched the river.""",
    """At last Mara came to Quillmarsh Castle. In the great hall of Quillmarsh Castle stood Zebulon Wrack.
    Zebulon Wrack had raven hair and a wooden leg. Zebulon Wrack waited in Quillmarsh Castle.
    “I have come for the heron,” said Mara.
    “Then you shall have the vermilion heron,” said Zebulon. “Your father sent for you, Duchess.”
    Mara cut her hair short with the knife of Zebulon. From that day on Mara Holt wore a scarlet cloak.
    “Who are you?” said Zebulon.
    “They call me the Duchess of Brindlecombe now,” said Mara. The Duchess of Brindlecombe left Quillmarsh Castle.
    Zebulon bowed to the Duchess of Brindlecombe, and Otho wept.""",
)
LAST = len(CHAPTERS)
SENTINELS = ("Zebulon", "Quillmarsh", "Brindlecombe", "raven hair", "scarlet", "short cropped", "vermilion")
"""A name, a place, another name, a look, a change of clothes and of hair, and a quotation: all of the last chapter."""
SEARCHED = ("Mara", "Otho", "Zebulon", "castle", "Duchess", "raven hair", "what happens at last", '"the"')


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book of three chapters, made by the analyst and the artist that are built in; the first has been read."""
    pages = {
        f"c{n}.xhtml": chapter(f"Part {n}", *(line.strip() for line in text.split("\n    ")))
        for n, text in enumerate(CHAPTERS, 1)
    }
    vividpage = upload(owner=reader, epub=build(pages))
    drive(vividpage)
    assert vividpage.status == VividPage.Status.COMPLETED
    mara = Character.objects.get(vividpage=vividpage, name__startswith="Mara")
    mara.aliases = [*mara.aliases, "the Duchess of Brindlecombe"]
    mara.save()
    assert given_away(bible_words(vividpage)) == set(SENTINELS)
    read_up_to(vividpage, 1)
    return vividpage


def bible_words(vividpage: VividPage) -> str:
    people = vividpage.characters.values_list("name", "aliases", "looks", "changes__prompt_modifier", "quotes__text")
    return f"{list(people)} {list(vividpage.settings_found.values_list('name', 'keywords'))}"


def read_up_to(vividpage: VividPage, chapter_number: int) -> None:
    scene = vividpage.scenes.filter(chapter__number=chapter_number).last()
    assert scene is not None
    set_position(reader=vividpage.owner, scene=scene)


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def answers(visitor: Client, vividpage: VividPage, *, part: bool = False) -> dict[str, str]:
    """Return the addresses of a book's pages with what they show: whole pages, or the parts that HTMX asks for."""
    shown = {}
    for route in addresses_by_route(vividpage):
        for address in route:
            response = visitor.get(address, headers={"HX-Request": "true"} if part else {})
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                break  # a route that is only sent to shows nothing at any address
            if response.status_code == HTTPStatus.OK:
                if getattr(response, "is_async", False):
                    break  # news of a making: how many of what are done, and no words of it
                content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
                shown[address] = content.decode(errors="replace")  # a picture is no words
    return shown


def given_away(html: str) -> set[str]:
    return {sentinel for sentinel in SENTINELS if sentinel.lower() in html.lower()}


@pytest.mark.parametrize("part", [False, True])
def test_no_page_gives_away_what_lies_ahead(visitor: Client, vividpage: VividPage, part: bool) -> None:
    answers_by_address = answers(visitor, vividpage, part=part)

    revealing = {address for address, html in answers_by_address.items() if given_away(html)}
    of_the_api = f"/api/v1/vividpages/{vividpage.pk}"
    asked_for = {
        f"{of_the_api}/chapters/{LAST}",
        f"{of_the_api}/illustrated",
    }  # the book's own text, by whoever wants it
    assert revealing - asked_for == {f"/books/{vividpage.pk}/read/{LAST}/"}
    assert len(answers_by_address) > 30


def test_no_search_gives_away_more_than_was_asked(visitor: Client, vividpage: VividPage) -> None:
    for typed, address in product(SEARCHED, ("/search/", f"/books/{vividpage.pk}/search/")):
        html = visitor.get(address, {"q": typed}).content.decode()

        assert given_away(html.replace(escape(typed), "")) == set(), typed


def test_what_is_sent_to_browsers_that_watch_gives_nothing_away(vividpage: VividPage) -> None:
    assert given_away(progress.render(vividpage.pk, vividpage.owner) or "") == set()


def test_before_the_first_page_is_read_only_the_first_scene_is_told(visitor: Client, vividpage: VividPage) -> None:
    Reading.objects.all().delete()

    for page in ("people/", "pictures/", ""):
        html = visitor.get(f"/books/{vividpage.pk}/{page}").content.decode()

        assert given_away(html) == set()
        assert "You have not started this book" in html


def test_the_switch_of_a_page_shows_all_on_it(visitor: Client, vividpage: VividPage) -> None:
    html = visitor.get(f"/books/{vividpage.pk}/people/?all=1").content.decode()

    assert {"Zebulon", "Quillmarsh", "Brindlecombe", "raven hair"} <= given_away(html)


def test_the_switch_of_a_book_shows_all_where_it_belongs(visitor: Client, vividpage: VividPage) -> None:
    visitor.post(f"/books/{vividpage.pk}/horizon/", {"spoilers": "all"})

    shown = {address: given_away(html) for address, html in answers(visitor, vividpage).items()}

    book = f"/books/{vividpage.pk}/"
    zebulon = vividpage.characters.get(name__startswith="Zebulon")
    castle = vividpage.settings_found.get(name__contains="Quillmarsh")
    mara = vividpage.characters.get(name__startswith="Mara")
    assert {"Zebulon", "raven hair"} <= shown[f"{book}people/{zebulon.pk}/"]
    assert {"Brindlecombe", "vermilion", "Zebulon"} & shown[f"{book}people/{mara.pk}/"]
    assert "Quillmarsh" in shown[f"{book}places/{castle.pk}/"]
    assert "Zebulon" in shown[f"{book}scenes/{vividpage.scene_count}/people/"]


def test_whoever_has_read_it_all_is_shown_all(visitor: Client, vividpage: VividPage) -> None:
    read_up_to(vividpage, LAST)

    html = visitor.get(f"/books/{vividpage.pk}/people/").content.decode()

    assert {"Zebulon", "Quillmarsh", "Brindlecombe", "raven hair"} <= given_away(html)


def test_a_page_of_somebody_not_met_yet_does_not_say_who_it_is(visitor: Client, vividpage: VividPage) -> None:
    zebulon = vividpage.characters.get(name__startswith="Zebulon")

    html = visitor.get(f"/books/{vividpage.pk}/people/{zebulon.pk}/").content.decode()

    assert "You have not met them yet" in html
    assert "Zebulon" not in html
