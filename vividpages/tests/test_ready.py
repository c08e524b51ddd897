"""Commands on a database that nobody has set up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from books.tests.epubs import build, chapter
from vividpages.tests.machine import DEADLINE_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_SECONDS,
    )


def test_the_embedded_database_is_set_up_by_the_first_command(var: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(build({"c1.xhtml": chapter("One", "Mara kneaded the dough.")}).getvalue())
    ours = {"VIVIDPAGES_VAR": str(var), "DATABASE_URL": ""}

    made = run("generate_vividpage", str(book), "--until", "parse", "--json", **ours)

    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["scenes"] == 1


def test_another_database_is_left_to_whoever_runs_it(machine: Machine) -> None:
    empty = re.sub(r"/[^/]*$", "/postgres", machine.environment["DATABASE_URL"])

    refused = run("moderator", "ann@example.com", DATABASE_URL=empty)

    assert refused.returncode == 2
    assert refused.stderr == (
        "CommandError: The database is not yet set up for this version. Run first: python manage.py migrate\n"
    )
