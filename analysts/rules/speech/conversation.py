"""Attribute each quotation: by the words around it, by whom it addresses, and by whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.rules.people.salience import Reference, Salience
from analysts.rules.speech.chains import Link, likeliest_speakers, scores_in_place
from analysts.rules.speech.cues import Cue, cues_of, lead_of
from analysts.rules.speech.likelihood import IN_TURN, Hints, TurnContext, hints_of
from analysts.rules.speech.turns import NOBODY, Attribution, Turn, gender_called
from analysts.rules.speech.weights import Way, Weights, learned, shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock

_NEEDED_BY_A_VOICE = 0.5
"""How likely somebody has to be to be taken for "a voice" or "a man"."""
_LONG = 60
"""Words from which a speech is long."""
_READINGS = 2
"""How often the turns are decided together: the second time, who is in mind is surer."""


def _best_cue(turn: Turn) -> Cue | None:
    return max((c for c in turn.cues if c), key=lambda c: c.strength, default=None)


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
            is_long=sum(token.spoken for token in block.tokens) >= _LONG,
        )

    def speakers(self) -> list[list[str | None]]:
        """Find the speaker of each quotation of each block (an empty list for a block without any)."""
        return [[a.speaker for a in attributed] for attributed in self.attribute()]

    def attribute(self) -> list[list[Attribution]]:
        """Find the speaker of each quotation of each block, and how that is known.

        The text is read turn by turn, then again with all turns of a conversation together, now that it is known who
        takes part in it.
        """
        for turn in self.turns:
            turn.found, turn.certain, turn.anonymous, turn.says_outright = NOBODY, False, False, False
            self._mark_named(turn)
        for n, turn, context in self._listen():
            self._decide(n, turn, context)
        for _ in range(_READINGS):
            self._decide_together()
        attributed: list[list[Attribution]] = [[] for _ in self.blocks]
        for n, turn, context in self._listen():
            attributed[turn.index] = self._of_quotes(n, turn, context)
        return attributed

    def _of_quotes(self, n: int, turn: Turn, context: TurnContext) -> list[Attribution]:
        """Return the speakers of a paragraph's quotations; one without a cue of its own goes on with the one before."""
        attributed: list[Attribution] = []
        outright: Attribution | None = None
        for cue in turn.cues:
            found = self._of_quote(n, turn, cue, context)
            if cue is not None and cue.strength == 3:
                outright = found if cue.kind in ("name", "narrator") else None
            elif found is turn.found and outright is not None and turn.certain:
                found = Attribution(outright.speaker, "paragraph")
            attributed.append(found)
        return attributed

    def _listen(self) -> Iterator[tuple[int, Turn, TurnContext]]:
        """Go through the turns in order, each with what leads up to it; who has spoken before is in mind."""
        mind = Salience(self.cast, self.narrator)
        self.references = []
        for i, block in enumerate(self.blocks):
            n = self._by_index.get(i)
            in_mind = mind.weights()
            teller = self.turns[n - 1].speaker if n and block.quotes[0].continues else None
            self.references.append(mind.read(block, self.mentions[i], teller=teller))
            if n is not None:
                yield n, self.turns[n], self._context(i, in_mind)
                mind.spoke(self.turns[n].speaker)

    def _decide_together(self) -> None:
        """Give the turns that the text does not settle to whom they fit together."""
        links: list[Link] = []
        turns: list[list[Turn]] = []
        for n, turn, context in self._listen():
            if turns and self._goes_on(n):
                links[-1].last = turn.index
                turns[-1].append(turn)
                continue
            is_open = not turn.certain and turn.speaker is not None
            scores = self._scores(n, turn, context) if is_open else {turn.speaker: 0.0}
            links.append(Link(turn.index, turn.index, scores, is_long=turn.is_long))
            turns.append([turn])
        speakers = likeliest_speakers(links, self.weights)
        for k, (speaker, said) in enumerate(zip(speakers, turns, strict=True)):
            if not said[0].certain and speaker is not None:
                likely = shares(scores_in_place(links, k, speakers, self.weights))[speaker]
                for turn in said:
                    turn.found = Attribution(speaker, said[0].found.way, likely)

    def _scores(self, n: int, turn: Turn, context: TurnContext) -> dict[str | None, float]:
        """Weigh what speaks for each candidate, whoever speaks before and after."""
        candidates = hints_of(self.turns, n, _best_cue(turn), context, self.cast, self.narrator)
        alone = ({name: v for name, v in hints.items() if name not in IN_TURN} for hints in candidates.values())
        return dict(zip(candidates, map(self.weights.score, alone), strict=True))

    def _goes_on(self, n: int) -> bool:
        """Say whether a turn is more of the speech before it."""
        turn, previous = self.turns[n], self.turns[n - 1] if n else None
        return turn.continues and previous is not None and previous.index == turn.index - 1 and not turn.says_outright

    def _context(self, i: int, in_mind: dict[str, float]) -> TurnContext:
        led = self.references[i - 1] if i and not self.blocks[i - 1].quotes else []
        return TurnContext(in_mind, [] if self.blocks[i].is_tale else self.references[i], led)

    def _mark_named(self, turn: Turn) -> None:
        """Settle at once what the text says outright."""
        for cue in (c for c in turn.cues if c and c.strength == 3):
            if cue.kind == "name":
                turn.found, turn.certain, turn.says_outright = Attribution(cue.person, "paragraph"), True, True
                return
            if cue.kind == "narrator" and self.narrator:
                turn.found, turn.certain, turn.says_outright = Attribution(self.narrator, "paragraph"), True, True
                return
            if cue.kind == "description":
                turn.anonymous = not cue.definite
                called = self.cast.described(cue.noun, self.blocks[turn.index].scene)
                turn.found, turn.certain = Attribution(called, "description"), called is not None
                turn.says_outright = turn.certain
                return

    def _decide(self, n: int, turn: Turn, context: TurnContext) -> None:
        if self._goes_on(n):
            previous = self.turns[n - 1]
            turn.found, turn.certain, turn.anonymous = previous.found, previous.certain, previous.anonymous
        elif not turn.certain:
            turn.found = self._likeliest(n, turn, _best_cue(turn), context)

    def _of_quote(self, n: int, turn: Turn, cue: Cue | None, context: TurnContext) -> Attribution:
        """Return a quotation's own cue, where it says outright that it is not the paragraph's speaker."""
        if cue is None or cue.strength < 2:
            return turn.found
        if cue.strength == 2:
            return self._other_gender(n, turn, cue, context)
        if cue.kind == "name":
            return Attribution(cue.person, self._way(cue))
        if cue.kind == "narrator" and self.narrator:
            return Attribution(self.narrator, "narrator")
        return self._other_gender(n, turn, cue, context)

    def _other_gender(self, n: int, turn: Turn, cue: Cue, context: TurnContext) -> Attribution:
        """Return the likeliest of the cue's gender where the paragraph's speaker has another, else that one."""
        if {cue.gender, self.cast.gender(turn.speaker)} == {"male", "female"}:
            return self._likeliest(n, turn, cue, context)
        return turn.found

    def _way(self, cue: Cue) -> Way:
        """Say how a cue with a name tells who speaks."""
        if cue.is_loose:
            return "loose name"
        article, _, called = cue.called.partition(" ")
        if cue.called.islower() or (article.lower() == "the" and called not in (cue.person or "")):
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
