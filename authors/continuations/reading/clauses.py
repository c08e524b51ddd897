"""A text parsed into clauses, with the people of the story that each word means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.prose.frames import Frame, SentenceTree, frames_of
from analysts.prose.frames.words import NOUN_CLASSES, noun_class
from analysts.prose.parsing import ProseParser
from analysts.text.quotations import find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from authors.continuations.contract import PersonFacts, Pronoun, StoryFacts

SUBJECTS: dict[str, Pronoun] = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
}
REAL = 0.5
"""From here on a clause happens in the story."""
_TITLES = words("mr mrs miss ms dr captain doctor professor sir lady lord king queen prince princess aunt uncle old")
_NO_NAME = words(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december god christmas easter english french german latin north south east west"
)
_LIVING = frozenset({"person", "animal"})
_CROWDS = words("people folk man men woman women child children everybody everyone somebody someone nobody anyone")
_FEMALE = words("woman girl mother sister daughter aunt queen princess lady wife grandmother widow witch nun maid")
_MALE = words("man boy father brother son uncle king prince lord husband grandfather monk gentleman")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody of the story at a token, by the name that the facts have. `is_new`: the text has just brought them."""

    person: str
    token: int
    is_pronoun: bool = False


@dataclass(slots=True)
class Clause:
    """A clause of a sentence: its frame, and who is meant by its words. `before` are who was spoken of until then."""

    paragraph: int
    tree: SentenceTree
    frame: Frame
    actors: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    is_real: bool = True

    @property
    def words(self) -> str:
        """The sentence as it stands."""
        return " ".join(token.text for token in self.tree.tokens)

    def span(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Return the characters of the paragraph of these tokens."""
        return self.tree.tokens[first].start, self.tree.tokens[first if last is None else last].end


@dataclass(slots=True)
class ReadSentence:
    """A sentence with its clauses and everybody who is named in it; `mentions` by token."""

    paragraph: int
    tree: SentenceTree
    text: str
    clauses: list[Clause] = field(default_factory=list)
    mentions: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speech:
    """Direct speech: characters of its paragraph, who says it ("" for nobody known), and whether it is they surely."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class ReadText:
    """A text as it is read with the people of a branch; `new` are people whom only this text has, by their names."""

    paragraphs: tuple[str, ...]
    sentences: list[ReadSentence]
    speeches: list[Speech]


@lru_cache(maxsize=256)
def _parsed(paragraphs: tuple[str, ...]) -> tuple[SentenceTree, ...]:
    return tuple(SentenceTree(sentence) for sentence in ProseParser().parse(paragraphs))


def read(paragraphs: Sequence[str], facts: StoryFacts) -> ReadText:
    """Parse a text and find who is meant in it."""
    texts = tuple(paragraphs)
    naming = Naming(facts.people)
    read_sentences: list[ReadSentence] = []
    for tree in _parsed(texts):
        sentence = tree.sentence
        one = ReadSentence(sentence.paragraph, tree, texts[sentence.paragraph][sentence.start : sentence.end])
        naming.name(one)
        for frame in frames_of(tree):
            one.clauses.append(_clause(one, frame))
        naming.remember(one)
        read_sentences.append(one)
    quotes = find_quotes(list(texts))
    speeches = [
        Speech(number, quote.start, quote.end, texts[number][quote.start : quote.end])
        for number, found in enumerate(quotes)
        for quote in found
    ]
    return ReadText(texts, read_sentences, speeches)


def _clause(read: ReadSentence, frame: Frame) -> Clause:
    actors = tuple(dict.fromkeys(read.mentions[token] for token in frame.actors if token in read.mentions))
    objects = tuple(dict.fromkeys(read.mentions[t] for t in (*frame.objects, *frame.recipients) if t in read.mentions))
    return Clause(read.paragraph, read.tree, frame, actors, objects, frame.reality >= REAL)


class Naming:
    """Finds who words mean: known names, new ones, nouns of people with an article, and pronouns by who was last."""

    def __init__(self, people: Iterable[PersonFacts]) -> None:
        self._forms: dict[tuple[str, ...], str] = {}
        self._pronouns: dict[str, str] = {}
        for person in people:
            self.know(person.name, person.names, person.pronoun)
        self._last: list[str] = []

    def know(self, person: str, forms: Iterable[str], pronoun: str) -> None:
        """Take somebody up by all their names."""
        for form in forms:
            key = tuple(re.findall(r"[\w'’-]+", form.lower()))
            if key:
                self._forms.setdefault(key, person)
        if pronoun:
            self._pronouns[person] = pronoun

    def name(self, read: ReadSentence) -> None:
        """Fill in the mentions of a sentence."""
        tree, i = read.tree, 0
        while i < len(tree):
            found = self._known_at(tree, i)
            if found:
                person, length = found
                head = self._head(tree, range(i, i + length))
                read.mentions[head] = person
                i += length
                continue
            i += 1
        for at in range(len(tree)):
            if at in read.mentions:
                continue
            if self._is_new_name(tree, at):
                self._add(read, at, self._whole_name(tree, at))
            elif _is_somebody(tree, at):
                self._add(read, at, _noun_name(tree, at))
        self._resolve(read)

    def remember(self, read: ReadSentence) -> None:
        """Keep who was spoken of, subjects last, for the pronouns of the next sentence."""
        subjects = [name for clause in read.clauses for name in clause.actors]
        for name in (*read.mentions.values(), *reversed(subjects)):
            if name in self._last:
                self._last.remove(name)
            self._last.append(name)

    def _known_at(self, tree: SentenceTree, i: int) -> tuple[str, int] | None:
        for length in (4, 3, 2, 1):
            key = tuple(tree.words[i : i + length])
            if len(key) == length and key in self._forms:
                is_name = any(tree.tokens[at].text[:1].isupper() for at in range(i, i + length))
                begins = self._forms[key].lower().startswith("the ")
                if is_name or begins:
                    return self._forms[key], length
        return None

    def _head(self, tree: SentenceTree, tokens: range) -> int:
        return next(
            (at for at in tokens if tree.tokens[at].head not in tokens or tree.tokens[at].head == at), tokens[-1]
        )

    def _is_new_name(self, tree: SentenceTree, i: int) -> bool:
        token = tree.tokens[i]
        if not token.text[:1].isupper() or not token.tag.startswith("NNP") or tree.words[i] in _NO_NAME:
            return False
        if token.relation in ("compound", "flat", "nmod:poss", "appos") and tree.tokens[token.head].tag.startswith(
            "NNP"
        ):
            return False
        kinds = {entity.kind for entity in tree.sentence.entities if entity.start <= i < entity.end}
        low = tree.words[i]
        if kinds - {"PER"}:
            return low in FEMALE or low in MALE
        return "PER" in kinds or low in FEMALE or low in MALE

    def _whole_name(self, tree: SentenceTree, i: int) -> str:
        first = i
        while (
            first > 0
            and tree.tokens[first - 1].text[:1].isupper()
            and (tree.tokens[first - 1].tag.startswith("NNP") or tree.words[first - 1] in _TITLES)
        ):
            first -= 1
        last = i
        while last + 1 < len(tree) and tree.tokens[last + 1].tag.startswith("NNP") and tree.tokens[last + 1].head == i:
            last += 1
        return " ".join(tree.tokens[at].text for at in range(first, last + 1))

    def _add(self, read: ReadSentence, at: int, name: str) -> None:
        low = name.lower().split()
        pronoun = "she" if low[-1] in FEMALE | _FEMALE else "he" if low[-1] in MALE | _MALE else ""
        if low[0] in FEMALE and len(low) > 1:
            pronoun = "she"
        if low[0] in MALE and len(low) > 1:
            pronoun = "he"
        known = self._forms.get(tuple(re.findall(r"[\w'’-]+", name.lower())))
        self.know(
            known or name, [name, *([low[0]] if len(low) > 1 and low[0] not in (*_TITLES, "the") else [])], pronoun
        )
        read.mentions[at] = known or name

    def _resolve(self, read: ReadSentence) -> None:
        for at, word in enumerate(read.tree.words):
            wanted = SUBJECTS.get(word)
            if wanted is None or at in read.mentions:
                continue
            here = [read.mentions[t] for t in sorted(read.mentions) if t < at and read.tree.words[t] not in SUBJECTS]
            for name in [*reversed(here), *reversed(self._last)]:
                if self._pronouns.get(name, wanted) == wanted and not name.lower().startswith("the men"):
                    read.mentions[at] = name
                    break


def _is_somebody(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun is somebody known by it: "the ferryman", and no "a man", "her brother"."""
    token = tree.tokens[i]
    if token.tag != "NN" or noun_class(token.lemma) not in _LIVING or token.lemma in _CROWDS:
        return False
    if token.lemma not in NOUN_CLASSES or token.relation in ("compound", "flat"):
        return False
    return bool({"the", "a", "an"} & tree.child_words(i, "det"))


def _noun_name(tree: SentenceTree, i: int) -> str:
    return f"the {tree.tokens[i].lemma}"


def nouns_of(read: ReadSentence) -> Iterator[int]:
    """Yield the tokens that are nouns or names."""
    for at in range(len(read.tree)):
        if read.tree.is_noun(at):
            yield at
