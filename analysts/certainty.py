"""How sure an analyst has to be of a fact before it is shown: what is less sure is left out or shown from afar.

A confidence is the share of such facts that are right, 0 to 1; None where nobody has judged it. The thresholds are
those below which readings of novels, judged by eye, were more often wrong than right: people in 108 scenes, deeds,
places and nights in 163 others, deeds in 263 more. Of these deeds between 0.5 and 0.6 27 of 43 were right, between 0.6
and 0.7 22 of 27; of the places between 0.12 and 0.2 10 of 15, while a landscape out of nothing is wrong more often.
"""

from __future__ import annotations

SURE_PERSON = 0.6
PERHAPS_A_PERSON = 0.3
"""From here on, and up to SURE_PERSON, somebody is a figure far off; below, nobody."""
SURE_DEED = 0.55
SURE_PLACE = 0.12
SURE_SPEAKER = 0.95
"""Of speakers that are as sure as that, 97 in 100 are right, or more."""
SURE_AGAINST_WORDS = 0.5
"""Of a place that the words of its moment contradict."""
SURE_WEATHER = 0.6
SURE_NIGHT = 0.45
"""Of the hours only the night changes all that is seen; the others may be wrong without harm."""


def is_sure(confidence: float | None, threshold: float) -> bool:
    """Return whether a fact may be shown; one that nobody has judged may."""
    return confidence is None or confidence >= threshold
