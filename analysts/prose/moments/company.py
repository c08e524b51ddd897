"""Who is there at a sentence: a state that coming, going and leaps of time change, and that acts and speech confirm."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon import words
from analysts.prose.moments.moves import are_gone, is_leaving, leaves, moves_on
from analysts.prose.moments.showing import TOUCHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from analysts.prose.beings.being import Being
    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence

_ACTS, _TOUCHED, _SPEAKS, _TELLS, _REAL = 0.9, 0.85, 0.95, 0.8, 0.5
"""How sure it is that who acts, is touched, speaks or tells of themselves is there; how real a deed must be."""
_BEFORE, _AFTER = 0.95, 0.91
_BETWEEN = 0.98
_LATELY = 3
"""How the certainty fades with each sentence since somebody acted, until they act next, and between the two.

Of each, the surest of a few is taken: who said something is there, though “he” a moment later is not sure to be he.
"""
_LEADS = 0.6
"""How sure it is that those who speak much in a scene are there near what they do, if nothing says otherwise."""
_SPEAKS_BY, _STANDS_BY = 0.7, 0.8
"""How sure it has to be that somebody is there who speaks twice or three times, and who speaks less.

Of those between the two, 87 in 100 were who spoke four times and more, 55 who spoke twice or three times, 30 who
spoke once.
"""
_NEAR, _LATELY_BEFORE, _SOON_AFTER = 25, 18, 8
"""Sentences over which that holds: since they were there if they are seen again, if they are not, and until they are.

Who has not been seen for longer than the second, nor is again in the scene, was mostly gone when this was judged.
"""
_TELLING = 12
"""Sentences over which it holds that a narrator looks on."""
_AS_LEADERS, _OFTEN = 2, 4
"""How many lead a scene by speaking most, and how often they do who are there near all that happens in it.

Of those who were taken to be there by that alone, in eleven novels, 86 in 100 were who spoke four times and more, 46 of
those who spoke less; so were 38 of 44 who spoke as often as that after two others.
"""
_SLEEPING = words("sleep wake awake awaken waken slumber doze")
_LEAPS = re.compile(
    r"^\W*(?:(?:and|but|so|then|now|it was|all|early|late|later|on|at|in|for|by|towards?|about) )*"
    r"(?:(?:the|that|this) (?:very |same )?(?:next |following )?"
    r"(?:evening|night|afternoon|morning|day|week|summer|winter|autumn|spring)\b"
    r"|next (?:day|morning|week|night|evening|afternoon)|one (?:\w+ )?(?:day|evening|night|morning|afternoon)"
    r"|(?:an?|half an|two|three|four|five|six|ten|many|some|several|a few|the) (?:\w+ )?"
    r"(?:hours?|days?|weeks?|months?|years?|minutes?) (?:\w+ )?(?:later|after|afterwards|passed|went by|had passed)"
    r"|later on|(?:mid)?night|noon|dawn|daybreak|sunset|twilight|dusk|bedtime|dinner ?- ?time|supper ?- ?time"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|meanwhile|in the meantime|the mean ?time|once ,)\b"
    r"|\b(?:but|and) later on\b|^\W*when (?:\w+ ){1,4}(?:awoke|woke|got home|came home|returned|reached)\b",
    re.IGNORECASE,
)
"""How a sentence opens before which time has passed; who was there may have gone."""


_place_of = attrgetter("at")
_LONGEST = 10_000
"""Words that no sentence has."""


class _Move(NamedTuple):
    """Somebody comes or goes at a place of the chapter (`place`); those who go with them are `movers`, too.

    `is_coming` says that the scene has not had any of them before: so they come to those whom it has.
    """

    at: float
    movers: frozenset[Being]
    is_leaving: bool
    is_coming: bool = False


class Company:
    """The comings and goings of a chapter.

    `speakers` are those who speak, and how sure that is, by a sentence near them; `narrator` tells the chapter as "I".
    """

    def __init__(
        self,
        chapter: Sequence[ReadSentence],
        speakers: Mapping[int, Sequence[tuple[Being, float]]],
        narrator: Being | None = None,
    ) -> None:
        self._chapter = chapter
        self._narrator = narrator
        self._seen: dict[int, dict[Being, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
        """By scene and being: the places at which they are sure to be there, in order, and how sure that is."""
        self._moves: list[_Move] = []
        self._leaps: list[int] = []
        self._said: dict[int, Counter[Being]] = defaultdict(Counter)
        self._told_of_self: list[int] = []
        for read in chapter:
            for being, sure in speakers.get(read.index, ()):
                self._see(read, read.index, being, _SPEAKS * sure)
                self._said[read.scene][being] += 1
            self._read(read)

    def at(self, at: float, among: Set[Being] = frozenset()) -> dict[Being, float]:
        """Return who is there at a place, with the beings of its moment, each with how sure that is, 0 to 1.

        Nobody who listens to a tale is in it.
        """
        scene = self._chapter[int(at)].scene
        here = dict.fromkeys(self._seen[scene])
        if self._narrator is not None:
            here.setdefault(self._narrator)
        present = {being: round(self.sure(being, at, among), 2) for being in here}
        said = self._said[scene]
        return {b: sure for b, sure in present.items() if sure >= _least(said[b])}

    def speaks(self, being: Being, index: int) -> bool:
        """Say whether somebody speaks in the scene of a sentence."""
        return self._said[self._chapter[index].scene][being] > 0

    def leaders(self, scene: int) -> list[tuple[Being, float]]:
        """Return those who speak most in a scene, each with their share of its speeches."""
        said = self._said[scene]
        return [(being, n / said.total()) for being, n in said.most_common(_AS_LEADERS) if n > 1]

    def height_of_talk(self, scene: Sequence[int]) -> int:
        """Return the sentence of a scene at which those who speak most in it are surest to be there together.

        Where nobody does, that is the middle one.
        """
        leaders = self.leaders(self._chapter[scene[0]].scene)
        middle = scene[len(scene) // 2]
        sure = {n: sum(share * self.sure(being, n, frozenset()) for being, share in leaders) for n in scene}
        return max(scene, key=lambda n: (round(sure[n], 2), -abs(n - middle)))

    @cached_property
    def _talking_much(self) -> Mapping[int, frozenset[Being]]:
        return {
            scene: frozenset(being for being, n in self._said[scene].items() if n >= _OFTEN) for scene in [*self._seen]
        }

    def sure(self, being: Being, at: float, among: Set[Being], *, is_seen: bool = False) -> float:
        """Return how sure it is that somebody is there at a place, 0 to 1; `is_seen`: by what they do near it."""
        here = self._chapter[int(at)]
        if here.is_told:
            return 0.0
        if being is self._narrator:
            return self._looks_on(here)
        seen = self._seen[here.scene].get(being)
        if not seen:
            return 0.0
        n = bisect_right(seen, (at, 2.0))
        before = [(k, sure) for k, sure in seen[max(0, n - _LATELY) : n] if self.stays(being, k, at, among)]
        after = [(k, sure) for k, sure in seen[n : n + _LATELY] if self.was_there(being, at, k, among)]
        since = max((sure * _BEFORE ** (at - k) for k, sure in before), default=0.0)
        until = max((sure * _AFTER ** (k - at) for k, sure in after), default=0.0)
        sure = max(since, until)
        if before and after:
            sure = max(sure, *(min(s, t) * _BETWEEN ** (n - k) for k, s in before[-1:] for n, t in after[:1]))
        if is_seen:
            return min(0.95, sure)
        since_then = _NEAR if after else _LATELY_BEFORE
        if (before and at - before[-1][0] <= since_then) or (after and after[0][0] - at <= _SOON_AFTER):
            sure = max(sure, _LEADS if being in self._talking_much[here.scene] else 0.0)
        return min(0.95, sure)

    def _looks_on(self, here: ReadSentence) -> float:
        n = bisect_right(self._told_of_self, here.index)
        near = [k for k in self._told_of_self[max(0, n - 1) : n + 1] if self._chapter[k].scene == here.scene]
        distance = min((abs(k - here.index) for k in near), default=_TELLING)
        return _TELLS if distance < _TELLING else 0.0

    def stays(self, being: Being, since: float, at: float, among: Set[Being]) -> bool:
        """Say whether somebody who was there at a place is there at a later one, too, where `among` are."""
        if self._leaps_between(since, at):
            return False
        for move in self._moves_between(since, at):
            together = among <= move.movers
            if being in move.movers:
                if move.is_leaving and not (among and together):
                    return False
            elif move.at > since and among & move.movers and not move.is_coming and (together or move.is_leaving):
                return False
        return True

    def was_there(self, being: Being, at: float, until: float, among: Set[Being]) -> bool:
        """Say whether somebody who is there at a place was there at an earlier one, too."""
        if self._leaps_between(at, until):
            return False
        for move in self._moves_between(at, until):
            if move.at == at and not move.is_leaving:  # who goes somewhere comes to those who are there
                continue
            if being in move.movers:
                if not move.is_leaving and not (among and among <= move.movers):
                    return False
            elif among & move.movers:
                return False
        return True

    def _leaps_between(self, first: float, last: float) -> bool:
        return bisect_right(self._leaps, last) > bisect_right(self._leaps, first)

    def _moves_between(self, first: float, last: float) -> Sequence[_Move]:
        return self._moves[
            bisect_left(self._moves, first, key=_place_of) : bisect_right(self._moves, last, key=_place_of)
        ]

    def _see(self, read: ReadSentence, at: float, being: Being, sure: float) -> None:
        seen = self._seen[read.scene][being]
        if seen and seen[-1][0] == at:
            seen[-1] = (at, max(sure, seen[-1][1]))
        else:
            insort(seen, (at, sure))

    def _read(self, read: ReadSentence) -> None:
        if read.is_told:
            return
        if _LEAPS.search(" ".join(token.text for token in read.tree.tokens[:12])) or _is_slept(read):
            self._leaps.append(read.index)
        gone = frozenset(being for being, _ in beings_in(read, are_gone(read)))
        if gone:
            self._moves.append(_Move(read.index, gone, is_leaving=True))
        for frame in sorted(read.frames, key=attrgetter("verb")):
            acting = list(beings_in(read, frame.actors))
            at = place(read, frame)
            if frame.reasons == ("earlier",) and _has_gone(read, frame):
                self._moves.append(_Move(at, frozenset(being for being, _ in acting), is_leaving=True))
            if frame.reality < _REAL:
                continue
            if read.is_seen(frame):
                self._witness(read, frame, acting)
            is_gone = is_leaving(read, frame)
            if acting and not _are_many(read, frame) and (is_gone or moves_on(read, frame)):
                beside = [o.token for o in frame.obliques if set(o.case.split()) & {"with", "after", "by", "behind"}]
                with_them = beings_in(read, beside if is_gone else [*beside, *frame.objects])
                movers = frozenset(being for being, _ in (*acting, *with_them))
                is_new = not is_gone and not any(self._is_known(being, read.scene, at) for being in movers)
                self._moves.append(_Move(at, movers, is_gone, is_new))

    def _is_known(self, being: Being, scene: int, at: float) -> bool:
        """Say whether somebody was seen in a scene before a place."""
        seen = self._seen[scene].get(being, [])
        return being is self._narrator or any(first < at for first, _ in seen[:1])

    def _witness(self, read: ReadSentence, frame: Frame, acting: Sequence[tuple[Being, float]]) -> None:
        """Note who is there by a clause: who acts, and whom they touch."""
        touched = list(beings_in(read, [*frame.objects, *frame.recipients]))
        if self._narrator in {being for being, _ in (*acting, *touched)}:
            self._told_of_self.append(read.index)
        for being, sure in acting:
            self._see(read, place(read, frame), being, _ACTS * sure)
        if frame.deed in TOUCHING:
            for being, sure in touched:
                self._see(read, place(read, frame), being, _TOUCHED * sure)


def place(read: ReadSentence, frame: Frame) -> float:
    """Return the place of a clause in its chapter: its sentence, and how far on its verb is in that."""
    return read.index + frame.verb / _LONGEST


def _least(speeches: int) -> float:
    """Return how sure it has to be that somebody is there who speaks that often in the scene."""
    return _LEADS if speeches >= _OFTEN else _SPEAKS_BY if speeches > 1 else _STANDS_BY


def _is_slept(read: ReadSentence) -> bool:
    """Say whether somebody falls asleep or wakes: time has passed since."""
    return any(
        frame.reality >= _REAL
        and (frame.lemma in _SLEEPING or (frame.is_state and read.tree.words[frame.verb] == "asleep"))
        for frame in read.frames
    ) or "fell asleep" in " ".join(read.tree.words)


def beings_in(read: ReadSentence, tokens: Sequence[int]) -> Iterator[tuple[Being, float]]:
    """Yield whom words mean, also those who are meant together, with how sure that is."""
    for token in tokens:
        mention = read.mention(token)
        if mention is not None:
            yield mention.being, mention.confidence
            for other in mention.others:
                yield other, mention.confidence * 0.9


def _are_many(read: ReadSentence, frame: Frame) -> bool:
    """Say whether several do it of whom it is not said who they are: "we", "they"."""
    return any(m is not None and m.kind == "pronoun" and m.others for m in map(read.mention, frame.actors))


def _has_gone(read: ReadSentence, frame: Frame) -> bool:
    """Say whether a clause of what was before tells that somebody is away: "had left", "had gone home"."""
    return leaves(read, frame) or (frame.lemma == "go" and moves_on(read, frame))
