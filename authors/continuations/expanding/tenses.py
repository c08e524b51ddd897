"""A line that is told in the present, told in the past: every finite verb of it, also those taken for nouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import DEEDS_BY_VERB, NOUN_CLASSES, VERBS
from analysts.prose.lemmas import irregular_past, lemma_of
from authors.tales.grammar import past_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from authors.continuations.reading.clauses import ReadSentence

_BE = {"is": "was", "'s": "was", "’s": "was", "are": "were", "am": "was", "'re": "were", "’re": "were"}
_HAVE_DO = {"have": "had", "has": "had", "do": "did", "does": "did", "'ve": "had", "’ve": "had"}
_MODAL = {"can": "could", "ca": "could", "will": "would", "wo": "would", "may": "might", "shall": "should"}
_MODAL |= {"'ll": "would", "’ll": "would"}
_FINITE = frozenset({"VBZ", "VBP", "MD"})
_BREAKS = words(
    "and but or then while when where before after because who which that whether as until till if though although "
    "so what how why since"
)
_NEVER_BEFORE = words(
    "the a an his her their its my our your of with some any two three four five six seven eight nine ten by at to no "
    "from every each this these those without between both many several few"
)
_SUBJECTS = words("he she it they who which that somebody someone something nobody everybody nothing everything")
_ADVERBS = words("then suddenly slowly quickly finally softly quietly still just never always once again only even")
_AFTER = frozenset({"DT", "PDT", "PRP", "PRP$", "RP", "TO", "NNP", "WP", "WRB", ":", "“", "``"})
_AFTER_WORDS = words(
    "somebody someone something everybody everyone nothing nobody whether up down out away off back over in into at to"
)
_MORE_VERBS = words(
    "confess hatch dock swear vanish flicker wonder quarrel demand discover teach wave repair whistle yawn loom "
    "hum sneeze growl purr bark blink shiver glow tremble crackle creak drip grin frown limp stumble tiptoe sneak "
    "board rage blaze kiss steal unlock unfold untie unwrap hiss howl snore rattle count land pilot nurse doctor "
    "guard cook light seal pick"
)
_VERBS = frozenset(DEEDS_BY_VERB).union(*VERBS.values()) | _MORE_VERBS
_DOUBLING = re.compile(
    r"quarrel|travel|cancel|signal|(?:re|pre|con|trans)fer|occur|recur|(?:com|per|o|sub|ad|e)mit|regret|control|patrol|equip|kidnap"
)
_BEGINS = frozenset({",", ";", ":", "—", "–", "“", "”", "-", "(", ")"})


def past_tense(plain: str) -> str:
    """Return the past of a verb in its plain form."""
    past = irregular_past(plain)
    return past or (f"{plain}{plain[-1]}ed" if _DOUBLING.fullmatch(plain) else past_of(plain))


def in_past(text: str, sentences: Iterable[ReadSentence]) -> str:
    """Write a text that is told in the present in the past; speech, and all that is no verb, stays as it is.

    `sentences` are the text as it was parsed. A text without a verb of the present comes back unchanged.
    """
    read = list(sentences)
    if not any(_is_present(one) for one in read):
        return text
    for start, end, past in sorted((each for one in read for each in _changes(one)), reverse=True):
        shown = past.capitalize() if text[start : start + 1].isupper() else past
        gap = " " if text[start : start + 1] in ("'", "’") and shown[0].isalpha() else ""
        text = text[:start] + gap + shown + text[end:]
    return text


def _is_present(one: ReadSentence) -> bool:
    """Say whether a sentence has a verb of the present, or none at all that the parser would know."""
    tags = {token.tag for at, token in enumerate(one.tree.tokens) if not _is_quoted(one, at)}
    if tags & {"VBZ", "VBP"} or any(_is_really_present(one, at) for at in range(len(one.tree))):
        return True
    return "VBD" not in tags and any(True for _ in _hidden(one))


def _is_really_present(one: ReadSentence, at: int) -> bool:
    """Say whether a present was taken for a past: “kisses”, “catches”."""
    low = one.tree.words[at]
    is_such = one.tree.tokens[at].tag == "VBD" and low.endswith(("sses", "ches", "shes", "xes", "zzes"))
    return is_such and not _is_quoted(one, at) and lemma_of(low, "VBZ") in _VERBS


def _is_quoted(one: ReadSentence, at: int) -> bool:
    return any(a <= one.tree.tokens[at].start < b for a, b in one.quoted)


def _changes(one: ReadSentence) -> Iterator[tuple[int, int, str]]:
    tree = one.tree
    hidden = dict(_hidden(one))
    for at, token in enumerate(tree.tokens):
        low = tree.words[at]
        past = past_tense(hidden[at]) if at in hidden else "" if _is_quoted(one, at) else _past_of(one, at)
        if past and past != low:
            yield token.start, token.end, past


def _past_of(one: ReadSentence, at: int) -> str:
    token, low = one.tree.tokens[at], one.tree.words[at]
    if token.tag == "MD":
        return _MODAL.get(low, "")
    if token.tag == "VBD" and _is_really_present(one, at):
        return past_tense(lemma_of(low, "VBZ"))
    if token.tag not in ("VBZ", "VBP"):
        return ""
    if low in _BE:
        after = one.tree.tokens[at + 1 : at + 3]
        is_had = low in ("'s", "’s") and any(each.tag == "VBN" for each in after)
        return "had" if is_had else _BE[low]
    plain = lemma_of(low, "VBZ") if token.tag == "VBZ" else token.lemma
    return _HAVE_DO.get(low) or past_tense(plain)


def _hidden(one: ReadSentence) -> Iterator[tuple[int, str]]:
    """Yield verbs of the present that were taken for something else, with their plain forms.

    A clause without a verb of its own lends weight: “Inside sits an old woman”, “while the cook prays”.
    """
    tree = one.tree
    start = 0
    seen_verb = False
    for end in range(1, len(tree) + 1):
        if end < len(tree) and tree.words[end] not in _BREAKS and tree.words[end] not in _BEGINS:
            continue
        clause = [at for at in range(start, end) if not _is_quoted(one, at)]
        has_verb = any(_is_finite(one, at) for at in clause)
        for at in clause:
            plain = _hidden_verb(one, at, start, has_verb=has_verb, after_verb=seen_verb)
            if plain:
                yield at, plain
                has_verb = True
        seen_verb = seen_verb or has_verb
        start = end


def _is_finite(one: ReadSentence, at: int) -> bool:
    tag = one.tree.tokens[at].tag
    return tag in _FINITE or (tag == "VBD" and one.tree.words[at] not in ("called", "named"))


def _hidden_verb(one: ReadSentence, at: int, start: int, *, has_verb: bool, after_verb: bool) -> str:
    tree, token, low = one.tree, one.tree.tokens[at], one.tree.words[at]
    if token.tag in _FINITE or not token.text.isalpha() or (token.text[:1].isupper() and at) or at == len(tree) - 1:
        return ""
    before = tree.words[at - 1] if at else ""
    if before in _NEVER_BEFORE or before in ("'s", "’s") or token.tag == "POS":
        return ""
    if not (low.endswith("s") and not low.endswith(("ss", "us", "is"))):
        return low if _is_plural_verb(one, at, start, has_verb=has_verb) else ""
    plain = lemma_of(low, "VBZ")
    known = plain in _VERBS
    if not (known or plain not in NOUN_CLASSES):
        return ""
    closes = before in _BREAKS or before in _BEGINS or before in _ADVERBS
    subject = before in _SUBJECTS or _is_nounlike(one, at - 1)
    after = tree.tokens[at + 1]
    takes = after.tag in _AFTER or tree.words[at + 1] in _AFTER_WORDS or after.text[:1] in "“:"
    if has_verb:
        return plain if takes and subject and after.tag not in ("RP",) and tree.tokens[at - 1].tag != "IN" else ""
    if closes and at - 1 <= start:
        is_noun = plain in NOUN_CLASSES and not takes
        return plain if (after_verb or takes) and known and not is_noun else ""
    inverted = at - start <= 1 and after.tag in ("DT", "NNP")
    return plain if subject or inverted or (known and tree.tokens[at - 1].tag.startswith("RB")) else ""


def _is_nounlike(one: ReadSentence, at: int) -> bool:
    token = one.tree.tokens[at]
    return at >= 0 and (token.tag[:2] in ("NN", "JJ", "PR", "RP") or token.text[:1].isupper())


def _is_plural_verb(one: ReadSentence, at: int, start: int, *, has_verb: bool) -> bool:
    """Say whether a plain word is a verb of several: “Nadia and Theo sneak”, “they reach”, “the thieves return”."""
    tree, token = one.tree, one.tree.tokens[at]
    before = tree.words[at - 1] if at else ""
    if has_verb or tree.words[at] not in _VERBS or not at or token.tag not in ("VB", "NN", "JJ", "VBN", "VBD"):
        return False
    if past_tense(tree.words[at]) == tree.words[at] and token.tag == "VBD":
        return False
    if before in ("they", "we", "all", "both"):
        return True
    several = tree.tokens[at - 1].tag == "NNS" or (_is_nounlike(one, at - 1) and "and" in tree.words[:at])
    theirs = any(word in ("they", "we") for word in tree.words[:start]) or _are_two(one, start)
    joined = before in ("and", "then") and theirs
    goes_on = tree.tokens[at + 1].tag in (*_AFTER, "IN", ".", ",", "RB", "CC")
    return (several or joined) and goes_on and token.tag in ("VB", "NN") and tree.words[at] not in _NOT_BARE


def _are_two(one: ReadSentence, end: int) -> bool:
    """Say whether the subject before a token is two who are named: “Nadia and Theo creep in and …”."""
    subjects = [at for at in range(end) if one.tree.tokens[at].relation.startswith("nsubj") and at in one.named]
    return any(child in one.named and child < end for at in subjects for child in one.tree.children(at, "conj"))


_NOT_BARE = words("night day hand head face book rest back light water fire time work play")
