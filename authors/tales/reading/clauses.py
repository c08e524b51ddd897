"""Clauses of themes: who does what, with the verb told from what is wished, refused, or not possible."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from authors.tales.phrasing import is_name, somebody
from authors.tales.reading.lexicon import PREPOSITIONS, Verb, third_of, verb_of
from authors.tales.reading.phrases import phrase_of

Mode = Literal["does", "wants", "refuses", "cannot", "learns", "can only"]
_WHO = re.compile(r"^(?P<subject>.+?),? (?:who|that|which) (?P<told>.+)$")
_DAY = re.compile(
    r"^(?:the |a |one )?(?:day|night|morning|afternoon|evening|time|week|summer|winter)"
    r" (?:that |when |on which )?(?P<clause>.+)$",
    re.I,
)
_MODES: tuple[tuple[Mode, str], ...] = (
    ("refuses", r"(?:won't|will not|never wants to|refuses to|hates to) "),
    ("refuses", r"(?:does not|doesn't|do not|don't) (?:want|like|wish) to "),
    ("cannot", r"(?:can't|cannot|can not|is not able to|isn't able to|is unable to|never manages to) "),
    ("cannot", r"(?:finds it (?:hard|difficult)|struggles) to "),
    (
        "learns",
        r"(?:learns|is learning|has to learn|must learn|wants to learn|does not know|doesn't know)(?: how)? to ",
    ),
    ("wants", r"(?:would like|would love|would rather|'d rather)(?: to)? "),
    ("wants", r"(?:wants|wishes|dreams|longs|hopes|tries|decides|has decided|plans|is trying|sets out)(?: to| of)? "),
)
_ADVERBS = re.compile(
    r"^(?:really|just|suddenly|still|also|simply|secretly|once|finally|accidentally|always|often|sometimes|usually) "
)
_AGAIN = r"keeps(?: on)?|starts|begins|loves|likes|enjoys|can't stop|cannot stop|is always"
_DOES_AGAIN = re.compile(rf"^(?:{_AGAIN}) (?P<verb>\w+ing)\b(?P<rest>.*)$")
_DOES_TO = re.compile(r"^(?:starts|begins|loves|likes) to (?P<verb>\w+)\b(?P<rest>.*)$")
_AUXILIARY = frozenset(
    (
        "is",
        "has",
        "are",
        "have",
        "won't",
        "will",
        "can't",
        "cannot",
        "can",
        "wants",
        "doesn't",
        "does",
        "never",
        "always",
        "only",
        "keeps",
        "would",
    )
)
_LONGEST_SUBJECT = 7


class Clause(NamedTuple):
    """Who does what. `verb` is in its plain form ("be" for how somebody is), `rest` is all that follows it."""

    subject: str
    mode: Mode
    verb: str
    rest: str
    says: str = ""
    is_gerund: bool = False
    told_as_habit: bool = False

    @property
    def told(self) -> str:
        """The clause in the third person, as texts say it: "has big tantrums", "cannot say his r sounds"."""
        tail = f" {self.rest}" if self.rest else ""
        if self.mode in ("cannot", "can only"):
            return f"{self.mode} {self.verb}{tail}"
        return third_of(self.verb) + tail

    @property
    def deed(self) -> str:
        """The clause as what somebody wants: "open a hairdresser shop"."""
        return f"{self.verb} {self.rest}".strip()


def clause_of(text: str) -> Clause | None:
    """Read a theme as a clause; None where it has no verb that the author knows, or more than one person who."""
    if found := _DAY.match(text):
        text = found["clause"]
    if len(re.findall(r"\b(?:who|which)\b", text)) > 1:
        return None
    if found := _WHO.match(text):
        subject = phrase_of(found["subject"])
        return _told(found["subject"], found["told"]) if subject else None
    first, _, rest = text.partition(" ")
    verb = verb_of(first)
    if verb and verb.form == "gerund" and rest:
        if verb.plain == "learn" and rest.startswith(("to ", "how to ")):
            return _plain("", "learns", rest.removeprefix("how ").removeprefix("to "))
        return Clause("", "does", verb.plain, rest, verb.says, is_gerund=True)
    return _without_who(text.removeprefix("how ").removeprefix("How "))


def _without_who(text: str) -> Clause | None:
    words = text.split()
    for count in range(1, min(_LONGEST_SUBJECT, len(words) - 1) + 1):
        subject, word = " ".join(words[:count]), words[count].lower() if count < len(words) else ""
        verb = verb_of(word)
        is_verb = word in _AUXILIARY or (verb is not None and verb.form in ("third", "past"))
        if not is_verb or not _can_do(subject):
            continue
        return _told(subject, " ".join(words[count:]))
    return None


def _can_do(subject: str) -> bool:
    """Tell whether what stands before a verb is somebody, or a thing with its article."""
    phrase = phrase_of(subject)
    if phrase is None or (phrase.tail and phrase.preposition in PREPOSITIONS and len(phrase.tail.split()) < 2):
        return False
    return is_name(subject) or somebody(phrase.core) is not None or bool(phrase.determiner)


def _told(subject: str, told: str) -> Clause | None:
    told = told[:1].lower() + told[1:]
    while found := _ADVERBS.match(told):
        told = told[found.end() :]
    if found := re.match(r"can only (\w+)(.*)$", told):
        return _plain(subject, "can only", found[1] + found[2])
    for mode, pattern in _MODES:
        if found := re.match(pattern, told):
            rest = told[found.end() :]
            told_as = re.match(r"(?:would|'d) rather", told) is not None
            wished = _plain(subject, mode, rest)
            return wished._replace(told_as_habit=told_as and wished.verb != "be") if wished else None
    if found := _DOES_AGAIN.match(told):
        verb = verb_of(found["verb"])
        return Clause(subject, "does", verb.plain, found["rest"].strip(), verb.says) if verb else None
    if found := _DOES_TO.match(told):
        return _plain(subject, "does", found["verb"] + found["rest"])
    only = "only " if told.startswith("only ") else ""
    told = told.removeprefix("only ")
    first, _, rest = told.partition(" ")
    verb = Verb("be", "other", "third") if first in ("is", "are", "was", "were", "am") else verb_of(first)
    if verb is None or verb.form == "gerund":
        return None
    if only:
        rest = f"only {rest}" if not rest.startswith("only") else rest
    return Clause(subject, "does", verb.plain, rest, verb.says)


def _plain(subject: str, mode: Mode, told: str) -> Clause | None:
    first, _, rest = told.partition(" ")
    verb = verb_of(first)
    if verb is None and first not in ("be",):
        return None
    plain, says = (verb.plain, verb.says) if verb else ("be", "other")
    return Clause(subject, mode, plain, rest, says)
