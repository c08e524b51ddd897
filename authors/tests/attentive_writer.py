"""A stand-in for a text model behind the wire that writes: it reads what it is shown and answers in the schema.

It knows nothing but the question, as a real model would; so whatever the question lacks, the answer lacks too. What
it writes is plain, but it is text: sentences of the plan's own words and of a small stock, as many as are asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from providers.tests.wire import Question

FENCE = re.compile(r"^AUTHOR-DATA (\w+) BEGINS$\n(.*?)\n^AUTHOR-DATA \1 ENDS$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^\[([A-Z ]+)(?: \([^)\n]*\))?\]$", re.MULTILINE)
PEOPLE = ("mole", "goat", "hen", "otter", "badger", "frog", "hare", "duck", "robin", "mouse", "owl", "cow")
THINGS = ("gate", "boat", "lamp", "basket", "bell", "kite", "ladder", "wheel", "drum", "jar", "rope", "spoon")
PLACES = ("hill", "pond", "barn", "path", "bridge", "tree", "well", "shed", "field", "stile", "cave", "shore")
DEEDS = ("looked at", "ran round", "sat by", "sang to", "found", "lost", "held", "left", "met", "followed")


def answer(question: Question) -> str:
    """Answer whichever task the question sets."""
    task = outside(question.prompt)
    for words, write in _TASKS:
        if words in task:
            return json.dumps(_rest(write(blocks_of(question.prompt), task), task), ensure_ascii=False)
    raise AssertionError(f"an unknown task: {task[:200]}")


def blocks_of(text: str) -> dict[str, list[str]]:
    """Return the lines of all fenced blocks by their headings."""
    blocks: dict[str, list[str]] = {}
    for fence in FENCE.finditer(text):
        pieces = HEADING.split(fence[2])
        for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
            blocks.setdefault(heading, []).extend(line for line in body.splitlines() if line)
    return blocks


def outside(text: str) -> str:
    """Return what of a question stands outside all fences."""
    return FENCE.sub("", text).strip()


def _rest(whole: dict[str, Any], task: str) -> dict[str, Any]:
    """Return an answer that goes on after the entries of its list, the last field, that stand already."""
    done = re.search(r"The first (\d+) entries of its list stand whole", task)
    *_, items = whole
    return {**whole, items: whole[items][int(done[1]) :]} if done else whole


def _number(pattern: str, text: str) -> int:
    match = re.search(pattern, text)
    assert match, f"the task does not say {pattern!r}"
    return int(match[1])


def _field(blocks: dict[str, list[str]], name: str) -> str:
    return next((line.partition(": ")[2] for line in blocks.get("BRIEF", []) if line.startswith(f"{name}:")), "")


def _sentences(seed: str) -> Iterator[str]:
    """Yield sentences that differ, the same for the same seed."""
    for number in count():
        pick = hashlib.sha256(f"{seed} {number}".encode()).digest()
        stocks = (PEOPLE, DEEDS, THINGS, PLACES)
        who, deed, thing, place = (str(stock[pick[at] % len(stock)]) for at, stock in enumerate(stocks))
        yield f"The {who} {deed} the {thing} at the {place}."


def _prose(seed: str, words: int) -> str:
    """Return whole sentences of about so many words."""
    text: list[str] = []
    for sentence in _sentences(seed):
        if sum(len(each.split()) for each in text) + 4 >= words:
            return " ".join(text)
        text.append(sentence)
    raise AssertionError


def _hero(blocks: dict[str, list[str]]) -> str:
    named = re.search(r"name: ([^,;|]+)", _field(blocks, "Heroes"))
    return (named[1] if named else _field(blocks, "A child's own name") or "Wick").strip()


def _cast(blocks: dict[str, list[str]]) -> list[dict[str, Any]]:
    species = re.search(r"species: ([^,;|]+)", _field(blocks, "Heroes"))
    looks = [{"field": "clothes", "value": "a red scarf"}]
    hero = {"name": _hero(blocks), "species": species[1] if species else "hedgehog", "role": "protagonist"}
    friend = {"name": "Tamsin", "species": "mole", "role": "major"}
    return [
        {
            **one,
            "aliases": [],
            "gender": "unknown",
            "age": "child",
            "size": "small",
            "is_clothed": True,
            "is_group": False,
            "looks": looks,
        }
        for one in (hero, friend)
    ]


def _picture(hero: str, number: int) -> dict[str, Any]:
    return {
        "people": [{"name": hero, "pose": "standing", "action": "looking out"}],
        "place": "the shore",
        "deed": "looking",
        "object_name": "",
        "thing": THINGS[number % len(THINGS)],
        "relation": "alone",
        "time_of_day": "day",
        "weather": "clear",
        "mood": "calm",
        "light": "daylight",
        "distance": "medium",
        "props": [THINGS[number % len(THINGS)]],
    }


def _places() -> list[dict[str, Any]]:
    shore = {"name": "the shore", "kind": "beach", "indoors": False, "description": "Sand and stones by the sea."}
    return [{**shore, "keywords": ["boat", "stones"]}]


def _story_plan(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    hero, theme = _hero(blocks), _field(blocks, "What the story is about")
    return {
        "title": f"{hero} and the Bell",
        "subtitle": "",
        "understood": f"{hero} and {theme or 'a bell'}",
        "doubts": [],
        "people": _cast(blocks),
        "places": _places(),
        "refrain": {"words": "", "spreads": []},
        "planted": [],
        "lesson_shown_by": "",
        "spreads": [
            {
                "number": number,
                "title": f"At the {PLACES[number % len(PLACES)]}",
                "happens": f"{hero} finds the {THINGS[number % len(THINGS)]} at the {PLACES[number % len(PLACES)]}, "
                "and asks everybody there whose it is. Nobody knows, so it has to be carried on.",
                "because": f"The {PEOPLE[number % len(PEOPLE)]} had said that there would be something to find there.",
                "page_turn": "There is a noise behind them, and they turn round.",
                "is_wordless": False,
                "picture": _picture(hero, number),
            }
            for number in range(1, _number(r"in exactly (\d+) spreads", task) + 1)
        ],
    }


def _page(line: str, hero: str) -> dict[str, Any]:
    number, _, _rest = line.partition(" | ")
    asked = re.search(r"\| (\d+) words \|", line)
    first = f"{hero} came to the {PLACES[int(number) % len(PLACES)]}."
    text = f"{first} {_prose(f'{hero} {line}', int(asked[1]) - len(first.split()))}" if asked else ""
    paragraphs = [{"kind": "prose", "text": text.strip()}] if asked else []
    return {"number": int(number), "paragraphs": paragraphs, "moment": first if asked else ""}


def _pages(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    hero = blocks["PEOPLE"][0].partition(" | ")[0]
    return {"pages": [_page(line, hero) for line in blocks["SPREADS TO WRITE"]]}


def _page_again(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    hero = blocks["PEOPLE"][0].partition(" | ")[0]
    wanted = " ".join([*blocks.get("WISH", []), *blocks.get("WHAT WAS FOUND", [])])
    (line,) = blocks["SPREAD"]
    page = _page(f"{line} {wanted}", hero)
    return {"pages": [page]}


def _coloring_page(number: int, hero: str, wish: str = "") -> dict[str, Any]:
    thing = THINGS[number % len(THINGS)]
    title = f"The {thing} at the {PLACES[number // len(THINGS) % len(PLACES)]}"
    return {"number": number, "title": title, "shows": f"{title}. {wish}".strip(), "picture": _picture(hero, number)}


def _coloring_plan(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    hero = _hero(blocks)
    return {
        "title": f"Colour with {hero}",
        "subtitle": "",
        "understood": "Pictures to colour.",
        "doubts": [],
        "people": _cast(blocks),
        "places": _places(),
        "pages": [_coloring_page(number, hero) for number in range(1, _number(r"of exactly (\d+) pictures", task) + 1)],
    }


def _coloring_again(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    hero = blocks["PEOPLE"][0].partition(" | ")[0]
    number = _number(r"plan picture (\d+)", task)
    wish = " ".join([*blocks.get("WISH", []), *blocks.get("WHAT WAS FOUND", [])])
    return {"pages": [{**_coloring_page(number + 1, hero, wish), "number": number}]}


def _life_plan(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    facts = [line.partition(" | ")[0] for line in blocks.get("FACTS", [])]
    words, count = _number(r"about (\d+) words in all", task), _number(r"in about (\d+) chapters", task)
    kinds = ["chapter"] * count
    if _field(blocks, "Prologue") == "yes":
        kinds[0] = "prologue"
    if _field(blocks, "Epilogue") == "yes":
        kinds[-1] = "epilogue"
    weights = [3 if kind == "chapter" else 1 for kind in kinds]
    ends = [sum(weights[: number + 1]) * len(facts) // sum(weights) for number in range(count)]
    subject = _field(blocks, "Whom is the book about?")
    return {
        "title": f"The life of {subject}",
        "subtitle": "",
        "understood": f"A life of {subject}",
        "doubts": [],
        "left_out": [],
        "chapters": [
            {
                "title": f"Years {number + 1}",
                "kind": kind,
                "summary": "What is known of these years.",
                "words": words * weights[number] // sum(weights),
                "facts": facts[ends[number - 1] if number else 0 : ends[number]],
            }
            for number, kind in enumerate(kinds)
        ],
    }


def _section(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    words = _number(r"of about (\d+) words", task)
    sentences: list[dict[str, Any]] = []
    for line in blocks.get("FACTS", []):
        _, passage, text = line.split(" | ", 2)
        sentences.append({"text": text, "passages": [passage]})
    for line in blocks.get("PASSAGES", []):
        passage, _, text = line.split(" | ", 2)
        told = " ".join(each["text"] for each in sentences)
        if len(told.split()) < words:
            more = [each for each in re.split(r"(?<=[.!?]) ", text) if each not in told]
            sentences += [{"text": each, "passages": [passage]} for each in more]
    sentences = sentences or [{"text": "Of these years nothing is known.", "passages": []}]
    paragraphs = [{"kind": "prose", "sentences": sentences[at : at + 5]} for at in range(0, len(sentences), 5)]
    return {"title": blocks["CHAPTER"][0].split(" | ")[1], "paragraphs": paragraphs}


def _mended(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    """Take out what was found, and leave the rest of its paragraph as it is."""
    found = [line for line in blocks["WHAT WAS FOUND"] if not line.startswith("all ")]
    stands = dict(line.split(" | ", 1) for line in blocks["THE TEXT AS IT STANDS"])
    replacements = []
    for number in dict.fromkeys(line.partition(" | ")[0] for line in found):
        bad = [line.partition(" | at: ")[2] for line in found if line.startswith(f"{number} |")]
        kind, _, text = stands[number].partition(" | ")
        kept = [
            {"text": words.strip(), "passages": ids.split(", ")}
            for words, ids in re.findall(r"(.+?) \[((?:p\d+(?:, )?)+)\] ?", text)
            if not any(each and each in words for each in bad)
        ]
        paragraphs = [{"kind": kind, "sentences": kept}] if kept else []
        replacements.append({"number": int(number), "paragraphs": paragraphs})
    return {"replacements": replacements}


def _scene(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    words = _number(r"(\d+) to \d+ words", task)
    (line, *_) = blocks["LINE"]
    hero = blocks["PEOPLE"][0].partition(" | ")[0] if "PEOPLE" in blocks else "Wick"
    return {
        "title": "What came next",
        "place": "the shore",
        "time_of_day": "day",
        "weather": "clear",
        "picture": _picture(hero, 1),
        "moment": line,
        "facts": [{"kind": "has", "about": hero, "value": THINGS[0], "other": ""}],
        "paragraphs": [line, _prose(f"{hero} {line}", words)],
    }


def answer_of_scene() -> str:
    """Return a scene as an answer has it."""
    return json.dumps(_scene({"LINE": ["Wick sings."]}, "80 to 100 words"))


def _scene_checked(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    """Find whoever is dead by their line, and named in the draft."""
    dead = [line.partition(" | ")[0] for line in blocks.get("OTHER PEOPLE", []) if " | dead" in line]
    faults = []
    for line in blocks["DRAFT"]:
        number, _, text = line.partition(" | ")
        faults += [
            {
                "number": int(number),
                "words": name,
                "type": "timeline",
                "severity": "large",
                "message": f"{name} is dead.",
                "suggestion": "Let somebody else do it.",
                "replacement": "",
            }
            for name in dead
            if name in text
        ]
    return {"faults": faults}


def _scene_mended(blocks: dict[str, list[str]], task: str) -> dict[str, Any]:
    number = int(blocks["WHAT WAS FOUND"][0].partition(" | ")[0])
    return {"paragraphs": [{"number": number, "text": _prose(" ".join(blocks["WHAT WAS FOUND"]), 20)}]}


_TASKS: list[tuple[str, Any]] = [
    ("plan the story of the brief", _story_plan),
    ("write the text of the spreads", _pages),
    ("write the text of spread", _page_again),
    ("plan a colouring book", _coloring_plan),
    ("of the colouring book anew", _coloring_again),
    ("plan the biography", _life_plan),
    ("of the chapter in the block CHAPTER", _section),
    ("mend a chapter", _mended),
    ("write the next scene of the story", _scene),
    ("find what in the block DRAFT", _scene_checked),
    ("mend the scene in the block DRAFT", _scene_mended),
]
