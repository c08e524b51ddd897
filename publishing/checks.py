"""What a check of a finished file found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""An error is what a printer refuses, a warning what prints badly, a note what one may want to know."""

Area = tuple[float, float, float, float]
"""Left, top, right and foot in points from the upper left corner of a page as it is seen."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was found in a finished file. `page` counts from 1; 0: it is about the whole file.

    `place` says in words where on the page it is, and `area` in points.
    """

    rule: str
    severity: Severity
    words: str
    mend: str = ""
    page: int = 0
    place: str = ""
    area: Area | None = None
