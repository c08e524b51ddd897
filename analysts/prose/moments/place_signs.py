"""What a sentence says of where it is: nouns of places and named places, by preposition and verb, and what is near."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from analysts.lexicon.places import ADJECTIVES, CITIES, EXACT_KINDS, NAMED_ENDINGS, PLACE_NOUNS
from analysts.lexicon.word_file import WordFile
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.nouns import class_at, is_meant
from analysts.prose.frames.reality import TOLD
from analysts.vocabulary import INDOOR_KINDS, DeedKind, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence

_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
_FILE = WordFile("places", Path(__file__).parent / "data")
KIND_OF_NOUN: dict[str, PlaceKind] = {**PLACE_NOUNS, **EXACT_KINDS, **_FILE.kind_of_word("nouns", _KINDS)}
_VOTES = _FILE.kind_of_word("votes", _KINDS)
_ADVERBS = _FILE.kind_of_word("adverbs", _KINDS)
GENERAL, _WEAK = _FILE.words("general"), _FILE.words("weak")
_INSIDE, _THROUGH, _AT = _FILE.words("inside"), _FILE.words("through"), _FILE.words("at")
_OUTSIDE = _FILE.words("outside")
MOVING, _ENTERING, _LEAVING = _FILE.words("moving"), _FILE.words("entering"), _FILE.words("leaving")
INDOORS, OUTDOORS = _FILE.words("indoors"), _FILE.words("outdoors")
_WITHOUT_ARTICLE = _FILE.words("without_article")
_WATCHING: frozenset[DeedKind] = frozenset({"looking", "pointing", "listening", "talking", "shouting"})
_WORKED: frozenset[DeedKind] = frozenset({"digging", "working", "washing", "searching"})
_AFAR, _WITHIN_SIGHT = 0.3, 0.5
"""What is left of a place that is only looked at, pointed to or spoken of."""
_CHANGING = frozenset({"turn", "change", "transform", "convert", "make", "break", "divide", "cut"})
_FLYING = frozenset({"fly", "sail", "float", "soar", "rise", "drift", "mount"})
_SEEING = frozenset({"see", "behold", "perceive", "notice", "observe", "discern", "spy"})
_STROLLING = frozenset({"run", "walk", "ride", "wander", "stroll", "pace", "move"})
"""To do it "in the garden" is to be there already."""
_GOING_IN = frozenset({"go", "come", "walk", "step", "run", "rush", "hurry", "slip", "pass", "get", "march"})
_COMING_TO = frozenset({"come", "approach", "drive", "ride", "gallop", "march"})
_HOUSES = frozenset({"house", "home", "building", "dwelling"})
_VOTE, _FAINT = 0.2, 0.05
_LONGEST_NAME = 3
_ROUND = frozenset({"round", "around", "about"})
_STANDING_IN = frozenset({"obl", "obj", "nsubj", "nmod"})
_SKIPPED = frozenset({"compound", "nmod:poss", "amod", "flat", "appos", "vocative"})


class Evidence(NamedTuple):
    """What a word says of the place: `strength` 0 to 1 in general; `is_move`: somebody comes there; `is_leaving`."""

    kind: PlaceKind
    words: str
    strength: float
    is_move: bool = False
    is_leaving: bool = False
    indoors: bool | None = None
    verb: int = 0
    """The word that heads its clause."""
    clears: float = 0.0
    """How surely nobody is any longer where they were; at least `strength`."""


def evidence_of(read: ReadSentence, names: Mapping[str, PlaceKind]) -> Iterator[Evidence]:
    """Yield all that a sentence says of where it is."""
    tree = read.tree
    names_at = _named(read, names)
    if is_view(read):
        return
    for i, token in enumerate(tree.tokens):
        word = tree.words[i]
        if token.relation in ("advmod", "compound:prt", "root", "obl") and word in _ADVERBS:
            yield from _weighed(read, i, _ADVERBS[word], f"the {_ADVERBS[word]}", 1.0)
        elif word == "out" and _goes_out(read, i):
            yield Evidence("house", "", 0.6 * read.reality_of(i), is_leaving=True, verb=_verb_of(read, i))
        elif word == "in" and _goes_in(read, i):
            yield Evidence("room", "", 0.6 * read.reality_of(i), is_move=True, indoors=True, verb=_verb_of(read, i))
        elif word in INDOORS and token.relation == "advmod":
            yield Evidence("room", "", 0.35 * read.reality_of(i), indoors=True, verb=i)
        elif i in names_at:
            kind, words = names_at[i]
            yield from _weighed(read, i, kind, words, _share_of_name(kind, words, is_known=words in names))
        elif tree.is_noun(i) and token.relation not in _SKIPPED:
            yield from _of_noun(read, i)


def _of_noun(read: ReadSentence, i: int) -> Iterator[Evidence]:
    tree = read.tree
    lemma = tree.tokens[i].lemma.lower()
    kind = _kind_of(read, i)
    if is_figurative(tree, i) or not is_meant(tree, i, read.frame_of(i)) or _is_of_a_body(read, i):
        return
    if kind is not None and i not in read.mentions and not _is_bare(read, i):
        yield from _weighed(read, i, kind, _phrase(read, i), 0.6 if lemma in _WEAK else 1.0)
        return
    stands_here = tree.tokens[i].relation in _STANDING_IN and read.reality_of(i) >= 0.5
    if stands_here and lemma in _VOTES and not _is_hyphened(read, i):
        yield Evidence(_VOTES[lemma], "", _VOTE, verb=_verb_of(read, i))


def _weighed(read: ReadSentence, i: int, kind: PlaceKind, words: str, share: float) -> Iterator[Evidence]:
    frame = read.frame_of(i)
    is_adverb = read.tree.words[i] in _ADVERBS
    evidence = Evidence(kind, words, 0.7, is_move=True) if is_adverb else _by_case(read, i, kind, words, frame)
    if evidence is None:
        return
    reality = min(1.0, (frame.reality if frame else 0.5) + 0.05)
    if read.is_told:
        reality = min(1.0, reality / TOLD)
    is_described = frame is not None and i in frame.actors and (frame.is_state or frame.deed in ("standing", "lying"))
    strength = evidence.strength * share * reality * (1.0 if is_described else _share_of_people(read, frame))
    strength *= _nearness(kind, frame, set(_cases(read, i)))
    if read.tree.tokens[i].relation in ("nmod", "conj") and not set(_cases(read, i)) & _INSIDE:
        strength *= 0.7
    clears = strength / share if evidence.is_move else strength
    if clears > _FAINT:
        yield evidence._replace(strength=min(0.9, strength), verb=_verb_of(read, i), clears=min(0.9, clears))


def _nearness(kind: PlaceKind, frame: Frame | None, cases: set[str]) -> float:
    """Return how near a place is that is looked at, pointed to or spoken of; nobody is in the sky but who flies."""
    if kind == "sky" and not (frame is not None and frame.lemma in _FLYING and cases & (_INSIDE | _THROUGH)):
        return 0.0
    if frame is None or frame.is_state:
        return 1.0
    if frame.deed in _WATCHING or frame.lemma in _SEEING:
        return _WITHIN_SIGHT if cases & _INSIDE else _AFAR
    return 1.0


def _goes_in(read: ReadSentence, i: int) -> bool:
    """Say whether somebody goes in, and nobody says where: into the house before which they stood."""
    tree, token = read.tree, read.tree.tokens[i]
    is_particle = token.relation in ("advmod", "compound:prt") and not tree.below[i]
    return is_particle and tree.tokens[token.head].lemma in _GOING_IN


def _goes_out(read: ReadSentence, i: int) -> bool:
    """Say whether somebody goes out of where they are: "he led him out to the cab"."""
    frame = read.frame_of(i)
    is_free = not read.tree.children(i, "obl", "nmod") and read.tree.tokens[i].relation in ("advmod", "compound:prt")
    return frame is not None and is_free and frame.lemma in MOVING and bool(frame.actors)


def _verb_of(read: ReadSentence, i: int) -> int:
    frame = read.frame_of(i)
    return frame.verb if frame else i


def _by_case(read: ReadSentence, i: int, kind: PlaceKind, words: str, frame: Frame | None) -> Evidence | None:
    """Return what a place's noun says by its preposition and verb."""
    tree = read.tree
    cases = set(_cases(read, i))
    moves = frame is not None and frame.lemma in MOVING
    relation = tree.tokens[i].relation
    if "out" in cases or (cases & {"from", "off"} and moves):
        return Evidence(kind, words, 0.8, is_leaving=True) if moves or "out" in cases else None
    inside = _inside(kind, words)
    if "into" in cases and frame is not None and frame.lemma in _CHANGING and frame.objects:
        return None  # "they turned their horses into tents"
    if cases & _INSIDE:
        finds_oneself = frame is not None and frame.lemma == "find"
        arrives = "into" in cases or finds_oneself or (moves and frame is not None and frame.lemma not in _STROLLING)
        return Evidence(*inside[:2], 0.9 if arrives else 0.7, is_move=arrives, indoors=inside[2])
    if "to" in cases and moves and frame is not None and _stops_before(kind, words, frame):
        return Evidence("house", words, 0.6, is_move=True, indoors=False)
    if "to" in cases:
        return Evidence(*inside[:2], 0.6, is_move=True, indoors=inside[2]) if moves else None
    if cases & (_OUTSIDE | _THROUGH | _AT):
        return _beside(kind, words, cases, moves=moves)
    return (
        None
        if cases and relation != "obj"
        else _without_case(kind, words, relation, frame, exists=bool(tree.children(tree.tokens[i].head, "expl")))
    )


def _stops_before(kind: PlaceKind, words: str, frame: Frame) -> bool:
    """Say whether who comes to a building is before it: "rode up to the cottage", "came to a farmhouse"."""
    is_building = kind in ("house", "hut", "castle") or words.rsplit(" ", 1)[-1] in _HOUSES
    return is_building and (frame.particle == "up" or frame.lemma in _COMING_TO)


def _without_case(kind: PlaceKind, words: str, relation: str, frame: Frame | None, *, exists: bool) -> Evidence | None:
    """Return what a subject or an object says; `exists` says of a subject that there only is such a place."""
    if relation == "obj" and frame is not None:
        if frame.particle in _THROUGH and frame.lemma in MOVING:  # "walked down the street"
            return Evidence(kind, words, 0.65, is_move=True)
        return _of_object(kind, words, frame)
    if relation in ("nsubj", "root"):
        is_told_of = frame is not None and (frame.is_state or frame.lemma in ("stand", "lie")) and not exists
        return Evidence(kind, words, 0.5 if is_told_of else 0.25)
    return None


def _beside(kind: PlaceKind, words: str, cases: set[str], *, moves: bool) -> Evidence:
    if cases & _OUTSIDE and kind in INDOOR_KINDS | {"house"}:
        return Evidence("house", words, 0.4, indoors=False)
    if cases & _THROUGH:
        return Evidence(kind, words, 0.65, is_move=moves)
    return Evidence(kind, words, 0.35 if cases & {"near", "by", "about", "around"} else 0.5)


def _of_object(kind: PlaceKind, words: str, frame: Frame) -> Evidence | None:
    if frame.lemma in _LEAVING:
        return Evidence(kind, words, 0.8, is_leaving=True)
    inside = _inside(kind, words)
    if frame.deed in _WORKED:  # "raked the yard"
        return Evidence(*inside[:2], 0.6, indoors=inside[2])
    return Evidence(*inside[:2], 0.8, is_move=True, indoors=inside[2]) if frame.lemma in _ENTERING else None


def _inside(kind: PlaceKind, words: str) -> tuple[PlaceKind, str, bool | None]:
    """Return what one sees in it: within a house is a room."""
    if kind == "house" or words.rsplit(" ", 1)[-1] in _HOUSES:
        return "room", words, True
    return kind, words, None


def _is_bare(read: ReadSentence, i: int) -> bool:
    """Say whether a noun stands without an article where a place would have one: "fell into ruin", "in mid air"."""
    token = read.tree.tokens[i]
    is_joined = token.relation == "conj" and not _is_bare(read, token.head)
    determined = read.tree.children(i, "det", "nmod:poss", "compound", "nummod")
    return token.tag == "NN" and not determined and not is_joined and token.lemma not in _WITHOUT_ARTICLE


def _cases(read: ReadSentence, i: int) -> list[str]:
    """Return the prepositions of a noun; in "in the middle of the raft" it is "in".

    What the parser takes for an adverb may be one: "pushed the chair round and round the garden".
    """
    tree, token = read.tree, read.tree.tokens[i]
    case = tree.case(i)
    before = min((i, *tree.below[i])) - 1
    if not case and token.relation == "obj" and before > 0 and tree.words[before] in _ROUND:
        return ["through"]
    if token.relation == "conj" or (case == "of" and tree.tokens[token.head].lemma in _PARTS):
        return (tree.case(token.head) or case).split()
    return case.split()


def _share_of_people(read: ReadSentence, frame: Frame | None) -> float:
    """Return how far a clause says where the story is: that of those whom the book knows, more than of others."""
    if frame is None:
        return 0.45
    mentions = [m for m in map(read.mention, (*frame.actors, *frame.objects)) if m is not None]
    if not mentions:
        return 0.45
    return 0.65 if all(m.being.is_local for m in mentions) else 1.0


def is_view(read: ReadSentence) -> bool:
    """Say whether a sentence tells what is seen from a window: none of it is where they are."""
    tree = read.tree
    return any(
        tree.tokens[i].lemma in _WINDOWS and {"from", "through", "out"} & set(tree.case(i).split())
        for i in range(len(tree))
    )


_PARTS = frozenset(
    {"middle", "midst", "centre", "center", "corner", "end", "edge", "side", "foot", "top", "heart", "depth", "rest"}
)
_WINDOWS = frozenset({"window", "casement", "porthole", "loophole"})


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


def _share_of_name(kind: PlaceKind, words: str, *, is_known: bool) -> float:
    """Return how far a place's name tells where it is: a house or a town has rooms and streets, which tell more."""
    if kind in ("room", "village") or words in CITIES:
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


def _is_of_a_body(read: ReadSentence, i: int) -> bool:
    """Say whether a noun is a part of somebody: "the bridge of his nose"."""
    tree = read.tree
    return any(tree.case(c) == "of" and class_at(tree, c) == "body" for c in tree.children(i, "nmod"))


def _kind_of(read: ReadSentence, i: int) -> PlaceKind | None:
    """Return the kind of place that a noun names: a "prison-chamber" is a prison, and a "church-door" no church."""
    words, lemma = read.tree.words, read.tree.tokens[i].lemma.lower()
    if i + 2 < len(words) and words[i + 1] == "-":
        return _joined_kind(words[i], read.tree.tokens[i + 2].lemma.lower())
    if i < 2 or words[i - 1] != "-":
        return KIND_OF_NOUN.get(lemma)
    is_read_before = read.tree.tokens[i - 2].relation not in _SKIPPED and read.tree.is_noun(i - 2)
    return None if is_read_before else _joined_kind(words[i - 2], lemma)


def _joined_kind(first: str, last: str) -> PlaceKind | None:
    kind = KIND_OF_NOUN.get(f"{first}-{last}") or KIND_OF_NOUN.get(last)
    return KIND_OF_NOUN.get(first, kind) if kind == "room" else kind


def _is_hyphened(read: ReadSentence, i: int) -> bool:
    words = read.tree.words
    return (i + 1 < len(words) and words[i + 1] == "-") or (i > 0 and words[i - 1] == "-")
