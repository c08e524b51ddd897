"""Editions written to files by commands, with what is told of them."""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from tqdm import tqdm

from publishing.kinds.kind import Refused
from publishing.publication import publication_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from books.models import VividPage
    from publishing.checks import Check
    from publishing.kinds.kind import EditionKind, Made

BAD_INPUT = 2


def write_edition(kind: EditionKind[Any], options: Any, vividpage: VividPage, out: Path) -> Made:
    """Write the file whole or not at all: it takes the place of one that is there once it is finished.

    Raises CommandError with the words of what refuses it.
    """
    publication = publication_of(vividpage, with_bible=kind.reads_bible)
    with tempfile.TemporaryDirectory(prefix="vividpages-publish-") as folder, _Bar(kind.title) as bar:
        try:
            made = kind.make_for(vividpage, options)(publication, options, Path(folder), bar)
        except Refused as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        except OSError as error:
            raise CommandError(f"The edition could not be made: {error.strerror}.", returncode=BAD_INPUT) from None
        begun = out.with_name(f".vividpages-{os.getpid()}.unfinished")
        try:
            shutil.copyfile(made.file, begun)
            begun.replace(out)
        except OSError as error:
            begun.unlink(missing_ok=True)
            raise CommandError(f"{out} cannot be written: {error.strerror}.", returncode=BAD_INPUT) from None
    return made


def edition_report(kind: EditionKind[Any], made: Made, out: Path) -> dict[str, Any]:
    """Return what `--json` says of an edition: which kind, its file, and what was found in it."""
    return {
        "kind": kind.name,
        "file": str(out),
        "bytes": out.stat().st_size,
        "pages": made.pages,
        "checks": checks_report(made.checks),
    }


def checks_report(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Return what `--json` says of what was found in a file."""
    return [
        {
            "rule": check.rule,
            "severity": check.severity,
            "words": check.words,
            "mend": check.mend,
            "page": check.page,
            "place": check.place,
        }
        for check in checks
    ]


class _Bar:
    """A progress bar on stderr that makers tell how far they are."""

    def __init__(self, title: str) -> None:
        self._bar = tqdm(total=math.inf, desc=f"{title:<26}", file=sys.stderr)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)
