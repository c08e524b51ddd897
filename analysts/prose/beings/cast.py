"""The cast of a book, and whom each place of a chapter means."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from analysts.prose.beings.being import Being
from analysts.prose.beings.census import lasting_beings, take_census
from analysts.prose.beings.narrators import find_narrators
from analysts.prose.beings.persons import has_likely_name, is_notable, is_somebody
from analysts.prose.beings.record import Records
from analysts.prose.beings.settling import deaths_of, settle, settle_company
from analysts.prose.beings.tellers import VOCATIVE, teller_at_end, tellers_of
from analysts.prose.beings.twins import Meetings, find_twins
from analysts.prose.beings.unnamed import Unnamed
from analysts.prose.coreference.mention import Resolved, Talk
from analysts.prose.coreference.names import NameIndex, is_common, words_of
from analysts.prose.coreference.resolver import Resolver
from analysts.prose.coreference.said import Said, who_says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.prose.beings.being import NamedPerson, ParsedChapter, Speech
    from analysts.prose.coreference.mention import Mention
    from analysts.prose.sentences import Sentence


class Cast:
    """Everybody who acts in a book. `narrators` are those who say "I" in the narration, by chapter number.

    By the id of the being's object: `deaths` are the chapter and the sentence in which they die, `scenes` the numbers
    of those that name or describe them.
    """

    def __init__(
        self,
        beings: Sequence[Being],
        unnamed: Unnamed,
        narrators: Mapping[int, Being],
        deaths: Mapping[int, tuple[int, int]] | None = None,
        scenes: Mapping[int, tuple[int, ...]] | None = None,
    ) -> None:
        self.beings = list(beings)
        self.names = NameIndex(b for b in beings if b.kind in ("named", "narrator"))
        self.unnamed = unnamed
        self._narrators = narrators
        self._deaths = deaths or {}
        self._scenes = scenes or {}
        self._tale_at_end: dict[int, Being | None] = {}
        """Who tells the tale with which a chapter ends, of those that were resolved, by the chapter's number."""

    def narrator(self, chapter: int) -> Being | None:
        """Return who tells a chapter as "I", if anybody does."""
        return self._narrators.get(chapter)

    def scenes(self, being: Being) -> tuple[int, ...]:
        """Return the scenes in which somebody is named or described."""
        return self._scenes.get(id(being), ())

    def is_alive(self, being: Being, chapter: int, sentence: int) -> bool:
        """Say whether somebody is alive at a sentence of a chapter, as far as the narration tells."""
        death = self._deaths.get(id(being))
        return death is None or (chapter, sentence) <= death

    def death(self, being: Being) -> tuple[int, int] | None:
        """Return the chapter's number and the sentence's index where somebody dies, if the narration tells it."""
        return self._deaths.get(id(being))

    def named(self, name: str) -> Being | None:
        """Return who bears a name, the first of those who do."""
        return next(iter(self.names.bearers(name)), None)

    def resolve(self, chapter: ParsedChapter) -> Resolved:
        """Say whom every name, description and pronoun of a chapter means, and who talks to whom.

        A tale that goes on over chapters has one teller if they are resolved in their order.
        """
        narrator = self.narrator(chapter.number)
        resolver = Resolver(self.names, self.unnamed, narrator, chapter=chapter.number)
        tellers = tellers_of(chapter, self.names.bearers, narrator, self._tale_at_end.get(chapter.number - 1))
        self._tale_at_end[chapter.number] = teller_at_end(chapter, tellers)
        mentions: list[Mention] = []
        talks: list[Talk] = []
        spoken = self._spoken(chapter)
        for n, sentence in enumerate(chapter.sentences):
            self._hear(resolver, chapter, (sentence.paragraph, sentence.start), talks)
            resolver.teller = tellers.get(sentence.paragraph) if sentence.told else None
            here = [] if sentence.told else list(_speeches_in(chapter, len(talks), sentence))
            said = self._said(here[0], chapter.number, spoken[chapter.scenes[sentence.paragraph]]) if here else None
            mentions.extend(resolver.read(sentence, n, said))
            if said is not None and resolver.sayer is not None:
                noun = sentence.tokens[resolver.sayer.head].lemma.lower()
                by = who_says(said, resolver.sayer, noun)
                for speech in here:
                    talks.append(self._talk(resolver, speech, len(talks), by))
        self._hear(resolver, chapter, None, talks)
        return Resolved(tuple(mentions), tuple(talks))

    def _hear(
        self, resolver: Resolver, chapter: ParsedChapter, until: tuple[int, int] | None, talks: list[Talk]
    ) -> None:
        """Hear the speeches that wait, up to a place."""
        while len(talks) < len(chapter.speeches):
            speech = chapter.speeches[len(talks)]
            if until is not None and (speech.paragraph, speech.start) >= until:
                break
            speaker = self._speaker(speech, chapter.number)
            talks.append(self._talk(resolver, speech, len(talks), (speaker, speech.sure)))

    def _spoken(self, chapter: ParsedChapter) -> dict[int, Counter[Being]]:
        """Return how often each speaks by the turns of a scene, by the scene's number."""
        spoken: dict[int, Counter[Being]] = defaultdict(Counter)
        for speech in chapter.speeches:
            speaker = self._speaker(speech, chapter.number)
            if speaker is not None:
                spoken[chapter.scenes[speech.paragraph]][speaker] += 1
        return spoken

    def _said(self, speech: Speech, chapter: int, spoken: Counter[Being]) -> Said:
        speaker = self._speaker(speech, chapter)
        others = Counter(spoken)
        if speaker is not None:
            others[speaker] -= 1
        return Said(speaker, speech.sure, frozenset(self._called(speech)), others)

    def _talk(self, resolver: Resolver, speech: Speech, index: int, by: tuple[Being | None, float]) -> Talk:
        """Hear a speech that is `by` somebody, as far as that is sure."""
        speaker, sure = by
        called = next((b for b in self._called(speech) if b is not speaker), None)
        before = next((b for b in reversed(resolver.mind.turns) if b is not speaker), None)
        if speaker is not None:
            resolver.mind.spoke(speaker)
        return Talk(index, speaker, called or before, is_called=called is not None, sure=sure)

    def _speaker(self, speech: Speech, chapter: int) -> Being | None:
        """Return who bears a speaker's name; before it was ever said, whoever else holds the office that speaks."""
        speaker = self.named(speech.speaker) if speech.speaker else None
        if speaker is None or speaker.named_from <= chapter:
            return speaker
        offices = [form for form in sorted(speaker.forms) if is_common(words_of(form))]
        holders = (b for office in offices for b in self.names.bearers(office))
        return next((b for b in holders if b.named_from <= chapter), None)

    def _called(self, speech: Speech) -> list[Being]:
        """Return those whom a speech calls by name ("Watson, come here")."""
        called = VOCATIVE.findall(speech.text)
        return [b for name in called if (b := self.named(name)) is not None]


def _speeches_in(chapter: ParsedChapter, waiting: int, sentence: Sentence) -> Iterator[Speech]:
    """Yield the speeches of one speaker within a sentence, from the one that waits, as long as they follow there."""
    for speech in islice(chapter.speeches, waiting, None):
        is_here = speech.paragraph == sentence.paragraph and sentence.start <= speech.start < sentence.end
        if not is_here or speech.speaker != chapter.speeches[waiting].speaker:
            return
        yield speech


def build_cast(chapters: Sequence[ParsedChapter], people: Sequence[NamedPerson]) -> Cast:
    """Make the cast of a whole book from its parsed chapters and from those whom the rules found by name.

    The book is read twice: first to see who of the named is somebody, which names are one being's, and what each is;
    then to see what the unnamed do.
    """
    named = [Being(p.name, "named", p.gender, forms={p.name, *p.aliases}) for p in people]
    narrator = next((b for b, p in zip(named, people, strict=True) if p.is_narrator), None)
    census = take_census(chapters, NameIndex(named))
    for being in named:
        being.named_from = census.named_from.get(id(being), 0)
    narrators = find_narrators(chapters, census, named, narrator)
    first = Cast([*named, *_unnamed_narrators(narrators)], Unnamed(), narrators)
    records, meetings = Records(), Meetings()
    for chapter in chapters:
        resolved = first.resolve(chapter)
        records.read(chapter, resolved.mentions, resolved.talks)
        meetings.read(chapter, resolved.mentions)
    tellers = {id(b): b for b in narrators.values()}
    for teller in tellers.values():
        teller.is_narrator = True
    for being in first.beings:
        settle(being, records.of(being))
    kept = [b for b in first.beings if id(b) in tellers or is_somebody(b, records.of(b))]
    twins = find_twins([b for b in kept if id(b) not in tellers], meetings)
    for being in kept:
        if id(being) in twins:
            twins[id(being)].forms |= being.forms
    kept = [b for b in kept if id(b) not in twins]
    usage = first.unnamed.learned
    unnamed = Unnamed(lasting_beings(census, kept, usage), kept, usage)
    return _second_reading(chapters, kept, unnamed, narrators)


def _second_reading(
    chapters: Sequence[ParsedChapter], kept: Sequence[Being], unnamed: Unnamed, narrators: Mapping[int, Being]
) -> Cast:
    cast = Cast(kept, unnamed, narrators)
    records = Records()
    for chapter in chapters:
        resolved = cast.resolve(chapter)
        records.read(chapter, resolved.mentions, resolved.talks)
    for being in (*kept, *unnamed.beings):
        settle(being, records.of(being))
    settle_company(kept)
    deaths = deaths_of(records, narrators={id(b) for b in narrators.values()})
    scenes = {id(b): tuple(sorted(records.of(b).scenes)) for b in records.beings()}
    notable = [b for b in unnamed.beings if is_notable(b) and not has_likely_name(b, kept, scenes)]
    return Cast([*kept, *notable], unnamed, narrators, deaths, scenes)


def _unnamed_narrators(narrators: Mapping[int, Being]) -> list[Being]:
    return list({id(b): b for b in narrators.values() if b.kind == "narrator"}.values())
