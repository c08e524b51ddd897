"""What of a scene is sure enough to be shown: of the rest less is shown than is known, or nothing.

An empty picture of the right place beats a wrong deed. What a reader has said is always sure.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.certainty import (
    PERHAPS_A_PERSON,
    SURE_AGAINST_WORDS,
    SURE_DEED,
    SURE_NIGHT,
    SURE_PERSON,
    SURE_PLACE,
    SURE_WEATHER,
    is_sure,
)
from analysts.lexicon.places import place_in
from analysts.vocabulary import INDOOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from characters.models import Analysis
    from storyboards.requests.facts import SceneToDraw, ShownPerson

FEW_PROPS = 1
"""Of a scene whose deed is not sure: one telling thing."""


def certain(facts: SceneToDraw) -> SceneToDraw:
    """Return what is to be drawn of a scene: nobody who may well not be there, no place and no deed that may be wrong.

    Somebody who is there only perhaps is a figure far off, and takes part in nothing.
    """
    people = [_as_seen(shown) for shown in facts.people if is_sure(shown.confidence, PERHAPS_A_PERSON)]
    analysis: Analysis = copy(facts.analysis)
    if not is_sure(analysis.place_confidence, SURE_PLACE):
        analysis.setting, analysis.place_kind = None, "unknown"
    elif not is_sure(analysis.place_confidence, SURE_AGAINST_WORDS):
        _go_where_it_is(analysis)
    if analysis.time_of_day == "night" and not is_sure(analysis.time_confidence, SURE_NIGHT):
        analysis.time_of_day, analysis.light = "unknown", "unknown"
    if not is_sure(analysis.weather_confidence, SURE_WEATHER):
        analysis.weather = "unknown"
    analysis.strangers = [row for row in analysis.strangers if is_sure(row["confidence"], SURE_PERSON)]
    if not _is_deed_sure(analysis, facts.people):
        analysis.strangers = [{**row, "part": "present"} for row in analysis.strangers]
        people = [replace(shown, part="present", pose=_pose_without_deed(shown)) for shown in people]
        analysis.deed, analysis.deed_thing, analysis.deed_words = "unknown", "", ""
        analysis.relation = "unknown"
        analysis.props = analysis.props[:FEW_PROPS]
        if "moment" not in analysis.locked:
            analysis.moment, analysis.prompt, analysis.summary = "", "", ""
    return replace(facts, analysis=analysis, people=people)


def _go_where_it_is(analysis: Analysis) -> None:
    """Take the kind of place that the words of the moment name for one that is not sure, and cannot be that."""
    said = place_in(analysis.moment)
    if said is not None and (said in INDOOR_KINDS) != analysis.indoors:
        analysis.setting, analysis.place_kind, analysis.indoors = None, said, said in INDOOR_KINDS


def _pose_without_deed(shown: ShownPerson) -> str:
    """Return how somebody stands whose deed is not shown: a pose comes of the deed, unless a reader has chosen it."""
    return shown.pose if shown.confidence is None else "standing"


def _as_seen(shown: ShownPerson) -> ShownPerson:
    return shown if is_sure(shown.confidence, SURE_PERSON) else replace(shown, is_vague=True, part="present")


def _is_deed_sure(analysis: Analysis, people: Sequence[ShownPerson]) -> bool:
    """Return whether a deed is sure, and whoever does it."""
    actors = [shown for shown in people if shown.part == "actor"]
    return is_sure(analysis.deed_confidence, SURE_DEED) and all(
        is_sure(shown.confidence, SURE_PERSON) for shown in actors
    )
