"""The same opening again: of parts, and of sentences in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredPart, at_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.reading import Reading, Sentence
    from authors.contract import Finding, Severity

_WORDS = 4
"""Parts that begin with so many equal words begin alike."""
_IN_A_ROW = 5
"""So many sentences that begin with the same word are noticed."""


def same_opening(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell a part that begins with the words of another; of picture books only what is no pattern."""
    opening = _opening(measured.reading)
    if len(opening) < _WORDS:
        return
    alike = sum(_opening(reading) == opening for reading in measured.others.values())
    again = sum(_opening(reading) == opening for reading in measured.later.values())
    if alike == 0 or (measured.standard.patterned and alike + again > 1):
        return
    words = f"{alike + 1} parts begin with “{' '.join(opening)}”. Begin this one in another way."
    severity: Severity = "wrong" if alike > 1 else "doubtful"
    yield at_words(
        "opening", severity, words, measured.reading.sentences[0], measured.reading.sentences[0].words[:_WORDS]
    )


def _opening(reading: Reading) -> tuple[str, ...]:
    return tuple(word.plain for word in reading.words[:_WORDS])


def same_sentence_openings(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell sentences in a row that begin with the same word; small children's books and verse may."""
    if measured.brief.readers in ("0-2", "3-5"):
        return
    row: list[Sentence] = []
    for sentence in (*measured.reading.sentences, None):
        if sentence and row and sentence.words[0].plain == row[0].words[0].plain and not sentence.words[0].spoken:
            row.append(sentence)
            continue
        if len(row) >= _IN_A_ROW and not row[0].words[0].spoken:
            words = (
                f"{len(row)} sentences in a row begin with “{row[0].words[0].text}”. Begin some of them in another way."
            )
            yield at_words("opening", "doubtful", words, row[1])
        row = [sentence] if sentence else []
