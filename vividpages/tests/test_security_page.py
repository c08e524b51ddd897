"""docs/security.md: every row of the standard, and nothing that shows it is missing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

ROOT: Path = settings.BASE_DIR
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$", re.M)
COUNT = re.compile(r"^\| (holds|partly|no|does not apply) \| (\d+) \| (\d+) \|$", re.M)
NAMED = re.compile(r"`([\w./-]+(?:/[\w.-]+)+|[\w.-]+\.(?:md|toml|yml|json)|Caddyfile|\.dockerignore)(?:::(\w+))?`")
OF_THE_STANDARD = {1: 70, 2: 183}
"""How many requirements ASVS 5.0.0 has at its first two levels."""


def _text() -> str:
    return (ROOT / "docs" / "security.md").read_text()


def test_the_table_has_every_row_once_with_a_verdict() -> None:
    rows = ROW.findall(_text())
    counted = Counter((verdict, int(level)) for _, level, _, verdict, _ in rows)
    assert len({number for number, *_ in rows}) == len(rows)
    assert {level: sum(int(row[1]) == level for row in rows) for level in OF_THE_STANDARD} == OF_THE_STANDARD
    assert {(verdict, level) for verdict, *counts in COUNT.findall(_text()) for level in (1, 2)} >= counted.keys()
    for verdict, first, second in COUNT.findall(_text()):
        assert (counted[verdict, 1], counted[verdict, 2]) == (int(first), int(second)), verdict


def test_whatever_the_page_names_is_there() -> None:
    named = NAMED.findall(_text())
    assert len(named) > 100
    missing = [f"{path}::{test}" for path, test in named if not _is_there(path, test) and not path.startswith("var/")]
    assert not missing


def _is_there(path: str, test: str) -> bool:
    if not (ROOT / path).exists():
        return path.startswith("/") or (ROOT / "docs" / path).exists()
    if not test:
        return True
    nodes = ast.walk(ast.parse((ROOT / path).read_text()))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == test for node in nodes)
