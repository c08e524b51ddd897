"""Checks and mends that floors above add: what pictures say, and drawing them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from accounts.models import User
from books.models import VividPage
from characters.continuity.facts import BookFacts
from characters.continuity.found import Found

Values = Mapping[str, Any]
Prepare = Callable[[VividPage], Callable[[BookFacts], Iterable[Found]]]
"""Reads what a check needs from the database; the check that is returned runs without it."""
Action = Callable[[VividPage, Values, User], str]
"""Mends something for a reader and says in a sentence what was done. Raises EditRefused if it cannot."""

_checks: list[Prepare] = []
_actions: dict[str, Action] = {}


def add_check(prepare: Prepare) -> None:
    """Have a check made with the others."""
    if prepare not in _checks:
        _checks.append(prepare)


def added_checks() -> list[Prepare]:
    """Those that have been added."""
    return list(_checks)


def add_action(name: str, action: Action) -> None:
    """Let mends of that name be done by `action`."""
    _actions[name] = action


def added_actions() -> Mapping[str, Action]:
    """Those that have been added, by their names."""
    return _actions
