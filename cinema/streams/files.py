"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def aside_of(path: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the name `path` when the block ends well, and is gone when it does not."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


@contextmanager
def opened_aside(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that is there as `path` when the block ends well, and gone when it does not."""
    with aside_of(path) as aside, aside.open("wb") as file:
        yield file


def write(path: Path, parts: Iterable[bytes]) -> int:
    """Write a file of `parts`; return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened_aside(path) as file:
        return sum(file.write(part) for part in parts)
