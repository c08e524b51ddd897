"""From what a checkpoint is called, and says of itself, to how it is asked for a picture."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from providers.interfaces.images import PictureRequest

_STEPS = re.compile(r"(?<![0-9])([1-9]|1[0-2])[-_ ]?steps?(?![a-z])")
"""Distilled checkpoints say in their names for how many steps they were made."""
_DISTILLED = 1.5
"""Guidance of distilled checkpoints, at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """How the checkpoints of a family draw well; the fields are explained in `families.toml`.

    `sampler` and `scheduler` are ComfyUI's names.
    """

    name: str
    known_by: str
    reads: Literal["prose", "tags"]
    negative: bool
    steps: int
    cfg: float
    sampler: str
    scheduler: str
    sizes: tuple[tuple[int, int], ...]
    guidance: float | None = None
    reference: Literal["", "any", "sd15", "sdxl"] = ""

    @property
    def is_known(self) -> bool:
        """Whether anything told it from the others."""
        return bool(self.known_by)

    def words_for(self, request: PictureRequest) -> tuple[str, str]:
        """Return what is said to it of the picture, and its negative prompt: "" where that would be passed over."""
        prompt = request.tags if self.reads == "tags" and request.tags else request.prompt
        return prompt, request.negative_prompt if self.negative else ""

    def size_for(self, width: int, height: int) -> tuple[int, int]:
        """Return the size that it was trained for from which `width` × `height` is best cut."""
        return min(self.sizes, key=lambda size: abs(log(size[0] / size[1] * height / width)))


def family_of(*clues: str) -> Family:
    """Return the family of a checkpoint by its name, its folder and its file.

    If these are unclear it is one of careful settings.
    """
    text = " ".join(clues).lower()
    family = next(family for family in families() if re.search(family.known_by, text))
    steps = _STEPS.search(text)
    return replace(family, steps=int(steps[1])) if steps and family.cfg <= _DISTILLED else family


@cache
def families() -> tuple[Family, ...]:
    """Return all families; the last fits every checkpoint."""
    rows = tomllib.loads(Path(__file__).with_name("families.toml").read_text(encoding="utf-8"))["family"]
    return tuple(Family(**{**row, "sizes": _both_ways(row["sizes"])}) for row in rows)


def _both_ways(sizes: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(size for wide, high in sizes for size in ((wide, high), (high, wide))))
