"""Who says each quotation: by the words around it, by whom it addresses, and by whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from characters.analysts.rules.attribution import Cue, cues_of, lead_of
from characters.analysts.rules.cast import Cast, Mention
from characters.analysts.rules.reading import Block
from characters.analysts.rules.salience import Reference, Salience
from characters.bible import Gender


@dataclass(slots=True)
class Turn:
    """The speech of one paragraph, and what is known of its speaker."""

    index: int
    cues: list[Cue | None]
    vocatives: set[str]
    named: set[str]
    continues: bool
    speaker: str | None = None
    certain: bool = False
    anonymous: bool = False
    speakers: list[str | None] = field(default_factory=list)


class Conversation:
    """The paragraphs of a chapter in order, with everybody named in them."""

    def __init__(self, blocks: Sequence[Block], cast: Cast, *, narrator: str | None) -> None:
        self.blocks = blocks
        self.cast = cast
        self.narrator = narrator
        self.mentions: list[list[Mention]] = [cast.mentions(b) for b in blocks]
        self.mind = Salience(cast, narrator)
        self.told: list[list[Reference]] = []
        self._before: dict[str, float] = {}
        self.turns = [self._turn(i) for i, b in enumerate(blocks) if b.quotes]
        self._by_index = {t.index: n for n, t in enumerate(self.turns)}

    def _turn(self, i: int) -> Turn:
        block = self.blocks[i]
        found = self.mentions[i]
        named = {m.person for m in found if m.spoken}
        lead = None
        if i and self.blocks[i - 1].scene == block.scene and not block.text[: block.quotes[0].start - 1].strip():
            lead = lead_of(self.blocks[i - 1], self.mentions[i - 1])
        return Turn(
            i, cues_of(block, found, lead=lead), self.cast.vocatives(block, found), named, block.quotes[0].continues
        )

    def attribute(self) -> list[list[str | None]]:
        """The speaker of each quotation of each block (an empty list for a block without any)."""
        for turn in self.turns:
            self._mark_named(turn)
        result: list[list[str | None]] = []
        for i, block in enumerate(self.blocks):
            n = self._by_index.get(i)
            self._before = self.mind.weights()
            teller = self.turns[n - 1].speaker if n and block.quotes[0].continues else None
            self.told.append(self.mind.read(block, self.mentions[i], teller=teller))
            if n is None:
                result.append([])
                continue
            turn = self.turns[n]
            self._decide(n, turn)
            self.mind.spoke(turn.speaker)
            result.append(turn.speakers)
        return result

    def _mark_named(self, turn: Turn) -> None:
        """Settle at once what the text says outright."""
        strong = [c for c in turn.cues if c and c.strength == 3]
        for cue in strong or [c for c in turn.cues if c and c.strength == 2 and c.kind == "name"]:
            if cue.kind == "name":
                turn.speaker, turn.certain = cue.person, True
                return
            if cue.kind == "narrator" and self.narrator:
                turn.speaker, turn.certain = self.narrator, True
                return
            if cue.kind == "description":
                turn.anonymous = not cue.definite
                return

    def _decide(self, n: int, turn: Turn) -> None:
        previous = self.turns[n - 1] if n else None
        if turn.continues and previous and previous.index == turn.index - 1 and not turn.certain:
            turn.speaker, turn.certain, turn.anonymous = previous.speaker, previous.certain, previous.anonymous
        elif not turn.certain:
            cue = next((c for c in sorted((c for c in turn.cues if c), key=lambda c: -c.strength)), None)
            turn.speaker = self._likeliest(n, turn, cue)
        turn.speakers = [self._of_quote(n, turn, c) for c in turn.cues]

    def _of_quote(self, n: int, turn: Turn, cue: Cue | None) -> str | None:
        """A quotation's own cue wins over the paragraph's speaker where it names somebody else outright."""
        if cue and cue.strength == 3 and cue.kind == "name":
            return cue.person
        return turn.speaker

    def _likeliest(self, n: int, turn: Turn, cue: Cue | None) -> str | None:
        gender: Gender = cue.gender if cue and cue.kind in ("pronoun", "description") else "unknown"
        scores = self._scores(n, turn, cue)
        best, best_score = None, 0.0
        for person, score in sorted(scores.items(), key=lambda s: (-s[1], s[0])):
            theirs = self.cast.gender(person)
            if gender != "unknown" and theirs not in (gender, "unknown"):
                continue
            if gender != "unknown" and theirs == "unknown":
                score -= 1
            if person == self.narrator and cue and cue.kind in ("pronoun", "description"):
                continue
            if best is None or score > best_score:
                best, best_score = person, score
        if turn.anonymous and (best_score < 2.5 or cue is None or gender == "unknown"):
            return None
        return best

    def _scores(self, n: int, turn: Turn, cue: Cue | None) -> defaultdict[str, float]:
        scores: defaultdict[str, float] = defaultdict(float)
        i = turn.index
        pronoun = cue is not None and cue.kind in ("pronoun", "description") and cue.strength >= 2
        for person, weight in self._before.items():
            scores[person] += 1.2 * min(weight, 2.0)
        for ref in () if self.blocks[i].is_tale else self.told[i]:
            if not ref.named or (cue and ref.start > cue.at):
                continue
            scores[ref.person] += 1.6 * ref.weight
        if i and not self.blocks[i - 1].quotes:
            for ref in self.told[i - 1][-3:]:
                scores[ref.person] += 0.4 * ref.weight
        if cue and cue.strength == 1 and cue.kind == "name" and cue.person:
            scores[cue.person] += 2.5
        if cue and cue.kind == "narrator" and self.narrator:
            scores[self.narrator] += 3
        elif self.narrator:
            scores[self.narrator] += 0.4
        self._weigh_turns(n, turn, scores, pronoun=pronoun)
        for person in turn.vocatives:
            scores[person] -= 4
        for person in turn.named - turn.vocatives:
            scores[person] -= 1.2
        return scores

    def _weigh_turns(self, n: int, turn: Turn, scores: defaultdict[str, float], *, pronoun: bool) -> None:
        before = [self.turns[k] for k in (n - 1, n - 2) if k >= 0]
        after = [self.turns[k] for k in (n + 1, n + 2) if k < len(self.turns)]
        if before:
            gap = turn.index - before[0].index
            if gap <= 4:
                for person in before[0].vocatives:
                    scores[person] += 2.5 if gap <= 2 else 1
            if before[0].speaker and gap <= 2:
                scores[before[0].speaker] -= 3.0 if gap == 1 else 0.8
        if len(before) > 1 and before[1].speaker and turn.index - before[1].index <= 5:
            tight = turn.index - before[1].index == 2
            scores[before[1].speaker] += 3.0 if tight else 1.2
        if after and after[0].index - turn.index == 1:
            if after[0].certain and after[0].speaker and not after[0].continues:
                scores[after[0].speaker] -= 1.5
            for person in after[0].vocatives:
                scores[person] += 1.5
        if len(after) > 1 and after[1].certain and after[1].speaker and after[1].index - turn.index == 2:
            scores[after[1].speaker] += 1.2
