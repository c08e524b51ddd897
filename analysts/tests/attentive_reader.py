"""A stand-in for a text model behind the wire: reads what it is shown, by plain means, and answers in the schema.

It knows nothing but the question, as a real model would; so whatever the question lacks, the answer lacks too.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from providers.tests.wire import Question

SCENE = re.compile(r"^\[SCENE (\d+)\]$", re.MULTILINE)
FENCE = re.compile(r"^BOOK-TEXT (\w+) BEGINS$(.*)^BOOK-TEXT \1 ENDS$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
LISTED = re.compile(r"^(p\d+) \| ([^(,\n]+)", re.MULTILINE)
LINE = re.compile(r"^(\d+) \| ([^|]*) \|", re.MULTILINE)
HAIR = re.compile(r"[^.]*\b([A-Z][a-z]+)\b[^.]*\b(\w+ hair)\b[^.]*\.")


def read(question: Question) -> str:
    """Answer whichever task the question sets."""
    if "Fill `scenes`" in question.prompt:
        return json.dumps(_seen(question.prompt))
    if "Fill `people`, `places`, `changes` and `world`" in question.prompt:
        return json.dumps(_found(question.prompt))
    return json.dumps(_merged(question.prompt))


def scenes_in(prompt: str) -> dict[int, str]:
    """Return the scenes of a question's book text by their numbers."""
    fence = FENCE.search(prompt)
    pieces = SCENE.split(fence[2]) if fence else [""]
    return {int(number): text for number, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def _found(prompt: str) -> dict[str, object]:
    scenes = scenes_in(prompt)
    names = Counter(name for text in scenes.values() for name in NAME.findall(text))
    looks: dict[str, list[dict[str, object]]] = {}
    for number, text in scenes.items():
        for match in HAIR.finditer(text):
            look = {"field": "hair", "value": match[2], "scene": number, "evidence": match[0].strip()}
            looks.setdefault(match[1], []).append(look)
    return {
        "people": [
            {
                "name": name,
                "aliases": [],
                "gender": "unknown",
                "age": "unknown",
                "is_narrator": False,
                "looks": looks.get(name, []),
            }
            for name, count in names.most_common()
            if count > 1 or name in looks
        ],
        "places": [
            {
                "name": "the house",
                "kind": "room",
                "indoors": True,
                "description": "A house.",
                "keywords": ["door"],
                "scenes": list(scenes),
            }
        ],
        "changes": [],
        "world": None,
        "scenes": [],
    }


def _seen(prompt: str) -> dict[str, object]:
    ids = LISTED.findall(prompt)
    return {
        "people": [],
        "places": [],
        "changes": [],
        "world": None,
        "scenes": [
            {
                "scene": number,
                "place": "s1",
                "place_kind": "room",
                "indoors": True,
                "time_of_day": "day",
                "weather": "unknown",
                "mood": "calm",
                "people": [
                    {"person": key, "pose": "standing", "action": "waits"} for key, name in ids if name.strip() in text
                ],
                "props": ["lamp"],
                "summary": "They talk.",
                "moment": "They talk.",
                "prompt": "They stand in a room.",
                "speakers": [ids[0][0] if ids else "" for _ in re.findall(r"\{\d+\}", text)],
            }
            for number, text in scenes_in(prompt).items()
        ],
    }


def _merged(prompt: str) -> dict[str, object]:
    people, _, places = prompt.rpartition("people:\n")[2].partition("places:\n")
    return {
        "people": [
            {
                "ids": [int(number)],
                "name": names.split(",")[0].strip(),
                "role": "major" if int(number) < 3 else "minor",
                "gender": "unknown",
                "age": "unknown",
                "is_narrator": False,
            }
            for number, names in LINE.findall(people)
        ],
        "places": [{"ids": [int(number)], "name": name.strip()} for number, name in LINE.findall(places)],
    }
