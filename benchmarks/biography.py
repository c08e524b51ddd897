"""A life of any length by the built-in author, from sources to a PDF: `python -m benchmarks.biography [WORDS …]`.

The sources are made up here: letters of one year each, as long as the book is to be. The command `write_biography`
reads, judges and quotes them in a data folder of its own, and makes all its files. Printed for each length: the seconds
of all of it, the most memory that one of its processes has taken, and the pages of the PDF.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SUBJECT = "Ottilie Brandauer"
LENGTHS = (20_000, 150_000)
FIRST_YEAR, YEARS = 1850, 60
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WHO = (
    "a printer",
    "a ferryman",
    "her cousin",
    "the schoolmaster",
    "a botanist",
    "two sisters",
    "the mayor",
    "a piano tuner",
)
WHAT = (
    "a survey of the ponds",
    "an herbarium",
    "a book of songs",
    "the new pump",
    "a quarrel over timber",
    "a map of wells",
)
WHERE = (
    "Gravenau",
    "Hollenstedt",
    "Ivarsund",
    "Kaltenbrunn",
    "Lillevik",
    "Marienwerd",
    "Ostheim",
    "Perlau",
    "Quarnbek",
)
WEATHER = (
    "in rain",
    "by sledge",
    "on foot",
    "with a lantern",
    "before breakfast",
    "after the fair",
    "in great haste",
    "at dusk",
)
SAID = (
    "paid for",
    "finished",
    "began",
    "copied out",
    "gave away",
    "described",
    "sold",
    "corrected",
    "mislaid",
)


def main() -> None:
    """Measure each length in processes of its own, and print JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("words", type=int, nargs="*", default=LENGTHS)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    print(json.dumps([_measured(words) for words in asked.parse_args().words], indent=1))


def _measured(words: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources(Path(folder), words)
        began = time.monotonic()
        told = _written(Path(folder), words, sources)
        seconds = time.monotonic() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pages = next(file["pages"] for file in told["files"] if file["kind"] == "pdf")
    return {
        "words": told["words"],
        "sources": len(sources),
        "parts": told["parts"],
        "seconds": round(seconds, 1),
        "seconds_per_1000_words": round(1000 * seconds / told["words"], 2),
        "megabytes": round(megabytes),
        "pages": pages,
        "order": told["quality"]["order"],
        "files": {file["kind"]: file["bytes"] for file in told["files"]},
    }


def _written(folder: Path, words: int, sources: list[Path]) -> dict[str, Any]:
    named = [part for source in sources for part in ("--source", str(source))]
    limits = ["--set", "quoted_words=50000", "--set", "living=dead"]
    command = ["write_biography", SUBJECT, "--words", str(words), *limits, *named, "--out", str(folder), "--json"]
    environment = {**os.environ, "VIVIDPAGES_VAR": str(folder / "var"), "SOURCES_A_BOOK": "0"}
    environment.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as writing:
        try:
            out, _ = writing.communicate()
        except (
            BaseException
        ):  # an interrupt, or the signal to end: the command stops its database when it ends in order
            writing.send_signal(signal.SIGINT)
            writing.communicate()
            raise
    told: dict[str, Any] = json.loads(out)
    return told


def _sources(folder: Path, words: int) -> list[Path]:
    """Write letters of one year each, together a tenth longer than the book is to be."""
    chance = random.Random(words)
    each = words * 1.1 / YEARS
    paths = []
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        paragraphs, count = [], 0
        while count < each:
            sentences = [_sentence(chance, year, month) for month in sorted(chance.choices(range(12), k=6))]
            paragraphs.append(" ".join(sentences))
            count += len(paragraphs[-1].split())
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
        path = folder / f"letters-{year}.html"
        path.write_text(
            f"<!doctype html><html lang='en'><head><title>Letters of {year}</title>"
            "<meta name='author' content='Emil Hartung'>"
            "<link rel='license' href='https://creativecommons.org/licenses/by/4.0/'></head>"
            f"<body><article><h1>Letters of {year}</h1>{body}</article></body></html>",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def _sentence(chance: random.Random, year: int, month: int) -> str:
    who, what, where, how, did = map(chance.choice, (WHO, WHAT, WHERE, WEATHER, SAID))
    day, number = chance.randint(1, 28), chance.randint(13, 999)
    return (
        f"On {day} {MONTHS[month]} {year} {SUBJECT} went to {where} {how}, met {who} there, and {did} {what} "
        f"of {number} pages that nobody had asked for."
    )


if __name__ == "__main__":
    main()
