"""Hair, eyes, skin, beard, build and height as sentences tell them, each with the person who has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.bible import LookField
from analysts.lexicon import alternatives
from analysts.lexicon import appearance as words
from analysts.lexicon.titles import PERSON_NOUNS, ROLES
from analysts.rules.people.salience import STRANGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from analysts.rules.looks.statements import Statement

Found = tuple[str, LookField, str]
"""Somebody (a name or a stranger's key), what of them, and how it looks."""

ADJECTIVE = r"(?!(?:his|her|my|their|the|an?|and|with|in|of|was|were|had|on|at|to|that|than|as)\b)[a-z][a-z-]*"
ADJECTIVES = rf"(?P<adjectives>(?:{ADJECTIVE},? (?:and (?=[a-z-]+,? ))?){{0,5}}?)"
_TRUNK = frozenset({"figure", "form", "frame", "body", "build", "shoulders"})
_PARTS = words.HAIR_NOUNS | words.SKIN_NOUNS | words.BEARD_NOUNS | _TRUNK | {"eyes", "head"}
_POST = (
    r"(?P<post> (?:that was |that were |which was )?(?:tied|piled|pinned|plaited|braided|turning|cut|parted|streaked"
    r"|bound)(?: [a-z]+){1,6})?"
)
_POST_ENDS = frozenset({"and", "when", "who", "that", "as", "but", "which", "by", "so", "like"})
_DANGLING = frozenset({"a", "the", "his", "her", "with", "in", "on", "under", "into", "of", "at", "to", "an", "very"})
_NOUN_PHRASE = re.compile(
    r"(?P<owner>\b[Hh]is|\b[Hh]er|\b[Mm]y|\b[Aa]n?|\bwith|\bhad|\bhas|\band|\bof|\bin|\bwore|\b[\w’']+[’']s|,) "
    rf"{ADJECTIVES}(?P<noun>{alternatives(_PARTS)})\b{_POST}"
)
_PREDICATE = re.compile(
    rf"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[\w’']+[’']s) (?:[a-z-]+ )?(?P<noun>{alternatives(_PARTS)})"
    r"(?:, which)? (?:was|were|had been|hung|fell|is|are|had grown|had turned)"
    r"(?: [a-z]+ly| very| quite| as| so| all| of| a| now| still)* "
    r"(?P<value>[a-z-]+(?:(?:, and |, | and | but )[a-z-]+){0,4})"
)
_PERSON = alternatives(PERSON_NOUNS.keys() | ROLES.keys())
_APPOSITION = re.compile(rf"\b(?:an?|the|this|that) {ADJECTIVES}(?P<noun>{_PERSON})\b(?![’'-])")
_IS_ADJECTIVE = re.compile(
    r"\b(?:was|is|were|had been|had grown) (?:now |still )?(?:very |quite |so |rather |a little |too )?"
    r"(?P<value>[a-z-]+(?:(?:, and|,| and| but) (?:very |rather |quite )?[a-z-]+){0,3})(?P<end>[.,;:!?—]| and\b| but\b"
    r"| with\b| for (?:his|her)\b| as an?\b| like\b|$)?"
)
_AS_AS = re.compile(
    r"\b(?:was|is|were|and|,) (?:as )?(?P<how>wide|thin|broad|narrow|lean|tall|bald|fat|round|bent|straight)"
    r" (?:as|like) (?P<what>an? [a-z-]+(?: tree| pole| post)?)"
)
_FURTHER = re.compile(r" ([a-z-]+)")
_FLEETING = re.compile(
    r"\b(?:turned|grew|went|flushed|blushed|became|bent|looked|fell|blazed|flashed|filled|shining|wet|tears?|blood|burst"
    r"|swollen|trembl\w+|startl\w+|terror|anger|rage|fear)\b"
)
_LISTING = re.compile(
    rf"\b(?:{alternatives(_PARTS)}|chin|nose|mouth|teeth|forehead|{_PERSON}|fifty|[a-z]+ty|[a-z]+teen)$"
)
_PORTRAIT = re.compile(rf"\b(?:was|is|were) (?:an?|the) (?:[a-z-]+,? (?:and )?){{0,5}}(?:{_PERSON})\b")
_OF_ANOTHER = re.compile(r"\b(?:(?:kiss|strok|smooth|touch|admir|caress|comb)(?:e?d|ing)|into|at) $")
_LISTED = re.compile(
    r", (?:very |quite )?(?P<a>[a-z-]+)(?:,? and|,) (?:very |quite |rather )?(?P<b>[a-z-]+)(?=[,.;]| with\b)"
)
_BODY: tuple[tuple[frozenset[str], frozenset[str], LookField], ...] = (
    (words.HAIR_NOUNS, words.HAIR, "hair"),
    (frozenset({"eyes"}), words.EYES, "eyes"),
    (words.SKIN_NOUNS, words.SKIN, "skin"),
    (words.BEARD_NOUNS, words.BEARD, "beard"),
    (_TRUNK, words.BUILD | words.HEIGHT | {"broad"}, "build"),
)
_TRAITS = (
    words.BUILD | words.HEIGHT | words.AGE | words.HAIRED | words.BEARDED | (words.SKIN - {"red", "black", "white"})
)
_SHAPE = words.BUILD | words.HEIGHT | words.HAIRED | words.BEARDED | {"freckled"}
_UNSURE_ALONE = frozenset({"bent", "short", "huge", "slight", "heavy", "broad", "small", "little", "spare", "round"})
_MAN = frozenset({"man", "woman", "fellow", "gentleman", "lady", "person"})
_DEAR_OLD = frozenset({"fellow", "boy", "girl", "friend", "chap", "rogue", "rascal", "servant", "villain", "devil"})
"""Who is called "old" at any age."""
_UNREAL = re.compile(
    r"\b(?:not|n[’']t|never|no longer|no more|neither|nor|by no means|hardly|scarcely|anything but|if|unless|would"
    r"|might|could|should|must|may|as if|as though|than|wish|wished|dream\w*|imagin\w*|fanc(?:y|ied)|once|formerly"
    r"|used to|expected|supposed|instead of|rather than|portraits?|photographs?|pictures?|statues?|paintings?)\b"
    r"(?! (?:only|merely))[^,;:.!?—]*$"
    r"|\blike an? [^,;:.!?—]*$|\b(?:becom(?:e|ing)|grow|be|have been|had been) (?:[a-z]+ )?$",
    re.IGNORECASE,
)
"""Before what is told, in its clause: it is not so, not yet, no more, or only in a picture."""
_POSSESSIVE = frozenset({"his", "her", "my"})
_APPOSES = re.compile(r"(?:(?:,|\bwas)|\bhad(?: [a-z-]+){0,6}) an? $")
_NAME_AND_COMMA = re.compile(r"(?:[^\W\d_][\w.’'-]*\s?)(?:[A-Z][\w.’'-]*\s?)*(?:of (?:the )?\w+(?: [A-Z]\w+)*)?,\s*")
_SHARED = re.compile(rf"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[\w’']+[’']s) (?:{ADJECTIVE},? (?:and )?){{1,5}}$")
"""Before a comma or "and": the owner of what is listed before and after it ("her red hair and grey eyes")."""
_PERSONAL = frozenset({"he", "she", "i"})


def features_in(line: Statement) -> Iterator[Found]:
    """Yield everything of the body that the line tells of somebody."""
    text = line.block.text
    start, end = line.span
    for pattern, read in _READERS:
        for m in pattern.finditer(text, start, end):
            if not is_unreal(line, m.start()):
                yield from read(line, m)
    for m in _LISTED.finditer(text, start, end):
        if m["a"] in _SHAPE and m["b"] in _SHAPE and (person := line.subject_before(m.start())):
            yield from _traits(person, [m["a"], m["b"]])
    for m in _AS_AS.finditer(text, start, end):
        yield from _compared(line, m)


def is_unreal(line: Statement, at: int) -> bool:
    """Say whether the clause denies, supposes, remembers or shows it in a picture."""
    return _UNREAL.search(line.block.text[line.span.start : at]) is not None


def _owner(line: Statement, m: re.Match[str]) -> str | None:
    word = m["owner"]
    if word.lower() in ("his", "her", "my") or word.endswith(("’s", "'s")):
        if m["noun"] not in words.BEARD_NOUNS and _OF_ANOTHER.search(
            line.block.text[line.span.start : m.start("owner")]
        ):
            return None
        return line.whose_at(word, m.start("owner"))
    shared = _SHARED.search(line.block.text, line.span.start, m.start()) if word in ("and", ",") else None
    if shared:
        return line.whose_at(shared["owner"], shared.start("owner"))
    person = line.bearer_at(m.start())
    first = line.references[0]
    # "Her hair hung down her back in one long braid": whose sentence it is, though no subject.
    return person or (first.person if line.block.tokens[first.token].opens else None)


def kept(text: str, allowed: frozenset[str], *, most: int = 4) -> list[str]:
    """Return the words of `text` that are among those allowed, or a shade of one of them ("jet-black")."""
    kept_words = [
        w for w in re.findall(r"[a-z][a-z-]*", text) if w in allowed or w.rpartition("-")[2] in allowed & words.COLOURS
    ]
    return kept_words[:most]


def _lasting(line: Statement, field: LookField, m: re.Match[str], adjectives: list[str]) -> list[str]:
    """Leave out what may be so for a moment: a red face counts where the sentence draws a portrait."""
    if field != "skin" or m["noun"] in ("skin", "complexion"):
        return adjectives
    drawn = m["owner"] in ("had", "has", "with", "and", ",") or _PORTRAIT.search(line.block.text, *line.span)
    portrait = drawn and not _FLEETING.search(line.block.text, *line.span)
    return adjectives if portrait and m["noun"] != "features" else [w for w in adjectives if w not in words.PASSING]


def _body_part(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    owner = m["owner"].lower()
    if m["noun"] == "head":
        if "bald" in m["adjectives"].split() and (person := _owner(line, m)):
            yield person, "hair", "bald"
        return
    for nouns, allowed, field in _BODY:
        if m["noun"] not in nouns:
            continue
        adjectives = _lasting(line, field, m, kept(m["adjectives"], allowed))
        if not adjectives or (owner == "," and not _LISTING.search(line.block.text[line.span.start : m.start()])):
            return
        if field == "build":
            yield from _build(line, m, adjectives)
        else:
            yield from _part(line, m, field, adjectives)


def _build(line: Statement, m: re.Match[str], adjectives: Iterable[str]) -> Iterator[Found]:
    owner, person = m["owner"].lower(), _owner(line, m)
    if owner not in _POSSESSIVE and not owner.endswith(("’s", "'s")):
        # "A gaunt figure" is somebody’s only just after the name.
        lead = line.block.text[line.span.start : m.start("adjectives")]
        nearest = line.last_before(m.start())
        known = nearest is not None and (nearest.named or " had " in lead)
        person = nearest.person if nearest and known and _APPOSES.search(lead) else None
    for word in adjectives if person else ():
        if person and word != "little":
            yield person, "height" if word in words.HEIGHT else "build", word


def _part(line: Statement, m: re.Match[str], field: LookField, words: Sequence[str]) -> Iterator[Found]:
    person = _owner(line, m)
    crossed = any(w in _PARTS or w == "eye" for w in re.findall(r"[a-z-]+", m["adjectives"]))
    if person and not crossed:
        noun = {"hairs": "hair", "countenance": "face"}.get(m["noun"], m["noun"])
        value = " ".join(words if noun in _TRUNK else [*words, noun])
        yield person, field, value + _tail(m) if field == "hair" else value


def _tail(m: re.Match[str]) -> str:
    """Return what is done to the hair: " tied back with a black ribbon"."""
    tail: list[str] = []
    for word in re.sub(r" (?:that|which) (?:was|were)", "", m["post"] or "").split():
        if word in _POST_ENDS:
            break
        tail.append(word)
    while tail and tail[-1] in _DANGLING:
        tail.pop()
    return " " + " ".join(tail) if len(tail) > 1 else ""


def _predicate(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    for nouns, allowed, field in _BODY:
        if m["noun"] not in nouns:
            continue
        value = re.split(r",? (?:with|when|as|that|for|like|than|in|at|from) ", m["value"])[0]
        more = _FURTHER.match(line.block.text, m.end())
        adjectives = _lasting(
            line, field, m, kept(f"{value} {more[1] if more and more[1] in words.COLOURS else ''}", allowed)
        )
        person = _owner(line, m) if adjectives else None
        if person:
            yield person, field, " ".join(adjectives if m["noun"] in _TRUNK else [*adjectives, m["noun"]])


def _described(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    adjectives = kept(m["adjectives"], _TRAITS, most=5)
    if m["noun"] in _DEAR_OLD:
        adjectives = [w for w in adjectives if w != "old"]
    if m["noun"] not in _MAN:
        adjectives = [w for w in adjectives if w not in ("little", "small")]
    person = _of_apposition(line, m) if adjectives else None
    gender = PERSON_NOUNS.get(m["noun"]) or ROLES.get(m["noun"], "unknown")
    if person and ("unknown" in (gender, theirs := line.cast.gender(person)) or gender == theirs):
        yield from _traits(person, adjectives)


def _of_apposition(line: Statement, m: re.Match[str]) -> str | None:
    """Return the person for "X, a stout woman", "X was a stout woman", a stranger, or a description that is a name."""
    at, noun = m.start(), m.start("noun")
    inside = next((r for r in line.references if r.start == noun and r.person.startswith(STRANGER)), None)
    if inside:
        return inside.person
    named = next((r for r in line.references if at <= r.start <= noun and r.named), None)
    if named:
        return named.person
    nearest = line.last_before(at)
    if nearest is None:
        return None
    between = line.block.text[nearest.start : at].split(" ", 1)
    tail = between[1] if len(between) > 1 else ""
    if re.fullmatch(r"(?:\S+ ){0,2}(?:was|is|became|being|being still|was but|was only|was still|was quite) ", tail):
        return nearest.person if _is_whole(line, nearest.token) else None
    indefinite = re.match(r"an? ", line.block.text[at : at + 3]) is not None
    comma = _NAME_AND_COMMA.fullmatch(line.block.text[nearest.start : at]) is not None
    return nearest.person if nearest.named and indefinite and comma and _is_whole(line, nearest.token) else None


def _is_whole(line: Statement, token: int) -> bool:
    """Say whether it means the person and no mere owner ("his father" and "Anne’s aunt")."""
    word = line.block.tokens[token].text.lower()
    return word not in ("his", "her", "my", "him") and not word.endswith(("’s", "'s"))


def _traits(person: str, traits: list[str]) -> Iterator[Found]:
    for word in traits:
        if word in words.HAIRED:
            bald = word in ("bald", "bald-headed")
            yield person, "hair", "bald" if bald else re.sub("-haired|-headed", " hair", word)
        elif word in words.BEARDED:
            yield person, "beard", re.sub("-bearded", " beard", word)
        elif word in words.HEIGHT:
            yield person, "height", word
        elif word in words.BUILD:
            yield person, "build", word
        elif word in words.AGE:
            yield person, "age", word
        elif word in words.SKIN:
            yield person, "skin", f"{word} skin"


def _adjectives(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    nearest = line.last_before(m.start())
    if nearest is None or m.start() - nearest.start > 40:
        return
    token = line.block.tokens[nearest.token]
    gap = line.block.text[token.end : m.start()].strip()
    if not _is_whole(line, nearest.token) or "’s" in gap or "'s" in gap or len(gap.split()) > 2:
        return
    value = re.sub(r" and (?=[a-z]+$)", " and ", m["value"])
    words = kept(value, _SHAPE | {"old", "young", "elderly"})
    sure = [w for w in words if w not in _UNSURE_ALONE]
    listed = [w for w in re.findall(r"[a-z-]+", value) if w not in ("and", "very", "rather", "quite", "but")]
    if m["end"] is None and len(listed) < 2:
        return
    if not sure and (len(words) < 2 or len(words) < len(listed)):
        return
    yield from _traits(nearest.person, words if len(words) == len(listed) else sure)


def _compared(line: Statement, m: re.Match[str]) -> Iterator[Found]:
    text = line.block.text[line.span.start : m.start()]
    person = line.subject_before(m.start() + 1)
    if (
        not person
        or not re.fullmatch(r"(?:\W*[\w’']+){0,14}\W*", text)
        or re.search(r"\b(?:[Hh]is|[Hh]er|[Ii]ts)\b", text)
    ):
        return
    how = m["how"]
    if how == "bald":
        yield person, "hair", "bald"
    elif how in ("bent", "straight"):
        if how == "bent":
            yield person, "build", "bent"
    else:
        yield person, "height" if how == "tall" else "build", f"as {how} as {m['what']}"


_READERS: tuple[tuple[re.Pattern[str], Callable[[Statement, re.Match[str]], Iterator[Found]]], ...] = (
    (_NOUN_PHRASE, _body_part),
    (_PREDICATE, _predicate),
    (_APPOSITION, _described),
    (_IS_ADJECTIVE, _adjectives),
)
