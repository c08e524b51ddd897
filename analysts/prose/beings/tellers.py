"""Who tells each story within a book: the client to the detective, the old sailor to the boy.

Such a story is told in speeches of many paragraphs, so that taking turns says nothing about them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysts.prose.beings.being import Being, ParsedChapter, Speech

VOCATIVE = re.compile(
    r"(?:^|[,!?.—] ?|\b(?:dear|dearest|my|old|poor|oh|O) )((?:[A-Z][a-z]+\.? )?[A-Z][\w’'-]+)(?=[,.!?;—]|$)"
)
_INNER = re.compile(r"‘.{0,600}?[,.!?—;]’|“.{0,600}?[,.!?—;]”|(?<!\w)'.{0,600}?[,.!?—;]'(?!\w)", re.DOTALL)
"""A speech within a story."""
_MY_NAME = re.compile(r"\b[Mm]y name,? (?:you (?:must )?know,? )?is ((?:[A-Z][\w.’'-]+ ?){1,3})")
_GAP, _LEAST = 5, 3
"""Paragraphs that may lie between two of one story, and of which a story has at least so many."""
_CALLED, _NARRATOR = 0.1, 0.3
"""What the share counts of one to whom the story is told, and of who tells the chapter."""
_NAMES_ITSELF, _IS_CALLED = 1.2, 1.2
"""Shares that are added for one who says their name, and for one who is called by it in the story."""
_GOES_ON, _TOLD_BEFORE = 12, 0.7
"""Paragraphs within which a story goes on, and the share that is added for who has told it before."""
_ENOUGH = 0.35
_OFTEN = 2
"""Times that a story may name its own teller outside of what is said in it."""


def tellers_of(
    chapter: ParsedChapter,
    bearers: Callable[[str], Sequence[Being]],
    narrator: Being | None,
    goes_on: Being | None = None,
) -> Mapping[int, Being]:
    """Return who tells what stands in the paragraphs of a chapter in which somebody tells a story, as far as known.

    `bearers` are all who bear a name, the likeliest first; `goes_on` tells the story with which the last chapter ends.
    """
    speeches: dict[int, list[Speech]] = defaultdict(list)
    for speech in chapter.speeches:
        speeches[speech.paragraph].append(speech)
    told = sorted({sentence.paragraph for sentence in chapter.sentences if sentence.told} & speeches.keys())
    tellers: dict[int, Being] = {}
    before: tuple[Being | None, int] = (goes_on, -1)
    for story in _stories(told):
        first = [speeches[paragraph][0] for paragraph in story]
        if len(story) < _LEAST:
            tellers |= {s.paragraph: being for s in first if (being := _speaker(s, bearers)) is not None}
            continue
        texts = [" ".join(speech.text for speech in speeches[paragraph]) for paragraph in story]
        told_before = before[0] if story[0] - before[1] <= _GOES_ON else None
        teller = _teller(first, texts, bearers, narrator, told_before)
        before = teller, story[-1]
        if teller is not None:
            tellers |= dict.fromkeys(story, teller)
    return tellers


def teller_at_end(chapter: ParsedChapter, tellers: Mapping[int, Being]) -> Being | None:
    """Return who tells the story with which a chapter ends, if it ends with one."""
    last = max(tellers, default=None)
    return tellers[last] if last is not None and last >= len(chapter.scenes) - _GOES_ON else None


def _stories(paragraphs: Sequence[int]) -> Iterator[list[int]]:
    """Yield the paragraphs of one story after another."""
    story: list[int] = []
    for paragraph in paragraphs:
        if story and paragraph - story[-1] > _GAP:
            yield story
            story = []
        story.append(paragraph)
    if story:
        yield story


def _speaker(speech: Speech, bearers: Callable[[str], Sequence[Being]]) -> Being | None:
    return next(iter(bearers(speech.speaker)), None) if speech.speaker else None


def _teller(
    speeches: Sequence[Speech],
    texts: Sequence[str],
    bearers: Callable[[str], Sequence[Being]],
    narrator: Being | None,
    goes_on: Being | None,
) -> Being | None:
    """Return who tells a story, by its first speeches and the texts of its paragraphs; `goes_on` told one before it."""
    shares: dict[Being, float] = defaultdict(float)
    total = sum(map(len, texts))
    for speech, text in zip(speeches, texts, strict=True):
        speaker = _speaker(speech, bearers)
        if speaker is not None:
            shares[speaker] += speech.sure * len(text) / total
    own_words = [_INNER.sub(" ", text) for text in texts]
    to_whom = {being for text in own_words for being in _called(text, bearers)}
    said = " ".join(said[1:-1] for text in texts for said in _INNER.findall(text))
    called = set(_called(said, bearers))
    for being in called - to_whom:
        if not _is_told_of(being, own_words):
            shares[being] += _IS_CALLED
    for name in _MY_NAME.findall(" ".join(own_words)):
        for being in bearers(name.strip())[:1]:
            shares[being] += _NAMES_ITSELF
    if goes_on is not None:
        shares[goes_on] += _TOLD_BEFORE
    for being in to_whom & shares.keys():
        shares[being] *= _CALLED
    if narrator is not None and narrator in shares:
        shares[narrator] *= _NARRATOR
    teller, share = max(shares.items(), key=lambda item: item[1], default=(None, 0.0))
    return teller if share >= _ENOUGH else None


def _called(text: str, bearers: Callable[[str], Sequence[Being]]) -> Iterator[Being]:
    """Yield those whom a text calls by a title and a name that nobody else has: a name alone is too many people's."""
    for name in VOCATIVE.findall(text):
        found = bearers(name) if " " in name else ()
        if len(found) == 1:
            yield found[0]


def _is_told_of(being: Being, own_words: Sequence[str]) -> bool:
    """Say whether a story names somebody outside of what is said in it, as its teller does not do of themselves."""
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in sorted(being.forms))})\b")
    return sum(pattern.search(_MY_NAME.sub(" ", text)) is not None for text in own_words) > _OFTEN
