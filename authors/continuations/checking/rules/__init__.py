"""The rules, each a generator of findings of one note; a note's kind says which are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking.rules.character import (
    age,
    kind_of_being,
    liking,
    limits,
    looks,
    pronoun,
)
from authors.continuations.checking.rules.kin import kin, kin_of_somebody, kin_spoken_of
from authors.continuations.checking.rules.possession import counts, state, whose
from authors.continuations.checking.rules.setting import away, features
from authors.continuations.checking.rules.timeline import dead, hour, season, weekday
from authors.continuations.checking.rules.unknown import person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authors.continuations.checking.draft import Rule

RULES: Mapping[str, tuple[Rule, ...]] = {
    "drifts": (pronoun,),
    "look": (looks,),
    "age": (age,),
    "relation": (kin,),
    "kin of somebody": (kin_of_somebody,),
    "kin spoken of": (kin_spoken_of,),
    "species": (kind_of_being,),
    "does": (limits,),
    "likes": (liking,),
    "acts": (dead, away),
    "time": (hour,),
    "season": (season,),
    "weekday": (weekday,),
    "features": (features,),
    "uses": (whose, state),
    "counted": (counts,),
    "appears": (person,),
}
