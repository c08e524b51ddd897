"""Strangers who turn out to be somebody: described first ("a thin man"), named later ("That was Mr. Thrale")."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysts.lexicon.titles import KIN
from analysts.rules.people.certainty import DOUBTFUL
from analysts.rules.people.salience import STRANGER, gender_of_stranger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import Look
    from analysts.rules.looks.statements import Statement
    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock

_WAIT = 16
"""Paragraphs within which a stranger's name is expected, after he was last meant."""
_SELF = re.compile(r"(?:\bI am|\bI[’']m|\b[Mm]y name (?:is|was)|\b[Mm]y name[’']s|\b[Cc]all me) $")
_INTRODUCED = re.compile(
    r"(?:\bnames? (?:is|was)|name[’']s|\bI am|\bI[’']m|\b[Tt]hat (?:was|is)|\b[Tt]his is"
    r"|\b[Aa]re you|\b[Cc]all(?:ed)? me|\bmust be) (?:the |poor |old )?$"
)
_OLD, _YOUNG = frozenset({"old", "elderly", "aged"}), frozenset({"young", "youthful"})
_GREETING = 4
"""Paragraphs within which a stranger is greeted by name."""
_LONG = 120
_MIN_MEANT, _HEADING = 2, 10


def introduce(
    looks: Mapping[str, Sequence[Look]], lines: Sequence[Statement], blocks: Sequence[SceneBlock], cast: Cast
) -> dict[str, list[Look]]:
    """Add the looks of each stranger to those of the person whom the story then names for the first time."""
    where = {id(b): n for n, b in enumerate(blocks)}
    first, last, meant = _strangers(lines, where)
    naming = _Naming(blocks, cast)
    result: dict[str, list[Look]] = {k: list(v) for k, v in looks.items() if not k.startswith(STRANGER)}
    met = {key: person for line in lines for key, person in line.met if key in first}
    taken: set[str] = set(met.values())
    done: set[str] = set(met)
    for key, person in met.items():
        result[person] = sorted([*looks.get(key, ()), *result.get(person, [])], key=lambda k: k.scene)
    for key, at in sorted(first.items(), key=lambda s: s[1]):
        if (
            key in done
            or meant[key] < _MIN_MEANT
            or _is_of_two(looks.get(key, ()))
            or key.removeprefix(STRANGER).partition("#")[0] in KIN
        ):
            continue
        presented, until = naming.of(key, at, last[key], taken)
        if presented is None:
            continue
        rivals = [
            k for k, n in first.items() if k != key and n <= until and last[k] >= at and k in looks and k not in done
        ]
        if not any(_alike(k, key) for k in rivals):
            taken.add(presented)
            done.add(key)
            result[presented] = sorted([*looks.get(key, ()), *result.get(presented, [])], key=lambda k: k.scene)
    return result


def _is_of_two(looks: Sequence[Look]) -> bool:
    """Say whether an old and a young one have these looks: more than one stranger has gone by that noun."""
    ages = {k.value for k in looks if k.field == "age"}
    return not ages.isdisjoint(_OLD) and not ages.isdisjoint(_YOUNG)


def _alike(one: str, other: str) -> bool:
    return "unknown" in (gender_of_stranger(one), g := gender_of_stranger(other)) or gender_of_stranger(one) == g


def _strangers(
    lines: Sequence[Statement], where: Mapping[int, int]
) -> tuple[dict[str, int], dict[str, int], Counter[str]]:
    """Return in which paragraph each stranger is meant first and last, and how often."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    meant: Counter[str] = Counter()
    for line in lines:
        for ref in line.references:
            if ref.person.startswith(STRANGER) and not ref.person.startswith(DOUBTFUL):
                first.setdefault(ref.person, where[id(line.block)])
                last[ref.person] = where[id(line.block)]
                meant[ref.person] += 1
    return first, last, meant


def _is_answer(block: SceneBlock, mention: Mention) -> bool:
    """Say whether a whole name opens a speech and is set off in it ("Ignatius Bolt, founder.")."""
    whole = mention.last - mention.first > 1 and block.text[mention.end : mention.end + 1] in (".", ",")
    return whole and any(q.start == mention.start for q in block.quotes)


def _is_heading(block: SceneBlock) -> bool:
    return len(block.tokens) < _HEADING and not block.text.rstrip("”’\"'").endswith((".", "!", "?", "…", ":", ","))


class _Naming:
    """Where in the book everybody is named, and by which words."""

    def __init__(self, blocks: Sequence[SceneBlock], cast: Cast) -> None:
        self.blocks = blocks
        self.cast = cast
        self.narrated: dict[str, int] = {}
        self.selves: list[tuple[int, str]] = []
        self.introduced: list[tuple[int, str]] = []
        self.greeted: list[tuple[int, str]] = []
        for n, block in enumerate(blocks):
            if _is_heading(block):
                continue
            mentions = cast.mentions(block)
            called = cast.vocatives(block, mentions)
            for mention in mentions:
                before = block.text[max(0, mention.start - 24) : mention.start]
                if not mention.spoken:
                    self.narrated.setdefault(mention.person, n)
                elif len(block.tokens) > _LONG:
                    # A story in the story: who comes into it is not in the room.
                    continue
                elif _SELF.search(before):
                    self.selves.append((n, mention.person))
                elif _INTRODUCED.search(before) or _is_answer(block, mention):
                    self.introduced.append((n, mention.person))
                elif mention.person in called and mention.last - mention.first > 1:
                    self.greeted.append((n, mention.person))

    def of(self, key: str, at: int, last: int, taken: set[str]) -> tuple[str | None, int]:
        """Return who the stranger is that was there from paragraph `at` to `last`, and where he is named."""
        for events, until in (
            (self.selves, last + 2),
            (self.introduced, last + _WAIT),
            (self.greeted, at + _GREETING),
        ):
            for n, person in events:
                if at <= n <= until and self._may_be(person, key, at, taken) and self._is_soon(n, last):
                    return person, n
        return None, at

    def _is_soon(self, n: int, last: int) -> bool:
        return self.blocks[n].scene <= self.blocks[last].scene + 1

    def _may_be(self, person: str, key: str, at: int, taken: set[str]) -> bool:
        known = person in taken or person == self.cast.narrator or self.narrated.get(person, at + 1) <= at
        return not known and gender_of_stranger(key) == self.cast.gender(person) != "unknown"
