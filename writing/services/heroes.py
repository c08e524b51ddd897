"""Keep heroes for more books than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from books.text.names import shortened
from writing.faces import key_in
from writing.models import Hero, WrittenBook
from writing.services.errors import WritingRefused

if TYPE_CHECKING:
    from accounts.models import User
    from authors.contract import PlannedPerson

LONGEST_NAME = 200
MOST_HEROES = 500
NAMELESS = "Give the hero a name."


@transaction.atomic
def save_hero(*, owner: User, person: PlannedPerson, hero: Hero | None = None, key: str = "") -> Hero:
    """Keep somebody as a hero of a writer, or what is new of one: then their key, and with it their face, stays.

    `key` is that of the face that a new one has already. Raises WritingRefused.
    """
    name = shortened(" ".join(person.name.split()), LONGEST_NAME)
    if not name:
        raise WritingRefused(NAMELESS)
    if hero is None:
        if Hero.objects.owned_by(owner).count() >= MOST_HEROES:
            raise WritingRefused(f"You have {MOST_HEROES} heroes. Delete one that you no longer need.")
        hero = Hero(owner=owner, **({"key": key} if key else {}))
    hero.name = name
    hero.data = person.model_copy(update={"name": name, "key": ""}).model_dump(mode="json")
    hero.save()
    return hero


@transaction.atomic
def keep_hero(*, book: WrittenBook, name: str) -> Hero:
    """Keep somebody of a book's plan as a hero, so that they look the same in the next one.

    Raises WritingRefused if the plan has nobody of that name.
    """
    people = book.plan.outline.people if book.plan is not None else ()
    person = next((one for one in people if one.name == name), None)
    if person is None:
        raise WritingRefused(f"There is no {name} in the plan of this book.")
    owner = book.vividpage.owner
    key = key_in(book.vividpage, person)
    if known := Hero.objects.owned_by(owner).filter(key=key).first():
        return known
    return save_hero(owner=owner, person=person, key=key)


def delete_hero(*, hero: Hero) -> None:
    """Forget a hero. Books that have them stay as they are."""
    hero.delete()
