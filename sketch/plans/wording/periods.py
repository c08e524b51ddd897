"""In which time a place stands, and what that time has in the stead of what plans name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sketch.plans.wording.stand_ins import StandIns, stand_ins

PERIODS_FILE = Path(__file__).with_name("periods.toml")
_YEAR = re.compile(r"\b(\d{3,5})(?:s|\b)")
_CENTURY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Period:
    """A time: words for it, the year in which it ends, and what it has in the stead of other things."""

    name: str
    words: frozenset[str]
    until: int
    instead: StandIns


def load_periods(file: Path) -> tuple[Period, ...]:
    """Read the periods, the earliest first. Raises PlanInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Period(name, frozenset(fields["words"].split()), fields["until"], stand_ins(name, fields["instead"]))
        for name, fields in content.items()
    )


PERIODS = load_periods(PERIODS_FILE)


def period_of(text: str) -> Period | None:
    """Return the period that a text names ("1880s", "14th century", "medieval"); None if it names none."""
    text = text.lower()
    year = _year_in(text)
    if year is not None:
        return next(period for period in PERIODS if year < period.until)
    words = set(_WORD.findall(text.replace("middle ages", "middle-ages").replace("space age", "space-age")))
    return next((period for period in PERIODS if words & period.words), None)


def _year_in(text: str) -> int | None:
    year = _YEAR.search(text)
    if year is not None:
        return int(year[1])
    century = _CENTURY.search(text)
    return int(century[1]) * 100 - 50 if century is not None and "century" in text else None
