"""Searching by names looks at the people of the books that are searched, not at everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from books.models import Scene
from books.tests.vividpages import make_vividpage
from characters.models import Character
from characters.search.scope import Scope

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(reader: User) -> list[VividPage]:
    """Forty books with a hundred people each, as the planner knows it."""
    made = [make_vividpage(owner=reader, title=f"Book {number}") for number in range(40)]
    Character.objects.bulk_create(
        Character(vividpage=book, name=f"Person {number}") for book in made for number in range(100)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE characters_character")
    return made


@pytest.mark.parametrize("is_limited", [False, True])
def test_people_are_found_by_an_index_of_their_books(books: list[VividPage], is_limited: bool) -> None:
    limits = {books[0].pk: 3} if is_limited else {}
    there = Scope(books=tuple(books[:2]), limits=limits).people_and_places()

    plan = Character.objects.filter(there, name__iregex=r"\yperson\y").explain()

    assert "Seq Scan on characters_character" not in plan, plan


def test_a_limit_keeps_those_away_who_are_not_met_yet(books: list[VividPage]) -> None:
    first, second = books[:2]
    chapter = first.chapters.create(number=1)
    scenes = [
        Scene.objects.create(vividpage=first, chapter=chapter, number=number, text="", word_count=0)
        for number in (1, 5)
    ]
    met, later = first.characters.all()[:2]
    for person, scene in zip((met, later), scenes, strict=True):
        Character.objects.filter(pk=person.pk).update(first_scene=scene)
    scope = Scope(books=(first, second), limits={first.pk: 3})

    found = set(Character.objects.filter(scope.people_and_places()).values_list("pk", flat=True))

    assert found == {met.pk, *second.characters.values_list("pk", flat=True)}
