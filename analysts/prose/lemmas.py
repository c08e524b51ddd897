"""The plain form of a word: irregular ones by a table, others as the treebank has them, or by rule.

The rules know the verbs and adjectives of the treebank, and those of the lists of frames.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "weights" / "lemmas.json"
_TABLES = Path(__file__).parent / "data" / "lemmas.toml"
_HISSING = ("ss", "x", "zz", "ch", "sh", "o")
_DYING = ("lying", "dying", "tying", "vying", "untying", "belying")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiouy]+[^aeiouy]*")
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]")
"""Of a verb that is so short an "e" is lost: "hop" would have doubled its last letter."""
_STRESSED = ("begin", "forget", "admit", "commit", "permit", "refer", "prefer", "upset", "compel", "propel", "unwrap")
"""Ends of longer verbs that double their last letter, too."""
_CLUSTER = re.compile(r".*(?:[cvuz]|[dr]g|[rnl]s|[bdgkptfz]l|(?:ea|ee|o)th|lang|ung)")
_MUTE_E = re.compile(
    r".*(?:[^aeiou](?:at|is|ir|ok|ak|ik|ut|ud|os|us|ar|id|in|ag|ed|um|ol|il|ap|ul)|[iu]at|(?:pl|gn|st|d)or)"
)
_DOUBLED = re.compile(r".*[aeiouy]([bdfgklmnprstvz])\1")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What the treebank says: the lemma of a form under a tag ("ca/MD"), and which verbs and adjectives there are."""

    forms: dict[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def lemma_of(word: str, tag: str) -> str:
    """Return the plain form of a word with a part of speech of the Penn Treebank; a name stays as it is."""
    if tag.startswith("NNP"):
        return word
    low = word.lower()
    if low == "lay" and tag == "VBD":
        return "lie"
    known = _shipped()
    irregular = _irregular(low, tag, known)
    return irregular or known.forms.get(f"{low}/{tag}") or by_rule(low, tag, known)


def by_rule(low: str, tag: str, known: KnownWords) -> str:
    """Return the plain form of a word in small letters by the rules of English."""
    if tag in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
        return _verb(low, low[:-2], known.verbs)
    if tag == "VBG" and low.endswith("ing") and len(low) > 4:
        return _verb(low, low[:-3], known.verbs)
    if tag == "VBZ" and low.endswith("s"):
        return _third_person(low, known.verbs)
    if tag == "NNS":
        return _singular(low)
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return _compared(low, known.adjectives)
    return low


def participle_of(lemma: str) -> str:
    """Return the form in -ing of a verb: taking, sitting, lying."""
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return f"{lemma[:-1]}ing"
    if _SHORT.fullmatch(lemma) or lemma.endswith(_STRESSED):
        return f"{lemma}{lemma[-1]}ing"
    return f"{lemma}king" if lemma.endswith("ic") else f"{lemma}ing"


def irregular_past(lemma: str) -> str:
    """Return the past of a verb that forms it by no rule ("sold"); "" for one that does, or is not listed."""
    return _pasts().get(lemma, "")


@cache
def _pasts() -> dict[str, str]:
    """Return the second form of each row that is a past and no participle."""
    rows = [row.split() for row in tomllib.loads(_TABLES.read_text(encoding="utf-8"))["verbs"]]
    found = {row[0]: row[1] for row in rows if len(row) > 1 and not row[1].endswith(("ing", "wn", "en"))}
    return found | {
        "be": "was",
        "go": "went",
        "do": "did",
        "have": "had",
        "lie": "lay",
        "beat": "beat",
        "kneel": "knelt",
    }


def _irregular(low: str, tag: str, known: KnownWords) -> str | None:
    if tag.startswith("VB") and not (tag in ("VB", "VBP") and low in known.verbs):
        return _table("verbs").get(low)
    return _table("nouns").get(low) if tag in ("NN", "NNS") else None


def _verb(low: str, stem: str, verbs: frozenset[str]) -> str:
    if low.endswith("ied"):
        return low[:-1] if low[:-1] in verbs else f"{stem[:-1]}y"
    if low in _DYING:
        return f"{stem[:-1]}ie"
    undoubled = stem[:-1] if _DOUBLED.fullmatch(stem) else stem
    mute = f"{stem}e"
    if mute in verbs and (stem not in verbs or _SHORT.fullmatch(stem)):
        return mute
    known = next((verb for verb in (stem, undoubled) if verb in verbs), None)
    return known or _guess(stem, undoubled)


def _guess(stem: str, undoubled: str) -> str:
    """Return the likeliest verb of a stem that is of no known one."""
    if undoubled != stem:
        return stem if stem.endswith(("ss", "zz", "ff")) or (stem[-2:] == "ll" and len(stem) < 6) else undoubled
    rule = _SHORT if _ONE_SYLLABLE.fullmatch(stem) else _MUTE_E
    return f"{stem}e" if _CLUSTER.fullmatch(stem) or rule.fullmatch(stem) else stem


def _compared(low: str, adjectives: frozenset[str]) -> str:
    stem = low.removesuffix("er") if low.endswith("er") else low.removesuffix("est")
    if stem == low:
        return low
    return next((word for word in (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y") if word in adjectives), low)


def _third_person(low: str, verbs: frozenset[str]) -> str:
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    if low.endswith("es") and low[:-1] not in verbs and low[:-2].endswith(_HISSING):
        return low[:-2]
    return low if low.endswith("ss") else low[:-1]


def _singular(low: str) -> str:
    if low.endswith("men"):
        return f"{low[:-3]}man"
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 4:
        return low
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    return low[:-2] if low.endswith(("sses", "xes", "zzes", "ches", "shes")) else low[:-1]


@cache
def _table(name: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in tomllib.loads(_TABLES.read_text(encoding="utf-8"))[name]:
        plain, *others = row.split()
        for form in (plain, *others):
            forms.setdefault(form, plain)
    return forms


@cache
def _shipped() -> KnownWords:
    from analysts.prose.frames.words import DEEDS_BY_VERB, VERBS

    words = json.loads(WORDS.read_text(encoding="utf-8"))
    listed = frozenset(DEEDS_BY_VERB).union(*VERBS.values()) | frozenset(_table("verbs").values())
    return KnownWords(words["forms"], listed.union(words["verbs"]), frozenset(words["adjectives"]))
