"""What makes people look different from a scene on: new clothes, wounds, cut or dyed hair, beards, years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from characters.analysts.rules.lexicon import alternatives
from characters.analysts.rules.lexicon import appearance as words
from characters.analysts.rules.looks import CREATURE
from characters.analysts.rules.salience import STRANGER
from characters.analysts.rules.subjects import Line
from characters.bible import Change, Look

_LIMB = (
    r"(?:arm|leg|hand|head|shoulder|foot|ankle|wrist|knee|face|cheek|eye|finger|thigh|side|brow|forehead|neck|temple)"
)
_WHOSE = r"(?P<whose>his|her|my|the)"
_CUT_HAIR = re.compile(
    rf"\b(?:cut|cropped|chopped|sheared|shorn|clipped|shaved|bobbed|hacked)(?: off)? {_WHOSE} (?:[a-z]+ "
    rf")*?(?:hair|curls|locks|braids?|plaits?|tresses)\b"
    r"|\b(?P<whose2>[Hh]is|[Hh]er|[Mm]y) (?:[a-z]+ )*?(?:hair|curls|locks|braids?|tresses) (?:was|were|had been"
    r"|is) (?:all |now )?"
    r"(?:cut|cropped|shorn|chopped|clipped|shaved|bobbed)\b"
)
_DYED = re.compile(
    rf"\b(?:dyed|coloured|colored|stained) {_WHOSE} hair (?:a )?(?P<adj>[a-z]+ )?(?P<colour>[a-z]+)\b"
    r"|\b(?P<whose2>[Hh]is|[Hh]er|[Mm]y) hair (?:was |were |is |had )?(?:been |turned|gone|grown|dyed|turning)(?: "
    r"quite| all| a)? ?(?P<colour2>[a-z]+)\b"
)
_SHAVED = re.compile(
    rf"\b(?:shaved|shaven|shaved off|cut off) {_WHOSE} (?:[a-z]+ )?(?P<what>beard|moustache|mustache|whiskers)\b"
)
_GREW = re.compile(
    r"\b(?:had grown|grew|was growing|wore now) (?:a|his) (?P<adj>(?:[a-z]+ )?)(?P<what>beard|moustache|mustache)\b"
)
_HURT = re.compile(
    rf"\b(?:broke|broken|sprained|twisted|wounded|injured|burned|burnt|gashed|scalded|crushed|grazed) {_WHOSE} "
    rf"(?P<part>(?:left |right )?{_LIMB})\b"
    rf"|\b(?:was|were|been) (?:badly |slightly |severely )?(?P<how>wounded|shot|stabbed|hurt|injured|burned"
    rf"|burnt) (?:in|through|on) (?P<whose3>the|his|her|my) "
    rf"(?P<part2>(?:left |right )?{_LIMB})\b"
)
_BANDAGE = re.compile(
    rf"\b(?P<part>(?:left |right )?{_LIMB}) (?:was |were |still )?(?:all )?(?:bandaged|bound up|tied up|in a "
    rf"sling|swathed|in bandages|in splints)\b"
    rf"|\b(?:bandaged|bound up|dressed) {_WHOSE} (?P<part2>(?:left |right |wounded |broken )?{_LIMB})\b"
    rf"|\b(?:bandage|cloth|handkerchief) (?:was )?(?:tied |bound |wrapped )?(?:round|around|about|on|over) "
    rf"{_WHOSE.replace('whose', 'whose4')} (?P<part3>{_LIMB})\b"
)
_HEALED = re.compile(
    r"\b(?:wound|arm|leg|ankle|head|hand) (?:had |was |were )?(?:quite |fully |nearly )?healed\b|\btook off "
    r"(?:the|his|her) bandages?\b|\bbandages? (?:had been|was|were|had|is) (?:gone|off|taken off|removed)\b"
)
_SCARRED = re.compile(
    r"\b(?P<what>(?:[a-z]+ ){0,2}scar) ran (?P<where>down|across|along|over) (?P<whose>his|her|my) "
    rf"(?P<part>(?:left |right )?{_LIMB})\b"
)
_LEFT_OF_HAIR = re.compile(
    r"\b[Ww]hat (?:was|is) left of (?P<whose>his|her|my) (?:hair|braids?|curls|locks)\b(?P<how>[^.;]{0,80})"
)
_HAIR_GREW = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er|[Mm]y) (?:[a-z]+ )?hair had grown\b(?P<to> (?:down )?to (?:his|her|my) [a-z]+)?"
)
_UNREAL = re.compile(r"\b(?:if|would|should|could|might|may|not|never|nearly|almost|heart)\b")
_SHORT = re.compile(r"\b(?:short|ragged|cropped|stubbly|close|boyish|uneven)\b")
_PUT_ON = re.compile(
    r"\b(?P<verb>put on|donned|changed into|slipped on|slipped into|pulled on|dressed (?:himself|herself|myself) "
    r"in|was now dressed in|"
    r"arrayed in|appeared in|came down in|disguised in|disguised (?:himself|herself) in|threw on) "
    r"(?P<det>an?|his|her|the|my) (?P<adj>(?:[a-z-]+,? (?:and )?){0,5}?)"
    rf"(?P<noun>{alternatives(words.GARMENTS)})\b"
)
_TOOK_OFF = re.compile(
    r"\b(?:took off|threw off|cast off|pulled off|removed|laid aside) (?:the|his|her|my) (?:[a-z-]+ "
    r"){0,2}?(?P<noun>[a-z-]+)\b"
)
_OPENING = 50
_DISGUISED = re.compile(
    r"\b(?:disguised|dressed(?: up)?) as (?P<as>an? (?:[a-z-]+ ){0,3}?[a-z-]+)(?=[.,;!?]| who| and| with)"
)
_YEARS = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|many|several|\d+) (?:long )?years "
    r"(?:later|afterwards|after|had (?:passed|gone by|elapsed)|passed|went by|have passed)\b(?! since)",
    re.IGNORECASE,
)


def find_changes(lines: Iterable[Line], next_chapter: Mapping[int, int | None], hero: str | None) -> list[Change]:
    """All changes in the order of the book.

    `next_chapter` gives for each scene the first scene of the chapter after it: there an outfit ends if nothing ends
    it before. `hero` is whom passing years are told of.
    """
    found: list[Change] = []
    for line in lines:
        for person, change in _in_line(line, next_chapter, hero):
            if person.startswith(STRANGER) or CREATURE.search(line.block.text, *line.span):
                continue
            if change is None:
                _end(found, person, line)
            elif not any(
                c.person == person and c.modifier == change.modifier and c.scene == change.scene for c in found
            ):
                found.append(change)
        _end_outfits(found, line)
    return found


def in_colour(changes: Iterable[Change], looks: Mapping[str, Sequence[Look]]) -> list[Change]:
    """Changes of hair with the colour that the person's hair has: "short cropped red hair"."""
    result = []
    for change in changes:
        told = change.modifier.split()
        if change.type == "hair" and "hair" in told and words.COLOURS.isdisjoint(told):
            hair = next((k.value.split() for k in looks.get(change.person, ()) if k.field == "hair"), [])
            colours = [w for w in hair if w in words.COLOURS][:1]
            change = replace(change, modifier=change.modifier.replace("hair", " ".join([*colours, "hair"])))
        result.append(change)
    return result


def _in_line(
    line: Line, next_chapter: Mapping[int, int | None], hero: str | None
) -> Iterator[tuple[str, Change | None]]:
    text, scene = line.block.text, line.block.scene
    start, end = line.span

    def change(person: str, kind: str, modifier: str, until: int | None = None) -> tuple[str, Change]:
        return person, Change(person, scene, kind, line.text[:240], modifier, until)  # type: ignore[arg-type]

    for m in _CUT_HAIR.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            yield change(person, "hair", "short cropped hair")
    for m in _LEFT_OF_HAIR.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            how = dict.fromkeys(["short", *_SHORT.findall(m["how"])])
            yield change(person, "hair", f"{' '.join(how)} hair")
    for m in _HAIR_GREW.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            yield person, None
            if m["to"]:
                length = re.sub(r"\b(?:his|her|my)\b", "the", m["to"])
                yield change(person, "hair", f"hair{length}")
    for m in _SCARRED.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            yield change(person, "injury", f"{m['what']} {m['where']} the {m['part']}")
    for m in _DISGUISED.finditer(text, start, end):
        person = line.subject_before(m.start())
        if person:
            yield change(person, "outfit", f"dressed as {m['as']}", next_chapter.get(scene))
    for m in _DYED.finditer(text, start, end):
        colour = m["colour"] or m["colour2"]
        person = _whose(line, m) if colour in words.HAIR else None
        if person:
            yield change(person, "hair", f"{colour} hair")
    for m in _SHAVED.finditer(text, start, end):
        person = _whose(line, m)
        if person:
            yield change(person, "other", "clean-shaven" if m["what"] == "beard" else f"no {m['what']}")
    for m in _GREW.finditer(text, start, end):
        person = line.subject_before(m.start())
        if person:
            yield change(person, "other", f"a {m['adj']}{m['what']}")
    for m in _BANDAGE.finditer(text, start, end):
        person, part = _hurt(line, m), m["part"] or m["part2"] or m["part3"]
        if person:
            sling = " in a sling" if "arm" in part and " sling" in line.text else ""
            yield change(person, "injury", f"bandaged {part.removeprefix('wounded ').removeprefix('broken ')}{sling}")
    for m in _HURT.finditer(text, start, end):
        person = None if _UNREAL.search(text, start, end) else _hurt(line, m)
        if person:
            yield change(person, "injury", f"wounded {m['part'] or m['part2']}")
    for m in _PUT_ON.finditer(text, start, end):
        person, value = line.subject_before(m.start()), _garment(m)
        if person and value:
            yield change(person, "outfit", value, next_chapter.get(scene))
    if _HEALED.search(text, start, end):
        person = next((r.person for r in line.references), None)
        if person:
            yield person, None
    passed = _YEARS.search(text, start, min(end, start + _OPENING))
    if passed and hero and passed["n"].lower() not in ("two", "three", "four", "2", "3", "4"):
        years = passed["n"].lower()
        yield change(hero, "age", "some years older" if years in ("many", "several") else f"{years} years older")


def _whose(line: Line, m: re.Match[str]) -> str | None:
    groups = m.re.groupindex
    for name in ("whose", "whose2", "whose3", "whose4"):
        if name in groups and m[name]:
            if m[name].lower() != "the":
                return line.owner_at(m.start(name)) or line.subject_before(m.start())
            break
    return line.subject_before(m.start())


def _hurt(line: Line, m: re.Match[str]) -> str | None:
    groups = m.re.groupindex
    if any(name in groups and m[name] for name in ("whose", "whose3", "whose4")):
        return _whose(line, m)
    before = re.search(r"\b([Hh]is|[Hh]er|[Mm]y) $", line.block.text[line.span.start : m.start()])
    if before:
        return line.owner_at(line.span.start + before.start(1))
    return line.subject_before(m.start())


def _garment(m: re.Match[str]) -> str:
    kept = [w for w in re.findall(r"[a-z-]+", m["adj"]) if w in words.COLOURS | words.SHADES | words.CLOTH]
    if m["det"] != "a" and m["det"] != "an" and not kept:
        return ""
    return " ".join([*kept, m["noun"]])


def _end(found: list[Change], person: str, line: Line) -> None:
    """A wound has healed or hair has grown: what was changed of that person before ends here."""
    kind = "hair" if _HAIR_GREW.search(line.block.text, *line.span) else "injury"
    for n in range(len(found) - 1, -1, -1):
        c = found[n]
        if c.person == person and c.type == kind and c.until is None and c.scene < line.block.scene:
            found[n] = replace(c, until=line.block.scene)
            return


def _end_outfits(found: list[Change], line: Line) -> None:
    """A garment that is taken off in a later scene ends the outfit there."""
    for m in _TOOK_OFF.finditer(line.block.text, *line.span):
        person = line.subject_before(m.start())
        for n in range(len(found) - 1, -1, -1):
            c = found[n]
            worn = c.person == person and c.type == "outfit" and c.modifier.split()[-1] == m["noun"]
            if worn and c.scene < line.block.scene:
                found[n] = replace(c, until=line.block.scene)
                break
