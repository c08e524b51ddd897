"""What somebody does, put into the past: "never forgets what he has seen" is "never forgot what he had seen"."""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.grammar import past_of, plain_of
from authors.tales.reading.courses.scenes import known_verbs
from authors.tales.reading.lexicon import lexicon, verb_of

_ADVERB = re.compile(
    r"(?:always|never|only|just|once|often|sometimes|usually|still|also|simply|even|suddenly|then|finally|really|ever"
    r"|soon|almost|nearly|first|all|both|not|\w{3,}ly)$",
    re.I,
)
_AUXILIARY = {
    "is": "{was}",
    "are": "were",
    "am": "{was}",
    "was": "{was}",
    "were": "were",
    "isn't": "{was} not",
    "aren't": "were not",
    "has": "had",
    "have": "had",
    "had": "had",
    "can": "could",
    "could": "could",
    "can't": "could not",
    "cannot": "could not",
    "couldn't": "could not",
    "won't": "would not",
    "would": "would",
    "wouldn't": "would not",
    "doesn't": "did not",
    "don't": "did not",
    "does": "did",
    "did": "did",
    "didn't": "did not",
    "hasn't": "had not",
    "haven't": "had not",
    "wasn't": "{was} not",
    "must": "had to",
    "should": "should",
}
_MEANS = {"is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "isn't": "be", "aren't": "be", "wasn't": "be"}
_CANNOT = ("can't", "cannot", "couldn't", "could")
_REFUSALS = ("won't", "doesn't", "don't", "didn't", "wouldn't")
_SUBJECTS = frozenset(
    "he she it they who that which what everyone everybody nobody somebody someone {he} and but or".split()  # noqa: SIM905
)
"""Words after which a verb of a clause within follows."""


class Told(NamedTuple):
    """A verb with what follows it, in the past. `verb` is its plain form ("be", "can not" for what cannot be)."""

    past: str
    verb: str
    rest: str


def past_told(words: str) -> Told | None:
    """Put a clause without its subject into the past; None where its first word is no verb that can be known."""
    parts = words.split()
    adverbs: list[str] = []
    while parts and _ADVERB.match(parts[0]) and len(parts) > 1 and not _finite(parts[0]):
        adverbs.append(parts.pop(0))
    if not parts:
        return None
    first, rest = parts[0].lower(), " ".join(parts[1:])
    lead = " ".join(adverbs) + " " if adverbs else ""
    if first in _AUXILIARY:
        verb = _meant(first, rest)
        return Told(f"{lead}{_AUXILIARY[first]} {within(rest)}".strip(), verb, rest) if rest else None
    plain = _finite(first)
    if not plain:
        return None
    kept = verb_of(first)
    past = first if kept and kept.form == "past" and kept.plain != first else past_of(plain)
    return Told(f"{lead}{past} {within(rest)}".strip(), plain, rest)


def _meant(first: str, rest: str) -> str:
    if first in _CANNOT and first != "could":
        return "can not"
    if first in _REFUSALS:
        return "be"
    if first == "must" or (first in ("has", "have", "had") and rest.startswith("to ")):
        return rest.removeprefix("to ").split()[0]
    done = verb_of(rest.split(maxsplit=1)[0]) if first in ("has", "have", "had") and rest else None
    if done and done.form == "past":
        return done.plain
    return _MEANS.get(first, "have" if first in ("has", "have", "had") else "be")


def _finite(word: str) -> str:
    """Return the plain form of a word that is a verb in a form that a clause has, empty for any other."""
    found = verb_of(word)
    if found and found.form != "gerund":
        return found.plain
    serious = lexicon().verbs["serious"]
    for plain in (plain_of(word.lower()), word.lower()):
        if plain in serious or plain in known_verbs():
            return plain
    return ""


def within(rest: str) -> str:
    """Return what follows a verb with the verbs of its own clauses in the past."""
    words = rest.split()
    for number, word in enumerate(words):
        before = words[number - 1].lower().strip(",") if number else ""
        low = word.lower()
        if low in _AUXILIARY and low not in ("have", "could", "would", "should") and before != "to":
            is_heros = before in ("{he}", "who") or low in ("was", "were")
            told = _AUXILIARY[low]
            words[number] = told if is_heros else told.replace("{was}", "was")
        elif before in _SUBJECTS and (found := verb_of(low)) and found.form == "third":
            words[number] = past_of(found.plain)
    return " ".join(words)
