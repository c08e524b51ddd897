"""Date a book: by the years that it names, by what it says of itself, else by things that only one age has."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysts.lexicon.periods import PERIODS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.text.blocks import SceneBlock

_YEAR = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Aa]bout|year|grace|\d{1,2}(?:st|nd|rd|th)?,|spring|summer|autumn|winter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December) (?:the year )?"
    r"(?P<year>1[0-9]{3}|20[0-9]{2})\b(?! (?:men|miles|pounds|feet|rubles|dollars|francs|sheep|acres|years))"
)
_CENTURY_OF = re.compile(r"\b(?:year of grace|year|[Ii]n|\d{1,2}(?:st|nd|rd|th)?,) (?P<century>1[0-9]|20)(?:—|–|--)")
_SPAN = re.compile(
    r"(?:\b(?:[Ww]ars?|Revolution|Rebellion|Regency|Restoration|Depression|Reign|Period|History|Campaign)\b.*?"
    r"|^[A-Z][a-z]+(?: [IVX]+)?), (?P<start>1[0-9]{3})\s*[-–]\s*(?P<end>1[0-9]{3})\b"
)
"""A time in a library's heading: of a war, or of somebody's reign (not of an author's life, who has a surname)."""
_CENTURY = re.compile(r"\b(\d{2})th century", re.IGNORECASE)
_MIDDLE_AGES = re.compile(r"Middle Ages|Knights and knighthood|Medieval|Arthurian", re.IGNORECASE)
_EARLY = 20
"""Years of a century that are its beginning: “the 1800s” could be all of it."""
_DECADES = 20
"""A span of fewer years is told as a decade."""
CENTURIES = {
    10: "eleventh",
    11: "twelfth",
    12: "thirteenth",
    13: "fourteenth",
    14: "fifteenth",
    15: "sixteenth",
    16: "seventeenth",
    17: "eighteenth",
    18: "nineteenth",
    19: "twentieth",
    20: "twenty-first",
}
_MIN_YEARS, _OPENING, _MOST, _SPREAD = 4, 20, 0.6, 15
_PER_WORDS, _CLEARLY = 5000, 2.0
"""A thing of an age counts if one in so many words is one; and the best age must have so much more than the next."""


def period_of(blocks: Sequence[SceneBlock], subjects: Sequence[str] = ()) -> str:
    """Return the time of a book in a word or two ("1880s", "eighteenth century", "medieval"), or "" if it is not clear.

    Years count where most of those named lie close together: a story told back over a century has none.
    """
    years = Counter(int(m["year"]) for b in blocks for m in _YEAR.finditer(b.text))
    masked = Counter(int(m["century"]) for b in blocks for m in _CENTURY_OF.finditer(b.text))
    opening = [int(m["year"]) for b in blocks[:_OPENING] for m in _YEAR.finditer(b.text)]
    period = ""
    is_dated = bool(opening) or sum(years.values()) >= _MIN_YEARS
    if is_dated:
        period = _of_years(years)
    elif masked:
        period = f"{CENTURIES[masked.most_common(1)[0][0]]} century"
    listed = _of_subjects(subjects)
    if period.endswith(" century") and listed.endswith(period):
        return listed  # “early nineteenth century” says more
    return period or listed or ("" if is_dated else _of_things(blocks))


def _of_subjects(subjects: Sequence[str]) -> str:
    """Read what a library says of a book's time: “Civil War, 1642-1649”, “19th century”, “Victoria, 1837-1901”."""
    for subject in subjects:
        span, century = _SPAN.search(subject), _CENTURY.search(subject)
        if span:
            return _of_span(int(span["start"]), int(span["end"]))
        if century and int(century[1]) - 1 in CENTURIES:
            return f"{CENTURIES[int(century[1]) - 1]} century"
        if _MIDDLE_AGES.search(subject):
            return "medieval"
    return ""


def _of_span(start: int, end: int) -> str:
    """Return the decade of a short span, else its century, or the beginning of that."""
    middle = (start + end) // 2
    if middle % 100 < _EARLY:
        return f"early {CENTURIES[middle // 100]} century"
    return f"{middle // 10}0s" if end - start < _DECADES else f"{CENTURIES[middle // 100]} century"


def _of_years(years: Counter[int]) -> str:
    """Return the decade in which most years lie, or else their century."""
    total = sum(years.values())
    decades = Counter({d: sum(c for y, c in years.items() if y // 10 == d) for d in {y // 10 for y in years}})
    decade, count = decades.most_common(1)[0]
    if count >= _MOST * total:
        return f"{decade}0s"
    near = sum(c for y, c in years.items() if abs(y - (decade * 10 + 5)) <= _SPREAD + 5)
    centuries = Counter({c: sum(n for y, n in years.items() if y // 100 == c) for c in {y // 100 for y in years}})
    century, of_century = centuries.most_common(1)[0]
    return f"{CENTURIES[century]} century" if near >= _MOST * total or of_century >= _MOST * total else ""


def _of_things(blocks: Sequence[SceneBlock]) -> str:
    votes: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    total = 0
    for block in blocks:
        total += len(block.tokens)
        for token in block.tokens:
            period = PERIODS.get(token.text.lower())
            if period:
                votes[period] += 1
                kinds.setdefault(period, set()).add(token.text.lower())
    ranked = [*votes.most_common(2), ("", 0), ("", 0)]
    (best, count), (_, next_count) = ranked[0], ranked[1]
    clear = count >= max(3, total / _PER_WORDS) and count > _CLEARLY * next_count
    return best if clear and len(kinds.get(best, ())) > 1 else ""
