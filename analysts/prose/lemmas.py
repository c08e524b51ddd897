"""The plain form of a word: irregular ones by a table, others by rule, checked against the verbs that are known."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "lemmas.toml"
_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset("bdgmnprt")


def _table(name: str) -> dict[str, str]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    forms: dict[str, str] = {}
    for row in rows:
        plain, *others = row.split()
        for form in (plain, *others):
            forms.setdefault(form, plain)
    return forms


_VERBS, _NOUNS = _table("verbs"), _table("nouns")


@lru_cache(maxsize=20_000)
def lemma_of(word: str, tag: str, guess: str) -> str:
    """Return the plain form of a word with a part of speech of the Penn Treebank; `guess` is the parser's own."""
    lower = word.lower()
    if lower == "lay" and tag == "VBD":
        return "lie"
    if tag.startswith("VB"):
        return _VERBS.get(lower) or _verb(lower, tag, guess)
    if tag in ("NN", "NNS"):
        return _NOUNS.get(lower) or (_singular(lower) if tag == "NNS" else lower)
    return guess


def _verb(word: str, tag: str, guess: str) -> str:
    if tag in ("VB", "VBP"):
        return word
    if tag == "VBZ":
        return _third_person(word)
    ending = "ing" if word.endswith("ing") else "ed" if word.endswith("ed") else ""
    if not ending or len(word) <= len(ending) + 2:
        return guess
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    return _from_stem(stem, guess)


def _from_stem(stem: str, guess: str) -> str:
    """Return the verb of "whisper|ed", "stopp|ed", "danc|ing": with the letter that the ending took or doubled."""
    is_doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED
    candidates = (stem, stem + "e", stem[:-1]) if is_doubled else (stem, stem + "e")
    for candidate in candidates:
        if candidate in _known():
            return candidate
    if is_doubled:
        return stem[:-1]
    if guess in candidates:
        return guess
    ends_in_cluster = len(stem) > 1 and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS
    if stem.endswith(("c", "v", "z", "u", "dg", "ang", "rg", "rs", "ns", "bl", "tl", "dl", "gl", "pl", "ckl", "zzl")):
        return stem + "e"
    if ends_in_cluster:
        return stem
    one_vowel = sum(c in _VOWELS for c in stem) == 1
    short_end = len(stem) > 2 and stem[-2] in _VOWELS and stem[-3] not in _VOWELS and stem[-1] not in "wxy"
    return stem + "e" if one_vowel and short_end else stem


def _third_person(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the verbs that the lists of frames have, in the infinitive."""
    from analysts.prose.frames.words import DEEDS_BY_VERB, VERBS

    return frozenset(DEEDS_BY_VERB).union(*VERBS.values()) | frozenset(_VERBS.values())
