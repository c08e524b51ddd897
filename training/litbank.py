"""LitBank (dbamman/litbank, CC BY 4.0): openings of works of fiction with entities, events and coreference.

Works are held out whole. The test part is never looked at while anything is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Part = Literal["train", "dev", "test"]
TEST = frozenset(
    (
        "171_charlotte_temple",
        "208_daisy_miller_a_study",
        "215_the_call_of_the_wild",
        "271_black_beauty",
        "514_little_women",
        "1023_bleak_house",
        "2775_the_good_soldier",
        "3268_the_mysteries_of_udolpho",
        "3457_the_man_of_the_forest",
        "4051_lady_bridget_in_the_nevernever_land_a_story_of_australian_life",
        "4217_a_portrait_of_the_artist_as_a_young_man",
        "9830_the_beautiful_and_damned",
    )
)
DEV = frozenset(
    (
        "60_the_scarlet_pimpernel",
        "550_silas_marner",
        "730_oliver_twist",
        "1064_the_masque_of_the_red_death",
        "1327_elizabeth_and_her_german_garden",
        "1661_the_adventures_of_sherlock_holmes",
        "2891_howards_end",
        "6053_evelina_or_the_history_of_a_young_ladys_entrance_into_the_world",
    )
)
_END = "_brat.tsv"
_OUTSIDE = "O"
_OPENING = frozenset(("“", '"', "``"))
_CLOSING = frozenset(("”", '"', "''"))


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with its outermost entities (start, end, kind) and the indices of events that really happen."""

    words: tuple[str, ...]
    entities: tuple[tuple[int, int, str], ...]
    events: tuple[int, ...]


def part_of(work: str) -> Part:
    """Say which part a work ("514_little_women") belongs to."""
    return "test" if work in TEST else "dev" if work in DEV else "train"


def works(folder: Path, part: Part) -> list[str]:
    """Return the works of a part, in order."""
    names = sorted(path.name.removesuffix(_END) for path in (folder / "entities").glob(f"*{_END}"))
    return [name for name in names if part_of(name) == part]


def sentences(folder: Path, part: Part) -> Iterator[LabelledSentence]:
    """Read all sentences of a part."""
    for work in works(folder, part):
        events = _rows(folder / "events" / f"{work}{_END}")
        happening = [columns[1] != _OUTSIDE for sentence in events for columns in sentence]
        at = 0
        for rows in _rows(folder / "entities" / f"{work}{_END}"):
            marks = happening[at : at + len(rows)]
            at += len(rows)
            yield LabelledSentence(
                tuple(columns[0] for columns in rows),
                tuple(_outermost(rows)),
                tuple(i for i, happens in enumerate(marks) if happens),
            )


def without_quotations(sentence: LabelledSentence) -> LabelledSentence:
    """Put a word in the place of each quotation that begins and ends in the sentence, as the parser will see it."""
    kept: list[int] = []
    words: list[str] = []
    opened = -1
    for i, word in enumerate(sentence.words):
        if opened >= 0 and word in _CLOSING:
            said = kept.index(opened) + 1
            last = words[-1] if words[-1] in (",", ".", "!", "?") else ","
            del kept[said:], words[said:]
            kept += [-1, -1, i]
            words += ["Yes" if opened == 0 else "yes", last, "”"]
            opened = -1
            continue
        opens = opened < 0 and word in _OPENING
        opened = i if opens else opened
        kept.append(i)
        words.append("“" if opens else word)
    new = {old: at for at, old in enumerate(kept) if old >= 0}
    entities = tuple(
        (new[start], new[end - 1] + 1, kind)
        for start, end, kind in sentence.entities
        if all(i in new for i in range(start, end))
    )
    return LabelledSentence(tuple(words), entities, tuple(new[i] for i in sentence.events if i in new))


def _rows(path: Path) -> list[list[list[str]]]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [[line.split("\t") for line in block.splitlines() if line.strip()] for block in blocks if block.strip()]


def _outermost(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    spans = {span for column in range(1, max(map(len, rows))) for span in _spans(rows, column)}
    taken: set[int] = set()
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, kind


def _spans(rows: list[list[str]], column: int) -> Iterator[tuple[int, int, str]]:
    marks = [columns[column] if len(columns) > column else _OUTSIDE for columns in rows]
    start = -1
    for i, mark in enumerate([*marks, _OUTSIDE]):
        if start >= 0 and mark != f"I-{marks[start][2:]}":
            yield start, i, marks[start][2:]
            start = -1
        if mark.startswith("B-"):
            start = i
