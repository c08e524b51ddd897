"""The sentence of a scene that makes the best picture, and the scene in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.bible import Span
from analysts.lexicon import words
from analysts.lexicon.things import EVERYDAY_PROPS, PICTURABLE, PROP_WORDS
from analysts.text.blocks import SceneBlock, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Gender, PersonInScene
    from analysts.rules.people.salience import Reference
    from analysts.vocabulary import PlaceKind

_MANY_WORDS = 30
_ABSTRACT = words(
    "thought knew felt believed seemed supposed wondered remembered hoped wished because although perhaps therefore "
    "however indeed reason opinion doubt idea mind truth would could should might had been"
)
_PORTRAIT = re.compile(r"^(?:He|She|It|There|This|That|They|I) (?:was|were|is|had|wore|has|have) |^(?:It|That) ")
_LIKENESS = re.compile(r"\b(?:like|as|than|way) (?:[a-z’-]+ ){0,3}$")
_TALK = re.compile(r"\b(?:said|asked|told|answered|replied|explained|added|called|speaking|spoke|talked|words?)\b")
_NAMED_PRONOUNS: dict[str, tuple[str, str]] = {
    "me": ("him", "her"),
    "my": ("his", "her"),
    "myself": ("himself", "herself"),
    "mine": ("his", "hers"),
}


class Moment:
    """A sentence of the narration: verbatim (`text`), and with its people named (`named`) for who has not read on."""

    def __init__(self, text: str, named: str, span: Span | None = None) -> None:
        self.text = text
        self.named = named
        self.span = span
        """Where in the scene's text it stands; None for none."""


def best_moment(
    blocks: Sequence[SceneBlock],
    references_by_block: Sequence[Sequence[Reference]],
    present: Sequence[PersonInScene],
    narrator: tuple[str, Gender] | None,
) -> Moment:
    """Choose the most picturable sentence of a scene.

    It is empty for a scene without narration.
    """
    wanted = {p.person: 3 - n for n, p in enumerate(present[:3])}
    best, best_score = Moment("", ""), float("-inf")
    for block, references in zip(blocks, references_by_block, strict=True):
        for stretch in block.narration:
            for span in sentences(block.text, stretch):
                raw = block.text[span.start : span.end]
                text = raw.strip()
                if not _stands_alone(text):
                    continue
                inside = [r for r in references if span.start <= r.start < span.start + len(text)]
                score = _score(text) + sum(wanted.get(p, 0) for p in {r.person for r in inside if r.weight >= 0.7})
                if score > best_score:
                    start = span.start + len(raw) - len(raw.lstrip())
                    at = Span(block.offset + start, block.offset + start + len(text))
                    best = Moment(text, _name_people(block, start, text, inside, narrator), at)
                    best_score = score
    return best


def _stands_alone(text: str) -> bool:
    count = len(text.split())
    return count >= 6 and text[:1].isupper() and not text.endswith((",", ":", "—"))


def _score(text: str) -> float:
    words = [w.lower() for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)]
    seen = sum(w in PICTURABLE for w in words) + 0.7 * sum(w in PROP_WORDS for w in words)
    own = sum(w in ("i", "my", "me", "we", "our", "us") for w in words)
    dull = 5.0 * bool(_PORTRAIT.search(text)) + 2.5 * bool(_TALK.search(text)) + 2.0 * (" like " in text)
    dull += 1.5 * bool(re.match(r"(?:He|She|They)\b", text))
    return (
        2.2 * seen
        - 0.6 * own
        - 0.9 * sum(w in _ABSTRACT for w in words)
        - 0.05 * abs(len(words) - 16)
        - dull
        - 0.3 * max(0, len(words) - _MANY_WORDS)
    )


def _name_people(
    block: SceneBlock, start: int, text: str, references: Sequence[Reference], narrator: tuple[str, Gender] | None
) -> str:
    """Replace each person's first pronoun in the sentence by the name, the narrator told of as by another."""
    out, at, named = [], 0, {r.person for r in references if r.named and r.weight > 0.6}
    female = narrator is not None and narrator[1] == "female"
    for ref in references:
        token = block.tokens[ref.token]
        i, j = token.start - start, token.end - start
        word = token.text.lower()
        if ref.named or i < at or j > len(text):
            continue
        if word in ("he", "she", "i") and ref.person not in named:
            inside = i > 0 and ref.person.startswith("The ")
            out += [text[at:i], ref.person[0].lower() + ref.person[1:] if inside else ref.person]
            named.add(ref.person)
        elif word == "i":
            out += [text[at:i], "she" if female else "he"]
        else:
            continue
        at = j
    result = "".join(out) + text[at:]
    if narrator:
        result = re.sub(
            r"\b(me|my|myself|mine|My)\b",
            lambda m: _capital(_NAMED_PRONOUNS[m[1].lower()][female], m[1][0].isupper()),
            result,
        )
    return result


def _capital(word: str, upper: bool) -> str:
    return word.capitalize() if upper else word


_ON = frozenset({"ship", "beach", "road", "mountain", "street"})
_ON_NOUNS = words("quay pier wharf dock docks deck shore beach bridge platform stairs staircase terrace porch lawn")
_IN_NOUNS = words("cove valley cabin boat carriage coach train wagon square court city town sea ravine gorge")


def where(name: str | None, kind: PlaceKind) -> str:
    """Return where it is: "on the deck", "in the parlour", "at Green Gables"; empty where the place is not known."""
    if not name:
        return ""
    if name[0].isupper():
        return f"at {name}"
    noun = name.split(" at ")[0].split()[-1]
    if noun in _ON_NOUNS:
        return f"on {name}"
    if noun in _IN_NOUNS and kind != "sea":
        return f"in {name}"
    if kind == "sea" and "ship" not in name:
        return f"on {name}" if "sea" in name else f"at {name}"
    if kind == "river":
        return f"by {name}"
    return f"{'on' if kind in _ON and 'boat' not in name else 'in'} {name}"


def summary_of(present: Sequence[PersonInScene], place: str, moment: str) -> str:
    """Sum the scene up in one sentence: who does what, with whom, and where."""
    if not present:
        return moment or (f"The scene plays {place}." if place else "")
    first, others = present[0], [p.person for p in present[1:4]]
    action = f"is {first.action}" if first.action.split(" ")[0].endswith("ing") else first.action
    action = action or {"standing": "stands", "lying": "lies"}.get(first.pose, f"is {first.pose}")
    head = f"{place[0].upper()}{place[1:]}, " if place and place not in action else ""
    sentence = f"{head}{first.person} {action}"
    if others:
        sentence += f"; {_listed(others)} {'is' if len(others) == 1 else 'are'} there too"
    return sentence.rstrip(".,; ") + "."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _is_likeness(block: SceneBlock, at: int) -> bool:
    """Say whether it is the cat in "the way a cat comes" and "like a big grey cat": nothing to be seen."""
    return bool(_LIKENESS.search(block.text, max(0, at - 30), at))


def props_of(blocks: Sequence[SceneBlock], *, most: int = 6) -> tuple[str, ...]:
    """Return concrete things in the narration of a scene, those that come up most first.

    Everyday ones are named only if they are repeated.
    """
    counts: dict[str, int] = {}
    for block in blocks:
        for token in block.tokens:
            word = token.text.lower()
            if not token.spoken and word in PROP_WORDS and not _is_likeness(block, token.start):
                counts[word] = counts.get(word, 0) + 1
    kept = {w: c for w, c in counts.items() if c >= (2 if w in EVERYDAY_PROPS else 1)}
    ranked = sorted(kept, key=lambda w: -(kept[w] - 0.5 * (w in EVERYDAY_PROPS)))
    return tuple(w for w in ranked if w + "s" not in ranked[: ranked.index(w)])[:most]
