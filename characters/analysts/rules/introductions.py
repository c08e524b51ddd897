"""Strangers who turn out to be somebody: described first ("a thin man"), named later ("That was Mr. Thrale")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from characters.analysts.rules.cast import Cast, Mention
from characters.analysts.rules.lexicon.titles import KIN
from characters.analysts.rules.reading import Block
from characters.analysts.rules.salience import STRANGER, gender_of_stranger
from characters.analysts.rules.subjects import Line
from characters.bible import Look

_WAIT = 16
"""Paragraphs within which a stranger's name is expected, after he was last meant."""
_SELF = re.compile(r"(?:\bI am|\bI[’']m|\b[Mm]y name (?:is|was)|\b[Mm]y name[’']s|\b[Cc]all me) $")
_INTRODUCED = re.compile(
    r"(?:\bnames? (?:is|was)|name[’']s|\bI am|\bI[’']m|\b[Tt]hat (?:was|is)|\b[Tt]his is"
    r"|\b[Aa]re you|\b[Cc]all(?:ed)? me|\bmust be) (?:the |poor |old )?$"
)
_MIN_MEANT, _HEADING = 2, 10


def introduce(
    told: Mapping[str, Sequence[Look]], lines: Sequence[Line], blocks: Sequence[Block], cast: Cast
) -> dict[str, list[Look]]:
    """The looks of all people, with those of each stranger given to whom the story then names for the first time."""
    where = {id(b): n for n, b in enumerate(blocks)}
    first, last, meant = _strangers(lines, where)
    narrated, named = _naming(blocks, cast)
    selves = _presenting(blocks, cast)
    result: dict[str, list[Look]] = {k: list(v) for k, v in told.items() if not k.startswith(STRANGER)}
    taken: set[str] = set()
    for key, at in sorted(first.items(), key=lambda s: s[1]):
        if key not in told or meant[key] < _MIN_MEANT:
            continue
        person = _presented(key, at, last[key], selves, cast, taken)
        person = person or _named_next(key, at, last[key], blocks, narrated, named, cast, taken)
        if person is None:
            continue
        until = min(named.get(person, [at]))
        rivals = [k for k, n in first.items() if at < n < until and k in told and meant[k] > meant[key]]
        if not any(gender_of_stranger(k) in (gender_of_stranger(key), "unknown") for k in rivals):
            taken.add(person)
            result[person] = sorted([*told[key], *result.get(person, [])], key=lambda k: k.scene)
    return result


def _strangers(lines: Sequence[Line], where: Mapping[int, int]) -> tuple[dict[str, int], dict[str, int], Counter[str]]:
    """In which paragraph each stranger is meant first and last, and how often."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    meant: Counter[str] = Counter()
    for line in lines:
        for ref in line.references:
            if ref.person.startswith(STRANGER):
                first.setdefault(ref.person, where[id(line.block)])
                last[ref.person] = where[id(line.block)]
                meant[ref.person] += 1
    return first, last, meant


def _naming(blocks: Sequence[Block], cast: Cast) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The paragraph in which the narration first names each person, and all in which anybody does."""
    narrated: dict[str, int] = {}
    named: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        for mention in cast.mentions(block):
            if not mention.spoken or _INTRODUCED.search(block.text[: mention.start]) or _is_answer(block, mention):
                named[mention.person].append(n)
            if not mention.spoken and not _is_heading(block):
                narrated.setdefault(mention.person, n)
    return narrated, named


def _is_answer(block: Block, mention: Mention) -> bool:
    """True for a name that is a sentence or opens one in a speech ("Ignatius Bolt, founder.")."""
    after = block.text[mention.end : mention.end + 1]
    whole = mention.last - mention.first > 1
    return whole and after in (".", ",", "!") and block.tokens[mention.first].opens


def _is_heading(block: Block) -> bool:
    return len(block.tokens) < _HEADING and not block.text.rstrip("”’\"'").endswith((".", "!", "?", "…", ":", ","))


def _presenting(blocks: Sequence[Block], cast: Cast) -> list[tuple[int, str]]:
    """Who says his own name in which paragraph ("I’m Dickon")."""
    return [
        (n, m.person)
        for n, block in enumerate(blocks)
        if block.quotes
        for m in cast.mentions(block)
        if m.spoken and _SELF.search(block.text, max(0, m.start - 20), m.start)
    ]


def _presented(
    key: str, at: int, last: int, selves: Sequence[tuple[int, str]], cast: Cast, taken: set[str]
) -> str | None:
    """Who presents himself while the stranger is there."""
    gender = gender_of_stranger(key)
    return next(
        (p for n, p in selves if at <= n <= last + 2 and p not in taken and cast.gender(p) == gender != "unknown"),
        None,
    )


def _named_next(
    key: str,
    at: int,
    last: int,
    blocks: Sequence[Block],
    narrated: Mapping[str, int],
    named: dict[str, list[int]],
    cast: Cast,
    taken: set[str],
) -> str | None:
    """Who is named soon after the stranger has come in and never told of before."""
    noun = key.removeprefix(STRANGER).partition("#")[0]
    if noun in KIN:
        return None
    gender = gender_of_stranger(key)
    best: tuple[int, str] | None = None
    for person, places in named.items():
        if person in taken or person == cast.narrator or narrated.get(person, at + 1) <= at:
            continue
        if "unknown" not in (gender, cast.gender(person)) and gender != cast.gender(person):
            continue
        soon = next((n for n in places if at <= n <= last + _WAIT and blocks[n].scene <= blocks[last].scene + 1), None)
        if soon is not None and (best is None or soon < best[0]):
            best = (soon, person)
    if best:
        named[best[1]].insert(0, best[0])
    return best[1] if best else None
