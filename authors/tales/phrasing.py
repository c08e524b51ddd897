"""How writers put a theme, in the one way that the patterns of themes have: "Leo won't brush his teeth" is "Leo who
won't brush his teeth", and "why do stars twinkle" is "why stars twinkle".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.world import Being, being_of, known_names

_LEAD = re.compile(
    r"^(?:please )?(?:write )?(?:an? |the )?(?:short |little |funny |bedtime )?(?:story|tale|book|poem) (?:about|of) "
    r"|^about ",
    re.I,
)
_PRESENT = (
    (r"\bwouldn't\b|\bwould not\b|\bdidn't want to\b|\bdid not want to\b", "won't"),
    (r"\bcouldn't\b|\bcould not\b", "can't"),
    (r"\bdidn't\b|\bdid not\b", "doesn't"),
    (r"\bwanted to\b", "wants to"),
    (r"\bforgot\b", "forgets"),
    (r"\bthought\b", "thinks"),
    (r"\bworked\b", "works"),
    (r"\bfelt\b", "feels"),
    (r"\bfeart\b", "afraid"),
)
"""Verbs of themes that are put in the past."""
_DETERMINERS = {"a", "an", "the", "my", "our", "two", "three", "one", "some", "this", "that"}
_TELLS = re.compile(
    r"(?:is|was|has|had|are|were|lost(?! (?:in|on|at) )|broke|won't|will|can't|cannot|can|never|always|doesn't|does|got"
    r"|\w{2,}(?:s|ed))\b"
)
"""Words that say what somebody does: after a name or a noun a theme begins with them."""
_NAME = re.compile(r"[A-Z][a-zà-öø-ÿ'-]+")
_NO_NAME = re.compile(
    r"why|how|what|when|where|first|it|he|she|they|we|i|mr|mrs|miss|baby|santa|christmas|easter|everybody|nobody"
    r"|uncle|aunt(?:ie)?|grand\w+|gran(?:ny)?|nana|oma|opa|mum(?:my)?|mom(?:my)?|mama|mother|dad(?:dy)?|papa|father",
    re.I,
)
"""Words with a capital that call no child by name: grown-ups of a family, and what sentences begin with."""
_NO_SUBJECT = re.compile(
    r"an?|the|my|our|his|her|their|of|and|or|in|on|at|to|for|with|about|from|day|time|if|than", re.I
)
"""Words after which another begins, whom a theme is not about ("the day my dog …")."""
_NAMED = re.compile(r"\b([A-Z][\w'-]+),? the (?=[\w ]+)")
_ASKED = re.compile(r"^(?P<before>.*?\b)?why (?P<verb>do|does|is|are|can't|can|don't|doesn't) (?P<rest>.+)$", re.I)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "from",
        "by",
        "who",
        "that",
        "his",
        "her",
        "their",
        "its",
        "is",
        "it",
    ]
)
"""Words that titles may leave without a capital."""
_FEWEST_OF_TITLE = 3
_FEW = 3
"""Words that somebody may be called with before the verb ("the little old bear")."""


class Somebody(NamedTuple):
    """Whom a subject names: what they are, and their name."""

    being: Being | None
    name: str = ""


def plain(theme: str) -> str:
    """Return a theme in one line, in the present, without "a story about"."""
    text = re.sub(r"\s+", " ", theme.replace("’", "'")).strip(' .!?"“”')
    text = _with_name(_LEAD.sub("", _without_capitals(text)))
    for past, present in _PRESENT:
        text = re.sub(past, present, text)
    text = re.sub(r"^([\w -]+?)'s (?:lost|missing) (?=[a-z]+s?$)", r"\1 who has lost their ", text)
    return _ASKED.sub(_as_told, text)


def _without_capitals(text: str) -> str:
    """Return a theme that is put as a title ("The Fox and the Drum") with capitals for names only."""
    words = re.findall(r"[^\W\d_][\w'-]*", text)
    told = [word for word in words if word.lower() not in _SMALL]
    if len(words) < _FEWEST_OF_TITLE or len(told) < _FEWEST_OF_TITLE - 1 or not all(word[0].isupper() for word in told):
        return text
    names = {name for known in known_names().values() for name in known}
    first = words[0] if words[0].lower() not in (*_SMALL, "how", "why") and being_of(words[0]) is None else ""

    def lower(found: re.Match[str]) -> str:
        word = found[0]
        is_called = word.removesuffix("'s") in names or (word == first and _is_subject(word, text))
        return word if is_called else word.lower()

    return re.sub(r"[^\W\d_][\w'-]*", lower, text)


def _is_subject(word: str, text: str) -> bool:
    """Tell whether a title begins with somebody's name: what follows is "and", or what they do."""
    rest = text.removeprefix(word).strip()
    return word.endswith("'s") or bool(
        re.match(r"(?:and|who|is|has|goes|can't|won't|gets|finds|learns|\w+s the)\b", rest, re.I)
    )


def _with_name(text: str) -> str:
    """Return a theme with a capital for a child's name that was written without one ("how leo learns to swim")."""
    found = re.match(r"^(how )?([a-z]{3,})(?='s\b| \w)", text)
    name = found[2].capitalize() if found else ""
    if not found or being_of(found[2]) or not any(name in known for known in known_names().values()):
        return text
    return f"{found[1] or ''}{name}{text[found.end() :]}"


def name_before_kind(text: str) -> tuple[str, str]:
    """Take the name out of "Leo the lion", and return it with "the lion"."""
    found = _NAMED.match(text)
    if found is None or being_of(" ".join(text[found.end() :].split()[:1])) is None:
        return "", text
    return found[1], "the " + text[found.end() :]


def with_who(text: str) -> str:
    """Return a theme that begins with somebody and what they do with "who" between the two, any other as it is."""
    words = text.split()
    for count in range(1, min(_FEW + 2, len(words))):
        subject, rest = " ".join(words[:count]), " ".join(words[count:])
        if somebody(subject) and _TELLS.match(rest):
            return f"{subject} who {rest}"
    return text


def somebody(subject: str) -> Somebody | None:
    """Return whom a subject names: a kind of being, or a child by their name. None for anything else."""
    first, *others = subject.split()
    words = [word for word in (first, *others) if word.lower() not in _DETERMINERS]
    if not words or any(_NO_SUBJECT.fullmatch(word) for word in others) or _NO_NAME.fullmatch(first):
        return None
    if being := being_of(" ".join(words)):
        return Somebody(being)
    return Somebody(None, subject) if is_name(subject) else None


def is_name(word: str) -> bool:
    """Tell whether a word is somebody's name: it is alone and has a capital."""
    return bool(_NAME.fullmatch(word)) and word.lower() not in _DETERMINERS and not _NO_NAME.fullmatch(word)


def _as_told(found: re.Match[str]) -> str:
    """Return a question as what it asks about: "why does the wind blow" as "why the wind blows"."""
    before, verb, rest = found["before"] or "", found["verb"].lower(), found["rest"]
    words = rest.split()
    count = 2 if words[0].lower() in _DETERMINERS else 1
    if verb == "do" or len(words) <= count:
        return f"{before}why {rest}"
    who, told = " ".join(words[:count]), " ".join(words[count:])
    if verb == "does":
        first, _, tail = told.partition(" ")
        told = f"{_third(first)} {tail}".strip()
        return f"{before}why {who} {told}"
    return f"{before}why {who} {verb} {told}"


def _third(verb: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
