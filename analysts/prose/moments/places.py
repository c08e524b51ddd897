"""Where a chapter plays, sentence by sentence: a state that only coming and going change; all else confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from analysts.lexicon.places import ADJECTIVES, CITIES, EXACT_KINDS, NAMED_ENDINGS, PLACE_NOUNS
from analysts.lexicon.word_file import WordFile
from analysts.prose.frames.figures import is_figurative
from analysts.vocabulary import INDOOR_KINDS, VEHICLE_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence

_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
_FILE = WordFile("places", Path(__file__).parent / "data")
KIND_OF_NOUN: dict[str, PlaceKind] = {**PLACE_NOUNS, **EXACT_KINDS, **_FILE.kind_of_word("nouns", _KINDS)}
_VOTES = _FILE.kind_of_word("votes", _KINDS)
_GENERAL, _WEAK = _FILE.words("general"), _FILE.words("weak")
_INSIDE, _THROUGH, _AT = _FILE.words("inside"), _FILE.words("through"), _FILE.words("at")
_OUTSIDE = _FILE.words("outside")
_MOVING, _ENTERING, _LEAVING = _FILE.words("moving"), _FILE.words("entering"), _FILE.words("leaving")
_INDOORS, _OUTDOORS = _FILE.words("indoors"), _FILE.words("outdoors")
_PASSED = (
    frozenset(
        {"corridor", "staircase", "hall", "stable", "barn", "cave", "tent", "church", "mine", "cellar", "shop", "hut"}
    )
    | VEHICLE_KINDS
)
"""Kinds that nobody means by "the room"."""
_STROLLING = frozenset({"run", "walk", "ride", "wander", "stroll", "pace", "move"})
"""To do it "in the garden" is to be there already."""
_HOUSES = frozenset({"house", "home", "building", "dwelling"})
_DECAY, _TOLD, _VOTE = 0.992, 0.35, 0.2
_SURE = 0.55
"""A score from which on a place is as sure as it can be."""
_FAINT = 0.05
_LONGEST_NAME = 3
_SKIPPED = frozenset({"compound", "nmod:poss", "amod", "flat", "appos", "vocative"})


class Evidence(NamedTuple):
    """What a word says of the place: `strength` 0 to 1 in general; `is_move`: somebody comes there; `is_leaving`."""

    kind: PlaceKind
    words: str
    strength: float
    is_move: bool = False
    is_leaving: bool = False
    indoors: bool | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where it is at a sentence. `words` are the text's ("the little kitchen"), empty where only signs speak of it."""

    kind: PlaceKind = "unknown"
    words: str = ""
    indoors: bool = False
    confidence: float = 0.0


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

    def turn_page(self, share: float) -> None:
        """Keep a share of what is known: the story has been cut (a scene, a chapter)."""
        for score in self._scores.values():
            score.value *= share

    def read(self, read: ReadSentence) -> Standpoint:
        """Take a sentence in and return where it is after it."""
        for score in self._scores.values():
            score.value *= _DECAY
        for evidence in sorted(evidence_of(read, self._names), key=lambda e: not e.is_leaving):
            self._take(evidence)
        self._scores = {kind: s for kind, s in self._scores.items() if s.value > _FAINT}
        return self.now()

    def now(self) -> Standpoint:
        """Return where it is."""
        if not self._scores:
            return Standpoint()
        kind, best = max(self._scores.items(), key=lambda item: (item[1].value, item[0]))
        total = sum(s.value for s in self._scores.values())
        confidence = best.value / total * min(1.0, best.value / _SURE)
        return Standpoint(kind, best.words, best.indoors, round(min(0.95, confidence), 2))

    def _take(self, evidence: Evidence) -> None:
        if evidence.is_leaving:
            self._leave(evidence)
            return
        kind = self._narrower(evidence)
        for other, score in self._scores.items():
            if other != kind:
                score.value *= 1 - evidence.strength * (0.9 if evidence.is_move else 0.45)
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
        is_general = noun in _GENERAL or not evidence.words
        if evidence.kind != "room" or not is_general:
            return evidence.kind
        rooms = [(s.value, kind) for kind, s in self._scores.items() if kind in INDOOR_KINDS - _PASSED and s.indoors]
        return max(rooms)[1] if rooms and max(rooms)[0] > 0.25 and not evidence.is_move else evidence.kind

    def _leave(self, evidence: Evidence) -> None:
        for kind, score in self._scores.items():
            same = kind == evidence.kind
            room = evidence.kind == "room" and kind in INDOOR_KINDS
            if same or room or (evidence.kind == "house" and score.indoors):
                score.value *= 0.15


def evidence_of(read: ReadSentence, names: Mapping[str, PlaceKind]) -> Iterator[Evidence]:
    """Yield all that a sentence says of where it is."""
    tree = read.tree
    names_at = _named(read, names)
    for i, token in enumerate(tree.tokens):
        word = tree.words[i]
        if word in _INDOORS and token.relation == "advmod":
            yield Evidence("room", "", 0.35 * read.reality_of(i), indoors=True)
        elif i in names_at:
            kind, words = names_at[i]
            yield from _weighed(read, i, kind, words, _share_of_name(kind, is_known=words in names))
        elif tree.is_noun(i) and token.relation not in _SKIPPED and not _is_hyphened(read, i):
            yield from _of_noun(read, i)


def _of_noun(read: ReadSentence, i: int) -> Iterator[Evidence]:
    tree = read.tree
    lemma = tree.tokens[i].lemma.lower()
    kind = KIND_OF_NOUN.get(lemma)
    if is_figurative(tree, i):
        return
    if kind is not None and i not in read.mentions:
        yield from _weighed(read, i, kind, _phrase(read, i), 0.6 if lemma in _WEAK else 1.0)
    elif lemma in _VOTES and read.reality_of(i) >= 0.5 and tree.tokens[i].relation in ("obl", "obj", "nsubj", "nmod"):
        yield Evidence(_VOTES[lemma], "", _VOTE * (_TOLD if read.is_told else 1.0))


def _weighed(read: ReadSentence, i: int, kind: PlaceKind, words: str, share: float) -> Iterator[Evidence]:
    frame = read.frame_of(i)
    evidence = _by_case(read, i, kind, words, frame)
    if evidence is None:
        return
    reality = min(1.0, (frame.reality if frame else 0.5) + 0.05)
    if read.is_told:
        reality = max(reality, _TOLD)
    lives = frame is not None and any(read.mention(n) for n in (*frame.actors, *frame.objects))
    is_described = frame is not None and i in frame.actors and (frame.is_state or frame.deed in ("standing", "lying"))
    strength = evidence.strength * share * reality * (1.0 if lives or is_described else 0.45)
    if read.tree.tokens[i].relation in ("nmod", "conj"):
        strength *= 0.7
    if strength > _FAINT:
        yield evidence._replace(strength=min(0.9, strength))


def _by_case(read: ReadSentence, i: int, kind: PlaceKind, words: str, frame: Frame | None) -> Evidence | None:
    """Return what a place's noun says by its preposition and verb."""
    tree = read.tree
    cases = set((tree.case(i) or _case_of_conjunct(read, i)).split())
    moves = frame is not None and frame.lemma in _MOVING
    relation = tree.tokens[i].relation
    if "out" in cases or (cases & {"from", "off"} and moves):
        return Evidence(kind, words, 0.8, is_leaving=True) if moves or "out" in cases else None
    inside = _inside(kind, words)
    if cases & _INSIDE:
        arrives = "into" in cases or (moves and frame is not None and frame.lemma not in _STROLLING)
        return Evidence(*inside[:2], 0.9 if arrives else 0.7, is_move=arrives, indoors=inside[2])
    if "to" in cases:
        return Evidence(*inside[:2], 0.6, is_move=True, indoors=inside[2]) if moves else None
    if cases & _OUTSIDE and kind in INDOOR_KINDS | {"house"}:
        return Evidence("house", words, 0.4, indoors=False)
    if cases & (_THROUGH | _AT):
        return _beside(kind, words, cases, moves=moves)
    if relation == "obj" and frame is not None:
        return _of_object(kind, words, frame)
    if relation in ("nsubj", "root") and not cases:
        is_told_of = frame is not None and (frame.is_state or frame.lemma in ("stand", "lie"))
        return Evidence(kind, words, 0.5 if is_told_of else 0.25)
    return None


def _beside(kind: PlaceKind, words: str, cases: set[str], *, moves: bool) -> Evidence:
    if cases & _THROUGH:
        return Evidence(kind, words, 0.65, is_move=moves)
    return Evidence(kind, words, 0.35 if cases & {"near", "by", "about", "around"} else 0.5)


def _of_object(kind: PlaceKind, words: str, frame: Frame) -> Evidence | None:
    if frame.lemma in _LEAVING:
        return Evidence(kind, words, 0.8, is_leaving=True)
    inside = _inside(kind, words)
    return Evidence(*inside[:2], 0.8, is_move=True, indoors=inside[2]) if frame.lemma in _ENTERING else None


def _inside(kind: PlaceKind, words: str) -> tuple[PlaceKind, str, bool | None]:
    """Return what one sees in it: within a house is a room."""
    if kind == "house" or words.rsplit(" ", 1)[-1] in _HOUSES:
        return "room", words, True
    return kind, words, None


def _case_of_conjunct(read: ReadSentence, i: int) -> str:
    token = read.tree.tokens[i]
    return read.tree.case(token.head) if token.relation == "conj" else ""


def _phrase(read: ReadSentence, i: int) -> str:
    """Return "the" noun with what the text says of its looks."""
    tree = read.tree
    before = [c for c in tree.children(i, "amod", "compound") if c < i and tree.words[c] in ADJECTIVES]
    return " ".join(["the", *(tree.words[c] for c in before[-1:]), tree.tokens[i].lemma.lower()])


def _named(read: ReadSentence, names: Mapping[str, PlaceKind]) -> dict[int, tuple[PlaceKind, str]]:
    """Return the named places of a sentence by their head words, with their kinds."""
    tokens = read.tree.tokens
    found = _known(read, names)
    for entity in read.sentence.entities:
        span = range(entity.start, entity.end)
        proper = [i for i in span if tokens[i].tag in ("NNP", "NNPS")]
        if entity.kind in ("PER", "ORG", "VEH") or not proper or any(i in read.mentions for i in span):
            continue
        head = next((i for i in proper if tokens[i].head not in span or tokens[i].head == i), proper[-1])
        words = " ".join(tokens[i].text for i in proper)
        kind = names.get(words) or NAMED_ENDINGS.get(words.rsplit(" ", 1)[-1].lower())
        if kind is None:
            kind = "street" if words in CITIES else "village" if entity.kind == "GPE" else None
        if kind is not None:
            found[head] = (kind, words)
    return found


def _share_of_name(kind: PlaceKind, *, is_known: bool) -> float:
    """Return how far a place's name tells where it is: a house or a town has rooms and streets, which tell more."""
    if kind in ("room", "village"):
        return 0.12
    return 0.9 if is_known else 0.6


def _known(read: ReadSentence, names: Mapping[str, PlaceKind]) -> dict[int, tuple[PlaceKind, str]]:
    """Return the places of a sentence that the book names."""
    tokens = read.tree.tokens
    found: dict[int, tuple[PlaceKind, str]] = {}
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + _LONGEST_NAME, len(tokens)) + 1):
            words = " ".join(token.text for token in tokens[first:last])
            if words in names and names[words] != "unknown":
                span = range(first, last)
                head = next((i for i in span if tokens[i].head not in span or tokens[i].head == i), first)
                found[head] = (names[words], words)
    return found


def _is_hyphened(read: ReadSentence, i: int) -> bool:
    words = read.tree.words
    return (i + 1 < len(words) and words[i + 1] == "-") or (i > 0 and words[i - 1] == "-")


def places_of(chapter: Sequence[ReadSentence], state: PlaceState) -> list[Standpoint]:
    """Return where each sentence of a chapter plays.

    What a scene says of its place only after its first sentences holds for these, too, if nobody has moved meanwhile.
    """
    here: list[Standpoint] = []
    for n, read in enumerate(chapter):
        if n and chapter[n - 1].scene != read.scene:
            state.turn_page(0.7)
        here.append(state.read(read))
    for n in range(len(here) - 2, -1, -1):
        after = here[n + 1]
        is_vague = here[n].confidence < 0.3 and after.confidence > 0.4
        if is_vague and chapter[n].scene == chapter[n + 1].scene and not _moves(chapter[n + 1]):
            here[n] = Standpoint(after.kind, after.words, after.indoors, round(after.confidence * 0.85, 2))
    return here


def _moves(read: ReadSentence) -> bool:
    return any(frame.lemma in _MOVING and frame.reality > 0.4 for frame in read.frames)
