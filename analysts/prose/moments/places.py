"""Where a chapter plays, sentence by sentence: a state that only coming and going change; all else confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysts.prose.moments.conditions import NEW_DAY, text_of
from analysts.prose.moments.place_signs import GENERAL, MOVING, Evidence, evidence_of
from analysts.prose.moments.roofs import roofs_of
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
_LEAST_AGREEMENT, _OUT_OF_SIGHT, _SURELY_UNDER_ROOF = 0.1, 0.5, 0.55
"""What is left of a place on the other side of the roof; how likely a roof is that nobody knows of, or that is sure."""
_SURE = 0.55
"""A score from which on a place is as sure as it can be."""
_FAINT, _SCENE_KEPT, _DAY_KEPT = 0.05, 0.9, 0.5
_DOUBTED, _UNSURE = 0.7, 0.3
"""An agreement with the roof and a confidence below which all that is known is whether it is under a roof."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where it is at a sentence. `words` are the text's ("the little kitchen"), empty where only signs speak of it."""

    kind: PlaceKind = "unknown"
    words: str = ""
    indoors: bool = False
    confidence: float = 0.0


_NAMED: frozenset[PlaceKind] = frozenset({"village", "street", "square", "room", "house", "unknown"})
"""Kinds of places that a name stands for as a whole."""
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


def _has_both_sides(kind: PlaceKind, words: str) -> bool:
    """Say whether a place is only named: in a town there are rooms, and before a house the open air."""
    return words[:1].isupper() and kind in _NAMED


class PlaceState:
    """Reads the places of a chapter in order. `names` are the kinds of the book's named places."""

    def __init__(self, names: Mapping[str, PlaceKind] | None = None) -> None:
        self._names = names or {}
        self._scores: dict[PlaceKind, _Score] = {}
        self.roof = _OUT_OF_SIGHT
        """How likely it is under a roof, 0 to 1."""

    def turn_page(self, share: float) -> None:
        """Keep a share of what is known: the story has been cut (a scene, a chapter)."""
        for score in self._scores.values():
            score.value *= share

    def evidence_in(self, read: ReadSentence) -> list[Evidence]:
        """Return what a sentence says of its place, in the order of its clauses."""
        return sorted(evidence_of(read, self._names), key=lambda e: (e.verb, not e.is_leaving))

    def read(self, read: ReadSentence, found: Sequence[Evidence], roof: float) -> Whereabouts:
        """Take in what was found in a sentence, and return where it is from clause to clause."""
        for score in self._scores.values():
            score.value *= _DECAY
        self.roof = roof
        here = [(-1, self.now())]
        for evidence in found:
            self._take(evidence)
            here.append((evidence.verb + evidence.is_leaving, self.now()))  # who leaves has been there
        self._scores = {kind: s for kind, s in self._scores.items() if s.value > _FAINT}
        return Whereabouts((*here, (len(read.tree), self.now())))

    def now(self) -> Standpoint:
        """Return where it is."""
        if not self._scores:
            return Standpoint(indoors=self.roof > _OUT_OF_SIGHT)
        values = {kind: score.value * self._agreement(kind, score) for kind, score in self._scores.items()}
        kind, value = max(values.items(), key=lambda item: (item[1], item[0]))
        best = self._scores[kind]
        confidence = round(min(0.95, value / sum(values.values()) * min(1.0, value / _SURE)), 2)
        if self._agreement(kind, best) < _DOUBTED and confidence < _UNSURE:
            return Standpoint(indoors=self.roof > _OUT_OF_SIGHT)
        if not _has_both_sides(kind, best.words):
            return Standpoint(kind, best.words, best.indoors, confidence)
        if self.roof > _SURELY_UNDER_ROOF:
            return Standpoint("room", best.words, True, confidence)
        in_the_open = "house" if kind == "room" else kind
        return Standpoint(in_the_open, best.words, False, confidence)

    def _agreement(self, kind: PlaceKind, score: _Score) -> float:
        """Return how far a place agrees with the roof or the sky that the last sentences showed."""
        if kind in VEHICLE_KINDS or kind == "unknown" or _has_both_sides(kind, score.words):
            return 1.0
        return min(1.0, max(_LEAST_AGREEMENT, 2 * (self.roof if score.indoors else 1 - self.roof)))

    def _take(self, evidence: Evidence) -> None:
        if evidence.is_leaving:
            self._leave(evidence)
            return
        kind = self._narrower(evidence)
        for other, score in self._scores.items():
            if other != kind:
                score.value *= 1 - max(evidence.strength, evidence.clears) * (0.9 if evidence.is_move else 0.45)
        indoors = evidence.indoors if evidence.indoors is not None else kind in INDOOR_KINDS
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
    found = [(tales if read.is_told else story).evidence_in(read) for read in chapter]
    roofs = _roofs_of(chapter, found, story, tales)
    here: list[Whereabouts] = []
    for n, read in enumerate(chapter):
        if n and chapter[n - 1].scene != read.scene:
            story.turn_page(_SCENE_KEPT)
            tales.turn_page(_SCENE_KEPT)
        state = tales if read.is_told else story
        if NEW_DAY.search(text_of(read)[0]):
            state.turn_page(_DAY_KEPT)
        here.append(state.read(read, found[n], roofs[n]))
    for n in range(len(here) - 2, -1, -1):
        after = here[n + 1].end
        is_vague = here[n].end.confidence < 0.3 and after.confidence > 0.4
        is_same = chapter[n].scene == chapter[n + 1].scene and chapter[n].is_told == chapter[n + 1].is_told
        if is_vague and is_same and not _moves(chapter[n + 1]):
            as_after = Standpoint(after.kind, after.words, after.indoors, round(after.confidence * 0.85, 2))
            here[n] = Whereabouts(((-1, as_after),))
    return here


def _roofs_of(
    chapter: Sequence[ReadSentence], found: Sequence[Sequence[Evidence]], story: PlaceState, tales: PlaceState
) -> list[float]:
    """Return how likely each sentence is under a roof; a story that somebody tells has its own."""
    roofs = [0.0] * len(chapter)
    for state, is_told in ((story, False), (tales, True)):
        own = [n for n, read in enumerate(chapter) if read.is_told == is_told]
        along = roofs_of([chapter[n] for n in own], [found[n] for n in own], state.roof)
        for n, roof in zip(own, along, strict=True):
            roofs[n] = roof
    return roofs


def _moves(read: ReadSentence) -> bool:
    return any(frame.lemma in MOVING and frame.reality > 0.4 for frame in read.frames)
