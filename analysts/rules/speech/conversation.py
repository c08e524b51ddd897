"""Attribute each quotation: by the words around it, by whom it addresses, and by whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.rules.people.salience import Reference, Salience
from analysts.rules.speech.cues import Cue, cues_of, lead_of
from analysts.rules.speech.likelihood import Hints, TurnContext, hints_of
from analysts.rules.speech.turns import NOBODY, Attribution, Turn, gender_called
from analysts.rules.speech.weights import Way, Weights, learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock

_NEEDED_BY_A_VOICE = 0.5
"""How likely somebody has to be to be taken for "a voice" or "a man"."""


class Conversation:
    """The paragraphs of a chapter in order, with everybody named in them."""

    def __init__(
        self, blocks: Sequence[SceneBlock], cast: Cast, *, narrator: str | None, weights: Weights | None = None
    ) -> None:
        self.blocks = blocks
        self.cast = cast
        self.narrator = narrator
        self.mentions: list[list[Mention]] = [cast.mentions(b) for b in blocks]
        self.weights = weights or learned()
        self.references: list[list[Reference]] = []
        self.turns = [self._turn(i) for i, b in enumerate(blocks) if b.quotes]
        self._by_index = {t.index: n for n, t in enumerate(self.turns)}

    def _turn(self, i: int) -> Turn:
        block = self.blocks[i]
        mentions = self.mentions[i]
        named = {m.person for m in mentions if m.spoken}
        lead = None
        if i and self.blocks[i - 1].scene == block.scene and not block.text[: block.quotes[0].start - 1].strip():
            lead = lead_of(self.blocks[i - 1], self.mentions[i - 1])
        return Turn(
            index=i,
            cues=cues_of(block, mentions, lead=lead),
            vocatives=self.cast.vocatives(block, mentions),
            named=named,
            continues=block.quotes[0].continues,
            calls_gender=gender_called(block),
        )

    def speakers(self) -> list[list[str | None]]:
        """Find the speaker of each quotation of each block (an empty list for a block without any)."""
        return [[a.speaker for a in attributed] for attributed in self.attribute()]

    def attribute(self) -> list[list[Attribution]]:
        """Find the speaker of each quotation of each block, and how that is known.

        The text is read twice: the second time, who is likely to speak next is known.
        """
        self._read()
        for turn in self.turns:
            turn.guessed = turn.speaker
        return self._read()

    def _read(self) -> list[list[Attribution]]:
        for turn in self.turns:
            turn.found, turn.certain, turn.anonymous = NOBODY, False, False
            self._mark_named(turn)
        mind = Salience(self.cast, self.narrator)
        self.references = []
        result: list[list[Attribution]] = []
        for i, block in enumerate(self.blocks):
            n = self._by_index.get(i)
            in_mind = mind.weights()
            teller = self.turns[n - 1].speaker if n and block.quotes[0].continues else None
            self.references.append(mind.read(block, self.mentions[i], teller=teller))
            if n is None:
                result.append([])
                continue
            turn = self.turns[n]
            context = self._context(i, in_mind)
            self._decide(n, turn, context)
            mind.spoke(turn.speaker)
            result.append([self._of_quote(n, turn, cue, context) for cue in turn.cues])
        return result

    def _context(self, i: int, in_mind: dict[str, float]) -> TurnContext:
        led = self.references[i - 1] if i and not self.blocks[i - 1].quotes else []
        return TurnContext(in_mind, [] if self.blocks[i].is_tale else self.references[i], led)

    def _mark_named(self, turn: Turn) -> None:
        """Settle at once what the text says outright."""
        for cue in (c for c in turn.cues if c and c.strength == 3):
            if cue.kind == "name":
                turn.found, turn.certain = Attribution(cue.person, "paragraph"), True
                return
            if cue.kind == "narrator" and self.narrator:
                turn.found, turn.certain = Attribution(self.narrator, "paragraph"), True
                return
            if cue.kind == "description":
                turn.anonymous = not cue.definite
                called = self.cast.described(cue.noun, self.blocks[turn.index].scene)
                turn.found, turn.certain = Attribution(called, "description"), called is not None
                return

    def _decide(self, n: int, turn: Turn, context: TurnContext) -> None:
        previous = self.turns[n - 1] if n else None
        if turn.continues and previous and previous.index == turn.index - 1 and not turn.certain:
            turn.found, turn.certain, turn.anonymous = previous.found, previous.certain, previous.anonymous
        elif not turn.certain:
            cue = next((c for c in sorted((c for c in turn.cues if c), key=lambda c: -c.strength)), None)
            turn.found = self._likeliest(n, turn, cue, context)

    def _of_quote(self, n: int, turn: Turn, cue: Cue | None, context: TurnContext) -> Attribution:
        """Return a quotation's own cue, where it says outright that it is not the paragraph's speaker."""
        if cue is None or cue.strength < 3:
            return turn.found
        if cue.kind == "name":
            return Attribution(cue.person, self._way(cue))
        if cue.kind == "narrator" and self.narrator:
            return Attribution(self.narrator, "narrator")
        genders = {cue.gender, self.cast.gender(turn.speaker)}
        if genders == {"male", "female"}:
            return self._likeliest(n, turn, cue, context)
        return turn.found

    def _way(self, cue: Cue) -> Way:
        """Say how a cue with a name tells who speaks."""
        if cue.is_loose:
            return "loose name"
        if cue.called.islower():
            return "description"
        return "shared name" if cue.person and self.cast.is_shared(cue.person, cue.called) else "name"

    def _likeliest(self, n: int, turn: Turn, cue: Cue | None, context: TurnContext) -> Attribution:
        way: Way = "pronoun" if cue is not None and cue.kind in ("pronoun", "description") else "silent"
        candidates = hints_of(self.turns, n, cue, context, self.cast, self.narrator)
        best, probability = self.choose(n, candidates)
        said_how = way == "pronoun" and cue is not None and cue.gender != "unknown"
        if turn.anonymous and (probability < _NEEDED_BY_A_VOICE or not said_how):
            return NOBODY
        return Attribution(best, way, probability)

    def choose(
        self,
        n: int,  # noqa: ARG002 - training looks up who is labelled
        candidates: dict[str, Hints],
    ) -> tuple[str | None, float]:
        """Return who of the candidates is the likeliest to speak in a turn, and how likely that is."""
        probabilities = self.weights.probabilities(candidates)
        best = min(probabilities, key=lambda person: (-probabilities[person], person), default=None)
        return best, probabilities[best] if best else 0.0
