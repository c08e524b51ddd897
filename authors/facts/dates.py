"""Dates as sources write them, as far as they are known: “12 March 1871”, “the late 1880s”, “two years later”.

English words; of other languages only years and ISO dates are read. Every date is some span of days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from authors.facts.model import FuzzyDate, Precision, Qualifier

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = (
    {word: number for number, word in enumerate(_ONES)}
    | {word: 20 + 10 * number for number, word in enumerate(_TENS)}
    | {
        f"{ten}-{one}": 20 + 10 * tens + ones
        for tens, ten in enumerate(_TENS)
        for ones, one in enumerate(_ONES[1:10], start=1)
    }
    | {"a": 1, "an": 1}
)
"""Numbers that are written as words."""

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_ABOUT_YEARS = 2
_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?:(?P<part>early|mid|middle|late|the beginning of|the end of)[ -](?:in )?(?:the )?)?"
_COUNT = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_NOT_COUNTED = (
    r"(?![\d]|[.,]\d|[ -](?:[a-z]+ )?(?:men|people|words|miles|feet|pounds|kroner|crowns|dollars|francs|marks|"
)
_NOT_COUNTED += r"tons|souls|copies|pages|metres|kilometres|letters|lamps|books|members|visitors)\b)"
_SPAN = r"(?P<next_season>year|spring|summer|autumn|winter)"
_WAS = r"when (?:she|he) was(?: only| just)?"
_NO_AGE = r"(?! (?:of|and|men|women|miles|times|weeks|days|months|children|feet|hours))"
_QUALIFIED = re.compile(
    r"(?:(?<!\w)(?P<about>about|around|circa|ca?\.|approximately|roughly|probably in|perhaps in|some ?time in)"
    r"|\b(?P<before>before|by|not later than)|\b(?P<after>after))(?: the)?(?: year)?\s*$",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date and the characters of the text that it stands in."""

    start: int
    end: int
    date: FuzzyDate


@dataclass(frozen=True, slots=True)
class Known:
    """What relative dates count from: the date before in the source, and the subject's birth."""

    before: FuzzyDate | None = None
    born: FuzzyDate | None = None


def find_dates(text: str, known: Known | None = None) -> list[FoundDate]:
    """Find all dates of a text, in order; one that only follows from what is known is `inferred`."""
    known = known or Known()
    found: list[FoundDate] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            before = max((one for one in found if one.end <= match.start()), default=None, key=lambda one: one.end)
            date = read(match, Known(before.date if before else known.before, known.born))
            if date is not None:
                found.append(FoundDate(match.start(), match.end(), _qualified(text, match, date)))
                taken.append(match.span())
    return sorted(found, key=lambda one: one.start)


def span_of(year: int, month: int = 0, day: int = 0, last: int = 0) -> tuple[str, str]:
    """Return the first and last day of a year, of a month (up to and with the month `last`) or of a day, as ISO."""
    if day:
        return (f"{year:04}-{month:02}-{day:02}",) * 2
    first, end = month or 1, last or month or 12
    end_year = year + (end < first)
    return f"{year:04}-{first:02}-01", f"{end_year:04}-{end:02}-{monthrange(end_year, end)[1]:02}"


def _date(words: str, precision: Precision, span: tuple[str, str], *, inferred: bool = False) -> FuzzyDate:
    return FuzzyDate(earliest=span[0], latest=span[1], words=words, precision=precision, inferred=inferred)


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def _full(match: re.Match[str], _known: Known) -> FuzzyDate | None:
    year, month, day = int(match["year"]), _month(match), int(match["day"])
    return _date(match[0], "day", span_of(year, month, day)) if day <= monthrange(year, month)[1] else None


def _iso(match: re.Match[str], _known: Known) -> FuzzyDate | None:
    year, month, day = int(match["year"]), int(match["iso_month"]), int(match["day"])
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return _date(match[0], "day", span_of(year, month, day))


def _range(match: re.Match[str], _known: Known) -> FuzzyDate | None:
    first, last = int(match["year"]), match["last"]
    end = int(str(first)[: 4 - len(last)] + last)
    return _date(match[0], "range", (span_of(first)[0], span_of(end)[1])) if first < end <= first + 100 else None


def _season(match: re.Match[str], _known: Known) -> FuzzyDate:
    return _date(match[0], "season", _season_span(int(match["year"]), match["season"].lower()))


def _season_span(year: int, season: str) -> tuple[str, str]:
    """Return the days of a season; a winter may be the one that begins or the one that ends in its year."""
    if season == "winter":
        return span_of(year)[0], span_of(year + 1, 2)[1]
    first, last = _SEASONS[season]
    return span_of(year, first, last=last)


def _month_of_year(match: re.Match[str], _known: Known) -> FuzzyDate:
    return _date(match[0], "month", span_of(int(match["year"]), _month(match)))


def _decade(match: re.Match[str], _known: Known) -> FuzzyDate:
    first = int(match["decade"] + "0")
    part = (match["part"] or "").lower()
    start, end = {"early": (0, 3), "mid": (3, 6), "middle": (3, 6), "late": (6, 9)}.get(part, (0, 9))
    return _date(match[0], "decade", (span_of(first + start)[0], span_of(first + end)[1]))


def _bare_year(match: re.Match[str], _known: Known) -> FuzzyDate:
    year, part = int(match["year"]), (match["part"] or "").lower()
    first, last = {"early": (1, 4), "the beginning of": (1, 4), "mid": (5, 8), "middle": (5, 8)}.get(part, (1, 12))
    if part in ("late", "the end of"):
        first, last = 9, 12
    return _date(match[0], "year", span_of(year, first, 0, last))


def _ago(match: re.Match[str], known: Known) -> FuzzyDate | None:
    if known.before is None:
        return None
    count = match["count"].lower()
    years = NUMBERS[count] if count in NUMBERS else int(count)
    years = -years if match["way"].lower() in ("earlier", "before") else years
    return _date(match[0], "year", span_of(known.before.year + years), inferred=True)


def _next_year(match: re.Match[str], known: Known) -> FuzzyDate | None:
    if known.before is None:
        return None
    which = match["which"].lower().split()[-1]
    year = known.before.year + {"before": -1, "previous": -1, "same": 0, "that": 0}.get(which, 1)
    season = match["next_season"].lower()
    if season == "year":
        return _date(match[0], "year", span_of(year), inferred=True)
    return _date(match[0], "season", _season_span(year, season), inferred=True)


def _without_year(match: re.Match[str], known: Known) -> FuzzyDate | None:
    if known.before is None or known.before.precision == "decade":
        return None
    day = int(match["day"]) if match["day"] else 0
    if day > monthrange(known.before.year, _month(match))[1]:
        return None
    span = span_of(known.before.year, _month(match), day)
    return _date(match[0], "day" if day else "month", span, inferred=True)


def _at_age(match: re.Match[str], known: Known) -> FuzzyDate | None:
    word = match["age"].lower()
    age = NUMBERS[word] if word in NUMBERS else int(word)
    if known.born is None or not 3 <= age <= 110:
        return None
    return _date(
        match[0],
        "range",
        (span_of(known.born.year + age)[0], span_of(known.born.last_year + age + 1)[1]),
        inferred=True,
    )


def _qualified(text: str, match: re.Match[str], date: FuzzyDate) -> FuzzyDate:
    qualified = _QUALIFIED.search(text[: match.start()])
    if not qualified or date.inferred:
        return date
    words = f"{qualified[0]}{date.words}"
    if qualified["about"]:
        earliest = f"{max(1, date.year - _ABOUT_YEARS):04}{date.earliest[4:]}"
        latest = f"{date.last_year + _ABOUT_YEARS:04}{date.latest[4:]}"
        wide = date.precision not in ("day", "month")
        found: dict[str, str | Qualifier] = {"qualifier": "about", "words": words}
        return date.model_copy(update=found | ({"earliest": earliest, "latest": latest} if wide else {}))
    if qualified["before"]:
        return date.model_copy(update={"qualifier": "before", "earliest": _EARLIEST, "words": words})
    return date.model_copy(update={"qualifier": "after", "latest": _LATEST, "words": words})


_Reader = Callable[[re.Match[str], Known], FuzzyDate | None]
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"\b{_DAY}(?: day)?(?: of)? {_MONTH},? {_YEAR}\b"), _full),
    (re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b"), _full),
    (re.compile(rf"\b{_YEAR}-(?P<iso_month>\d\d)-(?P<day>\d\d)\b"), _iso),
    (
        re.compile(rf"\b(?:between |from )?{_YEAR}(?: ?[–-] ?| and | to | until )(?P<last>\d{{4}}|\d\d)\b(?![–-])"),
        _range,
    ),
    (re.compile(rf"\b{_SEASON}(?: of| in)?,? {_YEAR}\b"), _season),
    (re.compile(rf"\b{_MONTH},?(?: of)? {_YEAR}\b"), _month_of_year),
    (re.compile(rf"\b{_PART}(?P<decade>1[0-9]{{2}}|20[0-9])0s\b"), _decade),
    (re.compile(rf"(?<![\d.,£$€-])\b{_PART}{_YEAR}\b{_NOT_COUNTED}"), _bare_year),
    (
        re.compile(
            rf"\b(?P<count>{_COUNT}|\d{{1,2}}) years? (?P<way>later|earlier|afterwards|before|after that)\b", re.I
        ),
        _ago,
    ),
    (
        re.compile(rf"\b(?P<which>the following|the next|the previous|the same|that same|that) {_SPAN}\b", re.I),
        _next_year,
    ),
    (re.compile(r"\bthe (?P<next_season>year) (?P<which>after|before)\b(?! [Ii]t|[a-z]*ing\b)", re.I), _next_year),
    (re.compile(rf"\b[Oo]n (?:the )?{_DAY}(?: of)? {_MONTH}\b(?! \d{{4}})"), _without_year),
    (re.compile(rf"\b[Ii]n (?P<day>(?!))?{_MONTH}\b(?! \d)"), _without_year),
    (re.compile(rf"\b(?:(?:at|by) the age of|aged|{_WAS}) (?P<age>{_COUNT}|\d{{1,2}})\b{_NO_AGE}", re.I), _at_age),
)
