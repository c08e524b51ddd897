"""Where a line plays: the place that it names, or the one that “inside” means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.places import EXACT_KINDS, PLACE_NOUNS
from analysts.prose.frames.words import noun_class
from analysts.vocabulary import INDOOR_KINDS, PlaceKind

if TYPE_CHECKING:
    from authors.continuations.contract import StoryContext
    from authors.continuations.reading.clauses import Clause, ReadSentence

_AT = words("in into inside at on onto aboard through")
_NEAR = words("under along across by near behind down up over beside outside before")
GOING = words(
    "go come run walk ride row sail drive fly creep sneak climb follow return hurry flee escape bring carry lead drag "
    "follow crawl swim rush limp stumble ride hike march travel"
)
_ENTERING = words("enter board reach cross search leave explore climb")
_SENDING = words("send chase throw drive push")
_PARTS = words(
    "floor wall ceiling corner step roof threshold edge hearth bed table door window fireplace top side bottom head "
    "hand bench seat shelf pit hole bank fire tree bush grave home town world way"
)
_EXTRA: dict[str, PlaceKind] = {
    "crater": "desert",
    "tunnel": "cave",
    "compartment": "railway carriage",
    "train": "railway carriage",
    "convent": "church",
    "orchard": "garden",
    "boat": "rowing boat",
    "ship": "ship",
    "cellar": "cellar",
    "lighthouse": "house",
    "wreck": "ship",
    "stairs": "staircase",
    "stair": "staircase",
    "quay": "harbour",
    "dune": "desert",
    "reed": "river",
    "well": "courtyard",
    "fountain": "courtyard",
}
_DOORED = re.compile(r"\b(?:the|an?|his|her|their) ((?:[a-z]+ )?([a-z]+))\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its `name` with its article, the `noun` of it, what kind it is, and whether one goes there only now."""

    name: str
    noun: str
    kind: PlaceKind = "unknown"
    is_indoors: bool = False


def place_of(sentences: list[ReadSentence], context: StoryContext) -> Place | None:
    """Return where a line plays, as far as it says so; None where it does not."""
    found: list[tuple[int, Place]] = []
    for one in sentences:
        for clause in one.clauses:
            if clause.is_real or not one.is_aside:
                found += _places(one, clause)
    if found:
        return min(found, key=lambda each: each[0])[1]
    first = sentences[0].tree.words[0] if sentences else ""
    return _inside(context) if first in ("inside", "within") else None


def kind_of(noun: str) -> PlaceKind:
    """Return the kind of place that a noun names."""
    return _EXTRA.get(noun) or EXACT_KINDS.get(noun) or PLACE_NOUNS.get(noun, "unknown")


def _places(one: ReadSentence, clause: Clause) -> list[tuple[int, Place]]:
    tree, frame = one.tree, clause.frame
    found = []
    goes = frame.lemma in GOING or frame.deed in ("walking", "running", "arriving", "rowing", "sailing", "riding")
    for oblique in frame.obliques:
        noun = tree.tokens[oblique.token].lemma.lower()
        if not _is_place(one, oblique.token, noun):
            continue
        if (
            oblique.case in _AT
            or (oblique.case == "to" and goes)
            or (oblique.case == "out of" and frame.lemma in _SENDING)
        ):
            found.append((0, _place(one, oblique.token, noun)))
        elif oblique.case in _NEAR or (oblique.case == "from" and frame.lemma in ("hear", "smell", "see", "watch")):
            found.append((2, _place(one, oblique.token, noun)))
    if frame.lemma in _ENTERING:
        nouns = [(at, tree.tokens[at].lemma.lower()) for at in frame.objects]
        found += [(1, _place(one, at, noun)) for at, noun in nouns if _is_place(one, at, noun)]
    return found


def _is_place(one: ReadSentence, at: int, noun: str) -> bool:
    token = one.tree.tokens[at]
    if at in one.mentions or any(a <= token.start < b for a, b in one.quoted):
        return False
    if token.tag.startswith("NNP"):
        return (
            token.text[:1].isupper() and noun_class(noun) != "time" and one.tree.case(at) in ("into", "to", "in", "at")
        )
    is_known = noun in _EXTRA or noun in PLACE_NOUNS or noun_class(noun) in ("building", "room", "outdoors")
    return is_known and noun not in _PARTS


def _place(one: ReadSentence, at: int, noun: str) -> Place:
    tree, token = one.tree, one.tree.tokens[at]
    if token.tag.startswith("NNP"):
        first = at
        while first > 0 and tree.tokens[first - 1].tag.startswith("NNP"):
            first -= 1
        name = " ".join(each.text for each in tree.tokens[first : at + 1])
        return Place(name, noun.rsplit(maxsplit=1)[-1], kind_of(name.split()[-1].lower()))
    said = [tree.words[c] for c in tree.children(at, "amod", "compound") if c < at]
    owner = [tree.words[c] for c in tree.children(at, "nmod:poss") if tree.words[c] in ("his", "her", "their")]
    del owner
    many = token.text.lower() if token.tag == "NNS" else noun
    kind = kind_of(noun)
    return Place(f"the {' '.join([*said, many])}", noun, kind, kind in INDOOR_KINDS)


def _inside(context: StoryContext) -> Place | None:
    """Return the building whose door was spoken of last: what “inside” means."""
    for segment in reversed(context.last):
        text = segment.depiction.moment if segment.depiction else segment.text
        for found in reversed(list(_DOORED.finditer(text))):
            noun = found[2]
            if noun_class(noun) == "building" or noun in _EXTRA or kind_of(noun) != "unknown":
                if noun in _PARTS:
                    continue
                return Place(f"the {found[1].removeprefix('the ')}", noun, kind_of(noun), is_indoors=True)
    return None
