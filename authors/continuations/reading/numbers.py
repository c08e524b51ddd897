"""Numbers that stand in words."""

from __future__ import annotations

_SMALL = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_LARGE = {"hundred": 100, "thousand": 1000, "dozen": 12}


def number_of(text: str) -> int | None:
    """Return the number that words name ("sixty-one", "two hundred", "12"); None for none."""
    total, found = 0, False
    for word in text.lower().replace("-", " ").split():
        if word in ("and", "a"):
            continue
        if word.isdigit():
            total, found = total + int(word), True
        elif word in _SMALL:
            total, found = total + _SMALL[word], True
        elif word in _TENS:
            total, found = total + _TENS[word], True
        elif word in _LARGE:
            total, found = max(total, 1) * _LARGE[word], True
        else:
            return None
    return total if found else None
