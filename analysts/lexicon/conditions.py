"""Signs of time of day, weather and mood: patterns for the first two, words for the last."""

from __future__ import annotations

from typing import get_args

from analysts.lexicon.word_file import WordFile
from analysts.vocabulary import Mood, TimeOfDay, Weather

_WORDS = WordFile("conditions")
_MOODS: tuple[Mood, ...] = get_args(Mood)
_HOURS: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
_WEATHERS: tuple[Weather, ...] = get_args(Weather)

TIMES = _WORDS.phrases_of_kind("times", _HOURS)

WEATHERS = _WORDS.phrases_of_kind("weathers", _WEATHERS)

OVER = (
    r"^(?:[a-z ,]{0,24})?\b(?:had|has|was|were) (?:all |now |at last |quite )?"
    r"(?:gone|ceased|stopped|ended|lifted|cleared|over|passed|died|wanting|spent)\b"
    r"|^ (?:died|dropped|lulled|ceased)\b"
)
"""After a kind of weather: it is over."""

LEAPS = (
    r"^(?:In|By|One|On|During|Before|It was|The (?:next|following)|Next|That|All through|Some|Two|Three|Four|Five|Six"
    r"|Many) (?:the |a |one )?(?:early |late |following |first |whole )?(?:[a-z]+ )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn"
    r"|winter|weeks?|months?|years?|days?|fortnight|Saturday|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
"""How a scene opens that plays on another day: neither hour nor weather go on."""

MOODS = _WORDS.kind_of_word("moods", _MOODS)
"""From a word to the mood that it speaks of."""

DEEDS = (
    r"\b(?:stabbed|shot (?:him|her|me|down|dead|through)|fired (?:at|upon|again|a|his|her|my|into)|fought|grappled"
    r"|killed|slew|slain|murdered|throttled|strangled|wounded|clubbed|slashed|felled"
    r"|(?:struck|hit|knocked|beat|flogged) (?:him|her|me|them|[A-Z][a-z]+|down|out|at|the (?:man|boy|girl|woman))"
    r"|(?:a|the|another|heavy|terrible) blows?|fell dead|dealt (?:him|her|me) a|cut (?:him|her|them) down"
    r"|flung (?:himself|herself|themselves) (?:on|upon|at)|at (?:his|her|my) throat"
    r"|drew (?:his|her|my) (?:sword|knife|cutlass|pistol)|volley|bullets?|broadside|hand to hand)\b"
)
"""What is done in a scene that is violent, and not only talked of: blows, shots, fights."""

USUAL: dict[Mood, float] = {
    "joyful": 2.4,
    "tense": 2.2,
    "sad": 1.7,
    "mysterious": 1.5,
    "violent": 1.0,
    "tender": 1.4,
    "calm": 0.0,
}
"""How many of these words a thousand words of a novel have anyway."""
