"""The slots of a course: its happenings as texts say them, and how each goes (`data/scenes.toml`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.grammar import thing_of
from authors.tales.reading.courses.course import Course, course_of
from authors.tales.reading.courses.scenes import scenes

if TYPE_CHECKING:
    from authors.tales.reading.courses.happenings import Happening

_WHO = {
    "hero": {"": "{H}", "he": "{he}", "him": "{him}", "his": "{his}", "himself": "{himself}", "was": "{was}"},
    "pair": {"": "{H} and {F}", "he": "they", "him": "them", "his": "their", "himself": "themselves", "was": "were"},
}
_ME = {
    "hero": {"he": "I", "him": "me", "his": "my", "himself": "myself", "was": "was"},
    "pair": {"he": "we", "him": "us", "his": "our", "himself": "ourselves", "was": "were"},
}
_YOU = {
    "hero": {"he": "you", "him": "you", "his": "your", "himself": "yourself", "was": "were"},
    "pair": {"he": "you", "him": "you", "his": "your", "himself": "yourselves", "was": "were"},
}
_LEADS = {"but": "But ", "although": "But ", "though": "But ", "so": "So ", "until": "And so it went on, until "}
_INTROS = (
    "{^he} had a good bed, a good view of the rain, and one cup with a crack that was only for Sundays.",
    "Nobody had better {parts}, and nobody was kinder to beetles.",
    "It was a place where not much happens. On Thursdays it happened even less.",
)
_PAIR_INTROS = (
    "They shared nearly everything: the fence, the rain, and the one good spoon.",
    "Where the one was, the other was not far. One had only to wait a moment.",
    "They were not at all alike, and each thought that it was lucky for the other.",
)


def course_slots(text: str) -> dict[str, str]:
    """Return the slots of a theme that is told as a course. Raises ValueError where it is none."""
    course = course_of(text)
    if course is None:
        raise ValueError(f"“{text}” is no course.")
    kind = "pair" if course.friend else "hero"
    state, one, two, end = _ordered(course)
    last = end or two or one
    slots = {"": text, "shown": _shown(course), "title": _title(one, kind)}
    slots["pair"] = "yes" if course.friend else ""
    slots["good"] = "yes" if _comes_right(last) and not last.who else ""
    intros = _PAIR_INTROS if course.friend else _INTROS
    slots["intro"] = f"{_clause(state, kind, by_name=False)}." if state else f"[{'|'.join(intros)}]"
    for name, happening in (("one", one), ("two", two), ("end", end), ("last", last)):
        if happening is not None:
            slots |= _slots_of(name, happening, kind)
    troubled = (two or one) if end else last
    is_alone = two is None
    slots["low.me"] = _spoken(troubled, _ME[kind])
    slots["snag"] = _part(troubled, "snag", kind)
    slots["turn"], slots["after"] = _part(last, "turn", kind), _part(last, "after", kind)
    slots["said.a"] = _lines(one, "said", kind)[0]
    slots["said.b"] = _lines(one if is_alone else troubled, "said", kind)[-1]
    return slots


def _ordered(course: Course) -> tuple[Happening | None, Happening, Happening | None, Happening | None]:
    """Return what was always so, what happens first, what comes of it, and how it comes right; None for what is not."""
    told = list(course.happenings)
    state = told.pop(0) if len(told) > 1 and told[0].is_state and not told[0].who else None
    if len(told) > 3 and state is None:
        told[1:3] = [told[1]]
    one, *others = told
    end = others.pop() if others and (len(others) > 1 or _comes_right(others[-1])) else None
    return state, one, others[0] if others else None, end


def _comes_right(happening: Happening) -> bool:
    return scenes()[happening.scene].resolves and happening.joint not in ("but", "until")


def _slots_of(name: str, happening: Happening, kind: str) -> dict[str, str]:
    lead = _LEADS.get(happening.joint, "Then ")
    return {
        name: _clause(happening, kind, by_name=True),
        f"{name}.he": _clause(happening, kind, by_name=False),
        f"{name}.me": _spoken(happening, _ME[kind]),
        f"{name}.you": _spoken(happening, _YOU[kind]),
        f"{name}.then": lead + _clause(happening, kind, by_name=True),
        f"{name}.state": "yes" if happening.is_state else "",
        f"{name}.others": "yes" if happening.who else "",
        f"{name}.did": _part(happening, "did", kind),
    }


def _clause(happening: Happening, kind: str, *, by_name: bool) -> str:
    forms = _WHO[kind]
    who = happening.who or (forms[""] if by_name else forms["he"])
    return f"{_with(who, forms)} {_with(happening.past, forms)}"


def _spoken(happening: Happening, forms: dict[str, str]) -> str:
    who = happening.who or forms["he"]
    return f"{_with(who, forms)} {_with(happening.past, forms)}"


def _with(text: str, forms: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: forms.get(slot[1], slot[0]), text)


def _shown(course: Course) -> str:
    told = "; ".join(_said(happening) for happening in course.happenings)
    if course.friend:
        return f"and {course.friend}: {told}"
    return f"in this order: {told}" if course.subject else f"has to do with this: {told}"


def _title(happening: Happening, kind: str) -> str:
    if happening.who:
        return f"The Day {_with(happening.who, _WHO[kind])} {_with(happening.past, _WHO[kind])}".replace("{him}", "{H}")
    who = "Two Who" if kind == "pair" else "{H.noun} Who"
    return f"The {who} {_with(happening.past, _WHO[kind])}"


def _said(happening: Happening) -> str:
    who = "" if happening.who in ("{H}", "{F}") else happening.who.replace("{his}", "their")
    return f"{who} {happening.said}".strip()


def _part(happening: Happening, part: str, kind: str) -> str:
    lines = _lines(happening, part, kind)
    return f"[{'|'.join(lines)}]" if len(lines) > 1 else lines[0]


def _lines(happening: Happening, part: str, kind: str) -> list[str]:
    """Return the texts of a part of a deed that suit what it is done to, with who does it put in."""
    found = []
    for text in scenes()[happening.scene].texts(part):
        if ("{O" in text and not happening.thing) or (kind == "pair" and ("{W.a}" in text or "{H}" in text)):
            continue
        found.append(_of_thing(_by(text, kind), happening.thing, _WHO[kind]))
    return found or [
        _of_thing(_for_two(text), happening.thing, _WHO[kind]) for text in scenes()[happening.scene].texts(part)
    ]


def _by(text: str, kind: str) -> str:
    """Return a text with who does it: by name the first time, and two of them as “they” from then on."""
    forms = _WHO[kind]
    text = text.replace("{W.name}'s", "{W.his}" if kind == "pair" else "{H}'s")
    text = text.replace("{W.name}", "{W}").replace("{W.Name}", "{W}").replace("{W.a}", "{H.a}")
    if kind == "pair":
        head, found, tail = text.partition("{W}")
        text = head + found + tail.replace("{W}", "they")
    text = re.sub(r"\{W\.(\w+)\}", lambda slot: forms[slot[1]], text)
    return text.replace("{W}", forms[""])


def _for_two(text: str) -> str:
    """Return a text that is told of one as it is told of two."""
    forms = _WHO["pair"]
    text = text.replace("{H.a}", "two of us").replace("{^he}", "They")
    text = re.sub(r"\{(he|him|his|himself|was)\}", lambda slot: forms[slot[1]], text)
    return _by(text.replace("{H}", "{W}"), "pair")


def _of_thing(text: str, thing: str, forms: dict[str, str]) -> str:
    if not thing:
        return text
    own = re.sub(r"^(?:\{his\}|his|her|their|its) ", "his ", thing)
    slots = thing_of(own).slots() | {"": thing_of(own).phrase}
    text = re.sub(r"\{O\.?(\w*)\}", lambda slot: slots[slot[1]], text)
    return text if forms is _WHO["hero"] else text.replace("{his} ", "their ")
