"""`RuleAnalyst`: reads a book by rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysts.bible import Bible, Change, Look, Person, SceneAnalysis
from analysts.metadata import UNTITLED, BookMetadata
from analysts.prose.beings.being import ParsedChapter
from analysts.prose.beings.cast import Cast as ProseCast
from analysts.prose.moments.chapter import is_told_in_present
from analysts.rules.looks.ages import ages_of
from analysts.rules.looks.changes import find_changes, finished
from analysts.rules.looks.gathering import collect_looks, settle_looks
from analysts.rules.looks.introductions import introduce
from analysts.rules.looks.loans import find_loans
from analysts.rules.looks.statements import read_statements
from analysts.rules.people.cast import Cast
from analysts.rules.people.discovery import find_people, is_first_person
from analysts.rules.people.name_forms import collect_forms
from analysts.rules.people.reading import cast_of, deaths_as_read, is_readable, parsed_chapter, people_as_read
from analysts.rules.people.tellers import teller_of
from analysts.rules.scenes.homes import at_home, find_homes
from analysts.rules.scenes.joining import settings_as_read
from analysts.rules.scenes.places import (
    NOWHERE,
    PlaceNames,
    Whereabouts,
    exact_kind,
    find_place_names,
    gather_places,
    setting_of,
)
from analysts.rules.scenes.readings import BookReader
from analysts.rules.scenes.scene_reader import SceneReader
from analysts.rules.scenes.world import world_of
from analysts.rules.speech.conversation import Conversation
from analysts.text.blocks import SceneBlock, read_blocks
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysts.bible import SceneReading
    from analysts.vocabulary import PlaceKind
    from books.text.content import ChapterText


class RuleAnalyst:
    """An analyst that needs nothing but the text. The same text always gives the same bible."""

    name = "rules"

    def __init__(self, metadata: BookMetadata = UNTITLED) -> None:
        self._metadata = metadata

    def find(self, part: Sequence[ChapterText]) -> dict[str, Any]:  # noqa: ARG002
        """Find nothing: rules read the whole book at once."""
        return {}

    def merge(self, chapters: Sequence[ChapterText], findings: Sequence[dict[str, Any]]) -> Bible:  # noqa: ARG002
        """Make the bible of the whole book."""
        return self.discover(chapters)

    def analyse_part(self, part: Sequence[ChapterText], bible: Bible) -> list[SceneAnalysis]:
        """Analyse the scenes of some chapters."""
        return [analysis for chapter in part for analysis in self.analyse(chapter, bible)]

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Find the people, places and lasting changes of the whole book."""
        blocks = read_blocks(chapters)
        if not any(b.tokens for b in blocks):
            return Bible((), (), ())
        prose = _read_prose(chapters, blocks)
        people = prose.people
        cast = Cast(people)
        lines = list(read_statements(blocks, cast, cast.narrator))
        next_chapter = _next_chapters(chapters)
        introduced = introduce(collect_looks(lines), lines, blocks, cast)
        looks = settle_looks(introduced, people)
        hero = cast.narrator or next((p.name for p in people if p.role == "protagonist"), None)
        changes = [*find_changes(lines, next_chapter, hero), *find_loans(lines, next_chapter)]
        talk = Conversation(blocks, cast, narrator=cast.narrator)
        talk.attribute()
        ages = ages_of(people, looks, lines, talk)
        looks = {name: _before_changes(of_person, name, changes) for name, of_person in looks.items()}
        for person in people:
            if person.species not in PERSONLIKE:
                looks[person.name] = [k for k in looks.get(person.name, []) if k.field != "age"]
        described = tuple(replace(p, looks=tuple(looks.get(p.name, ())), age=ages[p.name]) for p in people)
        names = find_place_names(collect_forms(blocks), [n for p in people for n in (p.name, *p.aliases)], blocks)
        homes = find_homes(blocks, [n for p in people for n in (p.name, *p.aliases)])
        kinds = {name: exact_kind(Whereabouts(name, kind, False)) for name, kind in names.kinds.items()}
        readings = prose.scenes(described, homes | kinds)
        settings = _settings(chapters, blocks, names, readings, homes)
        return Bible(
            people=described,
            places=gather_places(settings, blocks),
            changes=(*finished(sorted(changes, key=lambda c: c.scene), looks), *prose.deaths()),
            world=world_of(blocks, self._metadata),
            readings=tuple(readings),
        )

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`, one analysis per scene, in order."""
        blocks = read_blocks([chapter])
        cast = Cast(bible.people)
        narrator = teller_of(chapter, blocks, cast) if is_first_person(blocks) else None
        talk = Conversation(blocks, cast, narrator=narrator)
        attributions = talk.attribute()
        reader = SceneReader(bible, narrator)
        analyses = []
        end = 0
        for scene in chapter.scenes:
            start, end = end, end + len(scene.paragraphs)
            analyses.append(
                reader.read(scene.number, blocks[start:end], talk.references[start:end], attributions[start:end])
            )
        return analyses


@dataclass(frozen=True, slots=True)
class _Prose:
    """A book's chapters as they were parsed, each with its blocks, and its people; no `cast` where nothing was read."""

    people: Sequence[Person]
    chapters: Sequence[tuple[ParsedChapter, Sequence[SceneBlock]]] = ()
    cast: ProseCast | None = None

    def deaths(self) -> list[Change]:
        """Return who dies, and where."""
        chapters = [chapter for chapter, _ in self.chapters]
        return deaths_as_read(self.people, chapters, self.cast) if self.cast else []

    def scenes(self, people: Sequence[Person], places: Mapping[str, PlaceKind]) -> list[SceneReading]:
        """Read what the scenes show; `people` and `places` are the bible's."""
        if self.cast is None:
            return []
        in_present = is_told_in_present([chapter.sentences for chapter, _ in self.chapters])
        reader = BookReader(self.cast, people, places, in_present=in_present)
        return [reading for chapter, blocks in self.chapters for reading in reader.read(chapter, blocks)]


def _read_prose(chapters: Sequence[ChapterText], blocks: Sequence[SceneBlock]) -> _Prose:
    """Find everybody: by name in the words, then in the parsed prose who of them acts, and who else does."""
    from analysts.prose.parsing import ProseParser

    people = find_people(blocks)
    cast = Cast(people)
    attributions = Conversation(blocks, cast, narrator=cast.narrator).attribute()
    parser = ProseParser()
    parsed, end = [], 0
    before: tuple[str, str | None] = ("", None)
    for chapter in chapters:
        start, end = end, end + sum(len(scene.paragraphs) for scene in chapter.scenes)
        here = blocks[start:end]
        sentences = parser.parse([block.text for block in here])
        teller = teller_of(chapter, here, cast, before)
        before = chapter.title, teller
        said = attributions[start:end]
        if teller != cast.narrator:  # who tells the book does not say what “I” say here
            said = Conversation(here, cast, narrator=teller).attribute()
        parsed.append((parsed_chapter(chapter.number, here, said, sentences, teller), here))
    read = [chapter for chapter, _ in parsed]
    if not is_readable(read):
        return _Prose(people)
    prose_cast = cast_of(read, people)
    return _Prose(people_as_read(people, prose_cast), parsed, prose_cast)


def _before_changes(looks: Sequence[Look], name: str, changes: Sequence[Change]) -> list[Look]:
    """Leave out hair as it is after a cut: the change says that."""
    cut = min((c.scene for c in changes if c.person == name and c.type == "hair"), default=None)
    return [k for k in looks if k.field != "hair" or cut is None or k.scene < cut]


def _settings(
    chapters: Sequence[ChapterText],
    blocks: Sequence[SceneBlock],
    names: PlaceNames,
    readings: Sequence[SceneReading],
    homes: Mapping[str, PlaceKind],
) -> dict[int, Whereabouts]:
    by_scene: dict[int, list[SceneBlock]] = {s.number: [] for c in chapters for s in c.scenes}
    for block in blocks:
        by_scene[block.scene].append(block)
    settings: dict[int, Whereabouts] = {}
    setting = NOWHERE
    for chapter in chapters:
        for scene in chapter.scenes:
            setting = settings[scene.number] = setting_of(by_scene[scene.number], names, setting)
    return at_home(settings_as_read(settings, readings), chapters, by_scene, homes)


def _next_chapters(chapters: Sequence[ChapterText]) -> Mapping[int, int | None]:
    """Return for each scene the first scene of the next chapter that has any."""
    result: dict[int, int | None] = {}
    following: int | None = None
    for chapter in reversed(chapters):
        for scene in chapter.scenes:
            result[scene.number] = following
        if chapter.scenes:
            following = chapter.scenes[0].number
    return result
