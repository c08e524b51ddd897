"""Attribute each quotation: by the words around it, by whom it addresses, and by whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.rules.people.salience import Reference, Salience
from analysts.rules.speech.cues import Cue, cues_of, lead_of
from analysts.rules.speech.likelihood import WEIGHTS, TurnContext, Weights, likeliest, scores
from analysts.rules.speech.turns import Turn, gender_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock


class Conversation:
    """The paragraphs of a chapter in order, with everybody named in them."""

    def __init__(
        self, blocks: Sequence[SceneBlock], cast: Cast, *, narrator: str | None, weights: Weights = WEIGHTS
    ) -> None:
        self.blocks = blocks
        self.cast = cast
        self.narrator = narrator
        self.mentions: list[list[Mention]] = [cast.mentions(b) for b in blocks]
        self.weights = weights
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

    def attribute(self) -> list[list[str | None]]:
        """Find the speaker of each quotation of each block (an empty list for a block without any).

        The text is read twice: the second time, who is likely to speak next is known.
        """
        self._read()
        for turn in self.turns:
            turn.guessed = turn.speaker
        return self._read()

    def _read(self) -> list[list[str | None]]:
        for turn in self.turns:
            turn.speaker, turn.certain, turn.anonymous = None, False, False
            self._mark_named(turn)
        mind = Salience(self.cast, self.narrator)
        self.references = []
        result: list[list[str | None]] = []
        for i, block in enumerate(self.blocks):
            n = self._by_index.get(i)
            in_mind = mind.weights()
            teller = self.turns[n - 1].speaker if n and block.quotes[0].continues else None
            self.references.append(mind.read(block, self.mentions[i], teller=teller))
            if n is None:
                result.append([])
                continue
            turn = self.turns[n]
            self._decide(n, turn, self._context(i, in_mind))
            mind.spoke(turn.speaker)
            result.append(turn.speakers)
        return result

    def _context(self, i: int, in_mind: dict[str, float]) -> TurnContext:
        led = self.references[i - 1] if i and not self.blocks[i - 1].quotes else []
        return TurnContext(in_mind, [] if self.blocks[i].is_tale else self.references[i], led)

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
                turn.speaker = self.cast.described(cue.noun, self.blocks[turn.index].scene)
                turn.certain = turn.speaker is not None
                return

    def _decide(self, n: int, turn: Turn, context: TurnContext) -> None:
        previous = self.turns[n - 1] if n else None
        if turn.continues and previous and previous.index == turn.index - 1 and not turn.certain:
            turn.speaker, turn.certain, turn.anonymous = previous.speaker, previous.certain, previous.anonymous
        elif not turn.certain:
            cue = next((c for c in sorted((c for c in turn.cues if c), key=lambda c: -c.strength)), None)
            turn.speaker = self._likeliest(n, turn, cue, context)
        turn.speakers = [self._of_quote(n, turn, c, context) for c in turn.cues]

    def _of_quote(self, n: int, turn: Turn, cue: Cue | None, context: TurnContext) -> str | None:
        """Return a quotation's own cue, where it says outright that it is not the paragraph's speaker."""
        if cue is None or cue.strength < 3:
            return turn.speaker
        if cue.kind == "name":
            return cue.person
        if cue.kind == "narrator" and self.narrator:
            return self.narrator
        genders = {cue.gender, self.cast.gender(turn.speaker)}
        if genders == {"male", "female"}:
            return self._likeliest(n, turn, cue, context)
        return turn.speaker

    def _likeliest(self, n: int, turn: Turn, cue: Cue | None, context: TurnContext) -> str | None:
        scored = scores(self.turns, n, cue, context, self.cast, self.narrator, self.weights)
        best, score = likeliest(scored, cue, self.cast, self.narrator, self.weights)
        said_how = cue is not None and cue.kind in ("pronoun", "description") and cue.gender != "unknown"
        if turn.anonymous and (score < self.weights.needed_by_a_voice or not said_how):
            return None
        return best
