"""A text parsed into clauses, with the people of the story that each word means, and what is only dreamed or told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames import Frame, SentenceTree, frames_of
from analysts.prose.frames.words import VERBS
from analysts.prose.lemmas import irregular_past
from analysts.prose.parsing import ProseParser
from analysts.text.quotations import find_quotes
from authors.continuations.reading.names import FIRST_PERSON, NARRATOR, PRONOUNS, pronoun_of
from authors.continuations.reading.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.continuations.contract import StoryFacts

REAL = 0.5
"""From here on a clause happens in the story."""
_ASIDE = words(
    "dream remember recall imagine miss think wonder wish hope memory past portrait picture grave tale story "
    "legend sing tell speak mourn ghost"
)
"""What stands in or right after a sentence of these may not happen now."""
_MESSAGES = words("letter postcard telegram telephone message phone call telegraph wire news voice note")
_SHOWING = words("photograph photo portrait painting picture film story book dream drawing")
_SENDING = words("telephone phone wire telegraph")
_MODALS = words("would could should might may must can will shall if")


@dataclass(slots=True)
class Clause:
    """A clause of a sentence: its frame, and the people that it means."""

    frame: Frame
    actors: tuple[str, ...]
    objects: tuple[str, ...]
    recipients: tuple[str, ...]
    is_real: bool


@dataclass(slots=True)
class ReadSentence:
    """A sentence with its clauses; `mentions` are people by token, pronouns among them.

    `is_aside`: it stands in a dream, a memory, a message, or what somebody tells.
    """

    paragraph: int
    tree: SentenceTree
    text: str
    clauses: list[Clause] = field(default_factory=list)
    mentions: dict[int, str] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    quoted: tuple[tuple[int, int], ...] = ()
    is_aside: bool = False
    has_message: bool = False

    def place(self, first: int, last: int | None = None) -> tuple[int, int, int]:
        """Return paragraph, start and end of these tokens."""
        tokens = self.tree.tokens
        return self.paragraph, tokens[first].start, tokens[first if last is None else last].end


@dataclass(slots=True)
class ReadText:
    """A text as it is read with the people of a branch."""

    paragraphs: tuple[str, ...]
    sentences: list[ReadSentence]
    naming: Naming


@lru_cache(maxsize=512)
def _parsed(paragraphs: tuple[str, ...]) -> tuple[SentenceTree, ...]:
    return tuple(SentenceTree(sentence) for sentence in ProseParser().parse(paragraphs))


def read(paragraphs: Sequence[str], facts: StoryFacts) -> ReadText:
    """Parse a text and find who is meant in it."""
    texts = tuple(paragraphs)
    naming = Naming(facts.people)
    seen = [person for person in facts.people if person.last_seen == facts.at and facts.at]
    here = [person.name for person in seen if person.state == "alive"]
    naming.remember([*(person.name for person in facts.people if person.state == "alive"), *here])
    quotes = find_quotes(list(texts))
    sentences: list[ReadSentence] = []
    for tree in _parsed(texts):
        sentence = tree.sentence
        spans = tuple((quote.start, quote.end) for quote in quotes[sentence.paragraph])
        text = texts[sentence.paragraph][sentence.start : sentence.end]
        one = ReadSentence(sentence.paragraph, tree, text, quoted=spans)
        before = sentences[-1] if sentences and sentences[-1].paragraph == sentence.paragraph else None
        _name(one, naming, sentences[-1] if sentences else None)
        _judge(one, before)
        one.clauses = [_clause(one, frame) for frame in frames_of(tree)]
        subjects = [name for clause in reversed(one.clauses) for name in reversed(clause.actors)]
        naming.remember([*one.mentions.values(), *subjects])
        naming.previous = frozenset(one.mentions.values())
        sentences.append(one)
    return ReadText(texts, sentences, naming)


def _name(one: ReadSentence, naming: Naming, before: ReadSentence | None) -> None:
    tree = one.tree
    one.named = naming.named_in(tree)
    one.mentions = dict(one.named)
    for at in range(len(tree)):
        subject = next((c for c in tree.children(at, "nsubj") if c in one.named), None)
        pronoun = pronoun_of(tree.words[at]) if subject is not None and tree.children(at, "cop") else ""
        if at in one.named and (noun := next(iter(tree.children(at, "nsubj")), None)) is not None:
            said = pronoun_of(tree.words[noun]) if tree.children(at, "cop") and noun < at else ""
            if said and one.named[at] not in naming.given:  # "Her husband was Bruno"
                naming.know(one.named[at], pronoun=said)
        if subject is not None and pronoun and one.named[subject] not in naming.pronouns:
            naming.know(one.named[subject], pronoun=pronoun)
    for at, word in enumerate(tree.words):
        if word in FIRST_PERSON and not is_spoken(one, at):
            one.mentions[at] = naming.called(NARRATOR) or NARRATOR
        if word in PRONOUNS and at not in one.mentions:
            _resolve(one, at, naming, before)


def _resolve(one: ReadSentence, at: int, naming: Naming, before: ReadSentence | None) -> None:
    """Find whom a pronoun means, and learn from it who somebody is where nobody else can be meant."""
    tree, word = one.tree, one.tree.words[at]
    is_object = tree.tokens[at].relation in ("obj", "iobj", "obl") and word not in ("himself", "herself")
    subjects = _subjects_of(tree, tree.tokens[at].head) if is_object else ()
    here = [one.mentions[t] for t in sorted(one.mentions, reverse=True) if t < at and t not in subjects]
    begins = at < _EARLY and tree.words[0] in _SUBORDINATING
    ahead = [one.named[t] for t in sorted(one.named) if t > at] if begins else []
    if here and _are_several(one, at):
        here = []
    if tree.tokens[at].relation == "nmod:poss" and tree.children(tree.tokens[at].head, "cop"):
        is_of = {one.mentions.get(c) for c in tree.children(tree.tokens[at].head, "nsubj")}
        here = [name for name in here if name not in is_of]
        naming.barred = frozenset(name for name in is_of if name)
    meant = naming.meant_by(word, [*_first_subject(tree, here, one.mentions, at), *here, *ahead])
    if meant is None or (is_object and meant in {one.mentions.get(s) for s in subjects}):
        return
    one.mentions[at] = meant
    others = {one.named[t] for t in one.named if t < at} or set(before.named.values() if before else ())
    is_subject = any(name == meant and tree.tokens[t].relation.startswith("nsubj") for t, name in one.named.items())
    rivals = any(naming.pronouns.get(name) == PRONOUNS[word] for name in naming.previous or naming.last)
    is_only_one = {name for name in others if name not in naming.pronouns} == {meant}
    if meant not in naming.pronouns and is_only_one and (is_subject or not rivals):
        naming.know(meant, pronoun=PRONOUNS[word])


def _are_several(one: ReadSentence, at: int) -> bool:
    """Say whether the subject before a pronoun is more than one, so that he or she is somebody else."""
    tree = one.tree
    subjects = [t for t in sorted(one.named) if t < at and tree.tokens[t].relation.startswith("nsubj")]
    return bool(subjects) and any(c in one.named and c < at for c in tree.children(subjects[-1], "conj"))


def speaker_of(one: ReadSentence) -> str | None:
    """Return who says the speech of a sentence, if the sentence tells it."""
    for clause in one.clauses:
        if clause.frame.lemma in VERBS["speaking"] and clause.actors and not is_spoken(one, clause.frame.verb):
            return clause.actors[0]
    return None


_SUBORDINATING = words("when while as after before although though because since if")


def _first_subject(tree: SentenceTree, here: list[str], mentions: dict[int, str], at: int) -> list[str]:
    """Return the subject of the sentence first: most pronouns after it mean it."""
    if tree.words[at] in ("him", "her") and tree.tokens[at].relation != "nmod:poss":
        return []
    subjects = [t for t in sorted(mentions) if t < at and tree.tokens[t].relation.startswith("nsubj")]
    return [mentions[t] for t in subjects if mentions[t] in here]


def _subjects_of(tree: SentenceTree, verb: int) -> tuple[int, ...]:
    own = tree.children(verb, "nsubj", "nsubj:pass")
    return tuple(own) or (_subjects_of(tree, tree.tokens[verb].head) if _hangs(tree, verb) else ())


def _hangs(tree: SentenceTree, verb: int) -> bool:
    return tree.tokens[verb].head != verb and tree.tokens[verb].relation in ("conj", "xcomp", "advcl", "obl")


def _judge(one: ReadSentence, before: ReadSentence | None) -> None:
    lemmas = {token.lemma.lower() for token in one.tree.tokens}
    opens = bool(lemmas & _ASIDE) and not any(a <= one.tree.sentence.start < b for a, b in one.quoted)
    goes_on = before is not None and before.is_aside and one.tree.words[0] in (*PRONOUNS, "it", "they", "then")
    shown = before is not None and bool({token.lemma.lower() for token in before.tree.tokens} & _SHOWING)
    in_it = shown and one.tree.words[:2] in (["in", "it"], ["it", "showed"], ["on", "it"])
    one.is_aside = (opens and bool(lemmas & _STRONG)) or goes_on or in_it
    nouns = {token.lemma.lower() for token in one.tree.tokens if token.tag.startswith("NN")}
    one.has_message = bool(nouns & _MESSAGES or lemmas & _SENDING) or (before is not None and before.has_message)


_EARLY = 3
"""Tokens from the beginning up to which a pronoun may mean a name that comes only later."""
_STRONG = words("dream remember recall imagine wish memory")


def _clause(one: ReadSentence, frame: Frame) -> Clause:
    def people(tokens: tuple[int, ...]) -> tuple[str, ...]:
        named = [one.mentions.get(token) or _apposed_name(one, token) for token in tokens]
        return tuple(dict.fromkeys(name for name in named if name))

    actors = people(frame.actors)
    if not actors and not frame.is_passive and not frame.is_state:
        actors = _nearest(one, frame)
    recipients = frame.recipients + tuple(o.token for o in frame.obliques if o.case == "to")
    return Clause(
        frame=frame,
        actors=actors,
        objects=people(frame.objects),
        recipients=people(recipients),
        is_real=(frame.reality >= REAL or _is_past(one, frame)) and not one.is_aside,
    )


def _nearest(one: ReadSentence, frame: Frame) -> tuple[str, ...]:
    """Return the name right before a verb whose subject the parser has missed: "Rafiq, the young guard, left"."""
    tree, verb = one.tree, frame.verb
    if tree.tokens[verb].tag not in ("VBD", "VBN", "VBZ") or tree.children(verb, "aux", "aux:pass"):
        return ()
    if any(not tree.tokens[actor].text[:1].isupper() and tree.words[actor] not in PRONOUNS for actor in frame.actors):
        return ()
    for at in range(verb - 1, -1, -1):
        if tree.tokens[at].tag.startswith("VB") or tree.words[at] in ("“", "”", "that", "who", "which"):
            return ()
        if at in one.named and (tree.tokens[at].relation == "nmod:poss" or tree.words[at + 1] in ("'s", "’s")):
            return ()
        if at in one.named:
            before = tree.words[at - 1] if at else ""
            return (one.named[at],) if before not in _PREPOSITIONS and tree.case(at) == "" else ()
    return ()


def _apposed_name(one: ReadSentence, token: int) -> str:
    """Return the name that explains a noun: "the prompter, Mrs. Abel", "her leading man, Dorian"."""
    return next((one.named[c] for c in one.tree.children(token, "appos", "flat") if c in one.named), "")


_PREPOSITIONS = words("of to at with from by for on in under near towards behind beside")


def is_spoken(one: ReadSentence, at: int) -> bool:
    """Say whether a token stands in direct speech."""
    token = one.tree.tokens[at]
    return any(a <= token.start and token.end <= b for a, b in one.quoted)


def _is_past(one: ReadSentence, frame: Frame) -> bool:
    """Say whether a clause is doubted only because its past ("swam") was taken for a present."""
    token = one.tree.tokens[frame.verb]
    return frame.reasons == ("general",) and irregular_past(token.lemma) == token.text.lower() != token.lemma
