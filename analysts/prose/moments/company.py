"""Who is there at a sentence: those who came or acted and have not left, surer the nearer they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence

_ACTS, _SPEAKS, _REAL = 0.75, 0.8, 0.5
_BEFORE, _AFTER = 0.93, 0.85
"""How the certainty fades with each sentence since somebody last acted, and until they act next."""
_BETWEEN = 0.78
_GONE = frozenset({"leave", "depart", "withdraw", "vanish", "disappear", "retire", "die", "perish"})
_OUT = frozenset({"out", "away", "off"})
_GOING = frozenset({"go", "walk", "run", "ride", "drive", "slip", "hurry", "rush", "march", "sail", "row"})


class Company:
    """The comings and goings of a chapter. `speakers` are those who speak, by the index of a sentence near them."""

    def __init__(self, chapter: Sequence[ReadSentence], speakers: Mapping[int, Sequence[Being]]) -> None:
        self._chapter = chapter
        self._seen: dict[Being, list[tuple[int, float]]] = {}
        self._gone: dict[Being, list[int]] = {}
        for read in chapter:
            self._read(read)
            for being in speakers.get(read.index, ()):
                self._seen.setdefault(being, []).append((read.index, _SPEAKS))

    def at(self, index: int) -> dict[Being, float]:
        """Return those who are there at a sentence, each with how sure that is, 0 to 1."""
        scene = self._chapter[index].scene
        present: dict[Being, float] = {}
        for being, seen in self._seen.items():
            here = [(n, sure) for n, sure in seen if self._chapter[n].scene == scene]
            before = max(((n, sure) for n, sure in here if n <= index), default=None)
            after = min(((n, sure) for n, sure in here if n > index), default=None)
            sure = self._certainty(being, index, before, after)
            if sure > 0.1:
                present[being] = round(sure, 2)
        return present

    def _certainty(
        self, being: Being, index: int, before: tuple[int, float] | None, after: tuple[int, float] | None
    ) -> float:
        left = before is not None and any(before[0] <= n <= index for n in self._gone.get(being, ()))
        if before is None or left:
            return 0.6 * after[1] * _AFTER ** (after[0] - index) if after and not left else 0.0
        sure = before[1] * _BEFORE ** (index - before[0])
        if after is not None and after[0] - before[0] < 25:
            sure = max(sure, _BETWEEN * before[1] / _ACTS * 0.97 ** (after[0] - before[0]))
        return min(0.95, sure)

    def _read(self, read: ReadSentence) -> None:
        if read.is_told:
            return
        for frame in read.frames:
            if frame.reality < _REAL:
                continue
            for being, sure in beings_in(read, frame.actors):
                if frame.deed != "unknown" or frame.is_state:
                    self._seen.setdefault(being, []).append((read.index, _ACTS * sure))
                if leaves(frame):
                    self._gone.setdefault(being, []).append(read.index)


def beings_in(read: ReadSentence, tokens: Sequence[int]) -> Iterator[tuple[Being, float]]:
    """Yield whom words mean, also those who are meant together, with how sure that is."""
    for token in tokens:
        mention = read.mention(token)
        if mention is not None:
            yield mention.being, mention.confidence
            for other in mention.others:
                yield other, mention.confidence * 0.8


def leaves(frame: Frame) -> bool:
    """Say whether who acts in a frame is gone after it."""
    if frame.lemma in _GONE and frame.lemma != "leave":
        return True
    if frame.lemma == "leave":
        return not frame.objects or frame.deed == "leaving"
    return frame.lemma in _GOING and frame.particle in _OUT and frame.deed in ("leaving", "fleeing")
