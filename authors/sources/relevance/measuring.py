"""How often the method is right, on passages whose answer is known."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from authors.contract import Plain
from authors.sources.records import Subject
from authors.sources.relevance.judging import judge_passages

if TYPE_CHECKING:
    from collections.abc import Iterable

Half = Literal["open", "held"]
FOLDER = Path(__file__).parent / "labelled"


class LabelledPassage(Plain):
    """A passage, and whether it is about the subject of its document."""

    text: str
    about: bool


class LabelledDocument(Plain):
    """A source of our own making with its passages in their order."""

    title: str
    subject: Subject
    passages: tuple[LabelledPassage, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts over passages, and what was judged wrongly: title, text and probability."""

    right_about: int
    right_other: int
    missed: int
    wrong: int
    mistakes: tuple[tuple[str, str, float], ...]

    @property
    def total(self) -> int:
        """All passages."""
        return self.right_about + self.right_other + self.missed + self.wrong

    @property
    def accuracy(self) -> float:
        """Which part was judged rightly."""
        return (self.right_about + self.right_other) / self.total

    @property
    def precision(self) -> float:
        """Which part of what counts as being about the subject is."""
        return self.right_about / max(1, self.right_about + self.wrong)

    @property
    def recall(self) -> float:
        """Which part of what is about the subject counts so."""
        return self.right_about / max(1, self.right_about + self.missed)


def labelled(half: Half) -> list[LabelledDocument]:
    """Read one half of the labelled passages."""
    data = tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))
    return [LabelledDocument.model_validate(document) for document in data["document"]]


def measured(documents: Iterable[LabelledDocument]) -> Measure:
    """Judge documents and compare with what is known."""
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    mistakes: list[tuple[str, str, float]] = []
    for document in documents:
        judged = judge_passages([p.text for p in document.passages], document.subject, title=document.title)
        for passage, judgement in zip(document.passages, judged, strict=True):
            counts[passage.about, judgement.is_about] += 1
            if passage.about != judgement.is_about:
                mistakes.append((document.title, passage.text, judgement.probability))
    return Measure(
        right_about=counts[True, True],
        right_other=counts[False, False],
        missed=counts[True, False],
        wrong=counts[False, True],
        mistakes=tuple(mistakes),
    )
