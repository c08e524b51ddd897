"""Who is there at a sentence: a state that coming, going and leaps of time change, and that acts and speech confirm."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon import words
from analysts.prose.frames.nouns import class_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from analysts.prose.beings.being import Being
    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence

_ACTS, _SPEAKS, _TELLS, _REAL = 0.9, 0.95, 0.8, 0.5
"""How sure it is that who acts, who speaks, and who tells of themselves is there; how real a deed must be."""
_BEFORE, _AFTER = 0.95, 0.91
_BETWEEN = 0.98
"""How the certainty fades with each sentence since somebody last acted, until they act next, and between the two."""
_LEADS = 0.6
"""How sure it is that those who speak most in a scene are there near what they do, if nothing says otherwise."""
_SPEAKS_BY, _STANDS_BY = 0.7, 0.8
"""How sure it has to be that somebody is there who speaks twice or three times, and who speaks less.

Of those between the two, 87 in 100 were who spoke four times and more, 55 who spoke twice or three times, 30 who
spoke once.
"""
_NEAR, _SOON_AFTER = 25, 8
"""Sentences over which that holds: since they were there, and until they are seen for the first time."""
_TELLING = 12
"""Sentences over which it holds that a narrator looks on."""
_AS_LEADERS, _OFTEN = 2, 4
"""How many lead a scene by speaking most, and how often they do who are there near all that happens in it.

Of those who were taken to be there by that alone, in eleven novels, 86 in 100 were who spoke four times and more, 46 of
those who spoke less.
"""
_GONE = words("leave depart withdraw vanish disappear retire die perish")
_OUT = words("out away off")
_OFF, _SOON = words("away off"), 6
_GOING = words(
    "go walk run ride drive slip hurry rush march sail row come return hasten creep steal stroll wander travel journey "
    "retreat escape scuttle skirt stride step dart fly flee scamper"
)
_REACHING = words("reach enter regain gain quit")
_SLEEPING = words("sleep wake awake awaken waken slumber doze")
_INTO = words("to into out from toward towards home up down upstairs downstairs back in away off through across along")
_WHERE = frozenset({"room", "outdoors", "building", "vehicle"})
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


class _Move(NamedTuple):
    """Somebody comes or goes at a sentence; those who go with them are `movers`, too."""

    at: int
    movers: frozenset[Being]
    is_leaving: bool


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
        self._seen: dict[int, dict[Being, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
        """By scene and being: the sentences in which they are sure to be there, in order, and how sure that is."""
        self._moves: list[_Move] = []
        self._leaps: list[int] = []
        self._said: dict[int, Counter[Being]] = defaultdict(Counter)
        self._told_of_self: list[int] = []
        for read in chapter:
            for being, sure in speakers.get(read.index, ()):
                self._see(read, being, _SPEAKS * sure)
                self._said[read.scene][being] += 1
            self._read(read)

    def at(self, index: int, among: Set[Being] = frozenset()) -> dict[Being, float]:
        """Return who is there at a sentence, with the beings of its moment, each with how sure that is, 0 to 1.

        Nobody who listens to a tale is in it.
        """
        here = dict.fromkeys(self._seen[self._chapter[index].scene])
        if self._narrator is not None:
            here.setdefault(self._narrator)
        present = {being: round(self.sure(being, index, among), 2) for being in here}
        said = self._said[self._chapter[index].scene]
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
    def _leading(self) -> Mapping[int, frozenset[Being]]:
        return {
            scene: frozenset(being for being, _ in self.leaders(scene) if self._said[scene][being] >= _OFTEN)
            for scene in [*self._seen]
        }

    def sure(self, being: Being, index: int, among: Set[Being], *, is_seen: bool = False) -> float:
        """Return how sure it is that somebody is there at a sentence, 0 to 1; `is_seen`: by what they do near it."""
        if self._chapter[index].is_told:
            return 0.0
        if being is self._narrator:
            return self._looks_on(index)
        seen = self._seen[self._chapter[index].scene].get(being)
        if not seen:
            return 0.0
        n = bisect_right(seen, (index, 2.0))
        before, after = seen[n - 1] if n else None, seen[n] if n < len(seen) else None
        stays = before is not None and self._stays(being, before[0], index, among)
        was_there = after is not None and self._was_there(being, index, after[0], among)
        since = before[1] * _BEFORE ** (index - before[0]) if before is not None and stays else 0.0
        until = after[1] * _AFTER ** (after[0] - index) if after is not None and was_there else 0.0
        sure = max(since, until)
        if before is not None and after is not None and stays and was_there:
            sure = max(sure, min(before[1], after[1]) * _BETWEEN ** (after[0] - before[0]))
        if is_seen:
            return min(0.95, sure)
        near = stays and before is not None and index - before[0] <= _NEAR
        if near or (was_there and after is not None and after[0] - index <= _SOON_AFTER):
            sure = max(sure, _LEADS if being in self._leading[self._chapter[index].scene] else 0.0)
        return min(0.95, sure)

    def _looks_on(self, index: int) -> float:
        n = bisect_right(self._told_of_self, index)
        near = [
            k for k in self._told_of_self[max(0, n - 1) : n + 1] if self._chapter[k].scene == self._chapter[index].scene
        ]
        distance = min((abs(k - index) for k in near), default=_TELLING)
        return _TELLS if distance < _TELLING else 0.0

    def _stays(self, being: Being, since: int, index: int, among: Set[Being]) -> bool:
        """Say whether somebody who was there at a sentence is there at a later one, too, where `among` are."""
        if self._leaps_between(since, index):
            return False
        for move in self._moves_between(since, index):
            together = among <= move.movers
            if being in move.movers:
                if move.is_leaving and not (among and together):
                    return False
            elif move.at > since and among & move.movers and (together or move.is_leaving):
                return False
        return True

    def _was_there(self, being: Being, index: int, until: int, among: Set[Being]) -> bool:
        """Say whether somebody who is there at a sentence was there at an earlier one, too."""
        if self._leaps_between(index, until):
            return False
        for move in self._moves_between(index, until):
            if being in move.movers:
                if not move.is_leaving and not (among and among <= move.movers):
                    return False
            elif among & move.movers:
                return False
        return True

    def _leaps_between(self, first: int, last: int) -> bool:
        return bisect_right(self._leaps, last) > bisect_right(self._leaps, first)

    def _moves_between(self, first: int, last: int) -> Sequence[_Move]:
        return self._moves[
            bisect_left(self._moves, first, key=_place_of) : bisect_right(self._moves, last, key=_place_of)
        ]

    def _see(self, read: ReadSentence, being: Being, sure: float) -> None:
        seen = self._seen[read.scene][being]
        if seen and seen[-1][0] == read.index:
            seen[-1] = (read.index, max(sure, seen[-1][1]))
        else:
            seen.append((read.index, sure))

    def _read(self, read: ReadSentence) -> None:
        if read.is_told:
            return
        if _LEAPS.search(" ".join(token.text for token in read.tree.tokens[:12])) or _is_slept(read):
            self._leaps.append(read.index)
        for frame in read.frames:
            acting = list(beings_in(read, frame.actors))
            if frame.reasons == ("earlier",) and frame.lemma in _GONE:
                self._moves.append(_Move(read.index, frozenset(being for being, _ in acting), is_leaving=True))
            if frame.reality < _REAL:
                continue
            if frame.deed != "unknown" or frame.is_state:
                touched = beings_in(read, [*frame.objects, *frame.recipients])
                if self._narrator in {being for being, _ in (*acting, *touched)}:
                    self._told_of_self.append(read.index)
                for being, sure in acting:
                    self._see(read, being, _ACTS * sure)
            is_leaving = leaves(frame) or _is_off(read, frame)
            if acting and not _are_many(read, frame) and (is_leaving or _goes_somewhere(read, frame)):
                beside = [o.token for o in frame.obliques if set(o.case.split()) & {"with", "after", "by", "behind"}]
                with_them = beings_in(read, [*beside, *frame.objects] if frame.deed != "leaving" else beside)
                movers = frozenset(being for being, _ in (*acting, *with_them))
                self._moves.append(_Move(read.index, movers, is_leaving))


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
                yield other, mention.confidence * 0.8


def _are_many(read: ReadSentence, frame: Frame) -> bool:
    """Say whether several do it of whom it is not said who they are: "we", "they"."""
    return any(m is not None and m.kind == "pronoun" and m.others for m in map(read.mention, frame.actors))


def leaves(frame: Frame) -> bool:
    """Say whether who acts in a frame is gone after it."""
    if frame.lemma in _GONE and frame.lemma != "leave":
        return True
    if frame.lemma == "leave":
        return not frame.objects or frame.deed == "leaving"
    return frame.lemma in _GOING and frame.particle in _OUT and frame.deed in ("leaving", "fleeing")


def _is_off(read: ReadSentence, frame: Frame) -> bool:
    """Say whether who goes is gone, by a word soon after the verb: "slipped past her and away"."""
    return frame.lemma in _GOING and bool(_OFF.intersection(read.tree.words[frame.verb + 1 : frame.verb + _SOON]))


def _goes_somewhere(read: ReadSentence, frame: Frame) -> bool:
    """Say whether who acts in a frame comes to another place: into a room, out of a house, home."""
    tree = read.tree
    if frame.lemma in _REACHING:
        return any(read.mention(i) is None for i in frame.objects)
    if frame.deed == "arriving" and frame.lemma == "arrive":
        return True
    if frame.lemma not in _GOING:
        return False
    if (
        frame.particle == "back"
        or "back" in tree.child_words(frame.verb, "advmod")
        or frame.particle in ("in", "home", "upstairs", "downstairs", *_OUT)
    ):
        return True
    return any(
        set(o.case.split()) & _INTO and (class_at(tree, o.token) in _WHERE or tree.words[o.token] == "home")
        for o in frame.obliques
    )
