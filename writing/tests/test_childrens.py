"""An illustrated story by the built-in author, from its brief to its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from authors.contract import Text
from books import services as books
from books.making import MAKING
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from publishing.pages.laying import Plan
from publishing.pages.services import lay_out
from publishing.publication import publication_of
from storyboards.models import Picture
from storyboards.requests import composing
from writing import queries, services
from writing.tests.conftest import work

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from writing.models import WrittenBook

pytestmark = pytest.mark.django_db(transaction=True)
BRIEF = {"theme": "a lighthouse that is afraid of the dark", "pages": 32, "age": "3-5", "author_name": "Ann"}


def write(owner: User, **brief: object) -> WrittenBook:
    book = services.start_book(owner=owner, kind="childrens", brief={**BRIEF, **brief})
    services.plan(book=book)
    services.approve(book=work(book))
    return work(book)


def draw(vividpage: VividPage) -> None:
    books.start(vividpage=vividpage)
    while job := Job.objects.filter(pipeline=MAKING, subject=vividpage.pk, state=Job.State.RUNNING).first():
        work_out(job)


@pytest.mark.usefixtures("small_pictures")
def test_a_story_has_as_many_spreads_as_its_pages_ask_for_and_a_picture_on_each(reader: User) -> None:
    book = write(reader)
    scenes = list(book.vividpage.scenes.all())

    assert len(scenes) == 14
    assert [one.wrong for one in queries.parts_of(book)] == [0] * 14
    draw(book.vividpage)
    assert Picture.objects.filter(vividpage=book.vividpage, kind="scene", active_version__isnull=False).count() == 14
    book.vividpage.refresh_from_db()
    assert book.vividpage.status == "completed"


@pytest.mark.usefixtures("small_pictures")
def test_nothing_is_read_of_a_book_whose_people_are_known_from_its_plan(reader: User) -> None:
    book = write(reader)
    people = set(book.vividpage.characters.values_list("pk", "name"))
    draw(book.vividpage)

    units = Unit.objects.filter(job__subject=book.pk, job__pipeline=MAKING, job__stage="analysis")
    assert {unit.kind for unit in units} == {"check", "embed"}
    assert set(book.vividpage.characters.values_list("pk", "name")) == people


def test_the_same_hero_in_a_second_book_has_the_same_face(reader: User) -> None:
    afraid = {"matter": "is afraid of", "theme": "the dark"}
    first = write(reader, heroes=[{"name": "Wick", "species": "hedgehog"}], **afraid)
    hero = services.keep_hero(book=first, name="Wick")
    kept = {"name": hero.name, "species": "hedgehog", "key": hero.key}
    second = write(reader, heroes=[kept], pages=24, **afraid)

    faces = [_face(book.vividpage) for book in (first, second)]
    assert faces[0] == faces[1]
    assert first.vividpage.identity != second.vividpage.identity


def _face(vividpage: VividPage) -> tuple[str, int]:
    wick = vividpage.characters.get(name="Wick")
    assert wick.first_scene is not None
    request = composing.person_request(wick, wick.first_scene)
    assert request.scene is not None
    return request.scene.people[0].key, request.seed


@pytest.mark.usefixtures("small_pictures")
def test_a_spread_without_words_has_its_picture_and_its_pages(reader: User) -> None:
    book = write(reader)
    services.edit_part(part=book.parts.get(number=5), text=Text())
    services.bind(book=book)
    vividpage = work(book).vividpage
    draw(vividpage)

    silent = vividpage.scenes.get(text="")
    assert (silent.number, silent.paragraphs) == (5, [])
    paged = lay_out(vividpage=vividpage, plan=Plan(pages=32), by=reader)
    image = silent.picture.active_version.image.name
    (page,) = (
        page for page in paged.pages if page.role == "story" and page.picture and page.picture.image.name == image
    )
    assert (page.layout, page.text) == ("picture", None)
    publication = publication_of(vividpage)
    assert silent.pk in {scene.id for chapter in publication.book.chapters for scene in chapter.scenes}
