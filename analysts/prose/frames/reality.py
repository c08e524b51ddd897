"""How surely a clause happens where the story is: each sign that it does not takes its part off, and leaves a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.words import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysts.prose.frames.frame import Frame, Reason
    from analysts.prose.frames.tree import SentenceTree

Doubt = tuple[float, "Reason"]

TOLD = 0.5
"""How real a clause is for being part of a story that somebody in the book tells."""
UNREAL = 0.35
"""Below this a clause is no ground for one that hangs on it, either."""

_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
_MODALS = words("would could should might may must can will shall 'll ’ll ought cannot wo ca")
_NEGATIONS = words("not n't n’t never hardly scarcely nor neither no nowise barely")
_NOBODY = words("nobody none nothing anybody anyone neither no-one whoever everybody everyone")
_GENERIC = frozenset({"one", "people", "you", "whoever", "anybody", "anyone"})
_OFTEN = words("always often usually generally sometimes frequently daily seldom rarely")
_PERIODS = words("day morning evening night week year time summer winter sunday afternoon month")
_LONG = words("day week fortnight month year winter summer spring autumn season rest")
_LASTING = frozenset({"for", "during", "over", "through", "throughout"})
"""Before a long time: what took weeks is no moment ("for the rest of the week")."""
_TIMES = _PERIODS | words("hour moment time date instant")
_SINCE = words("since from before until till")
_SEVERAL = words("other many several all most various different")
_REPEATED = 0.35
_ALMOST = frozenset({"almost", "nearly"})
_CONDITIONS = frozenset({"if", "unless", "lest", "whether", "supposing", "provided"})
_ABOUT = frozenset({"of", "about", "for", "from", "against", "to"})
"""Before a gerund: it is spoken or thought of ("the way of dying", "kept from falling")."""
_NOT_YET = frozenset({"before", "ere"})
_AT_LAST = frozenset({"until", "till"})
_PRESENT_AUXILIARIES = frozenset({"do", "does", "is", "are", "am", "has", "have", "'s", "’s"})
_PAST_AUXILIARIES = frozenset({"had", "was", "were", "did"})
_IMAGINED: frozenset[Reason] = frozenset({"likeness", "condition", "thought", "reported", "remembered"})
_IN_MIND = words("fancy fancies imagination dream dreams mind memory reverie")
"""What happens in one of these does not happen."""
_PERCEPTION = frozenset({"see", "hear", "feel", "watch", "find", "perceive", "observe", "notice", "behold"})


class Judge:
    """Weighs the frames of one sentence in their order, so that what hangs on a doubtful clause is doubtful too.

    `in_present` says that the book tells its story in the present tense.
    """

    def __init__(self, tree: SentenceTree, *, in_present: bool) -> None:
        self._tree = tree
        self._in_present = in_present
        self._judged: dict[int, Frame] = {}

    def judge(self, frame: Frame) -> None:
        """Set the reality of a frame and the reasons that take from it."""
        reasons: dict[Reason, float] = {}
        for factor, reason in self._doubts(frame):
            reasons[reason] = min(reasons.get(reason, 1.0), factor)
        reality = 1.0
        for factor in reasons.values():
            reality *= factor
        if self._tree.tokens[frame.verb].is_event and not ("earlier" in reasons and self._recalls(frame.verb)):
            reality = min(1.0, reality * 1.2)
        frame.reality = round(reality, 3)
        frame.reasons = tuple(reasons)
        self._judged[frame.verb] = frame

    def _recalls(self, verb: int) -> bool:
        """Say whether a clause only tells what a noun was before: "the place where I had last seen him"."""
        tree = self._tree
        return tree.tokens[verb].relation in ("acl:relcl", "acl") or "where" in tree.child_words(verb, "advmod", "mark")

    def _doubts(self, frame: Frame) -> Iterator[Doubt]:
        tree, verb = self._tree, frame.verb
        auxiliaries = auxiliaries_of(tree, verb)
        yield from _denied(tree, frame)
        yield from _moods(tree, frame, auxiliaries)
        yield from _infinitive(tree, verb, auxiliaries)
        yield from _links(tree, verb)
        yield from self._tense(frame, auxiliaries)
        yield from _habits(tree, frame)
        yield from _fancied(tree, frame)
        yield from _dated(tree, frame)
        yield from _above(tree, verb, self._judged)
        if tree.words[-1] == "?" or (len(tree) > 1 and tree.words[-2] == "?"):
            yield 0.3, "question"
        if tree.words[0] in ("oh", "o", "ah", "alas") and "!" in tree.words[-2:] and "“" not in tree.words:
            yield 0.3, "exclaimed"
        if tree.sentence.told:
            yield TOLD, "told"

    def _tense(self, frame: Frame, auxiliaries: set[str]) -> Iterator[Doubt]:
        tree = self._tree
        if auxiliaries & _HAVE and not (auxiliaries & _MODALS):
            # "having lit the lamp, she sat down" tells of the same moment
            yield (0.7 if "having" in auxiliaries else 0.4), "earlier"
        tag = tree.tokens[frame.verb].tag
        copulas = tree.child_words(frame.verb, "cop")
        present = (tag in ("VBZ", "VBP") and not auxiliaries and tree.tokens[frame.verb].relation != "xcomp") or bool(
            (auxiliaries | copulas) & _PRESENT_AUXILIARIES and not (auxiliaries | copulas) & _PAST_AUXILIARIES
        )
        if present and not self._in_present:
            yield 0.35, "general"


def auxiliaries_of(tree: SentenceTree, verb: int) -> set[str]:
    """Return the auxiliaries of a verb, also those that it shares with the verb it is joined to by "and"."""
    own = tree.child_words(verb, "aux", "aux:pass")
    token = tree.tokens[verb]
    if own or token.relation != "conj" or not tree.is_verb(token.head) or tree.children(verb, "nsubj", "nsubj:pass"):
        return own
    head = tree.tokens[token.head]
    same_form = token.tag == head.tag or token.tag in ("VB", "VBN")
    shared = auxiliaries_of(tree, token.head)
    if same_form or (token.tag == "VBD" and shared & _HAVE):
        return shared
    return own


def _denied(tree: SentenceTree, frame: Frame) -> Iterator[Doubt]:
    if tree.child_words(frame.verb, "advmod", "neg", "cc", "cc:preconj", "det") & _NEGATIONS:
        yield 0.05, "negated"
    marks = tree.child_words(frame.verb, "mark", "case")
    if "without" in marks or "instead" in marks:
        yield 0.05, "negated"
    if tree.child_words(frame.verb, "advmod") & _ALMOST:
        yield 0.25, "almost"
    for noun in (*frame.actors, *frame.objects):
        if tree.words[noun] in _NOBODY or tree.child_words(noun, "det", "advmod", "cc:preconj") & {"no", "neither"}:
            yield 0.1, "nobody"


def _moods(tree: SentenceTree, frame: Frame, auxiliaries: set[str]) -> Iterator[Doubt]:
    modal = auxiliaries & _MODALS
    if modal:
        perceived = bool(modal & {"could", "can"}) and frame.lemma in _PERCEPTION
        yield (0.8 if perceived else 0.12), "modal"
    token = tree.tokens[frame.verb]
    bare = token.tag == "VB" and not frame.actors and not tree.child_words(frame.verb, "mark", "aux")
    if bare and token.relation in ("root", "parataxis"):
        yield 0.3, "command"
    if tree.words[frame.verb - 2 : frame.verb] in (["of", "what"], ["about", "what"]):  # "told of what went on"
        yield 0.25, "reported"
    if auxiliaries & _HAVE and tree.child_words(frame.verb, "advmod") & {"rather", "better"}:
        yield 0.12, "modal"
    if "'d" in auxiliaries or "’d" in auxiliaries:
        yield 0.4, "modal"


def _infinitive(tree: SentenceTree, verb: int, auxiliaries: set[str]) -> Iterator[Doubt]:
    token = tree.tokens[verb]
    infinitive = verb
    while "to" not in tree.child_words(infinitive, "mark", "aux") and (
        tree.tokens[infinitive].relation == "conj" and tree.tokens[infinitive].tag == "VB"
    ):
        infinitive = tree.tokens[infinitive].head
    marks = tree.child_words(infinitive, "mark") | auxiliaries
    if "to" not in marks or token.tag != "VB":
        return
    head = tree.tokens[infinitive].head
    governor = tree.tokens[head].lemma if head != infinitive else ""
    if governor in VERBS["bringing_about"]:
        yield 0.9, "purpose"
    elif governor in VERBS["beginning"] or governor == "use":
        yield (0.9 if governor != "use" else 0.4), ("purpose" if governor != "use" else "habit")
    elif governor in VERBS["moving_to"]:
        yield 0.6, "purpose"
    elif governor in VERBS["seeming"]:
        yield 0.6, "likeness"
    else:
        yield 0.25, "purpose"


def _links(tree: SentenceTree, verb: int) -> Iterator[Doubt]:
    """Yield what conjunctions take: those of the clause, or of the one that it is joined to by "and"."""
    first = verb
    while tree.tokens[first].relation == "conj" and tree.tokens[first].head < first:
        first = tree.tokens[first].head
    marks = [c for c in tree.children(first, "mark", "advmod", "case", "cc") if c < first]
    words = {tree.words[c] for c in marks}
    likeness = any(
        tree.words[c] in ("if", "though") and c > 0 and tree.words[c - 1] == "as" for c in marks
    ) or words >= {"as", "if"}
    if likeness or words & {"like", "than", "as-if"}:
        yield 0.1, "likeness"
    elif words & _CONDITIONS and "even" not in words:
        yield 0.12, "condition"
    elif words & {"whenever", "wherever"}:
        yield 0.4, "habit"
    elif tree.tokens[first].tag == "VBG" and words & _ABOUT:
        yield 0.3, "thought"
    elif words & _NOT_YET:
        yield 0.4, "not yet"
    elif words & _AT_LAST:  # "they rode until they came to a wood" has them come there in the end
        yield 0.75, "not yet"
    elif words & {"because", "since", "for", "that"} and tree.tokens[first].relation == "advcl":
        yield 0.6, "why"


def _habits(tree: SentenceTree, frame: Frame) -> Iterator[Doubt]:
    adverbs = tree.child_words(frame.verb, "advmod")
    if adverbs & _OFTEN or ("once" in adverbs and "twice" in tree.words):
        yield _REPEATED, "habit"
    if tree.words[0] in ("every", "each") and len(tree) > 1 and tree.tokens[1].lemma in _PERIODS:
        yield _REPEATED, "habit"
    for c in tree.children(frame.verb, "obl", "obl:unmarked", "obl:tmod", "obl:npmod", "nmod"):
        determiners = tree.child_words(c, "det", "det:predet")
        if _is_repeated(tree, c, determiners):
            yield _REPEATED, "habit"
        elif tree.tokens[c].lemma in _LONG and (_LASTING.intersection(tree.case(c).split()) or "all" in determiners):
            yield 0.5, "habit"
    if any(tree.words[a] in _GENERIC and not tree.below[a] for a in frame.actors):
        yield 0.5, "general"


def _fancied(tree: SentenceTree, frame: Frame) -> Iterator[Doubt]:
    """Yield what a fancy or a likeness takes: "in my fancy I climbed it", "like the men who murdered their guests"."""
    if any(o.case == "in" and tree.words[o.token] in _IN_MIND for o in frame.obliques):
        yield 0.2, "thought"
    token = tree.tokens[frame.verb]
    if token.relation == "acl:relcl" and is_figurative(tree, token.head):
        yield 0.15, "likeness"


def _dated(tree: SentenceTree, frame: Frame) -> Iterator[Doubt]:
    """Yield what another time takes that a clause only names: "since the day when he came"."""
    noun = tree.first_of(frame.verb) - 1
    if noun >= 0 and tree.tokens[noun].lemma in _TIMES and _SINCE.intersection(tree.case(noun).split()):
        yield 0.3, "earlier"


def _is_repeated(tree: SentenceTree, time: int, determiners: set[str]) -> bool:
    """Say whether a time comes more than once: "every morning", "at other times", "several times"."""
    if tree.tokens[time].lemma == "time":
        return bool((determiners | tree.child_words(time, "amod", "nummod")) & _SEVERAL)
    return tree.tokens[time].lemma in _PERIODS and bool(determiners & {"every", "each"})


def _above(tree: SentenceTree, verb: int, judged: Mapping[int, Frame]) -> Iterator[Doubt]:
    """Yield what the clauses above take: what is thought, said or remembered, and what itself is not real."""
    at = verb
    for head in tree.above(verb):
        relation = tree.tokens[at].relation
        governor = tree.tokens[head].lemma
        if relation in ("ccomp", "xcomp", "csubj"):
            doubt = _complement(tree, at, governor, relation)
            if doubt:
                yield doubt
                return
        if head in judged and judged[head].reality < UNREAL and _shares_fate(tree, at, judged[head]):
            yield 0.3, "within what is not real"
            return
        at = head


def _shares_fate(tree: SentenceTree, clause: int, above: Frame) -> bool:
    """Say whether a clause is no more real than the one it hangs on.

    What is within a wish, a likeness or a report is as unreal; but she did weep in "he did not come, while she wept".
    """
    relation = tree.tokens[clause].relation
    if _IMAGINED.intersection(above.reasons):
        return relation in ("advcl", "xcomp", "ccomp", "acl", "acl:relcl", "csubj")
    if relation == "advcl":
        return not tree.children(clause, "nsubj", "nsubj:pass") and tree.tokens[clause].tag in ("VB", "VBG")
    return relation in ("xcomp", "ccomp") and above.reasons[:1] != ("general",)


def _complement(tree: SentenceTree, clause: int, governor: str, relation: str) -> Doubt | None:
    if governor in VERBS["mental"]:
        return 0.25, "thought"
    if governor in VERBS["remembering"]:
        return 0.3, "remembered"
    if governor == "seem" and relation == "xcomp":
        return 0.3, "likeness"
    if governor in VERBS["attempting"]:
        return 0.4, "attempted"
    if governor in VERBS["asking"] and tree.tokens[clause].tag == "VB":
        return 0.3, "command"
    finite = relation == "ccomp" and bool(tree.children(clause, "nsubj", "nsubj:pass", "mark"))
    if governor in VERBS["speaking"] | VERBS["asking"] and finite and not _is_quoted(tree, clause):
        return 0.25, "reported"
    if governor in VERBS["knowing"] and "that" in tree.child_words(clause, "mark"):
        return 0.6, "reported"
    return None


def _is_quoted(tree: SentenceTree, clause: int) -> bool:
    first = tree.first_of(clause)
    return any(tree.words[i] in ("“", '"') for i in range(max(0, first - 1), min(first + 1, len(tree))))
