"""Wounds, bandages and scars: what happens to bodies, and how it heals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.rules.looks.change_signs import Begins, Ends, Sign
from analysts.rules.looks.features import is_unreal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.rules.looks.statements import Statement

_LIMB = (
    r"(?:arm|leg|hand|head|shoulder|foot|ankle|wrist|knee|face|cheek|eye|finger|thigh|side|brow|forehead|neck|temple|lip"
    r"|chin|nose|thumb|jaw|collar-bone|rib)"
)
_PART = rf"(?P<part>(?:left |right )?{_LIMB})"
_OF = r"(?P<whose>his|her|my|the)"
_HURT = re.compile(
    rf"(?<!nearly )(?<!almost )\b(?:broke|broken|sprained|dislocated|fractured|wounded|injured|burned|burnt"
    rf"|gashed|scalded|crushed|cut|bruised|hurt) (?P<whose>his|her|my) {_PART}\b(?! off|-)"
    r"|\b(?:twisted|turned|wrenched) (?P<whose2>his|her|my) "
    r"(?P<part2>(?:left |right )?(?:ankle|knee|wrist|foot|arm|leg))\b"
)
_SUFFERED = re.compile(
    r"\b(?:was|were|been|fell|got) (?:badly |slightly |severely |mortally )?(?:wounded|shot|stabbed|hurt|injured|burned"
    rf"|burnt|bitten) (?:in|through|on|across) (?:the|his|her|my) {_PART}\b"
)
_BANDAGED = re.compile(
    rf"\b(?P<part>(?:left |right |wounded |broken |injured )?{_LIMB}) (?:was |were |still )?(?:all )?(?:heavily )?"
    r"(?:bandaged|bound up|tied up|in a sling|swathed|in bandages|in splints|wrapped in (?:a )?"
    r"(?:bandages?|cloth|handkerchief))\b"
    rf"|\b(?:bandaged|bound up) {_OF} (?P<part2>(?:left |right |wounded |broken )?{_LIMB})\b"
    rf"|\bbandage (?:was )?(?:tied |bound |wrapped )?(?:round|around|about|on|over|across) (?P<whose2>his|her|my) "
    rf"(?P<part3>{_LIMB})\b"
)
_BLEEDS = re.compile(
    rf"\b(?P<whose>[Hh]is|[Hh]er|[Mm]y) {_PART} (?:was|were) (?:bleeding|covered (?:with|in) blood|streaming with blood"
    r"|stained with blood|bloody)\b"
    rf"|\bblood (?:was )?(?:ran|running|streamed|streaming|trickled|trickling|flowed|dripped) (?:down|from|over) "
    rf"(?P<whose2>his|her|my) (?P<part2>{_LIMB})\b"
)
_MARKED = re.compile(
    r"\ba (?P<what>(?:[a-z]+ ){0,2}(?:cut|gash|bruise|burn|bump|wound)) (?:ran |was )?(?:on|over|across|in|above|under"
    r"|down) (?P<whose>his|her|my) (?P<part>(?:left |right )?"
    rf"{_LIMB})\b"
)
_BLACK_EYE = re.compile(r"\b(?:had|with|got|has) (?:got )?a (?P<what>black eye|broken nose|broken arm|broken leg)\b")
_SCARRED = re.compile(
    r"\b(?P<what>(?:[a-z]+ ){0,2}scar) ran (?P<where>down|across|along|over) (?P<whose>his|her|my) "
    rf"{_PART}\b"
)
_CRUTCHES = re.compile(r"\b(?:on|upon|with) (?:two |a pair of |his |her )?(?P<what>crutches)\b")
_HEALED = re.compile(
    r"\b(?:wounds?|arm|leg|ankle|head|hand|foot|burns?) (?:had |was |were )?"
    r"(?:now |quite |fully |nearly |completely )*healed\b"
    r"|\btook off (?:the|his|her) bandages?\b"
    r"|\bbandages? (?:had been|was|were|had|is) (?:gone|off|taken off|removed)\b"
    r"|\b(?:had|was|were) (?:now |quite |fully |nearly |completely )*(?:recovered|healed|cured) (?:of|from) "
    r"(?:his|her|my|the) (?:wounds?|hurts?|injur(?:y|ies)|fall|accident)\b"
    r"|\bthrew away (?:his|her|my) crutch(?:es)?\b"
)


def wounds_in(line: Statement) -> Iterator[Sign]:
    """Yield who is hurt, bandaged, scarred or healed in the line."""
    text = line.block.text
    start, end = line.span
    for m in _SCARRED.finditer(text, start, end):
        yield from _begin(line.owner_at(m.start("whose")), f"{m['what']} {m['where']} the {m['part']}")
    for m in _BANDAGED.finditer(text, start, end):
        part = m["part"] or m["part2"] or m["part3"]
        bare = re.sub(r"\b(?:wounded|broken|injured) ", "", part)
        sling = " in a sling" if "arm" in part and " sling" in line.text else ""
        yield from _begin(_bandaged(line, m), f"bandaged {bare}{sling}")
    yield from _hurt(line)
    for m in _MARKED.finditer(text, start, end):
        yield from _begin(line.owner_at(m.start("whose")), f"{m['what']} on the {m['part']}")
    for m in (*_BLACK_EYE.finditer(text, start, end), *_CRUTCHES.finditer(text, start, end)):
        if not is_unreal(line, m.start()):
            on = "on " if m["what"] == "crutches" else "a "
            yield from _begin(line.doer_of(m.start()), on + m["what"])
    yield from _healed(line)


def _hurt(line: Statement) -> Iterator[Sign]:
    """Yield who is wounded or bleeds."""
    text = line.block.text
    start, end = line.span
    for m in _HURT.finditer(text, start, end):
        if not is_unreal(line, m.start()):
            whose = "whose" if m["whose"] else "whose2"
            yield from _begin(line.owner_at(m.start(whose)), f"wounded {m['part'] or m['part2']}")
    for m in _SUFFERED.finditer(text, start, end):
        if not is_unreal(line, m.start()):
            yield from _begin(line.doer_of(m.start()), f"wounded {m['part']}")
    for m in _BLEEDS.finditer(text, start, end):
        whose = "whose" if m["whose"] else "whose2"
        yield from _begin(line.owner_at(m.start(whose)), f"blood on the {m['part'] or m['part2']}", lasts_chapter=True)


def _healed(line: Statement) -> Iterator[Sign]:
    """Yield who is well again."""
    healed = _HEALED.search(line.block.text, *line.span)
    if healed:
        person = _owner_before(line, healed.start()) or line.doer_of(healed.start())
        people = {r.person for r in line.references}
        person = person or (people.pop() if len(people) == 1 else None)
        if person:
            yield Ends(person, "injury")


def _begin(person: str | None, modifier: str, *, lasts_chapter: bool = False) -> Iterator[Sign]:
    if person:
        yield Begins(person, "injury", modifier, "chapter" if lasts_chapter else "open")


def _bandaged(line: Statement, m: re.Match[str]) -> str | None:
    if m["part"]:
        return _owner_before(line, m.start())
    whose = "whose" if m["whose"] else "whose2"
    return None if m[whose] == "the" else line.owner_at(m.start(whose))


def _owner_before(line: Statement, at: int) -> str | None:
    """Return whom the possessive just before `at` means: "her left arm", "Nora’s arm"."""
    m = re.search(r"\b(?P<owner>[Hh]is|[Hh]er|[Mm]y|[\w’']+[’']s) $", line.block.text[line.span.start : at])
    return line.whose_at(m["owner"], line.span.start + m.start("owner")) if m else None
