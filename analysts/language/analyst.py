"""`LanguageModelAnalyst`: reads a book with any text model.

First every part of the book for people, places and changes, then one question about who is who, then every part again
for its scenes. The second reading begins with the same words as the first, so that services bill it as a cached one.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from analysts.language.asking import ask, in_pieces
from analysts.language.compiling import bible_of, count_names
from analysts.language.merging import (
    PersonEntry,
    PlaceEntry,
    check_merging,
    complete,
    entries_of,
    lists,
    merged_by_names,
)
from analysts.language.portions import (
    Portion,
    answer_tokens,
    findings_tokens,
    parts_of,
    portion_limits,
    portions_of,
    scenes_of,
)
from analysts.language.prompts import prompt
from analysts.language.rendering import fenced, listed
from analysts.language.schemas import Findings, FoundLook, FoundPerson, FoundPlace, FoundWorld, Merging, PartAnswer
from analysts.language.seeing import analyses_of, check_scenes, known_in
from analysts.metadata import UNTITLED, BookMetadata
from analysts.rules import RuleAnalyst
from providers.errors import BadAnswer, ContentRefused, ContextTooLong, ProviderError
from providers.interfaces.text import TextModel, TextRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Bible, SceneAnalysis
    from books.text.content import ChapterText

TOKENS_A_LINE = 60
"""Of an answer about who is who."""


class LanguageModelAnalyst:
    """An analyst that asks a model. What the model cannot or will not read is left to the rules, with a note.

    `reads_again_soon`: the same part is, or was, asked about within minutes, so its text is worth a mark for a cache.
    """

    def __init__(self, model: TextModel, *, metadata: BookMetadata = UNTITLED, reads_again_soon: bool = True) -> None:
        self.name = model.name
        self._model = model
        self._metadata = metadata
        self._reads_again_soon = reads_again_soon
        self._rules = RuleAnalyst(metadata=metadata)
        self._room = portion_limits(model.context_tokens, model.most_output_tokens)

    def find(self, part: Sequence[ChapterText]) -> dict[str, Any]:
        """Find the people, places and changes of one part."""
        findings = Findings()
        for portion in portions_of(part, self._room):
            for piece in in_pieces(portion, self._findings_of, self._findings_by_rules):
                findings += piece
        return findings.model_dump(mode="json")

    def merge(self, chapters: Sequence[ChapterText], parts: Sequence[dict[str, Any]]) -> Bible:
        """Join what the parts have found to the bible of the whole book."""
        findings = sum(map(Findings.model_validate, parts), Findings())
        people, places = entries_of(findings)
        scenes = scenes_of(chapters)
        _, seen = count_names({entry.name: entry.names for entry in people}, scenes)
        for entry in people:
            entry.scenes = set(seen[entry.name])
        answer = self._merging(people, places) if people or places else Merging(people=[], places=[])
        merging = complete(answer, people, places)
        return bible_of(findings, merging, people, places, scenes)

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Find the people, places and lasting changes of the whole book."""
        return self.merge(chapters, [self.find(part) for part in parts_of(chapters, self._room)])

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`, one analysis per scene, in order."""
        return self.analyse_part((chapter,), bible)

    def analyse_part(self, part: Sequence[ChapterText], bible: Bible) -> list[SceneAnalysis]:
        """Analyse a run of chapters in the same way."""
        pieces = [
            piece
            for portion in portions_of(part, self._room)
            for piece in in_pieces(
                portion,
                lambda portion: self._seen(portion, bible),
                lambda portion, error: self._seen_by_rules(portion, bible, error),
            )
        ]
        return [analysis for piece in pieces for analysis in piece]

    def _findings_of(self, portion: Portion) -> Findings:
        request = self._request(portion, prompt("discover").template, findings_tokens(scenes_of(portion)))
        reading = ask(self._model, request, PartAnswer, lambda _: "")
        worlds = [reading.world] if reading.world else []
        return Findings(people=reading.people, places=reading.places, changes=reading.changes, worlds=worlds)

    def _findings_by_rules(self, portion: Portion, _error: ProviderError) -> Findings:
        bible = self._rules.discover(portion)
        return Findings(
            people=[
                FoundPerson(
                    name=p.name,
                    aliases=list(p.aliases),
                    gender=p.gender,
                    age=p.age,
                    is_narrator=p.is_narrator,
                    species=p.species,
                    is_clothed=p.is_clothed,
                    is_group=p.is_group,
                    size=p.size,
                    looks=[
                        FoundLook(field=k.field, value=k.value, scene=k.scene, evidence=k.sentence) for k in p.looks
                    ],
                )
                for p in bible.people
            ],
            places=[
                FoundPlace(
                    name=p.name,
                    kind=p.kind,
                    indoors=p.indoors,
                    description=p.description,
                    keywords=list(p.keywords),
                    scenes=list(p.scenes),
                )
                for p in bible.places
            ],
            worlds=[FoundWorld(**asdict(bible.world))],
        )

    def _merging(self, people: Sequence[PersonEntry], places: Sequence[PlaceEntry]) -> Merging:
        entries = lists(people, places)
        request = TextRequest(
            system=prompt("system").template,
            prefix="",
            prompt=f"{prompt('merge').template}\n\n{listed(entries)}",
            schema=Merging,
            max_output_tokens=min(self._model.most_output_tokens, 500 + TOKENS_A_LINE * len(entries)),
        )
        try:
            return ask(self._model, request, Merging, check_merging(people, places))
        except (BadAnswer, ContextTooLong, ContentRefused):
            return merged_by_names(people, places)

    def _seen(self, portion: Portion, bible: Bible) -> list[SceneAnalysis]:
        scenes = scenes_of(portion)
        known = known_in(portion, bible)
        task = prompt("analyse").substitute(scenes=", ".join(str(scene.number) for scene in scenes))
        tokens = answer_tokens(scenes)
        request = self._request(portion, f"{known.listing}\n\n{task}", tokens)
        return analyses_of(portion, ask(self._model, request, PartAnswer, check_scenes(portion)), known)

    def _seen_by_rules(self, portion: Portion, bible: Bible, error: ProviderError) -> list[SceneAnalysis]:
        note = f"Read by the built-in analyst, because {self.name} could not: {error}"
        return [replace(analysis, note=note) for chapter in portion for analysis in self._rules.analyse(chapter, bible)]

    def _request(self, portion: Portion, task: str, tokens: int) -> TextRequest:
        return TextRequest(
            system=prompt("system").template,
            prefix=fenced(portion, metadata=self._metadata),
            prompt=task,
            schema=PartAnswer,
            max_output_tokens=min(self._model.most_output_tokens, tokens),
            is_read_soon=self._reads_again_soon,
        )
