"""Attacks that have hit others: refused by the real build, and not by one without the guard that is named for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vividpages.tests.replays.table import PAGE, REPLAYS, written

if TYPE_CHECKING:
    from vividpages.tests.replays.house import House
    from vividpages.tests.replays.replay import Replay

all_replays = pytest.mark.parametrize("replay", REPLAYS, ids=lambda replay: replay.id)


@all_replays
def test_the_attack_gets_nothing(replay: Replay, house: House) -> None:
    assert replay.attack(house) == ""


@all_replays
def test_the_attack_gets_what_it_wants_of_a_build_without_the_guard(replay: Replay, house: House) -> None:
    with replay.guard.taken_out():
        assert replay.attack(house) != ""


def test_there_are_as_many_as_we_say_and_each_is_told_once() -> None:
    assert len(REPLAYS) >= 45
    assert len({replay.id for replay in REPLAYS}) == len(REPLAYS)


def test_the_docs_tell_of_each() -> None:
    assert Path(PAGE).read_text() == written(), "python -m vividpages.tests.replays.table"
