"""The cast of a book, and whom each place of a chapter means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.prose.beings.being import Being
from analysts.prose.beings.unnamed import Unnamed
from analysts.prose.coreference.mention import Resolved, Talk
from analysts.prose.coreference.names import NameIndex
from analysts.prose.coreference.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.prose.beings.being import NamedPerson, ParsedChapter, Speech
    from analysts.prose.coreference.mention import Mention

_VOCATIVE = re.compile(
    r"(?:^|[,!?.—] ?|\b(?:dear|dearest|my|old|poor|oh|O) )((?:[A-Z][a-z]+\.? )?[A-Z][\w’'-]+)(?=[,.!?;—]|$)"
)


class Cast:
    """Everybody who acts in a book. `narrators` are those who say "I" in the narration, by chapter number.

    `deaths` are, by the id of the being's object, the chapter and the sentence in which they die.
    """

    def __init__(
        self,
        beings: Sequence[Being],
        unnamed: Unnamed,
        narrators: Mapping[int, Being],
        deaths: Mapping[int, tuple[int, int]] | None = None,
    ) -> None:
        self.beings = list(beings)
        self.names = NameIndex(b for b in beings if b.kind in ("named", "narrator"))
        self._unnamed = unnamed
        self._narrators = narrators
        self._deaths = deaths or {}

    def narrator(self, chapter: int) -> Being | None:
        """Return who tells a chapter as "I", if anybody does."""
        return self._narrators.get(chapter)

    def is_alive(self, being: Being, chapter: int, sentence: int) -> bool:
        """Say whether somebody is alive at a sentence of a chapter, as far as the narration tells."""
        death = self._deaths.get(id(being))
        return death is None or (chapter, sentence) <= death

    def named(self, name: str) -> Being | None:
        """Return who bears a name, the first of those who do."""
        return next(iter(self.names.bearers(name)), None)

    def resolve(self, chapter: ParsedChapter) -> Resolved:
        """Say whom every name, description and pronoun of a chapter means, and who talks to whom."""
        resolver = Resolver(self.names, self._unnamed, self.narrator(chapter.number))
        starts = _starts(chapter.speeches)
        mentions: list[Mention] = []
        talks: list[Talk] = []
        for n, sentence in enumerate(chapter.sentences):
            resolver.teller = self._teller(chapter, sentence.paragraph) if sentence.told else None
            mentions.extend(resolver.read(sentence, n))
            for start in dict.fromkeys(t.start for t in sentence.tokens):
                speech = starts.get((sentence.paragraph, start))
                if speech is not None:
                    talks.append(self._talk(resolver, chapter.speeches[speech], speech))
        return Resolved(tuple(mentions), tuple(talks))

    def _teller(self, chapter: ParsedChapter, paragraph: int) -> Being | None:
        speech = next((s for s in chapter.speeches if s.paragraph == paragraph), None)
        return self.named(speech.speaker) if speech and speech.speaker else None

    def _talk(self, resolver: Resolver, speech: Speech, index: int) -> Talk:
        speaker = self.named(speech.speaker) if speech.speaker else None
        others = [b for b in reversed(resolver.mind.turns) if b is not speaker]
        addressee = next((b for b in self._called(speech) if b is not speaker), others[0] if others else None)
        if speaker is not None:
            resolver.mind.spoke(speaker)
        return Talk(index, speaker, addressee)

    def _called(self, speech: Speech) -> list[Being]:
        """Return those whom a speech calls by name ("Watson, come here")."""
        called = _VOCATIVE.findall(speech.text)
        return [b for name in called if (b := self.named(name)) is not None]


def _starts(speeches: Sequence[Speech]) -> dict[tuple[int, int], int]:
    """Map the place of each speech's opening mark, and of its first letter, to its index."""
    places: dict[tuple[int, int], int] = {}
    for n, speech in enumerate(speeches):
        places.setdefault((speech.paragraph, speech.start - 1), n)
        places.setdefault((speech.paragraph, speech.start), n)
    return places


def build_cast(chapters: Sequence[ParsedChapter], people: Sequence[NamedPerson]) -> Cast:
    """Make the cast of a whole book from its parsed chapters and from those whom the rules found by name."""
    named = [Being(p.name, "named", p.gender, forms={p.name, *p.aliases}) for p in people]
    narrator = next((b for b, p in zip(named, people, strict=True) if p.is_narrator), None)
    return Cast(named, Unnamed(), {c.number: narrator for c in chapters} if narrator else {})
