"""A reader's line, told in the past as the rest is: who does what, to whom, and where. Their words stay theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.prose.frames.words import DEEDS_BY_VERB, VERBS, noun_class
from analysts.prose.lemmas import irregular_past
from analysts.vocabulary import DeedKind
from authors.continuations.reading.changes import thing_at
from authors.continuations.reading.clauses import read
from authors.tales.grammar import past_of, plain_of

if TYPE_CHECKING:
    from analysts.prose.frames import SentenceTree
    from authors.continuations.contract import StoryFacts
    from authors.continuations.reading.clauses import Clause, ReadSentence

_BE = {"is": "was", "'s": "was", "’s": "was", "are": "were", "am": "was", "'re": "were"}
_MODAL = {
    "can": "could",
    "ca": "could",
    "will": "would",
    "wo": "would",
    "may": "might",
    "shall": "should",
    "'ll": "would",
}
_ADDRESSED = re.compile(r"\b(?:I|I'm|I’m|we|We|you|You|my|My|our|Our|your|Your|me|us)\b")
_NO_PROSE = re.compile(r"https?://|[{}<>\[\]|]|^\W*$|^\s*(?:TASK|SYSTEM|ASSISTANT)\b", re.IGNORECASE)
_ENDS = ".!?…”\"’'"


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `told` is the line in the past; `doers` are people, `others` who else is in it.

    `thing`, `place` are its words for them, `deed` the kind of deed; `note` says what was not understood.
    """

    told: str
    doers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    deed: DeedKind = "unknown"
    thing: str = ""
    place: str = ""
    action: str = ""
    note: str = ""

    @property
    def is_understood(self) -> bool:
        """Say whether it is known who does what."""
        return not self.note


def understood(line: str, facts: StoryFacts) -> Line:
    """Read a reader's line. One that is not understood is told as it was written, and a note says so."""
    words = " ".join(line.split())
    if words and words[-1] not in _ENDS:
        words += "."
    words = words[:1].upper() + words[1:]
    if _NO_PROSE.search(words):
        return Line(words, note="This does not read like a sentence of a story, so it stands as you wrote it.")
    words = _verbs_told(words, facts)
    text = read((words,), facts)
    outside = _outside_speech(words, text.sentences[0].quoted if text.sentences else ())
    if _ADDRESSED.search(outside):
        return Line(words, note="It speaks of “I”, “we” or “you”, so it stands as you wrote it.")
    clauses = [(one, clause) for one in text.sentences for clause in one.clauses]
    doing = [(one, clause) for one, clause in clauses if clause.actors and "question" not in clause.frame.reasons]
    told = _in_past(words, text.sentences)
    if not clauses or "?" in outside or _is_order(text.sentences):
        return Line(words, note="It is not told as something that happens, so it stands as you wrote it.")
    one, clause = _main(doing) if doing else clauses[0]
    return Line(
        told=told,
        doers=clause.actors if doing else (),
        others=_others(text.sentences, clause if doing else None),
        deed=_deed(one, clause),
        thing=_thing(one, clause),
        place=_place(text.sentences),
        action=_action(one, clause),
    )


def _verbs_told(words: str, facts: StoryFacts) -> str:
    """Put verbs into the past that the parser takes for nouns: “Captain Crowe swims to Mara”, “Hob and Fern dance”."""
    changes: list[tuple[int, int, str]] = []
    for one in read((words,), facts).sentences:
        tree = one.tree
        is_told = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tree.tokens)
        for at, token in enumerate(tree.tokens[1:], 1):
            plain = _verb_at(one, at, told=is_told)
            if plain:
                changes.append((token.start, token.end, past_tense(plain)))
                is_told = True
    for start, end, past in reversed(changes):
        words = words[:start] + past + words[end:]
    return words


def _verb_at(one: ReadSentence, at: int, *, told: bool) -> str:
    """Return the plain form of a word that must be a verb although it is taken for a noun; "" for any other."""
    tree, token, low = one.tree, one.tree.tokens[at], one.tree.words[at]
    if not token.text.islower() or token.tag not in ("NNS", "NN", "VB", "JJ", "VBN", "VBD", "IN", "CD"):
        return ""
    if any(a <= token.start < b for a, b in one.quoted) or tree.words[at - 1] in _BEFORE_NOUNS:
        return ""
    after = tree.tokens[at + 1].tag if at + 1 < len(tree) else "."
    if after not in _AFTER_VERBS and not (at + 1 < len(tree) and tree.tokens[at + 1].text[:1].isupper()):
        return ""
    plain = plain_of(low) if low.endswith("s") and not low.endswith("ss") else low
    if plain not in _VERBS_KNOWN or (told and plain != low and not _may_be_verb(tree, at, after)):
        return ""
    if plain == low:  # of several: "the thieves return"
        before = tree.tokens[at - 1]
        several = before.tag == "NNS" or (before.text[:1].isupper() and "and" in tree.words[:at])
        return plain if several and not told and token.tag != "JJ" and past_tense(plain) != low else ""
    return plain


def _may_be_verb(tree: SentenceTree, at: int, after: str) -> bool:
    """Say whether a word may be a verb beside those that the parser has found: "climbs … and lights the lamp"."""
    if tree.words[at - 1] in ("and", ",", "then"):
        return True
    follows_noun = tree.tokens[at - 1].tag.startswith("NN")
    is_first = not any(token.tag in ("VBZ", "VBD", "MD") for token in tree.tokens[:at])
    return is_first and follows_noun and after in ("DT", "PRP", "PRP$", "RP", "IN", "TO", "RB", "NNP")


_BEFORE_NOUNS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "of",
        "with",
        "some",
        "two",
        "three",
        "by",
        "in",
        "at",
        "on",
        "to",
        "no",
    ]
)
_AFTER_VERBS = frozenset(("DT", "PRP", "PRP$", "IN", "RP", "RB", "TO", ".", ",", "WRB", "WP", "CC", "NNP", ":", "NN"))
_VERBS_KNOWN = frozenset(DEEDS_BY_VERB).union(*VERBS.values()) | frozenset(
    [
        "confess",
        "hatch",
        "dock",
        "swear",
        "vanish",
        "flicker",
        "wonder",
        "quarrel",
        "demand",
        "discover",
        "teach",
        "wave",
        "repair",
    ]
)


def past_tense(plain: str) -> str:
    """Return the past of a verb."""
    return irregular_past(plain) or past_of(plain)


def _outside_speech(words: str, quoted: tuple[tuple[int, int], ...]) -> str:
    kept, at = [], 0
    for start, end in sorted(quoted):
        kept.append(words[at:start])
        at = end
    return "".join([*kept, words[at:]])


def _is_order(sentences: list[ReadSentence]) -> bool:
    tree = sentences[0].tree
    first = tree.tokens[0]
    return first.tag == "VB" and first.relation == "root" and not tree.children(0, "nsubj")


def _main(doing: list[tuple[ReadSentence, Clause]]) -> tuple[ReadSentence, Clause]:
    """Return the clause of the line that can be seen best, the first of them."""
    seen = [(one, c) for one, c in doing if c.frame.deed != "unknown" and c.is_real] or doing
    return seen[0]


def _in_past(words: str, sentences: list[ReadSentence]) -> str:
    """Write a line that is told in the present in the past, verb by verb; all else stays letter by letter."""
    changes: list[tuple[int, int, str]] = []
    for one in sentences:
        tree = one.tree
        if not any(token.tag in ("VBZ", "VBP") for token in tree.tokens):
            continue
        for at, token in enumerate(tree.tokens):
            if any(a <= token.start < b for a, b in one.quoted):
                continue
            past = _past_form(one, at)
            if past and past != token.text.lower():
                changes.append((token.start, token.end, past.capitalize() if token.text[:1].isupper() else past))
    for start, end, past in sorted(changes, reverse=True):
        gap = " " if words[start : start + 1] in ("'", "’") and past[0].isalpha() and past[0] != "'" else ""
        words = words[:start] + gap + past + words[end:]
    return words


def _past_form(one: ReadSentence, at: int) -> str:
    token, low = one.tree.tokens[at], one.tree.words[at]
    if token.tag == "MD":
        return _MODAL.get(low, "")
    if token.tag not in ("VBZ", "VBP"):
        return ""
    if low in _BE:
        is_had = low in ("'s", "’s") and one.tree.tokens[token.head].tag == "VBN"
        return "had" if is_had else _BE[low]
    return {"have": "had", "has": "had", "do": "did", "does": "did", "'ve": "had"}.get(low) or past_tense(token.lemma)


def _deed(one: ReadSentence, clause: Clause) -> DeedKind:
    """Return the deed, by what goes with the verb where that says more: to fall asleep is no fall."""
    around = set(one.tree.words)
    if clause.frame.lemma == "fall" and "asleep" in around:
        return "sleeping"
    return "weeping" if clause.frame.lemma == "cry" and "“" not in one.text else clause.frame.deed


def _others(sentences: list[ReadSentence], clause: Clause | None) -> tuple[str, ...]:
    doers = clause.actors if clause else ()
    named = [name for one in sentences for name in one.named.values() if name not in doers]
    return tuple(dict.fromkeys(named))


def _thing(one: ReadSentence, clause: Clause) -> str:
    for at in clause.frame.objects:
        if one.tree.is_common_noun(at) and at not in one.named:
            return thing_at(one.tree, at)
    return ""


def _place(sentences: list[ReadSentence]) -> str:
    for one in sentences:
        for clause in one.clauses:
            for oblique in clause.frame.obliques:
                token = one.tree.tokens[oblique.token]
                is_place = noun_class(token.lemma) in ("building", "room", "outdoors")
                if oblique.case in ("in", "into", "to", "at", "on", "through", "onto") and is_place:
                    return f"the {thing_at(one.tree, oblique.token)}"
    return ""


def _action(one: ReadSentence, clause: Clause) -> str:
    tree, verb = one.tree, clause.frame.verb
    return " ".join(token.text for token in tree.tokens[verb : min(tree.last_of(verb) + 1, verb + 8)]).rstrip(" .!?,")
