"""Clothes that are put on, changed and taken off in the course of the story, and disguises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import alternatives
from analysts.lexicon import appearance as words
from analysts.lexicon import words as words_of
from analysts.rules.looks.change_signs import Begins, Ends, Sign
from analysts.rules.looks.features import is_unreal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.rules.looks.statements import Statement

_GARMENTS = words.GARMENTS | {"mask", "wig"}
_SMALL = words_of(
    "hat cap bonnet gloves shoes boots slippers stockings necktie cravat collar belt sash ribbon handkerchief kerchief "
    "neckerchief spurs trousers breeches shirt crown hood scarf petticoat bodice"
)
"""What everybody puts on and off: worth telling only with a colour or a cloth."""
_GARMENT = rf"(?P<adj>(?:[a-z-]+,? (?:and )?){{0,5}}?)(?P<noun>{alternatives(_GARMENTS)})\b(?! of (?:his|her|the)\b)"
_PUT_ON = re.compile(
    r"\b(?:puts?|putting|had put|got) on (?P<det>an?|his|her|the|my) "
    rf"{_GARMENT}"
    r"|\b(?:donned|changed into|slipped on|slipped into|pulled on|threw on|flung on|drew on|buttoned on|tied on"
    r"|(?:dressed|arrayed|wrapped|muffled) (?:himself|herself|myself) (?:up )?in|was now dressed in"
    r"|(?:came|went|appeared|returned|re-?appeared|emerged|descended)(?: [a-z]+){0,3}? (?:dressed |clad |arrayed )?in"
    r"|disguised(?: himself| herself| myself)? in) (?P<det2>an?|his|her|the|my) "
    rf"{_GARMENT.replace('adj', 'adj2').replace('noun', 'noun2')}"
)
_AND = re.compile(
    r"(?:,| and|, and) (?:(?P<det>an?|his|her|the|my) )?"
    rf"{_GARMENT}"
)
_DISGUISED = re.compile(
    r"\b(?:disguised|dressed(?: up)?|got up|masquerading)(?: himself| herself| myself)? as "
    r"(?P<as>an? (?:[a-z-]+ ){0,3}?[a-z-]+)(?=[.,;!?:]| who| and| with| in| to|$)"
    r"|\bin the (?:disguise|dress|costume) of (?P<of>an? (?:[a-z-]+ ){0,3}?[a-z-]+)(?=[.,;!?:]| who| and| with|$)"
)
_TOOK_OFF = re.compile(
    r"\b(?:took off|taken off|threw off|thrown off|cast off|pulled off|removed|laid aside|unbuttoned|tore off|flung off"
    r"|slipped off|divested (?:himself|herself) of) (?:the|his|her|my) (?:[a-z-]+ ){0,2}?"
    rf"(?P<noun>{alternatives(_GARMENTS | {'disguise', 'clothes', 'things'})})\b"
    r"|\b(?P<all>undressed|changed (?:his|her|my) (?:clothes|dress|things|costume)|stripped)\b"
)
_KEPT = words.COLOURS | words.SHADES | words.CLOTH


def outfits_in(line: Statement) -> Iterator[Sign]:
    """Yield who puts on or takes off what in the line."""
    text = line.block.text
    start, end = line.span
    for m in _TOOK_OFF.finditer(text, start, end):
        person = _wearer(line, m)
        if person:
            whole = m["all"] or m["noun"] in ("disguise", "clothes", "things")
            yield Ends(person, "outfit", "" if whole else m["noun"])
    for m in _DISGUISED.finditer(text, start, end):
        person = _wearer(line, m)
        if person:
            yield Begins(person, "outfit", f"dressed as {m['as'] or m['of']}", "chapter")
    for m in _PUT_ON.finditer(text, start, end):
        person = _wearer(line, m)
        if person:
            worn = _worn(line, m)
            if worn:
                yield Begins(person, "outfit", worn, "chapter")


def _wearer(line: Statement, m: re.Match[str]) -> str | None:
    """Return who wears it: the doer, if the garment is not said to be somebody else’s."""
    person = None if is_unreal(line, m.start()) else line.doer_of(m.start())
    for name in ("det", "det2"):
        if person and name in m.re.groupindex and m[name] in ("his", "her", "my"):
            return person if line.owner_at(m.start(name)) == person else None
    return person


def _worn(line: Statement, m: re.Match[str]) -> str:
    """Return the garment with its colours and cloth, and those that are named along with it."""
    garments = [_garment(m["det"] or m["det2"], m["adj"] or m["adj2"] or "", m["noun"] or m["noun2"])]
    at = m.end()
    while len(garments) < 3 and (more := _AND.match(line.block.text, at, line.span.end)):
        if not more["det"] and more["adj"].strip(" ,").split(" ")[0] not in _KEPT:
            break
        garments.append(_garment(more["det"] or "", more["adj"], more["noun"]))
        at = more.end()
    return " and ".join(g for g in garments if g)


def _garment(det: str, adjectives: str, noun: str) -> str:
    kept = [w for w in re.findall(r"[a-z-]+", adjectives) if w in _KEPT]
    if "dressing" in adjectives.split() and noun == "gown":
        noun = "dressing-gown"
    plain = noun in _SMALL or det not in ("a", "an", "his", "her", "my")
    return "" if plain and not kept else " ".join([*kept, noun])
