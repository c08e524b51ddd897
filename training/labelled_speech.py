"""Who says each quotation of LitBank's works (dbamman/litbank, CC BY 4.0), as the analyst would read them in a book.

The works are kept as words, without blanks and paragraphs. Both are put back as books are printed: a paragraph holds
the speech of one person. What stands before a speech is a paragraph of its own, though in the book it may be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.bible import Person
from analysts.rules.people.cast import Cast
from analysts.rules.people.discovery import find_people, is_first_person
from analysts.text.blocks import SceneBlock, read_blocks
from books.text.content import ChapterText, SceneText
from training.labelled_coreference import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from training.labelled_coreference import LabelledMention, LabelledWork, Places, QuoteSpans

_LONGEST = 6
"""Sentences of a paragraph without quotations."""
_ENDINGS = ("s", "ll", "ve", "m", "d", "re")
_NO_BLANK_BEFORE = frozenset((*",.!?;:)]”—", "--", "...", *(f"{mark}{end}" for mark in "'’" for end in _ENDINGS)))
_NO_BLANK_AFTER = frozenset(("“", "(", "[", "‘", "--", "—"))
_FIRST = frozenset(("i", "me", "my", "myself"))
_LEAST_I = 5


@dataclass(frozen=True, slots=True)
class LabelledTalk:
    """Paragraphs with who says each of their quotations, by the names of the analyst's people.

    A label is None where the corpus names nobody, and "" where it names somebody whom the analyst has not found.
    """

    name: str
    blocks: Sequence[SceneBlock]
    people: Sequence[Person]
    narrator: str | None
    speakers: Sequence[Sequence[str | None]]
    kinds: Sequence[Sequence[str]] = ()
    """By which name results are counted, where the corpus has one for each quotation ("Explicit")."""


def labelled_talk(folder: Path, name: str) -> LabelledTalk:
    """Read a work of LitBank's, and find its people as the analyst does."""
    work = read(folder, name, lay_out=as_printed)
    chapter = ChapterText(1, "", (SceneText(1, tuple(work.paragraphs)),))
    blocks = read_blocks([chapter])
    people = find_people(blocks)
    cast = Cast(people)
    names = _names_of_entities(work, blocks, cast)
    narrator = cast.narrator if is_first_person(blocks) else None
    named = {m.entity for m in work.mentions if m.form == "PROP"}
    labels = [
        tuple(_label(work, at, quote.start, quote.end, names, named) for quote in block.quotes)
        for at, block in enumerate(blocks)
    ]
    return LabelledTalk(name, blocks, people, narrator, labels)


def _label(
    work: LabelledWork, paragraph: int, start: int, end: int, names: Mapping[str, str], named: set[str]
) -> str | None:
    """Return who says the labelled quotation that shares most with a found one."""
    best, most = None, 0
    for quote in work.quotes:
        shared = min(end, quote.end) - max(start, quote.start) if quote.paragraph == paragraph else 0
        if shared > most and quote.speaker is not None:
            best, most = quote.speaker, shared
    if best is None or (best not in names and best not in named):
        return None
    return names.get(best, "")


def _names_of_entities(work: LabelledWork, blocks: Sequence[SceneBlock], cast: Cast) -> dict[str, str]:
    """Map each labelled person to the one of the analyst's people who is most often found in their mentions."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_paragraph: defaultdict[int, list[LabelledMention]] = defaultdict(list)
    for mention in work.mentions:
        by_paragraph[mention.paragraph].append(mention)
    for at, block in enumerate(blocks):
        for found in cast.mentions(block):
            around = [m for m in by_paragraph[at] if m.start <= found.start and found.end <= m.end + 2]
            inner = min(around, key=lambda m: m.end - m.start, default=None)
            if inner is not None and inner.form != "PRON":
                votes[inner.entity][found.person] += 1
    names = {entity: max(found, key=lambda p: (found[p], p)) for entity, found in votes.items()}
    teller = _teller(work)
    if teller and cast.narrator:
        names.setdefault(teller, cast.narrator)
    return names


def _teller(work: LabelledWork) -> str | None:
    told: Counter[str] = Counter()
    for m in work.mentions:
        quoted = any(q.paragraph == m.paragraph and q.start <= m.start < q.end for q in work.quotes)
        if m.text.lower() in _FIRST and not quoted:
            told[m.entity] += 1
    best = max(told, key=lambda e: (told[e], e), default=None)
    return best if best and told[best] >= _LEAST_I else None


def as_printed(
    work: LabelledWork, sentences: list[list[str]], opening: set[tuple[int, int]], quotes: QuoteSpans
) -> Places:
    """Write the paragraphs of a work as a book has them; return for each word its paragraph and characters."""
    inside = {s for s1, _, s2, _ in quotes for s in range(s1 + 1, s2 + 1)}
    speakers = {(s1, t1): speaker for (s1, t1, _, _), speaker in quotes.items()}
    places: Places = {}
    length, last, since = 0, None, 0
    for s, words in enumerate(sentences):
        here = [speakers[s, t] for t in range(len(words)) if (s, t) in opening]
        goes_on = s in inside or words[0][:1].islower()
        speaks_on = bool(here) and here[0] == last is not None and since <= 1
        begins = (s, 0) in opening and not speaks_on
        is_apart = since > 1 or (last is None and length >= _LONGEST)
        if not work.paragraphs or (not goes_on and (begins or is_apart)):
            work.paragraphs.append("")
            length, since, last = 0, 0, None
        length += 1
        since = 0 if here or goes_on else since + 1
        last = here[-1] if here else last
        _write(work, s, words, places)
    return places


def _write(work: LabelledWork, s: int, words: Iterable[str], places: Places) -> None:
    for t, word in enumerate(words):
        text = work.paragraphs[-1]
        glued = not text or word in _NO_BLANK_BEFORE or word in ("n't", "n’t") or text.endswith(tuple(_NO_BLANK_AFTER))
        start = len(text) + (not glued)
        work.paragraphs[-1] = text + ("" if glued else " ") + word
        places[s, t] = (len(work.paragraphs) - 1, start, start + len(word))
