"""What somebody never does, cannot bear and is afraid of, by set phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

_DENYING = words("not n't n’t never neither nor no cannot")
_DENIED = re.compile(
    r"\b(?P<verb>drank|ate|touched|smoked|drinks?|eats?|touch(?:es)?|smoke|took) no (?P<food>\w+)"
    r"|\bnever (?:once )?(?P<verb2>drank|drinks?|ate|eats?|touched|touch(?:es)?|smoked|smokes|tasted)"
    r" (?:any )?(?P<food2>\w+)"
    r"|\b(?:would|could|did|does|do)(?: not|n['’]t) (?P<verb3>eat|drink|touch) (?:any )?(?P<food3>\w+)"
    r"|\b(?P<verb4>eat|ate|eats) (?:anything|everything) (?:except|but|save) (?P<food4>\w+)",
    re.IGNORECASE,
)
_HORROR = re.compile(
    r"\b(?:could not|couldn['’]t|cannot|can['’]t|could never) (?:bear|stand|abide|endure|stomach)"
    r"(?: the (?:sight|sound|smell|thought|touch|taste) of)? (?:the |an? )?(?P<a>\w+)"
    r"|\b(?:fear|dread|horror|terror) (?:was|is|of) (?:the |an? )?(?P<b>\w+)"
    r"|\b(?:afraid|terrified|frightened|scared) of (?:the |all |any )?(?P<c>\w+)"
    r"|\b(?:feared|dreaded|hated|detested|loathed) (?:nothing (?:more|so much) (?:than|as) )?(?:the |all )?(?P<d>\w+)",
    re.IGNORECASE,
)
_CHAIRED = re.compile(
    r"\b(?:in|used|from) (?:a|an|his|her|the) wheelchair\b|\bconfined to (?:a|his|her) bed\b", re.IGNORECASE
)
_LIES = re.compile(
    r"\bnever (?:once )?(?:told|tells) (?:a |one )?lies?\b|\b(?:could not|couldn['’]t|never) (?:lied|lies|lie)\b"
)
_NO_FOOD = words("the a an it him her them that this so to much of with at for from all any but me us you his their my")
_VERB_OF = {"drank": "drink", "drinks": "drink", "smoked": "smoke", "smokes": "smoke"}


def habits_in(one: ReadSentence) -> Iterator[Note]:
    """Yield what the words say, however the sentence is built: "who drank no wine", "could not bear blood"."""
    if one.is_aside:
        return
    for found in _DENIED.finditer(one.text):
        groups = found.groupdict()
        food = next(groups[key] for key in ("food", "food2", "food3", "food4") if groups[key])
        verb = next(groups[key] for key in ("verb", "verb2", "verb3", "verb4") if groups[key]).lower()
        who, at = _subject_before(one, found.start())
        if who and food.lower() not in _NO_FOOD:
            yield note(one, at, "cannot", who, f"{_VERB_OF.get(verb, 'eat')} {_singular(food)}")
            if verb.startswith(("touch", "tast")):
                yield note(one, at, "cannot", who, f"drink {_singular(food)}")
    for found in _HORROR.finditer(one.text):
        what = next(group for group in found.groups() if group)
        who, at = _subject_before(one, found.start())
        denied = _DENYING & set(re.findall(r"[\w'’]+", one.text[max(0, found.start() - 16) : found.start()].lower()))
        if who and not denied and what.lower() not in _NO_FOOD and what.islower() and not what.endswith("ing"):
            yield note(one, at, "cannot", who, f"like {_singular(what)}")
    for pattern, value in ((_CHAIRED, "walk"), (_LIES, "lie")):
        for found in pattern.finditer(one.text):
            who, at = _subject_before(one, found.start())
            if who:
                yield note(one, at, "cannot", who, value)


def _singular(noun: str) -> str:
    low = noun.lower()
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us")) else low


def _subject_before(one: ReadSentence, start: int) -> tuple[str | None, int]:
    """Return who is the subject nearest before a character of the sentence, outside of speech, and the token there."""
    place = start + one.tree.sentence.start
    at = next((i for i, token in enumerate(one.tree.tokens) if token.end > place), 0)
    if is_spoken(one, at):
        return None, at
    tree = one.tree
    before = [t for t in sorted(one.mentions) if t <= at]
    subjects = [t for t in before if tree.tokens[t].relation.startswith("nsubj")]
    if at and "who" in tree.words[max(0, at - 3) : at + 1] and before:
        return one.mentions[before[-1]], at
    whose = [t for t in before if tree.tokens[t].relation == "nmod:poss"]
    if tree.words[at] in ("fear", "dread", "horror", "terror") and whose:
        return one.mentions[whose[-1]], at
    return (one.mentions[subjects[-1]] if subjects else one.mentions[before[-1]] if before else None), at
