"""What a book says of each being, counted: what they do, how they are taken by the parser, what they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.bible import Gender
from analysts.lexicon import words
from analysts.lexicon.appearance import GARMENTS
from analysts.lexicon.beings import ANIMAL_PARTS, ANIMAL_SOUNDS, SPECIES_OF_NOUN
from analysts.lexicon.speech import SPEECH
from analysts.prose.coreference.grammar import Grammar
from analysts.prose.coreference.references import PRONOUNS, is_human_noun, namings_of
from analysts.prose.sentences import EntityKind
from analysts.vocabulary import SPECIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import Being, ParsedChapter
    from analysts.prose.coreference.mention import Mention, Talk
    from analysts.prose.sentences import Sentence, Token

_STATES = words("be have seem do become appear remain belong lie stand exist mean concern call name occur happen")
"""Verbs whose subject need not be somebody."""
_AFTER_SAID = 2
_SURELY_DEAD = 0.85
"""The confidence of a pronoun or description from which the death that it tells is somebody's."""
_DRESSING = words("wear wears wore worn wearing donned doffed buttoned dressed clothed")
_DIES = words("die expire perish drown")
_KILLS = words("kill murder slay hang behead execute drown shoot stab guillotine")
_OF_SHIPS = words(
    "deck mast crew hull bow bows stern cabin keel sail rigging bulwark gangway hold helm captain mate voyage "
    "ship vessel schooner brig frigate"
)
"""What ships have, or are called."""
_SAILS = words("sail founder anchor tack heave lurch sink drift steer")
_ABOARD = words("aboard board")
_TOLD_PLAINLY = frozenset(SPECIES[: SPECIES.index("centaur")]) | {"scarecrow", "robot"}


@dataclass(frozen=True, slots=True)
class Death:
    """Where somebody seems to die: the chapter's number and the sentence's index."""

    chapter: int
    sentence: int


@dataclass(slots=True)
class Record:
    """What a book says of one being.

    `kinds` counts what the parser takes their names for, `articled` how often one stands after "the" and `named` how
    often at all; `sailing` how often as ships do. `called` counts the nouns that they are said to be, those that
    plainly say so more; `singly` counts each once, and none for several. `sounds` is what only an animal does or has.
    """

    acts: int = 0
    speeches: int = 0
    addressed: int = 0
    mentions: int = 0
    named: int = 0
    articled: int = 0
    sailing: int = 0
    garments: Counter[str] = field(default_factory=Counter)
    sounds: int = 0
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    singly: Counter[str] = field(default_factory=Counter)
    scenes: Counter[int] = field(default_factory=Counter)
    pronouns: Counter[Gender] = field(default_factory=Counter)
    deaths: list[Death] = field(default_factory=list)
    last_acts: list[tuple[int, int]] = field(default_factory=list)
    """Chapter and sentence of the deeds told last."""

    @property
    def deeds(self) -> int:
        """How often they act, speak or are spoken to."""
        return self.acts + self.speeches + self.addressed


class Records:
    """The records of all beings, by their objects."""

    def __init__(self) -> None:
        self._records: dict[int, Record] = defaultdict(Record)
        self._beings: dict[int, Being] = {}

    def of(self, being: Being) -> Record:
        """Return somebody's record."""
        self._beings[id(being)] = being
        return self._records[id(being)]

    def beings(self) -> list[Being]:
        """Return everybody who has a record, in the order of their coming."""
        return list(self._beings.values())

    def read(self, chapter: ParsedChapter, mentions: Sequence[Mention], talks: Sequence[Talk] = ()) -> None:
        """Count what a chapter says of those who are meant in it, and who is spoken to."""
        for talk in talks:
            if talk.is_called and talk.addressee is not None:
                self.of(talk.addressee).addressed += 1
        by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_sentence[mention.sentence].append(mention)
        for n, here in by_sentence.items():
            self._read(chapter, n, here)

    def _read(self, chapter: ParsedChapter, n: int, here: Sequence[Mention]) -> None:
        sentence = chapter.sentences[n]
        grammar = Grammar(sentence)
        scene = chapter.scenes[sentence.paragraph] if sentence.paragraph < len(chapter.scenes) else 0
        named = {id(mention.being) for mention in here if mention.kind != "pronoun"}
        for mention in here:
            record = self.of(mention.being)
            if mention.kind != "pronoun":
                record.mentions += 1
                record.scenes[scene] += 1
            elif (gender := PRONOUNS.get(sentence.tokens[mention.head].text.lower())) is not None:
                record.pronouns[gender] += 1
            if mention.kind == "name":
                _count_name(record, sentence, mention)
            elif mention.kind == "nominal" and mention.confidence >= 0.6 and not mention.being.is_local:
                record.called[grammar.tokens[mention.head].lemma.lower()] += 1
                record.singly[_one(grammar.tokens[mention.head])] += 1
            self._count_deed(record, grammar, mention, (chapter.number, n))
            _count_looks(record, grammar, mention, is_named=id(mention.being) in named)
        meant = {m.head: m for m in here}
        for naming in namings_of(grammar):
            who = meant.get(naming.who)
            if who is not None and who.confidence >= 0.5:
                noun = grammar.tokens[naming.noun].lemma.lower()
                sure = 3 if who.kind == "name" else 2
                self.of(who.being).called[noun] += sure
                self.of(who.being).singly[_one(grammar.tokens[naming.noun])] += 1

    def _count_deed(self, record: Record, grammar: Grammar, mention: Mention, place: tuple[int, int]) -> None:
        if mention.head >= len(grammar.tokens):
            return
        clause = grammar.clause_of(mention.head)
        verb = grammar.tokens[clause]
        if grammar.child(clause, "cop") is not None:
            return
        if not grammar.is_subject(mention.head):
            # The parser takes many a speaker for an object: “…,” said the man.
            record.speeches += verb.text.lower() in SPEECH and 0 < mention.first - clause <= _AFTER_SAID
            killed = verb.lemma in _KILLS and grammar.tokens[mention.head].relation == "obj"
            if killed and _is_told_now(grammar, clause, mention):
                record.deaths.append(Death(*place))
            return
        record.sounds += verb.lemma in ANIMAL_SOUNDS
        passive = grammar.tokens[mention.head].relation == "nsubj:pass"
        if (verb.lemma in _DIES or (passive and verb.lemma in _KILLS)) and _is_told_now(grammar, clause, mention):
            record.deaths.append(Death(*place))
        elif verb.text.lower() in SPEECH:
            record.speeches += 1
            record.last_acts = [*record.last_acts[-3:], place]
        elif verb.lemma not in _STATES and not passive:
            record.acts += 1
            if verb.is_event and not grammar.sentence.told:
                record.last_acts = [*record.last_acts[-3:], place]


def _one(token: Token) -> str:
    """Return the noun for one somebody, "" for one for several: "Polina, the children, their nurses"."""
    return "" if token.tag in ("NNS", "NNPS") else token.lemma.lower()


def _is_told_now(grammar: Grammar, clause: int, mention: Mention) -> bool:
    """Say whether a death really happens here, to somebody who is meant for sure: it did not happen before ("had")."""
    had = any(grammar.tokens[c].text.lower() == "had" for c in grammar.children[clause])
    sure = mention.kind == "name" or mention.confidence >= _SURELY_DEAD
    return grammar.tokens[clause].is_event and not grammar.sentence.told and not had and sure


def _count_name(record: Record, sentence: Sentence, mention: Mention) -> None:
    record.named += 1
    if mention.first and sentence.tokens[mention.first - 1].text in ("the", "The"):
        record.articled += 1
        record.sailing += _is_sailing(sentence, mention)
    kind = next((e.kind for e in sentence.entities if e.start <= mention.head < e.end), None)
    if kind is not None:
        record.kinds[kind] += 1


def _is_sailing(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a name stands as a ship's does: "aboard the Swan", "the Swan's decks", "the Swan sailed"."""
    head = sentence.tokens[mention.head]
    before = {t.text.lower() for t in sentence.tokens[max(0, mention.first - 4) : mention.first]}
    above = sentence.tokens[head.head].lemma if head.head != mention.head else ""
    return bool(before & _ABOARD) or above in _OF_SHIPS or (head.relation == "nsubj" and above in _SAILS)


def _count_looks(record: Record, grammar: Grammar, mention: Mention, *, is_named: bool) -> None:
    """Count garments and animals' parts that are somebody's: "his waistcoat", "the Lion's tail", "in a gown".

    Garments are only theirs who are named or described in the sentence: of a robin and a girl, "her hat" is the girl's.
    """
    token = grammar.tokens[mention.head]
    if token.relation == "nmod:poss":
        owned = grammar.tokens[token.head].text.lower()
        if owned in GARMENTS and is_named:
            record.garments[owned] += 1
        record.sounds += owned in ANIMAL_PARTS
    verb = grammar.clause_of(mention.head)
    if is_named and grammar.is_subject(mention.head) and grammar.tokens[verb].text.lower() in _DRESSING:
        record.garments.update(t.text.lower() for t in grammar.tokens[verb:] if t.text.lower() in GARMENTS)


def species_votes(record: Record) -> Counter[str]:
    """Count the kinds of animal that somebody is said to be. "A giant", "an angel" are mostly figures."""
    votes: Counter[str] = Counter()
    for noun, count in record.called.items():
        species = SPECIES_OF_NOUN.get(noun)
        if species in _TOLD_PLAINLY:
            votes[species] += count
    return votes


def human_votes(record: Record) -> int:
    """Count how often somebody is said to be human."""
    return sum(c for noun, c in record.called.items() if is_human_noun(noun))
