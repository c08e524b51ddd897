"""Names in the passages of sources, and whether each is a person, a place, a work or something else.

A name is judged by all its mentions together: a preposition before it, a title, a given name, its last word.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import TITLES
from analysts.lexicon.word_file import WordFile
from analysts.names import ENGLISH
from analysts.text.blocks import sentences
from authors.facts.words import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

NameKind = Literal["person", "place", "work", "other"]

_WORDS = WordFile("names", DATA)
_PLACE_ENDINGS = _WORDS.words("place_endings")
_OTHER_ENDINGS = _WORDS.words("other_endings")
_NO_NAMES = _WORDS.words("no_names")
_KNOWN_PLACES = frozenset(_WORDS.phrases("known_places"))
_KIN = "|".join(sorted(_WORDS.words("kin"), key=len, reverse=True))
_PARTICLES = r"(?:of|the|de|del|della|di|da|du|des|van|von|der|den|af|av|la|le|y|zu|zur|and(?= (?:Son|Sons|Co)\b))"
_CAPITAL = r"(?:(?:Mc|Mac|O['’]|D['’])?[A-ZÀ-ÖØ-Þ][\w'’]*\w(?:-[A-Za-zÀ-ÿ]+)*['’]?|[A-ZÀ-ÖØ-Þ]\.(?= ))"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Rev)\."
_NAME = re.compile(rf"(?:{_TITLE} )?{_CAPITAL}(?:(?: {_PARTICLES}){{0,2}}(?: {_CAPITAL}))*")
_WORK = re.compile(r"[“\"‘']([A-Z][^“”\"‘’']{2,80}?)[,.]?[”\"’']")
_INSIDE = re.compile(
    r"\b(?:in|at|near|outside|above|around|across|off|throughout|of the island of|town of|city of)\s$", re.I
)
_TOWARDS = re.compile(r"\b(?:to|from|for|left|via|reached|between|through|of|on|into)\s$", re.I)
_RELATED = re.compile(rf"(?:\b(?:married|wed|met|by|and|with|called|named|{_KIN}),?(?: the [a-z]+)?\s)$", re.I)
_SAYS = re.compile(
    r"^,?\s(?:said|says|wrote|was born|died|married|told|who|whom|whose|and (?:his|her)|asked|remembered)\b"
)
_OF_PERSON = re.compile(r"^['’]s\s(?:" + _KIN + r"|house|widow|death|hand|room|book|letter)\b")
_WORK_BEFORE = re.compile(
    r"\b(?:book|novel|poem|play|paper|opera|symphony|painting|memoir|titled|entitled|published)\s?,?\s$", re.I
)


class Name(NamedTuple):
    """A name and the characters of the text that it stands in, without a possessive ending."""

    start: int
    end: int
    text: str
    opens: bool


def find_names(text: str) -> list[Name]:
    """Find all names of a text, in order. A capital that only opens a sentence is left out."""
    starts = {span.start for span in sentences(text)}
    names = []
    for match in _NAME.finditer(text):
        start, words = match.start(), match[0]
        opens = start in starts or (start > 0 and text[start - 1] in '“"‘(' and start - 1 in starts)
        start, words = _without_opener(start, words, opens=opens)
        words = _without_end(words)
        if words and not _is_no_name(words):
            names.append(Name(start, start + len(words), words, opens and start == match.start()))
    return names


def find_works(text: str) -> list[str]:
    """Find titles in quotation marks: several words, the longer ones in capitals."""
    return [match[1].strip() for match in _WORK.finditer(text) if _is_title(match[1])]


def kinds_of_names(texts: Iterable[str], people: Iterable[str] = (), works: Iterable[str] = ()) -> dict[str, NameKind]:
    """Judge every name of the texts by all that is said around it; `people` are known to be people.

    A name that only ever opens a sentence is one only where it has several words or stands elsewhere in another name.
    """
    votes: dict[str, Counter[NameKind]] = {}
    inside: set[str] = set()
    for text in texts:
        for name in find_names(text):
            votes.setdefault(name.text, Counter()).update(_votes(text, name))
            if not name.opens or " " in name.text:
                inside.update((name.text, *name.text.split()))
    kinds: dict[str, NameKind] = {}
    for known in people:
        for part in (known, *known.split()):
            votes.setdefault(part, Counter())["person"] += 9
            inside.add(part)
    for words, cast in votes.items():
        if words in inside or words in _KNOWN_PLACES:
            kinds[words] = max(cast, key=lambda kind: cast[kind]) if cast else "other"
    for work in works:
        kinds[work] = "work"
    return _by_longer_names(kinds)


def _by_longer_names(kinds: dict[str, NameKind]) -> dict[str, NameKind]:
    """Give a single word the kind of the only longer person it belongs to, where nothing else speaks."""
    people = [name.split() for name, kind in kinds.items() if kind == "person" and " " in name]
    surnames, given = {parts[-1] for parts in people}, {parts[0] for parts in people}

    def settled(name: str, kind: NameKind) -> NameKind:
        known = name in surnames or name in given or (" " in name and name.rsplit(maxsplit=1)[-1] in surnames)
        return "person" if kind == "other" and known and name.split(maxsplit=1)[0] not in _PLACE_ENDINGS else kind

    return {name: settled(name, kind) for name, kind in kinds.items()}


def _votes(text: str, name: Name) -> Counter[NameKind]:
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 30]
    words = name.text.split()
    votes: Counter[NameKind] = Counter()
    last, first = words[-1].rstrip("."), words[0].rstrip(".")
    if first.lower() in TITLES and len(words) > 1:
        votes["person"] += 5
    if first in FEMALE or first in MALE:
        votes["person"] += 3
    if name.text in _KNOWN_PLACES:
        votes["place"] += 4
    if last in _PLACE_ENDINGS and len(words) > 1:
        votes["place"] += 5
    if last in _OTHER_ENDINGS or first in _OTHER_ENDINGS:
        votes["other"] += 6
    if first in _PLACE_ENDINGS:
        votes["place"] += 4
    if 2 <= len(words) <= 3 and first not in ("The", "A") and not {first, last} & (_PLACE_ENDINGS | _OTHER_ENDINGS):
        votes["person"] += 1
    votes["place"] += 2 * bool(_INSIDE.search(before)) + bool(_TOWARDS.search(before))
    votes["person"] += (
        2 * bool(_RELATED.search(before)) + 2 * bool(_SAYS.match(after)) + 2 * bool(_OF_PERSON.match(after))
    )
    votes["work"] += 3 * bool(_WORK_BEFORE.search(before))
    if len(words) > 2 and words[0] in ("The", "A") and not _INSIDE.search(before):
        votes["work"] += 2
    return +votes


def _without_opener(start: int, words: str, *, opens: bool) -> tuple[int, str]:
    """Cut words that no name begins with: “In”, “When”, “Her”, months, weekdays."""
    while words:
        first, _, rest = words.partition(" ")
        bare = first.rstrip(".")
        is_article = bare in ("The", "A", "An") and (opens or not rest)
        if not (is_article or (bare.lower() in ENGLISH and bare not in ("The", "A")) or bare in _NO_NAMES):
            break
        if bare in ("The", "A") and not is_article:
            break
        start, words = start + len(first) + bool(rest), rest
        while words.partition(" ")[0] in ("of", "the", "de", "and"):
            first, _, rest = words.partition(" ")
            start, words = start + len(first) + bool(rest), rest
    return start, words


def _without_end(words: str) -> str:
    words = re.sub(r"['’]s?$", "", words)
    office = re.search(r" of (?:the )?(?=[A-Z])", words)
    if office and words.split()[0].rstrip(".") not in _OTHER_ENDINGS and not words.startswith(("The ", "A ")):
        words = words[: office.start()]
    possessive = re.search(r"['’]s?\s", words)
    if possessive and words.split()[-1] not in _OTHER_ENDINGS:
        words = words[: possessive.start()]
    parts = words.split(" ")
    while parts and (parts[-1].rstrip(".") in _NO_NAMES or parts[-1] in ("of", "the", "and")):
        parts.pop()
    return " ".join(parts)


def _is_no_name(words: str) -> bool:
    return (
        len(words.rstrip(".")) < 2
        or all(word.lower().rstrip(".") in ENGLISH or word.rstrip(".") in _NO_NAMES for word in words.split())
        or words.lower().rstrip(".") in TITLES
    )


def _is_title(words: str) -> bool:
    parts = words.split()
    capitals = sum(part[0].isupper() for part in parts)
    return len(parts) >= 2 and capitals >= 2 and all(part[0].isupper() for part in parts if len(part) > 4)


def is_listed_opener(word: str) -> bool:
    """Say whether a capital that opens a sentence is likely to be no name: it is none of the names that are known."""
    return word not in FEMALE and word not in MALE and word not in _KNOWN_PLACES
