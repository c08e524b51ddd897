"""What is allowed with pictures, by the model that drew them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).parent / "licences.toml"
Commercial = Literal["yes", "ask"]


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms for what models draw. `models` is how their keys begin; `read` is when `source` was last read for this.

    `commercial` is "ask" where it depends on the model, or on who sells.
    """

    models: str
    who: str
    what: str
    commercial: Commercial
    source: str
    read: date


@cache
def all_licences() -> tuple[Licence, ...]:
    """Read the file, those with the longest beginnings first."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["licence"]
    return tuple(sorted((Licence(**row) for row in rows), key=lambda licence: -len(licence.models)))


def licence_of(model: str) -> Licence:
    """Return the terms for what a model draws; there is one for models that nobody knows, too."""
    return next(licence for licence in all_licences() if model.startswith(licence.models))
