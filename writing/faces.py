"""By what somebody's face is the same in every book that has them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from storyboards.requests.keys import face_key, variant_of

if TYPE_CHECKING:
    from authors.contract import PlannedPerson
    from books.models import VividPage

DIGITS = 32


def key_from(identity: str, person: PlannedPerson) -> str:
    """Return the key that somebody of a plan has in the bible: their own, or one that follows from the book's."""
    own = hashlib.sha256(f"{identity}:{person.name}".encode()).hexdigest()
    return person.key or own[:DIGITS]


def key_in(vividpage: VividPage, person: PlannedPerson) -> str:
    """Return the key of the face that somebody is shown with in a book: also where it was drawn anew since."""
    character = vividpage.characters.filter(name=person.name).exclude(key="").first()
    if character is None:
        return key_from(vividpage.identity, person)
    return face_key(character, variant_of(character))
