"""From a scene's analysis and its people's looks to the scene that an artist draws. Knows no ORM."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysts.vocabulary import HUMAN
from sketch.scene import DepictedPerson, Garment

_WORDS = tomllib.loads(Path(__file__).with_name("clothes.toml").read_text(encoding="utf-8"))
GARMENTS, COLOURS = frozenset(_WORDS["garments"].split()), frozenset(_WORDS["colours"].split())
BESIDE = re.compile(r"[,;]| and | with | over | under ")


@dataclass(frozen=True, slots=True)
class PersonAtScene:
    """Somebody as the bible knows them at a scene. `looks` maps a field to its phrase; `changes` are modifiers.

    `period` is when their book plays, `country` where.
    """

    key: str
    name: str
    gender: str
    age: str
    looks: Mapping[str, str]
    changes: Sequence[str]
    pose: str
    species: str = HUMAN
    is_clothed: bool | None = None
    is_group: bool = False
    size: str = "unknown"
    part: str = "present"
    is_vague: bool = False
    period: str = ""
    country: str = ""


def depict_person(facts: PersonAtScene) -> DepictedPerson:
    """Describe a person as the artist takes them; of somebody far off nothing but what they are."""
    if facts.is_vague:
        facts = replace(facts, looks={}, changes=())
    marks = [mark.strip() for mark in facts.looks.get("marks", "").split(",") if mark.strip()]
    return DepictedPerson(
        key=facts.key,
        name=facts.name,
        gender="" if facts.gender == "unknown" else facts.gender,
        age="" if facts.age == "unknown" else facts.age,
        hair=facts.looks.get("hair", ""),
        eyes=facts.looks.get("eyes", ""),
        skin=facts.looks.get("skin", ""),
        build=facts.looks.get("build", ""),
        height=facts.looks.get("height", ""),
        beard=facts.looks.get("beard", ""),
        marks=(*marks, *facts.changes),
        clothes=garments(facts.looks.get("clothes", "")),
        pose=facts.pose,
        species=facts.species,
        is_clothed=facts.is_clothed,
        is_group=facts.is_group,
        size=facts.size,
        part=facts.part,
        is_vague=facts.is_vague,
        period=facts.period,
        country=facts.country,
    )


def garments(phrase: str) -> tuple[Garment, ...]:
    """Find the garments that a phrase names, each with its own colour if it has one, each kind once."""
    by_kind: dict[str, Garment] = {}
    for piece in BESIDE.split(phrase.lower()):
        words = re.findall(r"dressing-gown|[a-z]+", piece.replace("dressing gown", "dressing-gown"))
        kind = next((word for word in reversed(words) if word in GARMENTS), None)
        if kind is not None and kind not in by_kind:
            by_kind[kind] = Garment(kind, next((word for word in words if word in COLOURS), ""))
    return tuple(by_kind.values())
