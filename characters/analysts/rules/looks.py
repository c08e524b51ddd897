"""What people look like: hair, eyes, build, beard, marks and clothes, each with the sentence that says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from characters.analysts.rules.lexicon import alternatives
from characters.analysts.rules.lexicon import appearance as words
from characters.analysts.rules.lexicon.titles import PERSON_NOUNS, ROLES
from characters.analysts.rules.subjects import Line
from characters.bible import Age, Look, LookField

_ADJ = r"(?!(?:his|her|my|their|the|an?|and|with|in|of|was|were)\b)[a-z][a-z-]*"
_ADJS = rf"(?P<adjectives>(?:{_ADJ},? (?:and (?=[a-z-]+,? ))?){{0,5}}?)"
_PARTS = words.HAIR_NOUNS | words.SKIN_NOUNS | words.BEARD_NOUNS | {"eyes", "eye"}
_PARTS |= {"figure", "form", "frame", "body", "build", "shoulders"}
_NOUN_PHRASE = re.compile(
    r"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[Aa]n?|[Tt]he|with|had|and|of|in|wore|[\w’']+[’']s) "
    rf"{_ADJS}(?P<noun>{alternatives(_PARTS)})\b"
)
_PREDICATE = re.compile(
    rf"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[\w’']+[’']s) (?P<noun>{alternatives(_PARTS)})"
    r" (?:was|were|had been|hung|fell|is|are|had grown|shone)"
    r"(?: [a-z]+ly| very| quite| as| so| all| of| a| now| still)* "
    r"(?P<value>[a-z-]+(?:(?:, and |, | and | but )[a-z-]+){0,4})"
)
_APPOSITION = re.compile(
    rf"\b(?:an?|the|this|that) {_ADJS}(?P<noun>{alternatives(PERSON_NOUNS.keys() | ROLES.keys())})\b"
)
_IS_ADJECTIVE = re.compile(
    r"\b(?:was|is|were|had grown|looked|seemed) (?:very |quite |so |rather |a little |too )?"
    r"(?P<value>[a-z-]+(?:(?:, and|,| and) (?:very )?[a-z-]+){0,3})"
)
_CLOTHES = re.compile(
    r"\b(?P<verb>wore|wearing|dressed in|clad in|attired in|wrapped in|had on|in|with) "
    rf"(?P<det>an?|his|her|the|my|their) {_ADJS}(?P<noun>{alternatives(words.GARMENTS)})\b"
)
_AGED = re.compile(
    r"\b(?:(?:boy|girl|child|man|woman|lad|youth|lady|gentleman) (?:of|about|aged)(?: about| some)? (?P<n>[a-z-]+"
    r"|\d+)\b"
    r"|(?P<m>[a-z-]+|\d+) years (?:old|of age))"
)
_NUMBERS = {
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "four": 4, "three": 3,
}  # fmt: skip
_POSSESSIVE = frozenset({"his", "her", "my"})
_TRUNK = frozenset({"figure", "form", "frame", "body", "build"})
_MAX_LOOKS = 24
_BODY: tuple[tuple[frozenset[str], frozenset[str], LookField], ...] = (
    (words.HAIR_NOUNS, words.HAIR, "hair"),
    (frozenset({"eyes", "eye"}), words.EYES, "eyes"),
    (words.SKIN_NOUNS, words.SKIN, "skin"),
    (words.BEARD_NOUNS, words.BEARD, "beard"),
    (
        frozenset({"figure", "form", "frame", "body", "build", "shoulders"}),
        words.BUILD | words.HEIGHT | {"broad"},
        "build",
    ),
)


def find_looks(lines: Iterable[Line]) -> dict[str, list[Look]]:
    """The looks of everybody, in the order of the book, without repeats."""
    found: dict[str, list[Look]] = {}
    seen: set[tuple[str, str, str]] = set()
    for line in lines:
        for person, field, value in _in_line(line):
            key = (person, field, value)
            if key in seen or len(found.get(person, ())) >= _MAX_LOOKS:
                continue
            seen.add(key)
            found.setdefault(person, []).append(Look(field, value, line.block.scene, line.text[:300]))
    return found


def age_of(looks: Iterable[Look]) -> Age:
    """The age that most looks give; years in numbers count double, and where old meets young it is neither."""
    votes: Counter[Age] = Counter()
    for look in looks:
        if look.field == "age":
            number = _number(look.value.split()[0])
            votes[_age_of_years(number) if number else _age_of_word(look.value)] += 2 if number else 1
    if not votes:
        return "unknown"
    best = votes.most_common(1)[0]
    return "adult" if votes["old"] == votes["young"] == best[1] else best[0]


def _age_of_years(years: int) -> Age:
    return "child" if years < 14 else "young" if years < 28 else "adult" if years < 58 else "old"


def _age_of_word(word: str) -> Age:
    if word in ("old", "elderly", "aged", "ancient", "white-haired", "grey-haired", "gray-haired"):
        return "old"
    if word in ("young", "youthful"):
        return "young"
    return "child" if word in ("boy", "girl", "child") else "adult"


def _in_line(line: Line) -> Iterator[tuple[str, LookField, str]]:
    text = line.block.text
    start, end = line.span
    for m in _NOUN_PHRASE.finditer(text, start, end):
        yield from _body_part(line, m)
    for m in _PREDICATE.finditer(text, start, end):
        yield from _predicate(line, m)
    for m in _CLOTHES.finditer(text, start, end):
        yield from _garment(line, m)
    for m in _APPOSITION.finditer(text, start, end):
        yield from _described(line, m)
    for m in _IS_ADJECTIVE.finditer(text, start, end):
        yield from _adjectives(line, m)
    yield from _aged(line, start, end)
    yield from _marks(line, start, end)


def _owner(line: Line, m: re.Match[str]) -> str | None:
    word = m["owner"].lower()
    if word in _POSSESSIVE:
        return line.owner_at(m.start("owner"))
    if word.endswith(("’s", "'s")):
        named = [x for x in line.mentions if x.start <= m.start("owner") <= x.end]
        return named[0].person if named else None
    return _bearer(line, m.start())


def _bearer(line: Line, at: int) -> str | None:
    """Who has what stands at `at`: an apposition's person just before, else the subject of the clause."""
    nearest = line.last_before(at)
    between = line.block.text[nearest.start : at] if nearest else ""
    if (
        nearest
        and nearest.named
        and between.count(" ") <= 10
        and re.search(r"[\w’'], (?:an?|the|with|in)?\b|^\S+ (?:\S+ )?(?:with|in) ", between)
    ):
        return nearest.person
    return line.subject_before(at)


def _kept(text: str, allowed: frozenset[str], *, most: int = 4) -> list[str]:
    return [w for w in re.findall(r"[a-z][a-z-]*", text) if w in allowed][:most]


def _lasting(field: LookField, noun: str, kept: list[str]) -> list[str]:
    if field == "skin" and noun not in ("skin", "complexion"):
        return [w for w in kept if w not in words.PASSING]
    return kept


def _body_part(line: Line, m: re.Match[str]) -> Iterator[tuple[str, LookField, str]]:
    for nouns, allowed, field in _BODY:
        if m["noun"] not in nouns:
            continue
        kept = _lasting(field, m["noun"], _kept(m["adjectives"], allowed))
        person = _owner(line, m) if kept else None
        if person:
            noun = {"hairs": "hair", "eye": "eyes", "countenance": "face"}.get(m["noun"], m["noun"])
            yield person, field, " ".join(kept if noun in _TRUNK else [*kept, noun])


def _predicate(line: Line, m: re.Match[str]) -> Iterator[tuple[str, LookField, str]]:
    for nouns, allowed, field in _BODY:
        if m["noun"] not in nouns:
            continue
        kept = _kept(re.split(r",? (?:with|when|as|that|for|like|than|in|at|from) ", m["value"])[0], allowed)
        kept = _lasting(field, m["noun"], kept)
        person = _owner(line, m) if kept else None
        if person:
            yield person, field, " ".join(kept if m["noun"] in _TRUNK else [*kept, m["noun"]])


def _garment(line: Line, m: re.Match[str]) -> Iterator[tuple[str, LookField, str]]:
    noun, loose = m["noun"], m["verb"] in ("in", "with")
    kept = _kept(m["adjectives"], words.COLOURS | words.SHADES | words.CLOTH)
    if loose and not kept:
        return
    person = _bearer(line, m.start())
    if person:
        yield person, "clothes", " ".join([*kept, noun])


def _described(line: Line, m: re.Match[str]) -> Iterator[tuple[str, LookField, str]]:
    person = _of_apposition(line, m.start())
    if person:
        yield from _traits(person, _kept(m["adjectives"], _TRAITS, most=5))


_TRAITS = (
    words.BUILD | words.HEIGHT | words.AGE | words.HAIRED | words.BEARDED | (words.SKIN - {"red", "black", "white"})
)


def _of_apposition(line: Line, at: int) -> str | None:
    """ "X, a stout woman", "X was a stout woman", or a description that is itself somebody's name."""
    nearest = line.last_before(at)
    if nearest is None:
        inside = next((r for r in line.references if r.start >= at and r.start - at < 30 and r.named), None)
        return inside.person if inside else None
    between = line.block.text[nearest.start : at].split(" ", 1)
    tail = between[1] if len(between) > 1 else ""
    if tail.strip() in ("was", "is", "being", "was but", "was only") or re.fullmatch(
        r"(?:\S+ ){0,2}(?:was|is|became) ", tail
    ):
        return nearest.person
    indefinite = re.match(r"an? ", line.block.text[at : at + 3]) is not None
    comma = re.search(r",\s*$", line.block.text[nearest.start : at]) is not None
    return nearest.person if nearest.named and indefinite and comma else None


def _traits(person: str, traits: list[str]) -> Iterator[tuple[str, LookField, str]]:
    for word in traits:
        if word in words.HAIRED:
            yield person, "hair", word.replace("-haired", " hair").replace("-headed", " head")
        elif word in words.BEARDED:
            yield person, "beard", word
        elif word in words.HEIGHT:
            yield person, "height", word
        elif word in words.BUILD:
            yield person, "build", word
        elif word in words.AGE:
            yield person, "age", word
        elif word in words.SKIN:
            yield person, "skin", f"{word} skin"


def _adjectives(line: Line, m: re.Match[str]) -> Iterator[tuple[str, LookField, str]]:
    nearest = line.last_before(m.start())
    if nearest is None or m.start() - nearest.start > 40:
        return
    word = line.block.tokens[nearest.token]
    gap = line.block.text[word.end : m.start()].strip()
    if word.text.lower() in _POSSESSIVE or "’s" in gap or "'s" in gap or len(gap.split()) > 2 or not m["value"]:
        return
    kept = _kept(m["value"], words.BUILD | words.HEIGHT | words.HAIRED | words.BEARDED | {"old", "young", "elderly"})
    yield from _traits(nearest.person, [w for w in kept if w not in ("bent", "short", "huge", "slight", "heavy")])


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    first, _, second = word.partition("-")
    return _NUMBERS.get(first, 0) + (_NUMBERS.get(second, 0) if second else 0)


def _aged(line: Line, start: int, end: int) -> Iterator[tuple[str, LookField, str]]:
    for m in _AGED.finditer(line.block.text, start, end):
        number = _number(m["n"] or m["m"])
        person = _bearer(line, m.start())
        if 2 < number < 110 and person:
            yield person, "age", f"{number} years old"


def _marks(line: Line, start: int, end: int) -> Iterator[tuple[str, LookField, str]]:
    text = line.block.text[start:end]
    lower = text.lower()
    for phrase in MARKS_SOUGHT:
        at = lower.find(phrase)
        if at < 0 or not re.match(r"\b", lower[at:]) or lower[at + len(phrase) : at + len(phrase) + 1].isalpha():
            continue
        person = _mark_bearer(line, start + at)
        if person:
            yield person, "marks", _mark_text(lower, at, phrase)


MARKS_SOUGHT = (*words.MARK_PHRASES, *sorted(words.MARKS))


def _mark_bearer(line: Line, at: int) -> str | None:
    before = line.block.text[max(line.span.start, at - 40) : at]
    m = re.search(r"\b([Hh]is|[Hh]er|[Mm]y)\b(?: [a-z-]+){0,3} $", before)
    if m:
        return line.owner_at(at - len(before) + m.start(1))
    if re.search(r"\b(?:with|had|wore|wearing|has)(?: [a-z-]+){0,4} $", before):
        return _bearer(line, at)
    return None


def _mark_text(lower: str, at: int, phrase: str) -> str:
    m = re.match(
        rf"{re.escape(phrase)} (?:on|across|over|down|along) (?:his|her|the|one|my) ((?:left |right |one )?[a-z]+)",
        lower[at:],
    )
    if m:
        return f"{phrase} on {m[1]}"
    before = re.search(r"((?:[a-z-]+ ){0,2})$", lower[:at])
    kept = [
        w
        for w in (before[1] if before else "").split()
        if w in words.COLOURS | words.CLOTH | {"round", "green", "large"}
    ]
    return " ".join([*kept, phrase])
