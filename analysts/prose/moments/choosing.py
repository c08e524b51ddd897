"""Choose the moment of a scene: the few sentences that make the best picture, of the best the one that is surest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames import Frame
from analysts.prose.frames.figures import is_figurative, is_unseen
from analysts.prose.frames.nouns import class_at, thing_at
from analysts.prose.frames.words import LIVING, UNSEEN
from analysts.prose.moments.chapter import ReadSentence, is_mostly_told
from analysts.prose.moments.company import place
from analysts.prose.moments.showing import PERSONAL, SHOWINGS, TOUCHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.moments.company import Company
    from analysts.prose.moments.places import Whereabouts

REAL = 0.45
"""A clause that is less real can carry no picture."""
_MOST_SENTENCES, _FEW_WORDS, _MANY_WORDS = 3, 9, 45
_OTHERS, _NEXT = 0.35, 3
_FINALISTS = 3
_OF_A_TALE = 4.0
"""What it costs a moment to be told by somebody in a scene in which more than that happens."""
_LEADING = 12.0
"""What it is worth that those who speak most in a scene are seen near a moment: who goes before what."""
_FAIR = 0.25
"""What part of the best moment's score another one has to have to go before it, whoever is seen in it."""
_WORTHY = 0.8
"""The score below which a clause of an essay was taken for a deed more often than not: better no deed than that.

Where people talk, they are seen talking, if nothing better is told of them.
"""
_AS_LED = 0.6
"""What part of the best showing of those who speak most a moment has to have that is taken only for them."""
NEAR = words(
    "to with by beside upon on at from behind before after against near over toward towards under past round "
    "around alongside between among amid opposite facing"
)
"""Prepositions whose noun stands near the actor."""
_TELLING = 1.8
"""The weight from which a deed is told by whom it is done to."""
_SOMEBODY = frozenset({"i", "he", "she", "we", "who", "somebody", "someone"})
_STRANGER = 0.7
"""How much less a deed shows of which somebody is known only here ("a tall man")."""
_WANDERING = frozenset({"walking", "looking", "turning", "arriving", "leaving"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences of a chapter that make a moment; `key` is the frame that carries it, in the sentence `at`."""

    sentences: tuple[ReadSentence, ...]
    at: ReadSentence
    key: Frame
    score: float
    certainty: float

    @property
    def beings(self) -> frozenset[Being]:
        """Those who act in the key frame, or to whom it is done."""
        return frozenset([*_actors(self.at, self.key), *(being for being, _ in others_of(self.at, self.key))])


def choose(
    scene: Sequence[ReadSentence],
    places: Sequence[Whereabouts],
    dead: Sequence[frozenset[Being]],
    company: Company,
) -> Choice | None:
    """Return the moment of a scene, or None where nothing in it can be seen.

    `places` and `dead` run alongside `scene`: where each sentence is, and who is no longer alive there. `company` says
    who is there: a moment with those who speak most in the scene goes before one without them.
    """
    told = is_mostly_told(scene)
    candidates = [candidate for n in range(len(scene)) for candidate in _from(scene, n, places, dead, mostly_told=told)]
    least = _FAIR * max((c.score for c in candidates if not c.sentences[0].is_told or told), default=0.0)
    candidates = [c for c in candidates if c.score >= least]
    leaders = company.leaders(scene[0].scene)
    worth = {id(c): c.score + _LEADING * _led(c, leaders, company) for c in candidates}
    candidates.sort(key=lambda c: -worth[id(c)])
    finalists = _apart(candidates)
    worthy = [c for c in finalists if c.score >= _WORTHY]
    if not worthy:
        most = max((worth[id(c)] - c.score for c in candidates), default=0.0)
        with_leaders = [c for c in candidates if worth[id(c)] - c.score >= _AS_LED * most > 0.0]
        worthy = _apart(c for c in with_leaders if c.score >= _WORTHY) or _apart(
            c for c in with_leaders if c.beings & {being for being, _ in leaders}
        )
    return max(worthy, key=lambda c: worth[id(c)] * (0.5 + 0.5 * c.certainty), default=None)


def _apart(candidates: Iterable[Choice]) -> list[Choice]:
    """Return the first few of some moments that are carried by different clauses."""
    by_clause: dict[int, Choice] = {}
    for candidate in candidates:
        by_clause.setdefault(id(candidate.key), candidate)
        if len(by_clause) == _FINALISTS:
            break
    return [*by_clause.values()]


def _led(choice: Choice, leaders: Sequence[tuple[Being, float]], company: Company) -> float:
    """Return how far a moment shows those who speak most in its scene, 0 to 1."""
    at = place(choice.at, choice.key)
    return sum(share * company.sure(being, at, choice.beings, is_seen=True) for being, share in leaders)


def _from(
    scene: Sequence[ReadSentence],
    n: int,
    places: Sequence[Whereabouts],
    dead: Sequence[frozenset[Being]],
    *,
    mostly_told: bool,
) -> list[Choice]:
    """Return the moments that begin with the sentence at `n`: of one sentence, of two, of three."""
    found = []
    first = scene[n]
    for size in range(1, _MOST_SENTENCES + 1):
        window = scene[n : n + size]
        last = window[-1]
        apart = last.sentence.paragraph != first.sentence.paragraph or last.is_told != first.is_told
        if len(window) < size or apart:
            break
        ranked = sorted(
            ((value(read, frame), -read.index, frame, k) for k, read in enumerate(window) for frame in read.frames),
            key=lambda row: (-row[0], row[1]),
        )
        if not ranked or ranked[0][0] <= 0:
            continue
        best, _, key, k = ranked[0]
        if any(being in dead[n + k] for being in _actors(window[k], key)):
            continue
        score = best + _OTHERS * sum(row[0] for row in ranked[1 : 1 + _NEXT]) - _cost(window, mostly_told=mostly_told)
        certainty = _certainty(window[k], key, places[n + k].at(key.verb).confidence)
        found.append(Choice(tuple(window), window[k], key, round(score, 2), round(certainty, 2)))
    return found


def value(read: ReadSentence, frame: Frame) -> float:
    """Rate how much of a picture a clause makes, from 0."""
    showing = SHOWINGS[frame.deed]
    if not showing.weight or frame.reality < REAL:
        return 0.0
    worth = showing.weight * frame.reality * (0.45 + 0.55 * min(1.0, frame.confidence * 1.5))
    worth *= _of_actors(read, frame)
    if any(m.being.kind in ("named", "narrator") for m in (read.mention(a) for a in frame.actors) if m):
        worth += 0.35
    others = others_of(read, frame)
    things = [i for i in frame.objects if thing_at(read.tree, i, frame) and not is_unseen(read.tree, i)]
    if others:
        worth += 0.6 if showing.weight >= _TELLING else 0.2
    elif frame.deed in PERSONAL or (frame.deed in TOUCHING and not things):
        worth *= 0.5
    if things and frame.deed != "talking" and class_at(read.tree, things[0]) not in UNSEEN:
        worth += 0.4
    if any(
        oblique.case and class_at(read.tree, oblique.token) in ("room", "outdoors", "building", "furniture", "opening")
        for oblique in frame.obliques
    ):
        worth += 0.25
    if frame.deed in _WANDERING and not others and not frame.obliques and not things:
        worth *= 0.6
    return worth


def _actors(read: ReadSentence, frame: Frame) -> list[Being]:
    return [mention.being for mention in map(read.mention, frame.actors) if mention is not None]


def _of_actors(read: ReadSentence, frame: Frame) -> float:
    """Return how far it is known who acts."""
    known = [mention.confidence for mention in map(read.mention, frame.actors) if mention is not None]
    if known:
        stranger = all(mention.being.is_local for mention in map(read.mention, frame.actors) if mention is not None)
        return (0.5 + 0.5 * max(known)) * (_STRANGER if stranger else 1.0)
    living = any(
        read.tree.words[i] in _SOMEBODY or (read.tree.is_noun(i) and class_at(read.tree, i) in LIVING)
        for i in frame.actors
    )
    if living:
        return 0.5
    return 0.5 if frame.is_passive and any(read.mention(o) for o in frame.objects) else 0.2


def others_of(read: ReadSentence, frame: Frame) -> list[tuple[Being, float]]:
    """Return those whom a deed touches, other than who does it, surest part first: object, recipient, beside."""
    tree = read.tree
    doing = set(_actors(read, frame))
    tokens = [(i, 1.0) for i in (*frame.objects, *frame.recipients)]
    tokens += [(o.token, 0.9) for o in frame.obliques if set(o.case.split()) & NEAR]
    for i, share in list(tokens):  # "kissed her hand", "laid his head on her shoulder"
        if class_at(tree, i) in ("body", "garment"):
            tokens += [(c, share * 0.9) for c in tree.children(i, "nmod:poss")]
            tokens += [(c, share * 0.85) for c in tree.children(i, "nmod") if tree.case(c) == "of"]
    found: dict[Being, float] = {}
    for i, share in tokens:
        mention = read.mention(i)
        if mention is not None and not is_figurative(tree, i):
            for being in (mention.being, *mention.others):
                if being not in doing:
                    found[being] = max(found.get(being, 0.0), round(mention.confidence * share, 2))
    return list(found.items())


def _cost(window: Sequence[ReadSentence], *, mostly_told: bool) -> float:
    words = sum(len(read.tree) for read in window)
    unreal = sum(frame.reality < 0.35 for read in window for frame in read.frames)
    cost = 0.03 * max(0, words - _MANY_WORDS) + 0.05 * max(0, _FEW_WORDS - words)
    cost += 0.25 * unreal + 0.3 * sum(read.stand_ins() for read in window) + 0.35 * (len(window) - 1)
    if window[0].is_told:
        cost += 0.3 if mostly_told else _OF_A_TALE
    opening = next((i for i, t in enumerate(window[0].tree.tokens) if t.relation.startswith("nsubj")), None)
    if opening is not None and window[0].tree.tokens[opening].tag == "PRP" and window[0].mention(opening) is None:
        cost += 0.4
    return cost


def _certainty(read: ReadSentence, key: Frame, place: float) -> float:
    """Return how sure people, deed and place of a moment are together, 0 to 1."""
    actors = [mention.confidence for mention in map(read.mention, key.actors) if mention is not None]
    people = min([*actors, *(sure for _, sure in others_of(read, key))], default=0.3)
    deed = key.reality * min(1.0, 0.3 + key.confidence)
    return people * deed * (0.5 + 0.5 * place)
