"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cinema.streams.checking.stream import CheckedStream

Level = Literal["must", "should"]
SEVERITY: dict[Level, Literal["error", "warning"]] = {"must": "error", "should": "warning"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a rule is broken: file, line (0 where it has none), and what is so there."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of RFC 8216: its name, section, whether it is one that must be kept, and what it asks, in our words."""

    name: str
    section: str
    level: Level
    asks: str
    find: Callable[[CheckedStream], Iterator[Fault]]


def rule(
    section: str, asks: str, level: Level = "must"
) -> Callable[[Callable[[CheckedStream], Iterator[Fault]]], Rule]:
    """Make a rule of the function that finds where it is broken; the function's name is the rule's."""

    def made(find: Callable[[CheckedStream], Iterator[Fault]]) -> Rule:
        return Rule(find.__name__, section, level, asks, find)

    return made
