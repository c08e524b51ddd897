"""What a book has told of its people and places up to a scene: what they are called by then, and of what looks.

An analysis knows somebody by the best name of the whole book. A reader in the second chapter may not have met that
name, so a name is shown only once the text has used it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from characters.bible.book_texts import BookText, plain, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from books.models import VividPage
    from characters.models import Character, Setting

NAMED_BY = ("vividpage", "name", "aliases", "scene_numbers")
"""The columns of somebody that `StorySoFar.person` needs."""
UNNAMED = "Somebody not yet named"
UNNAMED_PLACE = "A place not yet named"
_ARTICLE = re.compile(r"^(?:the|a|an|my|our|his|her|their)\s+", re.IGNORECASE)
_CAPITALISED = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class KnownName:
    """What somebody or a place is called so far; `is_named` is False where the text has given no name yet."""

    name: str
    aliases: tuple[str, ...]
    is_named: bool = True


def known_as(forms: Sequence[str]) -> KnownName:
    """Return the first of `forms` as the name and the others as aliases; those that differ by an article stand once."""
    by_name: dict[str, str] = {}
    for form in forms:
        by_name.setdefault(bare(form), form)
    name, *aliases = by_name.values()
    return KnownName(name, tuple(aliases))


@dataclass(frozen=True, slots=True)
class StorySoFar:
    """The story up to and with scene `limit`; all of the book if that is None, and then `text` is not needed."""

    limit: int | None
    text: BookText | None = None

    def shows(self, number: int) -> bool:
        """Return whether the scene of that number has been told."""
        return self.limit is None or number <= self.limit

    def person(self, character: Character, *, is_seen: bool) -> KnownName | None:
        """Return what somebody is called by now; None if they have not been met.

        `is_seen`: some scene so far shows them.
        """
        if self.limit is None:
            return known_as([character.name, *character.aliases])
        if not is_seen and not self._is_in(character):
            return None
        called = self._called(character)
        if called is None and self._knows_the_words_of(character.name):
            called = KnownName(character.name, ())
        return called or (KnownName(UNNAMED, (), is_named=False) if is_seen else None)

    def place(self, setting: Setting, *, is_seen: bool) -> KnownName | None:
        """Return what a place is called by now; None if the story has not come to it."""
        if self.limit is None:
            return known_as([setting.name, *setting.aliases])
        if not is_seen and not self._is_in(setting):
            return None
        called = self._called(setting)
        if called is None and self._knows_the_words_of(setting.name, all_small=True):
            called = KnownName(setting.name, ())
        if called is None and is_seen:
            kind = "" if setting.kind == "unknown" else f"A {setting.kind} not yet named"
            called = KnownName(kind or UNNAMED_PLACE, (), is_named=False)
        return called

    def uses(self, form: str) -> bool:
        """Return whether the text has used a name, or any other words as they stand."""
        return self._stands_in(bare(form))

    def _stands_in(self, words: str) -> bool:
        return self.limit is None or (self.text is not None and self.text.first_use(words) <= self.limit)

    def _is_in(self, thing: Character | Setting) -> bool:
        return any(map(self.shows, thing.scene_numbers))

    def _called(self, thing: Character | Setting) -> KnownName | None:
        known = [form for form in dict.fromkeys([thing.name, *thing.aliases]) if self.uses(form)]
        return known_as(known) if known else None

    def _knows_the_words_of(self, name: str, *, all_small: bool = False) -> bool:
        """Say whether each word of `name` that is written large has been used: an analysis may put a name together.

        Names without any such word count as known if they may be `all_small`: “the kitchen” gives nothing away.
        """
        words = [word for word in _CAPITALISED.findall(bare(name)) if word[0].isupper()]
        return all(map(self._stands_in, words)) and (bool(words) or all_small)


EVERYTHING = StorySoFar(None)


def story_up_to(vividpage: VividPage, limit: int | None) -> StorySoFar:
    """Return what a book has told up to scene `limit`: two queries at most, none if all of it may be told."""
    return EVERYTHING if limit is None else stories_so_far({vividpage.pk: limit})[vividpage.pk]


def stories_so_far(limits: Mapping[UUID, int]) -> dict[UUID, StorySoFar]:
    """Return what several books have told, each up to its limit, by their ids. Two queries at most."""
    texts = texts_of(limits)
    return {book: StorySoFar(limit, texts[book]) for book, limit in limits.items()}


def known_looks(looks: Sequence[dict[str, object]], limit: int | None) -> list[dict[str, object]]:
    """Return the facts of somebody's looks that the text has told by then, and what the reader has added themselves."""
    return [look for look in looks if limit is None or int(str(look.get("scene") or 0)) <= limit]


def bare(form: str) -> str:
    """Write a name as it is looked for: without an article."""
    return _ARTICLE.sub("", plain(form).strip())
