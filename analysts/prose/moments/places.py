"""Where a chapter plays, sentence by sentence: a state that only coming and going change; all else confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysts.prose.moments.conditions import NEW_DAY, text_of
from analysts.prose.moments.place_signs import GENERAL, MOVING, Evidence, evidence_of, roof_of
from analysts.vocabulary import INDOOR_KINDS, VEHICLE_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.prose.moments.chapter import ReadSentence

_PASSED = (
    frozenset(
        {"corridor", "staircase", "hall", "stable", "barn", "cave", "tent", "church", "mine", "cellar", "shop", "hut"}
    )
    | VEHICLE_KINDS
)
"""Kinds that nobody means by "the room"."""
_DECAY, _LEFT = 0.992, 1.06
"""What each sentence keeps of a place, and what leaving takes of it, for a strength of 1."""
_ROOF_FADES, _ROOF_SIGN, _ROOF_ENTERED, _ROOF_WEIGHT = 0.85, 0.3, 0.8, 0.65
"""How fast it fades whether it is under a roof, what a thing of a room or of the open air says, what a move says, and
how far a place that contradicts it is doubted."""
_SURE = 0.55
"""A score from which on a place is as sure as it can be."""
_FAINT, _SCENE_KEPT, _DAY_KEPT = 0.05, 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where it is at a sentence. `words` are the text's ("the little kitchen"), empty where only signs speak of it."""

    kind: PlaceKind = "unknown"
    words: str = ""
    indoors: bool = False
    confidence: float = 0.0


_AFLOAT: frozenset[PlaceKind] = frozenset({"ship", "ship's cabin", "sea", "sailing boat"})


class Whereabouts(NamedTuple):
    """Where it is after each clause of a sentence, by the word that heads it, in order."""

    steps: tuple[tuple[int, Standpoint], ...]

    @property
    def end(self) -> Standpoint:
        """Return where it is after the sentence."""
        return self.steps[-1][1]

    def at(self, verb: int) -> Standpoint:
        """Return where it is when that happens which a word heads: what is told after it comes later."""
        return [place for step, place in self.steps if step <= verb][-1]


@dataclass(slots=True)
class _Score:
    value: float
    words: str
    indoors: bool


class PlaceState:
    """Reads the places of a chapter in order. `names` are the kinds of the book's named places."""

    def __init__(self, names: Mapping[str, PlaceKind] | None = None) -> None:
        self._names = names or {}
        self._scores: dict[PlaceKind, _Score] = {}
        self._roof = 0.0
        """From -1, surely in the open, to 1, surely under a roof."""

    def turn_page(self, share: float) -> None:
        """Keep a share of what is known: the story has been cut (a scene, a chapter)."""
        for score in self._scores.values():
            score.value *= share
        self._roof *= share

    def read(self, read: ReadSentence) -> Whereabouts:
        """Take a sentence in and return where it is from clause to clause."""
        for score in self._scores.values():
            score.value *= _DECAY
        self._roof = self._roof * _ROOF_FADES + _ROOF_SIGN * roof_of(read)
        here = [(-1, self.now())]
        for evidence in sorted(evidence_of(read, self._names), key=lambda e: (e.verb, not e.is_leaving)):
            self._take(evidence)
            here.append((evidence.verb + evidence.is_leaving, self.now()))  # who leaves has been there
        self._scores = {kind: s for kind, s in self._scores.items() if s.value > _FAINT}
        return Whereabouts((*here, (len(read.tree), self.now())))

    def now(self) -> Standpoint:
        """Return where it is."""
        if not self._scores:
            return Standpoint()
        values = {kind: score.value * self._agreement(kind, score) for kind, score in self._scores.items()}
        kind, value = max(values.items(), key=lambda item: (item[1], item[0]))
        best = self._scores[kind]
        confidence = value / sum(values.values()) * min(1.0, value / _SURE)
        return Standpoint(kind, best.words, best.indoors, round(min(0.95, confidence), 2))

    def _agreement(self, kind: PlaceKind, score: _Score) -> float:
        """Return how far a place agrees with the roof or the sky that the last sentences showed."""
        if kind in VEHICLE_KINDS or kind == "unknown":
            return 1.0
        return 1 + _ROOF_WEIGHT * max(-1.0, min(1.0, self._roof)) * (1 if score.indoors else -1)

    def _take(self, evidence: Evidence) -> None:
        if evidence.is_leaving:
            self._leave(evidence)
            return
        kind = self._narrower(evidence)
        for other, score in self._scores.items():
            if other != kind:
                score.value *= 1 - max(evidence.strength, evidence.clears) * (0.9 if evidence.is_move else 0.45)
        indoors = evidence.indoors if evidence.indoors is not None else kind in INDOOR_KINDS
        if evidence.is_move and evidence.strength > _SURE and kind not in VEHICLE_KINDS:
            self._roof = _ROOF_ENTERED if indoors else -_ROOF_ENTERED
        known = self._scores.get(kind)
        if known is None:
            self._scores[kind] = _Score(evidence.strength, evidence.words, indoors)
            return
        is_news = evidence.is_move and evidence.strength > 0.5
        known.value = 1 - (1 - known.value) * (1 - evidence.strength)
        if evidence.words and (is_news or not known.words):
            known.words, known.indoors = evidence.words, indoors

    def _narrower(self, evidence: Evidence) -> PlaceKind:
        """Return the known kind of room that "the room" means; the evidence's own kind otherwise."""
        noun = evidence.words.rsplit(" ", 1)[-1]
        if noun == "cabin" and self._scores.keys() & _AFLOAT:
            return "ship's cabin"
        is_general = noun in GENERAL or not evidence.words
        if evidence.kind != "room" or not is_general:
            return evidence.kind
        rooms = [(s.value, kind) for kind, s in self._scores.items() if kind in INDOOR_KINDS - _PASSED and s.indoors]
        return max(rooms)[1] if rooms and max(rooms)[0] > 0.25 and not evidence.is_move else evidence.kind

    def _leave(self, evidence: Evidence) -> None:
        for kind, score in self._scores.items():
            same = kind == evidence.kind
            room = evidence.kind == "room" and kind in INDOOR_KINDS
            if same or room or (evidence.kind == "house" and score.indoors):
                score.value *= 1 - _LEFT * evidence.strength


def places_of(chapter: Sequence[ReadSentence], story: PlaceState, tales: PlaceState) -> list[Whereabouts]:
    """Return where each sentence of a chapter plays: in the story, or in a story that somebody tells.

    What a scene says of its place only after its first sentences holds for these, too, if nobody has moved meanwhile.
    """
    here: list[Whereabouts] = []
    for n, read in enumerate(chapter):
        if n and chapter[n - 1].scene != read.scene:
            story.turn_page(_SCENE_KEPT)
            tales.turn_page(_SCENE_KEPT)
        state = tales if read.is_told else story
        if NEW_DAY.search(text_of(read)[0]):
            state.turn_page(_DAY_KEPT)
        here.append(state.read(read))
    for n in range(len(here) - 2, -1, -1):
        after = here[n + 1].end
        is_vague = here[n].end.confidence < 0.3 and after.confidence > 0.4
        is_same = chapter[n].scene == chapter[n + 1].scene and chapter[n].is_told == chapter[n + 1].is_told
        if is_vague and is_same and not _moves(chapter[n + 1]):
            as_after = Standpoint(after.kind, after.words, after.indoors, round(after.confidence * 0.85, 2))
            here[n] = Whereabouts(((-1, as_after),))
    return here


def _moves(read: ReadSentence) -> bool:
    return any(frame.lemma in MOVING and frame.reality > 0.4 for frame in read.frames)
