"""Whether a bible file is of a book's text, and whether its parts fit together. Writes nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from characters.exchange.document import BadBible
from characters.exchange.exporting import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from books.models import Scene
    from characters.exchange.document import BibleDocument, PersonPart, ScenePart


def check(document: BibleDocument, scenes: Sequence[Scene]) -> None:
    """Raise BadBible, with a sentence that says what is wrong, unless the book of these scenes can take the file in."""
    _check_text(document, scenes)
    people = _names("people", (person.name for person in document.people))
    places = _names("places", (place.name for place in document.places))
    last = len(scenes)
    for person in document.people:
        _check_numbers(f"“{person.name}”", _numbers(person), last)
    for place in document.places:
        _check_numbers(f"“{place.name}”", place.scene_numbers, last)
    for part, scene in zip(document.scenes, scenes, strict=True):
        _check_scene(part, len(scene.text), people, places)


def _check_text(document: BibleDocument, scenes: Sequence[Scene]) -> None:
    """Compare the scenes, which are the same only if the text is and is cut in the same way."""
    if [part.number for part in document.scenes] != [scene.number for scene in scenes]:
        raise BadBible(
            f"This bible is of {len(document.scenes):,} scenes, and the book has {len(scenes):,}: it is of another "
            "book, or of one that was set up with another number of pictures."
        )
    for part, scene in zip(document.scenes, scenes, strict=True):
        if part.digest != digest_of(scene):
            raise BadBible(f"This bible is of another text: scene {scene.number:,} is not the same.")


def _names(what: str, names: Iterable[str]) -> frozenset[str]:
    counted = Counter(names)
    twice = next((name for name, count in counted.items() if count > 1), None)
    if twice is not None:
        raise BadBible(f"This bible has two {what} called “{twice}”: give one of them another name.")
    return frozenset(counted)


def _numbers(person: PersonPart) -> list[int]:
    """List all scenes that are named with somebody; a look that is told in none has scene 0."""
    changes = (number for change in person.changes for number in (change.scene, change.until) if number is not None)
    return [*person.scene_numbers, *changes, *(look.scene for look in person.looks if look.scene)]


def _check_numbers(what: str, numbers: Iterable[int], last: int) -> None:
    beyond = next((number for number in numbers if number > last), None)
    if beyond is not None:
        raise BadBible(
            f"This bible says something of {what} in scene {beyond:,}, and the book ends with scene {last:,}."
        )


def _check_scene(part: ScenePart, length: int, people: Collection[str], places: Collection[str]) -> None:
    where = f"Scene {part.number:,} of this bible"
    named = [quote.speaker for quote in part.quotes if quote.speaker is not None]
    spans: list[tuple[int | None, int | None]] = [(quote.start, quote.end) for quote in part.quotes]
    if part.seen is not None:
        present = [one.name for one in part.seen.people]
        _check_once(where, present)
        named += present
        spans.append((part.seen.moment_start, part.seen.moment_end))
        if part.seen.place is not None and part.seen.place not in places:
            raise BadBible(f"{where} plays at “{part.seen.place}”, which is none of its places.")
    stranger = next((name for name in named if name not in people), None)
    if stranger is not None:
        raise BadBible(f"{where} names “{stranger}”, who is none of its people.")
    if not all(_is_within(start, end, length) for start, end in spans):
        raise BadBible(f"{where} has a quotation or a moment that is not within its text.")


def _check_once(where: str, present: Sequence[str]) -> None:
    twice = next((name for name, count in Counter(present).items() if count > 1), None)
    if twice is not None:
        raise BadBible(f"{where} has “{twice}” twice.")


def _is_within(start: int | None, end: int | None, length: int) -> bool:
    if start is None or end is None:
        return start is end
    return start <= end <= length
