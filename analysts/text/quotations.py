"""Find direct speech in a paragraph, whatever marks the book sets it in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from analysts.lexicon import words
from analysts.lexicon.speech import SAY_IN_ANY_TONGUE, SPEECH

if TYPE_CHECKING:
    from collections.abc import Sequence

QuotationStyle = Literal["“", '"', "‘", "'", "«", "»", "„", "「", "—", ""]
"""The mark that opens speech in a book; "" where there is none."""

_CLOSERS = {"“": "”", "‘": "’", "«": "»", "»": "«", "„": "“”", "「": "」", '"': '"', "'": "'"}
_DASH_OPENS = re.compile(r"^\s*[—–―]\s*(?=\S)|^\s*--\s*(?=\S)")
_DASH = re.compile(r"[—–―]")
_TAG = re.compile(r"[,;.!?…]\s+(?=(\w+)\b)")
_OPENING_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"’(¿¡—-])")
_OPENING_ANGLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(—–-]))«(?=\s?[\w¿¡—-])", re.MULTILINE)
_OPENING_TURNED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(—–-]))»(?=[\w¿¡—-])", re.MULTILINE)
_STRAIGHT = re.compile(r'"')
_INCISE_ENDS = re.compile(r"[,.;:!?]\s+")
_HEARER = re.compile(
    r"\b(?:je|j[’']|tu|te|vous|nous|moi|toi|mon|ma|mes|votre|ton|yo|tú|usted|ustedes|me|nos|mi|io|mio|ich|du|wir|ihr|mir"
    r"|I|you|we|my|your)\b|[?!]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ELISIONS = words("tis twas twere twill twould em til till cause cos bout neath gainst ere un im er twixt")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Speech inside its marks: `start` and `end` count characters in the paragraph.

    `closed` is False where the paragraph ends first; `continues` says that it goes on from the paragraph before.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def detect_style(paragraphs: Sequence[str]) -> QuotationStyle:
    """Detect the mark that this text opens its speech with, by paragraphs that begin with it and by its number."""
    text = "\n".join(paragraphs)
    votes: dict[QuotationStyle, float] = {
        "“": text.count("“") - text.count("„"),
        '"': text.count('"') / 2,
        "«": sum(1 for _ in _OPENING_ANGLE.finditer(text)),
        "»": sum(1 for _ in _OPENING_TURNED.finditer(text)),
        "„": text.count("„"),
        "「": text.count("「"),
        "‘": sum(1 for m in _OPENING_SINGLE.finditer(text) if m[0] == "‘") * 0.8,
        "'": sum(1 for m in _OPENING_SINGLE.finditer(text) if m[0] == "'") * 0.4,
        "—": 0.0,
    }
    for p in paragraphs:
        mark = p.lstrip()[:1]
        if mark in ("“", '"', "‘", "'", "«", "»", "„", "「"):
            votes[mark] += 3  # type: ignore[index]
        elif _DASH_OPENS.match(p):
            votes["—"] += 3
    best = max(votes, key=lambda s: votes[s])
    return best if votes[best] > 0 else ""


def find_quotes(paragraphs: Sequence[str], style: QuotationStyle | None = None) -> list[tuple[Quotation, ...]]:
    """Find the quotations of each paragraph.

    A speech left open goes on where the next paragraph opens with the mark.
    """
    style = detect_style(paragraphs) if style is None else style
    quotations: list[tuple[Quotation, ...]] = []
    pending = False
    for paragraph in paragraphs:
        quotes = _in_paragraph(paragraph, style)
        if pending and quotes and not paragraph[: quotes[0].start].strip(" \t\n“”\"'‘’«»„「"):
            quotes[0] = replace(quotes[0], continues=True)
        pending = bool(quotes) and not quotes[-1].closed
        quotations.append(tuple(quotes))
    return quotations


def _in_paragraph(text: str, style: QuotationStyle) -> list[Quotation]:
    if not style:
        return []
    if style == "—":
        quotes = _by_dash(text)
    elif style in ("‘", "'"):
        quotes = _by_single(text, style)
    elif style == '"':
        quotes = _by_straight(text)
    else:
        quotes = _by_pair(text, style)
    if not quotes and style not in ("“", "‘", "'"):
        other = next((o for o in "„«»“" if o in text), "")
        quotes = _by_pair(text, other) if other else []
    return [q for q in quotes if q.end > q.start and _is_speech(text, q)]


def _by_pair(text: str, opener: str) -> list[Quotation]:
    closers = _CLOSERS[opener]
    quotes: list[Quotation] = []
    start = text.find(opener)
    while start >= 0:
        stops = [i for i in (text.find(c, start + 1) for c in closers) if i >= 0]
        end = min(stops) if stops else -1
        again = text.find(opener, start + 1) if opener not in closers else -1
        if end < 0 or -1 < again < end:
            stop = again if again >= 0 else len(text)
            quotes.append(_trimmed(text, start + 1, stop, closed=again >= 0))
            start = again
            continue
        quotes.append(_trimmed(text, start + 1, end))
        start = text.find(opener, end + 1)
    return quotes


def _by_straight(text: str) -> list[Quotation]:
    quotes: list[Quotation] = []
    start = -1
    for mark in _STRAIGHT.finditer(text):
        i = mark.start()
        opens = (i == 0 or text[i - 1] in " \n\t([-—_") and i + 1 < len(text) and not text[i + 1].isspace()
        if start < 0:
            start = i + 1
        elif opens and text[i - 1 : i].isspace():
            quotes.append(_trimmed(text, start, i))
            start = i + 1
        else:
            quotes.append(_trimmed(text, start, i))
            start = -1
    if start >= 0:
        quotes.append(_trimmed(text, start, len(text), closed=False))
    return quotes


def _by_single(text: str, opener: str) -> list[Quotation]:
    """Find quotations in single marks.

    An apostrophe closes nothing, so punctuation stands before the true end or a word after.
    """
    closer = _CLOSERS[opener]
    quotes: list[Quotation] = []
    at = 0
    while m := _OPENING_SINGLE.search(text, at):
        at = m.end()
        word = _WORD.match(text, at)
        if m[0] != opener or (word and word[0].lower() in _ELISIONS):
            continue
        nxt = _OPENING_SINGLE.search(text, at)
        limit = nxt.start() if nxt and nxt[0] == opener and opener != closer else len(text)
        end = _single_end(text, at, limit, closer)
        if end < 0:
            quotes.append(_trimmed(text, at, len(text), closed=False))
            break
        quotes.append(_trimmed(text, at, end))
        at = end + 1
    return quotes


def _single_end(text: str, start: int, limit: int, closer: str) -> int:
    loose = -1
    i = text.find(closer, start)
    while i >= 0:
        before, after = text[i - 1], text[i + 1 : i + 2]
        if before in '.,!?;:—–-…)”"' and not after.isalpha():
            return i
        if i > limit and loose >= 0:
            return loose
        plural = before in "sn" and after not in ("", ".", ",", ";")
        if before.isalpha() and not plural and not after.isalpha() and loose < 0:
            loose = i
        i = text.find(closer, i + 1)
    return loose


def _by_dash(text: str) -> list[Quotation]:
    m = _DASH_OPENS.match(text)
    if not m:
        return []
    quotes: list[Quotation] = []
    at, spoken = m.end(), True
    for mark in _DASH.finditer(text, at):
        if spoken and not (text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1].isalpha()):
            continue
        if spoken:
            quotes.append(_trimmed(text, at, mark.start()))
        spoken = not spoken
        at = mark.end()
    if quotes:
        if spoken:
            tail = text[at:].lstrip(" .,;:")
            quotes.append(_trimmed(text, len(text) - len(tail), len(text)))
        return quotes
    for tag in _TAG.finditer(text, at):
        verb = tag[1].lower()
        second = _WORD.search(text, tag.end() + len(verb))
        if verb in SAY_IN_ANY_TONGUE or verb in SPEECH or (second and second[0].lower() in SPEECH and tag[1].islower()):
            return [_trimmed(text, at, tag.start() + 1), *_after_incise(text, tag.end())]
    return [_trimmed(text, at, len(text))]


def _after_incise(text: str, at: int) -> list[Quotation]:
    """Find the speech that goes on behind the narrator's "dit Claire,".

    It does so after a comma, and where it speaks to somebody.
    """
    end = _INCISE_ENDS.search(text, at)
    if end is None or end.end() >= len(text):
        return []
    if end[0][0] != "," and not _HEARER.search(text, end.end()):
        return []
    return [_trimmed(text, end.end(), len(text))]


def _trimmed(text: str, start: int, end: int, *, closed: bool = True) -> Quotation:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, closed)


def _is_speech(text: str, quote: Quotation) -> bool:
    """Say whether it is no mere word or two in marks inside a sentence of the narrator's (a title, a word in doubt)."""
    inner = text[quote.start : quote.end]
    if not any(c.isalpha() for c in inner):
        return any(c in "?!…" for c in inner)
    if not quote.closed or inner[-1] in ".,!?;:—–…-":
        return True
    before = text[: quote.start - 1].rstrip()
    after = text[quote.end + 1 :].lstrip()
    if not before or before[-1] in '.,:;!?—–-…”"' or not after:
        return True
    return len(inner.split()) > 4 or after[0] in "—–-"
