"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def opened_aside(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that takes its name when the block ends well, and is gone when it does not."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write(path: Path, parts: Iterable[bytes]) -> int:
    """Write a file of `parts`; return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened_aside(path) as file:
        return sum(file.write(part) for part in parts)
