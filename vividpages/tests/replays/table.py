"""`docs/replays.md`, written from the replays: `python -m vividpages.tests.replays.table`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
    django.setup()

from vividpages.tests.replays import answers, archives, fetching, files, ownership, scripts, signing_in
from vividpages.tests.replays.replay import REPLAYS, Replay

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["PAGE", "REPLAYS", "written"]

PAGE = Path(__file__).resolve().parents[3] / "docs" / "replays.md"
ROOMS = {
    files: "Files that strangers made",
    archives: "Archives that strangers made",
    scripts: "Scripts in what is said",
    fetching: "Addresses that are fetched",
    ownership: "What is somebody else's",
    signing_in: "Ways into an account",
    answers: "Questions and answers",
}


BEGINNING = f"""# Published faults, replayed

What has gone wrong in e-book servers and readers, and in what they are built on, tried on VividPages. Each row is an
attack, sent the way a stranger would send it: by a browser, a program with a token, a WebSocket, or a file that is
imported. The tests hold two things of each: the real build gives the attacker nothing, and a build without the guards
that the row names gives them what they want. A replay that could not fail would be none.

A break takes a guard out, or puts the published fault in its place, for the time of one test; where two layers refuse
the same attack, both are taken out. Files are imported in the process of the test, so that a guard can be taken out of
the importer; readers' files are read in a process of their own, with limits of memory and time besides.

Run them: `pytest vividpages/tests/replays`. This page is written by `python -m vividpages.tests.replays.table`, and a
test compares it. There are {len(REPLAYS)} replays.
"""


def written() -> str:
    """Return the page."""
    return "\n".join([BEGINNING, *(line for room, title in ROOMS.items() for line in _section(room, title))])


def _section(room: ModuleType, title: str) -> list[str]:
    head = "| number | product | what happened | how it is refused here | without | test |"
    rows = [_row(one) for one in REPLAYS if one.attack.__module__ == room.__name__]
    return [f"## {title}", "", head, "| --- | --- | --- | --- | --- | --- |", *rows, ""]


def _row(one: Replay) -> str:
    guards = ", ".join(f"`{name}`" for name in one.guard.names)
    test = f"`{one.attack.__module__.rpartition('.')[2]}.{one.attack.__name__}`"
    return f"| [{one.number}]({one.source}) | {one.product} | {one.fact} | {one.refusal} | {guards} | {test} |"


if __name__ == "__main__":
    PAGE.write_text(written())
