"""What a sentence says of time and place: hours, seasons, weekdays, days that pass, what a place has and has not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import noun_class
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import Note, note
from authors.continuations.reading.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence

HOURS: dict[str, str] = {
    **dict.fromkeys(words("dawn daybreak sunrise"), "dawn"),
    **dict.fromkeys(words("morning breakfast"), "morning"),
    **dict.fromkeys(words("noon midday afternoon"), "day"),
    **dict.fromkeys(words("evening dusk sunset nightfall"), "evening"),
    **dict.fromkeys(words("night midnight moonlight starlight"), "night"),
}
SEASONS: dict[str, str] = {
    **dict.fromkeys(words("spring march april may"), "spring"),
    **dict.fromkeys(words("summer june july august"), "summer"),
    **dict.fromkeys(words("autumn september october november"), "autumn"),
    **dict.fromkeys(words("winter december january february christmas"), "winter"),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOUR = re.compile(rf"\b(?:{'|'.join(sorted(HOURS))})\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:summer|autumn|winter|January|February|July"
    r"|(?:(?<=[Ii]n )|(?<=was )|(?<=early )|(?<=late )|(?<=of )|(?<=last )|(?<=next )|(?<=this ))"
    r"(?:March|April|May|June|August)"
    r"|(?:(?<=[Ii]n )|(?<=[Ii]n the )|(?<=was )|(?<=early )|(?<=late )|(?<=last )|(?<=next )|(?<=this )|(?<=that )"
    r"|(?<=[Oo]ne )|(?<=of the )|(?<=of )|(?<=each )|(?<=every )|(?<=until )|(?<=all )|(?<=by ))spring"
    r"|spring (?=came|had come|sun|rain|air|morning|day|evening|night|light|wind|flowers?)"
    r"|September|October|November|December|Christmas)\b"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b")
_SHOWN = (
    (
        re.compile(
            r"\b(?:sun (?:stood high|shone|was|burned|glittered)|sunlight|bright sunshine|broad daylight"
            r"|(?:afternoon|midday|morning|noon) sun)\b"
        ),
        "day",
    ),
    (re.compile(r"\b(?:the stars|starlight|moonlight|moon stood|night sky|two moons)\b"), "night"),
)
_WEATHER = (
    (
        re.compile(r"\b(?:it (?:was )?rain(?:s|ed|ing)|the rain|rain (?:fell|beat|came|poured)|in the rain)\b", re.I),
        "rain",
    ),
    (re.compile(r"\b(?:(?:the|a) (?:\w+ )?(?:storm|tempest|blizzard|sandstorm|thunderstorm)|hailed)\b", re.I), "storm"),
    (re.compile(r"\b(?:it (?:was )?snow(?:s|ed|ing)|snow fell|snow lay|in the snow|the snow)\b", re.I), "snow"),
    (re.compile(r"\b(?:the|a|thick|in) (?:fog|mist)\b", re.I), "fog"),
    (re.compile(r"\b(?:the|a \w+) wind (?:blew|rose|tore|howled|pulled)\b", re.I), "wind"),
    (
        re.compile(
            r"\b(?:the sun shone|the sky (?:was )?clear(?:ed)?|the (?:rain|storm) (?:stopped|was over)|sunshine)\b",
            re.I,
        ),
        "clear",
    ),
)
_ANY_HOUR = re.compile(r"\b(?:good|every|each|all|one|last|of|first) (?:\w+ )?$", re.IGNORECASE)
_OF_HOUR = re.compile(r" (?:bells?|sun|train|sky|light)\b")
_ANY_SEASON = re.compile(r"\b(?:each|every|last|that|of) $", re.IGNORECASE)
_LATER_DAY = re.compile(r"\b(?:next|following|by) $", re.IGNORECASE)
_PLACES = frozenset({"room", "building", "outdoors", "nature"})
_SNOW = re.compile(r"\b(?:deep snow|snow lay|snow fell|snow covered|frost covered|ice floated)\b", re.IGNORECASE)
_BLOSSOM = re.compile(r"\b(?:in blossom|flowers were out|poppies|apples were ripe|bees were loud)\b", re.IGNORECASE)
_MOVES = re.compile(
    r"(?:^|[“”.;,]\s|\b(?:when|then|and)\s)(?:early |late )?(?:in|at|by|on|that|the (?:next|following)|next|towards?"
    r"|before|after|since|until|one|every|each|now|all)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_PASSED = (
    (re.compile(r"\bthe (?:next|following) (?:day|morning|evening|afternoon|night)\b|\bthe day after\b", re.I), 1),
    (
        re.compile(
            r"\b(?:a|one|the next|the following) week (?:later|passed|went by)\b|\bthe (?:next|following) week\b", re.I
        ),
        7,
    ),
    (re.compile(r"\b(?:a|one|the next) month (?:later|passed|went by)\b", re.I), 30),
    (re.compile(r"\b(?:a|one|the next|the following) year (?:later|passed|went by)\b", re.I), 365),
)
_LATER = re.compile(
    r"\b([a-z]+(?:-[a-z]+)?|\d+) (day|week|month|year)s (?:later|passed|went by|after)\b", re.IGNORECASE
)
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_REAL_FEATURES = words(
    "window door stove tree water light exit lift stair chimney roof wall cellar garden river well bridge lamp "
    "fire road bed table sea wind rain snow clock mirror elevator grass"
)


def of_settings(one: ReadSentence) -> Iterator[Note]:
    """Yield what a sentence says of time and place."""
    if one.is_aside:
        return
    yield from _passed(one)
    yield from _times(one)
    yield from _weather(one)
    yield from _features(one)


def _weather(one: ReadSentence) -> Iterator[Note]:
    """Yield the weather that a sentence tells of: the last word of it counts."""
    for pattern, weather in _WEATHER:
        for found in _found(one, pattern):
            yield _at(one, found.start(), found.end(), "weather", weather)


def _at(one: ReadSentence, start: int, end: int, kind: str, value: str, other: str = "") -> Note:
    offset = one.tree.sentence.start
    return Note(kind, "", value, other, one.paragraph, start + offset, end + offset, one.text)  # type: ignore[arg-type]


def _is_spoken(one: ReadSentence, start: int) -> bool:
    place = start + one.tree.sentence.start
    return any(a <= place < b for a, b in one.quoted)


def _passed(one: ReadSentence) -> Iterator[Note]:
    for pattern, days in _PASSED:
        for found in pattern.finditer(one.text):
            yield _at(one, found.start(), found.end(), "passed", str(days))
    for found in _LATER.finditer(one.text):
        count = number_of(found[1])
        if count:
            yield _at(one, found.start(), found.end(), "passed", str(count * _UNITS[found[2].lower()]))


def _times(one: ReadSentence) -> Iterator[Note]:
    yield from _hours(one)
    yield from _seasons(one)
    for found in _found(one, _WEEKDAY):
        if not one.text[found.end() :].startswith("s"):
            before = one.text[: found.start()]
            if re.search(r"\bsince $", before) or re.search(r"\b(?:had|has|have)\b", before):
                continue
            later = _LATER_DAY.search(before)
            yield _at(one, found.start(), found.end(), "weekday", found[0].lower(), "later" if later else "")


def _found(one: ReadSentence, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds outside of speech."""
    return (found for found in pattern.finditer(one.text) if not _is_spoken(one, found.start()))


def _hours(one: ReadSentence) -> Iterator[Note]:
    for found in _found(one, _HOUR):
        before = one.text[: found.start()]
        if not _ANY_HOUR.search(before):
            if _passes_by(before, one.text[found.end() :]):
                continue
            if re.search(r"\bthat $", before, re.IGNORECASE) and not re.search(r"\bwas\b", before):
                way = "moves"
                yield _at(one, found.start(), found.end(), "time", HOURS[found[0].lower()], way)
                continue
            way = "shown" if _OF_HOUR.match(one.text[found.end() :]) else _way(before, found[0])
            yield _at(one, found.start(), found.end(), "time", HOURS[found[0].lower()], way)
    for pattern, hour in _SHOWN:
        for found in _found(one, pattern):
            yield _at(one, found.start(), found.end(), "time", hour, "shown")


_COMPOUND = re.compile(
    r" (?:planes?|trains?|papers?|bus|boats?|ferry|mail|post|prayers?|meals?|dress|class|shift|edition|star|gowns?|"
    r"coat|school|tea|coffee|news|service|flight|express|walk|shirt|nurse|porter|watchman)\b"
)
_COUNTED_HOUR = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+) in the $", re.IGNORECASE)
_END_OF_TIME = re.compile(r"\S.*\b(?:by|until|till|before|since|towards?|from) $", re.IGNORECASE | re.DOTALL)


def _passes_by(before: str, after: str) -> bool:
    """Say whether an hour is only part of a noun, or an end of some time: "the evening plane", "by evening"."""
    return bool(_COMPOUND.match(after) or _COUNTED_HOUR.search(before) or _END_OF_TIME.search(before))


def _seasons(one: ReadSentence) -> Iterator[Note]:
    only_thought = any(reason in ("thought", "modal") for clause in one.clauses for reason in clause.frame.reasons)
    for found in _found(one, _SEASON):
        before = one.text[: found.start()]
        any_season = _ANY_SEASON.search(before) and "flower" not in before and "snow" not in before
        if not any_season and not only_thought:
            yield _at(
                one, found.start(), found.end(), "season", SEASONS[found[0].strip().lower()], _season_way(one, found)
            )
    for pattern, season in ((_SNOW, "winter"), (_BLOSSOM, "summer")):
        for found in _found(one, pattern):
            yield _at(one, found.start(), found.end(), "season", season, "shown")


def _season_way(one: ReadSentence, found: re.Match[str]) -> str:
    """Return "moves" where a deed is put into a season ("married in the autumn"), "is" where it is said to be it."""
    before = one.text[: found.start()]
    if re.match(r" (?:came|arrived|passed|went|ended|had come|comes)\b", one.text[found.end() :]):
        return "moves"
    if re.search(r"\b(?:now|had)\b", before, re.IGNORECASE) and not re.search(r"\bhad (?:come|been)\b", before):
        return "moves"
    if re.search(r"\b(?:flowers?|snow|frost|leaves|sun|heat|rains?|storms?) of $", before, re.IGNORECASE):
        return "is"
    sun = re.match(r" (?:sun|heat|snow|frost|wind|rain|air)\b", one.text[found.end() :])
    if sun or re.search(r"\b(?:it|it's|it’s)(?: (?:was|is|had been))?\b[^.;:]{0,40}$", before, re.IGNORECASE):
        return "is"
    return (
        "moves"
        if re.search(r"\b(?:in|of|by|until|during|since|through) (?:the )?$", before, re.I)
        else _way(before, found[0])
    )


def _way(before: str, word: str) -> str:
    """Return "moves" where time goes on with these words ("In the morning …"), and "is" where it is only told."""
    if word.lower() in ("moonlight", "starlight"):
        return "shown"
    if re.search(r"\bnow\b", before, re.IGNORECASE):
        return "moves"
    return "moves" if not re.search(r"\b(?:was|is)\b[^.,]{0,14}$", before) and _MOVES.search(before) else "is"


def _features(one: ReadSentence) -> Iterator[Note]:
    """Yield what a place lacks, and what is spoken of as being there."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if lemma not in _REAL_FEATURES or token.tag.startswith(("VB", "NNP")) or is_spoken(one, at):
            continue
        said = tree.child_words(at, "det", "case", "advmod", "amod", "nummod")
        if said & {"no", "without", "only", "one"}:
            count = "no" if said & {"no", "without"} else "one"
            yield from (note(one, at, "place", place, f"{count} {lemma}") for place in _places_of(one, at))
        elif any(clause.is_real for clause in one.clauses):
            second = "second" if said & {"second", "other", "third"} else ""
            places = [each.lemma.lower() for i, each in enumerate(tree.tokens) if tree.is_noun(i) and i != at]
            yield note(one, at, "features", lemma, " ".join(places), second)


def _places_of(one: ReadSentence, at: int) -> list[str]:
    """Return the places that lack something: "the tower had no window", "no water in the cave"."""
    tree = one.tree
    tokens = [c for c in tree.children(at, "nmod", "obl") if tree.case(c) in ("in", "on", "at", "inside")]
    above = list(tree.above(at))
    for clause in one.clauses:
        frame = clause.frame
        arguments = {*frame.actors, *frame.objects, *(o.token for o in frame.obliques)}
        if at in arguments or frame.verb in (at, *above) or "grow" in tree.words:
            tokens += [*frame.actors, *(o.token for o in frame.obliques)]
    tokens += [head for head in above if noun_class(tree.tokens[head].lemma) in _PLACES]
    names = [tree.tokens[i].lemma.lower() for i in tokens if i != at and i not in one.mentions and tree.is_noun(i)]
    return [name for name in dict.fromkeys(names) if noun_class(name) in _PLACES or name not in HOURS]
