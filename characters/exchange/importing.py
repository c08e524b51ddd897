"""Taking a bible file in: as one edit, whole or not at all, around the ids of those who are known already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from characters.editing.journal import Journal, fresh, recorded
from characters.editing.matching import MatchCandidate, match
from characters.exchange.checking import check
from characters.exchange.document import PICTURE_LOCK, PersonPart, PlacePart, QuotePart, SeenPart
from characters.exchange.exporting import ELSEWHERE, scenes_of
from characters.models import Analysis, Character, CharacterChange, Nobody, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.db import models

    from accounts.models import User
    from books.models import Scene, VividPage
    from characters.exchange.document import BibleDocument, Part
    from characters.models import Edit

Named = TypeVar("Named", bound=Character | Setting)
Values = dict[str, Any]


def import_bible(*, vividpage: VividPage, document: BibleDocument, by: User | None) -> Edit | None:
    """Make the bible of a book what a file says, by one edit; None if it is so already.

    Whoever the book knows already, by a name or another name, keeps their portrait and address; whoever the file does
    not have goes. Raises BadBible if the file is of another text, or does not fit together; nothing is changed then.
    """
    with recorded(vividpage_id=vividpage.pk, by=by, kind="import") as journal:
        book = fresh(vividpage)
        scenes = list(scenes_of(book))
        check(document, scenes)
        journal.summary = f"The bible of “{document.book.title}” was imported"
        _Import(journal, book, document, scenes).write()
    return journal.edit


class _Import:
    """One import: people and places first, then what names them, then those who are named no more."""

    def __init__(self, journal: Journal, book: VividPage, document: BibleDocument, scenes: Sequence[Scene]) -> None:
        self._journal = journal
        self._book = book
        self._document = document
        self._scenes = {scene.number: scene for scene in scenes}

    def write(self) -> None:
        """Write all of it."""
        document, book = self._document, self._book
        world = {**_columns(document.world), "locked": sorted(document.world.locked)}
        self._journal.change(book, **_different(book, world))
        people, gone = self._named(list(book.characters.order_by("-mentions", "name")), document.people, Character)
        places, left = self._named(list(book.settings_found.order_by("name")), document.places, Setting)
        self._changes(people)
        self._nobodies()
        self._seen(people, places)
        self._quotes(people)
        self._journal.remove(gone)
        self._journal.remove(left)

    def _named(
        self, known: list[Named], parts: Sequence[PersonPart | PlacePart], model: type[Named]
    ) -> tuple[dict[str, Named], list[Named]]:
        """Write people, or places; return the rows by their names in the file, and those that the file does not have.

        Names are unique at every moment: whoever is renamed has none of the names in between.
        """
        found = match(
            [MatchCandidate(part.name, part.aliases) for part in parts],
            [MatchCandidate(row.name, tuple(row.aliases)) for row in known],
        )
        pairs = [(part, known[index]) for part, index in zip(parts, found, strict=True) if index is not None]
        missing = [part for part, index in zip(parts, found, strict=True) if index is None]
        gone = [row for index, row in enumerate(known) if index not in found]
        rows = {part.name: row for part, row in pairs}
        self._clear_names(
            [*(row for part, row in pairs if row.name != part.name), *gone], [part.name for part in parts]
        )
        for part, row in pairs:
            self._journal.change(row, **_different(row, self._values(part, row)))
        new = {part.name: model(vividpage=self._book) for part in missing}
        for part in missing:
            for column, value in self._values(part, new[part.name]).items():
                setattr(new[part.name], column, value)
        self._journal.add(new.values())
        return rows | new, gone

    def _clear_names(self, rows: Sequence[Character | Setting], wanted: Collection[str]) -> None:
        """Leave names free that others are to have."""
        for row in rows:
            if row.name in wanted:
                self._journal.change(row, name=str(row.pk))

    def _values(self, part: PersonPart | PlacePart, row: Character | Setting) -> Values:
        first = self._scenes.get(min(part.scene_numbers, default=0))
        return {**_columns(part), "first_scene_id": first.pk if first else None, "locked": _locks(part, row)}

    def _changes(self, people: Mapping[str, Character]) -> None:
        wanted = [
            CharacterChange(
                character=people[person.name],
                scene=self._scenes[change.scene],
                until=self._scenes[change.until] if change.until is not None else None,
                type=change.type,
                description=change.description,
                prompt_modifier=change.prompt_modifier,
            )
            for person in self._document.people
            for change in person.changes
        ]
        known = list(CharacterChange.objects.filter(character__vividpage=self._book))
        self._replace(known, wanted, ("character_id", "scene_id", "until_id", "type", "description", "prompt_modifier"))

    def _nobodies(self) -> None:
        wanted = [
            Nobody(vividpage=self._book, name=one.name, aliases=list(one.aliases)) for one in self._document.nobodies
        ]
        self._replace(list(self._book.nobodies.all()), wanted, ("name", "aliases"))

    def _seen(self, people: Mapping[str, Character], places: Mapping[str, Setting]) -> None:
        new: list[Analysis] = []
        gone: list[Analysis] = []
        known: list[Presence] = []
        wanted: list[Presence] = []
        for part in self._document.scenes:
            scene = self._scenes[part.number]
            row = getattr(scene, "analysis", None)
            known += list(row.presences.all()) if row else []
            if part.seen is None:
                gone += [row] if row else []
                continue
            values = self._seen_values(part.seen, scene, row, places)
            if row is None:
                row = Analysis(scene=scene, **values)
                new.append(row)
            else:
                self._journal.change(row, **_different(row, values))
            wanted += _presences(part.seen, row, people)
        self._journal.add(new)
        self._replace(known, wanted, ("analysis_id", "character_id", "order", "pose", "action", "part", "confidence"))
        self._journal.remove(gone)

    def _seen_values(self, seen: SeenPart, scene: Scene, row: Analysis | None, places: Mapping[str, Setting]) -> Values:
        values = _columns(seen)
        values["setting_id"] = places[seen.place].pk if seen.place is not None else None
        return {**values, "revision": scene.revision, "locked": _locks(seen, row)}

    def _quotes(self, people: Mapping[str, Character]) -> None:
        known: list[Quote] = []
        wanted: list[Quote] = []
        for part in self._document.scenes:
            scene = self._scenes[part.number]
            known += scene.quotes.all()
            wanted += (_quote(quote, scene, people) for quote in part.quotes)
        self._replace(known, wanted, ("scene_id", "start", "end", "text", "speaker_id", "confidence", "locked"))

    def _replace(self, known: Sequence[models.Model], wanted: Sequence[models.Model], fields: tuple[str, ...]) -> None:
        """Leave rows that are the same, remove the others that are known, and add what is wanted beside them."""
        there: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
        for row in known:
            there[_key(row, fields)].append(row)
        new = []
        for row in wanted:
            same = there[_key(row, fields)]
            if same:
                same.pop()
            else:
                new.append(row)
        self._journal.remove([row for rows in there.values() for row in rows])
        self._journal.add(new)


def _key(row: models.Model, fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(repr(getattr(row, field)) for field in fields)


def _columns(part: Part) -> Values:
    """Return the columns that a part says, as the database has them."""
    plain = part.model_dump(exclude=set(ELSEWHERE))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def _different(row: models.Model, values: Values) -> Values:
    return {name: value for name, value in values.items() if _compared(getattr(row, name)) != _compared(value)}


def _compared(value: Any) -> Any:
    """Compare lists of names and locks in any order, as nobody gives them one."""
    is_of_words = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return sorted(value) if is_of_words else value


def _locks(part: PersonPart | PlacePart | SeenPart, row: Character | Setting | Analysis | None) -> list[str]:
    """Return what no analysis is to change: what the file says, and that the reader has chosen the picture here."""
    has_picture = row is not None and PICTURE_LOCK in row.locked
    return sorted({*part.locked, *([PICTURE_LOCK] if has_picture else [])})


def _presences(seen: SeenPart, row: Analysis, people: Mapping[str, Character]) -> Iterable[Presence]:
    for order, one in enumerate(seen.people):
        plain = one.model_dump(exclude={"name"})
        yield Presence(analysis=row, character=people[one.name], order=order, **plain)


def _quote(part: QuotePart, scene: Scene, people: Mapping[str, Character]) -> Quote:
    speaker = people[part.speaker] if part.speaker is not None else None
    plain = part.model_dump(exclude={"speaker", "locked"})
    return Quote(scene=scene, speaker=speaker, locked=sorted(part.locked), **plain)
