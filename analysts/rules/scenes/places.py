"""Where scenes play: named places and kinds of place, indoors or out, carried over until the story moves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.bible import Place
from analysts.lexicon import words
from analysts.lexicon.appearance import COLOURS
from analysts.lexicon.places import (
    ADJECTIVES,
    CITIES,
    EXACT_KINDS,
    HOMELY,
    INDOOR_NOUNS,
    KEYWORDS,
    NAMED_ENDINGS,
    OUTDOOR_NOUNS,
    PLACE_NOUNS,
    SEEN_AT,
    VEHICLES,
)
from analysts.text.blocks import SceneBlock, sentences
from analysts.vocabulary import INDOOR_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.rules.people.name_form import NameForm

_IN = (
    r"(?:in|into|at|on|upon|inside|within|through|across|along|up|down|by|near|outside|beside|under|over|round|around)"
)
_MOVE = r"(?:to|towards?|reached|entered|left|approached|crossed|gained|aboard|from|for)"
_NOUNS = "|".join(sorted((re.escape(n) for n in PLACE_NOUNS), key=len, reverse=True))
_PHRASE = re.compile(
    rf"\b(?P<how>(?i:{_IN}|{_MOVE})) (?:the|a|an|his|her|their|my|our|its|this|that|[A-Z][\w’]+[’']s) "
    rf"(?P<adjectives>(?:[a-z-]+,? ){{0,3}}?)"
    rf"(?P<noun>{_NOUNS})\b(?! of (?:his|her|my|their|the (?:story|matter|world|mind))|, [a-z]+ [a-z]+s\b|[-’'])"
    rf"(?! (?:{_NOUNS})\b)"
)
_BARE = re.compile(
    r"\b(?:on (?P<deck>deck|board|shore)|at (?P<sea>sea)|in (?P<bed>bed|church|prison|school|town)|(?P<aboard>aboard)"
    r"|(?P<home>at home|indoors|upstairs|downstairs))\b"
)
_BARE_KINDS: dict[str, tuple[str, PlaceKind]] = {
    "deck": ("the deck", "ship"),
    "board": ("the ship", "ship"),
    "aboard": ("the ship", "ship"),
    "shore": ("the shore", "beach"),
    "sea": ("the open sea", "sea"),
    "bed": ("the bedroom", "room"),
    "church": ("the church", "church"),
    "prison": ("the prison", "room"),
    "school": ("the school", "room"),
    "town": ("the town", "street"),
    "at home": ("the house", "room"),
    "indoors": ("the house", "room"),
    "upstairs": ("the house", "room"),
    "downstairs": ("the house", "room"),
}
_NOUN_OF = re.compile(rf"\b(?P<noun>{_NOUNS})(?: of| called| named)? (?:the )?$")
_SAID_OF = re.compile(rf"(?:,| was| is) (?:an?|the) (?:[a-z-]+ ){{0,3}}?(?P<noun>{_NOUNS})\b")
_KEPT_BY = re.compile(r"\b(?:inn|tavern|landlord|landlady|innkeeper|ale|barmaid)\b")
_SUBJECT = re.compile(
    rf"(?:^|[.!?”] )(?:The|His|Her|Their|It was an?|This was an?|There was an?) (?:[a-z-]+,? (?:and )?){{0,3}}?"
    rf"(?P<noun>{_NOUNS})(?: of [^.,;]{{1,30}})? (?:was|were|lay|stood|went|ran|rose|stretched|had|is|looked|seemed|,)"
)
_IT_WAS = re.compile(rf"\b(?:It|This|There|Here) was an? (?P<adjectives>(?:[a-z-]+,? ){{0,3}}?)(?P<noun>{_NOUNS})\b")
_NAMED_SUBJECT = re.compile(
    r"^The ((?:[A-Z][\w’-]+ ?){1,3}) (?:stood|lay|nestled|rose|was an? (?:old |little |low )?inn)\b"
)
_FROM = re.compile(r"\bfrom [^.,;]{1,24} $")
_HERE = re.compile(
    r"\b(?:stood|sat|lay|stopped|halted|arrived|waited|stayed|slept|standing|sitting|lying|knelt|gathered) $"
)
_HOMES = words("house home cottage hut cabin farmhouse")
_OPENING, _FIRST = 60, 4
_ABOARD = words("in into inside aboard on within")
_MIN_INSIDE = 3
_STAY = words("in at inside within on upon under aboard beside along by")
_ARRIVE = words("into reached entered gained approached onto")
_FIGURES = words(
    "path course track field ground bank passage bar plain mine pool fall spring mass common yard shop bed well port"
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a scene plays. `name` is the place's name in the bible, or None where the text gives none."""

    name: str | None
    kind: PlaceKind
    indoors: bool


def head_of(name: str) -> str:
    """Return the noun that says what a place is: "kitchen" of "the kitchen at Green Gables"."""
    return name.split(" at ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].lower()


NOWHERE = Whereabouts(None, "unknown", False)
_WIDE_KINDS: dict[PlaceKind, PlaceKind] = {
    exact: PLACE_NOUNS.get(noun, NAMED_ENDINGS.get(noun, exact)) for noun, exact in EXACT_KINDS.items()
} | {"ship's cabin": "ship"}


def exact_kind(here: Whereabouts) -> PlaceKind:
    """Return the narrower kind that a place's noun gives it: a rowing boat is no ship, a bedroom no parlour."""
    if here.kind == "ship" and here.indoors:
        return "ship's cabin"
    noun = head_of(here.name) if here.name else ""
    is_meant = here.kind in (PLACE_NOUNS.get(noun), NAMED_ENDINGS.get(noun)) or (here.indoors and noun in _HOMES)
    return EXACT_KINDS.get(noun, here.kind) if is_meant else here.kind


def wide_kind(kind: PlaceKind) -> PlaceKind:
    """Return the kind under which places of a narrower one are looked for."""
    return _WIDE_KINDS.get(kind, kind)


class PlaceNames:
    """The proper names of places in a book, each with the kind that its words or its company give away."""

    def __init__(self, kinds: Mapping[str, PlaceKind]) -> None:
        self.kinds = dict(kinds)
        names = sorted(kinds, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?![’']s [a-z])") if names else None

    def in_text(self, text: str) -> list[tuple[str, int]]:
        """Find the names in `text` with their positions."""
        return [(m[0], m.start()) for m in self._pattern.finditer(text)] if self._pattern else []


def find_place_names(forms: Mapping[str, NameForm], people: Sequence[str], blocks: Sequence[SceneBlock]) -> PlaceNames:
    """Find names that stand after "in", "at" and "to" and that nobody bears."""
    taken = {w for p in people for w in (p, *p.split())}
    chosen: dict[str, PlaceKind] = {}
    for form in forms.values():
        text = form.text.removeprefix("the ")
        last = form.core[-1].lower()
        sited = form.placed >= max(2, 0.2 * form.count) and form.placed > form.speeches + form.called
        ends = len(form.core) > 1 and last in NAMED_ENDINGS and form.count >= 2 and form.speeches < 2
        if (sited or ends) and text not in taken and not form.titles and text[0].isupper():
            chosen[text] = NAMED_ENDINGS.get(last) or PLACE_NOUNS.get(last, "unknown")
    for n, block in enumerate(blocks):
        named = _NAMED_SUBJECT.match(block.text)
        if named and named[1].strip() not in taken:
            inn = any(_KEPT_BY.search(b.text) for b in blocks[n : n + 5])
            chosen.setdefault(named[1].strip(), "tavern" if inn else "unknown")
    unknown = {n for n, k in chosen.items() if k == "unknown"}
    chosen.update(_kinds_by_company(unknown, blocks))
    return PlaceNames(chosen)


def _kinds_by_company(names: set[str], blocks: Sequence[SceneBlock]) -> dict[str, PlaceKind]:
    """Find the kind of a named place by the noun that is said of it ("the island of Skye", "Skye was an island").

    A name that nothing else is said of and that people are "in" is a settlement.
    """
    if not names:
        return {}
    places = PlaceNames(dict.fromkeys(names, "unknown"))
    votes: dict[str, Counter[PlaceKind]] = defaultdict(Counter)
    inside: Counter[str] = Counter()
    for block in blocks:
        for name, at in places.in_text(block.text):
            before, after = block.text[max(0, at - 40) : at], block.text[at + len(name) : at + len(name) + 50]
            for m in (_NOUN_OF.search(before), _SAID_OF.match(after)):
                if m:
                    votes[name][PLACE_NOUNS[m["noun"]]] += 1
            if _KEPT_BY.search(after[:30]) or _KEPT_BY.search(before):
                votes[name]["tavern"] += 1
            inside[name] += before.endswith((" in ", "In "))
    kinds: dict[str, PlaceKind] = {n: "village" for n in names if inside[n] >= _MIN_INSIDE}
    kinds |= {n: v.most_common(1)[0][0] for n, v in votes.items()}
    return kinds | dict.fromkeys(names & CITIES, "street")


_Votes = defaultdict[tuple[str, PlaceKind], float]


def setting_of(blocks: Sequence[SceneBlock], names: PlaceNames, before: Whereabouts) -> Whereabouts:
    """Return where a scene plays: the place it stays at or comes to; `before` where nothing moves."""
    votes: _Votes = defaultdict(float)
    proper: Counter[str] = Counter()
    for n, block in enumerate(blocks):
        early = 2.0 if n < 2 else 1.3 if n < 6 else 1.0
        for span in block.narration:
            text = block.text[span.start : span.end]
            at_start = span.start if n == 0 else _OPENING
            if n < _FIRST:
                _count_subjects(votes, text, at_start)
            _count_phrases(votes, text, at_start, early)
            for m in _BARE.finditer(text):
                votes[_BARE_KINDS[m[0] if m["home"] else m[0].split()[-1]]] += early * 1.2
            for name, at in names.in_text(text):
                if n == 0 and at == len("The ") and names.kinds[name] in INDOOR_KINDS:
                    return Whereabouts(f"the {name}", names.kinds[name], True)
                if re.search(r"\b(?:in|at|to|into|near|reached|of|on) (?:the )?$", text[max(0, at - 12) : at]):
                    proper[name] += 1
    return _settle(votes, proper, names, before)


def _count_subjects(votes: _Votes, text: str, start: int) -> None:
    """Count the places that the first paragraphs tell of ("The village lay …"), `start` characters into the scene."""
    for m in (*_SUBJECT.finditer(text), *_IT_WAS.finditer(text)):
        if m["noun"] not in _FIGURES:
            opening = start + m.start() < _OPENING
            votes[f"the {m['noun']}", PLACE_NOUNS[m["noun"]]] += 4.0 if opening else 2.0


def _count_phrases(votes: _Votes, text: str, start: int, early: float) -> None:
    """Count the places that somebody is at or comes to ("in the kitchen")."""
    for m in _PHRASE.finditer(text):
        if m["noun"] in _FIGURES or (m["noun"] in VEHICLES and m["how"] not in _ABOARD):
            continue
        if m["how"] == "to" and _FROM.search(text, max(0, m.start() - 30), m.start()):
            continue
        opening = start + m.start() < _OPENING // 2 and m["how"].lower() in _STAY
        here = bool(_HERE.search(text, max(0, m.start() - 12), m.start()))
        votes[_named(m)] += early * _weight_of(m["how"]) * (1.8 if opening or here else 1.0)


def _settle(
    votes: Mapping[tuple[str, PlaceKind], float], proper: Counter[str], names: PlaceNames, before: Whereabouts
) -> Whereabouts:
    by_kind: defaultdict[PlaceKind, float] = defaultdict(float)
    for (_, kind), weight in votes.items():
        by_kind[kind] += weight
    if before.kind != "unknown" and by_kind:
        by_kind[before.kind] += 1.0
    name, uses = proper.most_common(1)[0] if proper else ("", 0)
    if not by_kind or max(by_kind.values()) < 1.2:
        if uses >= 2:
            kind = names.kinds.get(name, "unknown")
            return Whereabouts(name, kind, kind in INDOOR_KINDS)
        return before
    kind = max(by_kind, key=lambda k: (by_kind[k], k))
    if uses >= 2 and names.kinds.get(name) == kind:
        return Whereabouts(name, kind, kind in INDOOR_KINDS)
    own = {phrase: w for (phrase, k), w in votes.items() if k == kind}
    if not own:
        return before
    phrase = max(own, key=lambda p: (own[p], p))
    noun = phrase.split()[-1]
    if noun == "cabin" and (before.kind in ("ship", "sea") or by_kind["ship"]):
        return Whereabouts(phrase, "ship", True)
    if noun in _HOMES:
        return Whereabouts(_at_home(phrase, proper, names), "room", True)
    if kind == before.kind and before.name and own[phrase] < 2:
        return before
    return Whereabouts(phrase, kind, noun in INDOOR_NOUNS or (kind in INDOOR_KINDS and noun not in OUTDOOR_NOUNS))


def _at_home(phrase: str, proper: Counter[str], names: PlaceNames) -> str:
    """Return "Green Gables" for "the house" where the scene names it."""
    houses = [n for n, _ in proper.most_common() if names.kinds.get(n) in ("room", "castle")]
    return houses[0] if houses and phrase in ("the house", "the home", "the cottage") else phrase


def _named(m: re.Match[str]) -> tuple[str, PlaceKind]:
    kept = [w for w in re.findall(r"[a-z-]+", m["adjectives"]) if w in ADJECTIVES][-1:]
    return " ".join(["the", *kept, m["noun"]]), PLACE_NOUNS[m["noun"]]


def _weight_of(how: str) -> float:
    how = how.lower()
    return 1.3 if how in _ARRIVE else 1.0 if how in _STAY or how == "to" else 0.5


def gather_places(settings: Mapping[int, Whereabouts], blocks: Sequence[SceneBlock]) -> tuple[Place, ...]:
    """Gather the places of a book from its scenes' settings, the most used first, with keywords from their text."""
    scenes: dict[str, list[int]] = defaultdict(list)
    first: dict[str, Whereabouts] = {}
    for number, setting in settings.items():
        if setting.name:
            scenes[setting.name].append(number)
            first.setdefault(setting.name, setting)
    by_scene: dict[int, list[SceneBlock]] = defaultdict(list)
    for block in blocks:
        by_scene[block.scene].append(block)
    places = []
    for name, numbers in sorted(scenes.items(), key=lambda s: (-len(s[1]), s[1][0])):
        here = first[name]
        sentence = _describing(name, [b for n in numbers[:4] for b in by_scene[n]])
        places.append(Place(name, exact_kind(here), here.indoors, sentence, _keywords(here, sentence), tuple(numbers)))
    return tuple(places)


def _describing(name: str, blocks: Sequence[SceneBlock]) -> str:
    """Return the sentence with the most to see in it of those that the place is the subject of."""
    about = re.compile(_ABOUT.format(noun=re.escape(head_of(name))), re.IGNORECASE)
    best, most = "", 0
    for block in blocks:
        for stretch in block.narration:
            for span in sentences(block.text, stretch):
                text = block.text[span.start : span.end].strip()
                lower = text.lower()
                if len(text) < 320 and about.search(text) and not _OF_SOMEBODY.search(text):
                    seen = sum(w in _VISIBLE for w in re.findall(r"[a-z-]+", lower))
                    if seen > most:
                        best, most = text, seen
    return best


_ABOUT = (
    r"^(?:(?:the|this|his|her|their|our|my|its|a|an|it was an?|this was an?|there was an?) )?"
    r"(?:[\w’-]+,? (?:and )?){{0,3}}?"
    r"{noun}\b(?: of [^.,;]{{1,30}})?(?:,|;|\.| (?:was|were|lay|stood|went|ran|rose|stretched|had|is|looked|seemed))"
)
"""A sentence about a place, and not about somebody there."""
_OF_SOMEBODY = re.compile(
    r"\b(?:I|me|my|we|us|our|he|him|his|she|her|they|them|who|whom)\b|(?<=[a-z,;] )(?:Mr|Mrs|Miss|Dr|[A-Z][a-z]+)\b"
)
"""Words of a sentence that tells of people, too."""
_VISIBLE = ADJECTIVES | words(
    "wall walls window tree trees roof door stone water sky grass light shadow hill sand rock flowers"
)


def scenery_of(here: Whereabouts) -> tuple[str, ...]:
    """Return what is usually to be seen in such a place; in a cottage or a coach, its inside."""
    noun = head_of(here.name) if here.name else ""
    if noun in SEEN_AT:
        return SEEN_AT[noun]
    kind = exact_kind(here)
    return HOMELY if here.indoors and kind not in INDOOR_KINDS else KEYWORDS[kind]


_SIGHT = re.compile(
    r"\b([a-z-]+) (walls?|windows?|trees?|roofs?|doors?|stones?|water|grass|hills?|sand|rocks?|flowers|lamps?|table"
    r"|fire|hearth|waves|curtains?|floor|sails?|cliffs?)\b"
)


def _keywords(here: Whereabouts, sentence: str) -> tuple[str, ...]:
    own = [f"{m[1]} {m[2]}" for m in _SIGHT.finditer(sentence) if m[1] in ADJECTIVES or m[1] in COLOURS]
    return tuple(dict.fromkeys([*own[:3], *scenery_of(here)]))[:5]
