"""The turns of a conversation: one for each paragraph that speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysts.bible import Gender
from analysts.rules.speech.cues import Cue

if TYPE_CHECKING:
    from analysts.rules.speech.weights import Way
    from analysts.text.blocks import SceneBlock

_OPENS = r"(?:^|, |[.!?] )(?:(?:my|dear|good|old) )*(?:"
_CALLS_HIM = re.compile(
    _OPENS
    + r"[Ss]ir|[Mm]ister|[Mm]onsieur|[Pp]apa|[Ff]ather|[Dd]addy|[Mm]y lord|[Mm]y boy|[Mm]y lad|[Ss]e[nñ]or|[Mm]ein Herr"
    r"|[Bb]rother|[Uu]ncle|[Oo]ld (?:man|fellow|chap))[,.!?;”’]"
)
_CALLS_HER = re.compile(
    _OPENS
    + r"[Mm]a[’']am|[Mm]adame?|[Mm]iss|[Mm]ademoiselle|[Mm]amm?a|[Mm]other|[Mm]um|[Mm]y lady|[Mm]ilady|[Mm]y girl"
    r"|[Aa]unt|[Aa]untie|[Ss]ister|[Mm]issus|[Gg]rann(?:y|ie)|[Gg]nädige Frau)[,.!?;”’]"
)


class Attribution(NamedTuple):
    """Who says a quotation, if anybody of the cast, how that is known, and how likely he is among the candidates."""

    speaker: str | None
    way: Way
    probability: float = 1.0


NOBODY = Attribution(None, "silent", 0.0)


@dataclass(slots=True)
class Turn:
    """The speech of one paragraph, and what is known of its speaker.

    `calls_gender` is what it calls its hearer by ("sir", "ma'am"); a turn that `is_long` may be part of a tale. It is
    `certain` where it `says_outright` who speaks, and where it goes on with one that does.
    """

    index: int
    cues: list[Cue | None]
    vocatives: set[str]
    named: set[str]
    continues: bool
    calls_gender: Gender = "unknown"
    is_long: bool = False
    found: Attribution = NOBODY
    certain: bool = False
    says_outright: bool = False
    anonymous: bool = False

    @property
    def speaker(self) -> str | None:
        """Who speaks, as far as is known."""
        return self.found.speaker


def gender_called(block: SceneBlock) -> Gender:
    """Return the gender by which the speech of a paragraph calls its hearer, if by one."""
    spoken = [block.text[q.start : q.end + 1] for q in block.quotes]
    him = any(_CALLS_HIM.search(s) for s in spoken)
    her = any(_CALLS_HER.search(s) for s in spoken)
    if him == her:
        return "unknown"
    return "male" if him else "female"
