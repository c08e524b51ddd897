"""What a film is made from, as digests: so that it is known when its book has changed since, and in what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from characters.models import Character, Quote
from storyboards.illustrated.digesting import digest_of, picture_rows, text_rows

if TYPE_CHECKING:
    from books.models import VividPage
    from films.models import Film


@dataclass(frozen=True, slots=True)
class Sources:
    """SHA-256 of a book's text with its title page, of the pictures that are shown of it, and of who speaks what."""

    text: str
    pictures: str
    voices: str


def sources_of(vividpage: VividPage) -> Sources:
    """Digest a book as it is now. Ten queries; the database digests the texts, so that none is sent."""
    quotes = Quote.objects.filter(scene__vividpage=vividpage).order_by("scene__number", "start")
    people = Character.objects.filter(vividpage=vividpage).order_by("pk")
    return Sources(
        text=digest_of(text_rows(vividpage)),
        pictures=digest_of(picture_rows(vividpage)),
        voices=digest_of(
            [
                list(quotes.values_list("scene__number", "start", "end", "speaker")),
                list(people.values_list("pk", "gender", "age")),
            ]
        ),
    )


def changed_since(film: Film, now: Sources) -> list[str]:
    """Say what of its book is no longer as it was when a film was made: text, pictures, voices. Nothing: up to date."""
    compared = (
        ("text", film.text_digest, now.text, True),
        ("pictures", film.picture_digest, now.pictures, True),
        ("voices", film.voice_digest, now.voices, bool(film.options.get("narration"))),
    )
    return [what for what, before, after, counts in compared if counts and before != after]
