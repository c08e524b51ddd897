"""What makes people look different from a scene on: clothes, wounds, cut or dyed hair, beards, years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.bible import Change, ChangeType, Look
from analysts.lexicon import appearance as words
from analysts.lexicon import words as words_of
from analysts.rules.looks.change_signs import Begins, Ends, Sign
from analysts.rules.looks.features import is_unreal
from analysts.rules.looks.gathering import CREATURE
from analysts.rules.looks.marks import AGES_IN_WORDS, NUMBER, number_of
from analysts.rules.looks.outfits import outfits_in
from analysts.rules.looks.wounds import wounds_in
from analysts.rules.people.salience import STRANGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysts.rules.looks.statements import Statement

_WHOSE = r"(?P<whose>his|her|my|the)"
_HAIR = r"(?:hair|curls|locks|braids?|plaits?|tresses)"
_CUT_HAIR = re.compile(
    rf"\b(?:cut|cropped|chopped|sheared|shorn|clipped|shaved|bobbed|hacked)(?: off)? {_WHOSE} (?:[a-z]+ )*?{_HAIR}\b"
    rf"|\bhad (?P<whose3>his|her|my) {_HAIR} (?:cut|cropped|shorn|clipped|bobbed)\b"
    rf"|\b(?P<whose2>[Hh]is|[Hh]er|[Mm]y) (?:[a-z]+ )*?{_HAIR} (?:was|were|had been|is) (?:all |now )?"
    r"(?:cut|cropped|shorn|chopped|clipped|shaved|bobbed)\b"
)
_LET_DOWN = re.compile(
    r"\b(?:let|shook|took|unpinned|loosened|pulled)(?: down)? (?P<whose>her|my) hair(?: down| loose| fall)?\b"
    r"|\b(?P<whose2>[Hh]er|[Mm]y) hair (?:was|had come|had fallen|hung) (?:down|loose|undone)\b"
)
_DYED = re.compile(
    rf"\b(?:dyed|coloured|colored|stained) {_WHOSE} hair (?:a )?(?P<adj>[a-z]+ )?(?P<colour>[a-z]+)\b"
    r"|\b(?P<whose2>[Hh]is|[Hh]er|[Mm]y) hair (?:was |were |is |had |has )?(?:been |turned|gone|grown|dyed|turning)(?: "
    r"quite| all| a| almost| nearly)* ?(?P<colour2>[a-z]+)\b"
)
_SHAVED = re.compile(
    rf"\b(?:shaved|shaven|shaved off|cut off|taken off|removed) {_WHOSE} (?:[a-z]+ )?"
    r"(?P<what>beard|moustache|mustache|whiskers)\b"
    r"|\b(?P<whose2>[Hh]is) (?P<what2>beard|moustache|mustache|whiskers) (?:was|had been|were) (?:gone|shaved|shaven)\b"
)
_GREW = re.compile(
    r"\b(?:had grown|grew|was growing|wore now|had let grow|now wore) (?:a|his) (?P<adj>(?:[a-z]+,? )*?)"
    r"(?P<what>beard|moustache|mustache)\b"
    r"|\blet his (?P<what2>beard|moustache|mustache) grow\b"
)
_LEFT_OF_HAIR = re.compile(
    r"\b[Ww]hat (?:was|is) left of (?P<whose>his|her|my) (?:hair|braids?|curls|locks)\b(?P<how>[^.;]{0,80})"
)
_HAIR_GREW = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er|[Mm]y) (?:[a-z]+ )?hair had grown\b(?P<to> (?:down )?to (?:his|her|my) [a-z]+)?"
)
_SHORT = re.compile(r"\b(?:short|ragged|cropped|stubbly|close|boyish|uneven)\b")
_YEARS = re.compile(
    r"^\W*(?:(?:[Aa]nd|[Ss]o|[Tt]hus|[Nn]ow|[Tt]hen|[Bb]ut|[Aa]fter|[Ww]hen|[Mm]ore than|[Nn]early|[Aa]bout|[Oo]ver"
    r"|[Ii]t was),? ){0,3}"
    r"(?P<n>[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|[Ff]ifteen|[Tt]wenty|[Mm]any"
    r"|[Ss]everal|\d+) (?:long |more |whole )?years"
    r"(?: later| afterwards| had (?:passed|gone by|elapsed|flown)| passed| went by| have passed| of (?:absence|exile))"
    r"\b(?! since)"
)
_NOW_AGED = re.compile(
    rf"\b(?:was|is) now (?:nearly |almost |about )?(?P<n>{NUMBER})(?: years old| years of age)?(?=[.,;]| and\b)"
    rf"|\b(?:was|is) now an? (?:[a-z]+ )*?(?:man|woman|girl|lad|youth) of (?P<m>{NUMBER})\b"
    rf"|\b(?:had grown|grew|had become|grown) (?:in)?to an? "
    r"(?P<what>(?:[a-z]+,? ){0,3}(?:man|woman|girl|lad|youth))\b"
)
_OPENING = 70


def find_changes(lines: Iterable[Statement], next_chapter: Mapping[int, int | None], hero: str | None) -> list[Change]:
    """Find all changes in the order of the book.

    `next_chapter` gives for each scene the first scene of the chapter after it: there an outfit ends if nothing ends
    it before. `hero` is whom passing years are told of.
    """
    changes: list[Change] = []
    for line in lines:
        if CREATURE.search(line.block.text, *line.span):
            continue
        scene = line.block.scene
        for sign in _signs(line, hero):
            if sign.person.startswith(STRANGER):
                continue
            if isinstance(sign, Ends):
                _end(changes, sign, scene)
                continue
            until = next_chapter.get(scene) if sign.lasts == "chapter" else None
            change = Change(sign.person, scene, sign.type, line.source, sign.modifier, until)
            if not any(_is_same(c, change) for c in changes):
                _replace(changes, change)
                changes.append(change)
    return changes


def finished(changes: Iterable[Change], looks: Mapping[str, Sequence[Look]]) -> list[Change]:
    """Complete changes: of hair with the colour that the hair has, of what is put on with what it is worn over."""
    return [replace(change, modifier=_finished(change, looks.get(change.person, ()))) for change in changes]


def _finished(change: Change, looks: Sequence[Look]) -> str:
    modifier, modifier_words = change.modifier, change.modifier.split()
    if change.type == "hair" and "hair" in modifier_words and words.COLOURS.isdisjoint(modifier_words):
        hair = next((k.value.split() for k in looks if k.field == "hair"), [])
        colours = [w for w in hair if w in words.COLOURS][:1]
        return modifier.replace("hair", " ".join([*colours, "hair"]))
    if change.type == "outfit" and "," not in modifier and not _OVER.isdisjoint(modifier_words):
        worn = [k for k in looks if k.field == "clothes" and k.scene <= change.scene]
        beneath = next((k.value for k in reversed(worn) if _OVER.isdisjoint(k.value.split())), "")
        return f"{modifier}, {beneath}" if beneath else modifier
    return modifier


_OVER = words_of(
    "coat cloak overcoat greatcoat mantle shawl cape pelisse apron pinafore hat cap bonnet mackintosh ulster veil mask "
    "scarf gloves boots shoes ribbon belt sash turban sunbonnet crown helmet"
)
"""What is worn over or with other clothes and takes the place of none."""


def _signs(line: Statement, hero: str | None) -> Iterator[Sign]:
    yield from _of_hair(line)
    yield from wounds_in(line)
    yield from _of_beard(line)
    yield from outfits_in(line)
    yield from _of_years(line, hero)


def _of_hair(line: Statement) -> Iterator[Sign]:
    text = line.block.text
    start, end = line.span
    for m in _CUT_HAIR.finditer(text, start, end):
        person = None if is_unreal(line, m.start()) else _whose(line, m)
        if person:
            yield Begins(person, "hair", "short cropped hair")
    for m in _LEFT_OF_HAIR.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            how = dict.fromkeys(["short", *_SHORT.findall(m["how"])])
            yield Begins(person, "hair", f"{' '.join(how)} hair")
    yield from _of_growing_hair(line)
    for m in _DYED.finditer(text, start, end):
        colour = m["colour"] or m["colour2"]
        person = _whose(line, m) if colour in words.HAIR and not is_unreal(line, m.start()) else None
        if person:
            yield Begins(person, "hair", f"{colour} hair")


def _of_growing_hair(line: Statement) -> Iterator[Sign]:
    """Yield hair that is let down, or has grown again."""
    text = line.block.text
    start, end = line.span
    for m in _LET_DOWN.finditer(text, start, end):
        person = _whose(line, m) if re.search(r"\b(?:down|loose|undone|unpinned|loosened)\b", m[0]) else None
        if person:
            yield Begins(person, "hair", "loose hair hanging down", "chapter")
    for m in _HAIR_GREW.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            yield Ends(person, "hair")
            if m["to"]:
                length = re.sub(r"\b(?:his|her|my)\b", "the", m["to"])
                yield Begins(person, "hair", f"hair{length}")


def _of_beard(line: Statement) -> Iterator[Sign]:
    text = line.block.text
    start, end = line.span
    for m in _SHAVED.finditer(text, start, end):
        person = None if is_unreal(line, m.start()) else _whose(line, m)
        if person:
            what = m["what"] or m["what2"]
            yield Begins(person, "other", "clean-shaven" if what == "beard" else f"no {what}")
    for m in _GREW.finditer(text, start, end):
        person = None if is_unreal(line, m.start()) else line.doer_of(m.start())
        if person:
            adjectives = [w for w in re.findall(r"[a-z-]+", m["adj"] or "") if w in words.BEARD]
            yield Begins(person, "other", " ".join(["a", *adjectives, m["what"] or m["what2"]]))


def _of_years(line: Statement, hero: str | None) -> Iterator[Sign]:
    text = line.block.text
    start, end = line.span
    passed = None if line.block.is_tale else _YEARS.search(text[start : min(end, start + _OPENING)])
    if passed and hero and line.block.scene in line.cast.people[hero].scenes:
        years = passed["n"].lower()
        yield Begins(hero, "age", "some years older" if years in ("many", "several") else f"{years} years older")
    for m in _NOW_AGED.finditer(text, start, end):
        person = None if is_unreal(line, m.start()) else line.doer_of(m.start())
        number = number_of(m["n"] or m["m"] or "")
        if not person or (m["n"] and (m["n"] not in AGES_IN_WORDS or number < _LEAST_NOW)):
            continue
        if not (number or m["what"]):
            continue
        modifier = f"{number} years old" if number else f"a {m['what']}"
        yield Begins(person, "age", modifier)


_LEAST_NOW = 4


def _whose(line: Statement, m: re.Match[str]) -> str | None:
    """Return whose hair or beard it is: the owner's where "his" says so, the doer's for "the"."""
    for name in ("whose", "whose2", "whose3"):
        if name in m.re.groupindex and m[name]:
            return line.doer_of(m.start()) if m[name] == "the" else line.owner_at(m.start(name))
    return None


def _is_same(one: Change, other: Change) -> bool:
    """Say whether it has been told already: the same in one scene, or a wound that goes on."""
    if one.person != other.person or one.modifier != other.modifier:
        return False
    return one.scene == other.scene or (one.type != "outfit" and one.until is None)


def _replace(changes: list[Change], change: Change) -> None:
    """End hair, age and an outfit where the next of their kind begins; grown years have healed what was hurt."""
    for n, c in enumerate(changes):
        open_still = c.scene < change.scene and (c.until is None or c.until > change.scene)
        over = c.type == change.type and c.type in _ONE_AT_A_TIME
        healed = change.type == "age" and c.type in ("injury", "outfit")
        if c.person == change.person and open_still and (over or healed):
            changes[n] = replace(c, until=change.scene)


_ONE_AT_A_TIME: frozenset[ChangeType] = frozenset({"hair", "age", "outfit"})


def _end(changes: list[Change], sign: Ends, scene: int) -> None:
    """End the last such change here: a wound has healed, hair has grown, a garment is taken off."""
    for n in range(len(changes) - 1, -1, -1):
        c = changes[n]
        fits = c.person == sign.person and c.type == sign.type and sign.noun in (*c.modifier.split(), "")
        if fits and c.scene < scene and (c.until is None or c.until > scene):
            changes[n] = replace(c, until=scene)
            if sign.type == "hair" or sign.noun:
                return
