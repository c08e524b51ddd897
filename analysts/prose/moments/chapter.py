"""A chapter as moments are read from it: its sentences with their trees, frames, and those whom they mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.prose.coreference.mention import Mention
from analysts.prose.frames import Frame, SentenceTree, frames_of
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.reality import TOLD
from analysts.prose.moments.dreams import doubt_dreams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysts.prose.coreference.mention import Resolved
    from analysts.prose.sentences import Sentence

_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
STAND_IN = "yes"
"""The word that stands for a quotation between its marks (see `analysts.prose.masking`)."""
_MARKS = frozenset("“\"‘'«»„")
_OFTEN_IN_PRESENT = 0.25
"""The share of a book's chapters from which the present tense is that of its story."""
_ASIDE = frozenset({"acl", "acl:relcl", "ccomp", "csubj"})
"""How clauses hang on others that may tell of another time."""
_LEAST, _OF_ESSAY, _IN_ESSAY = 5, 0.65, 0.4
"""Main verbs by which a scene is judged, the share of them from which it is an essay, and what is left of its deeds."""
_MOSTLY = 0.85
"""The share of a scene's words from which it is a story that somebody tells."""


@dataclass(slots=True)
class ReadSentence:
    """A sentence at its place `index` in the chapter, in the scene of that number."""

    index: int
    scene: int
    tree: SentenceTree
    frames: list[Frame]
    mentions: dict[int, Mention] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        """The sentence as it was parsed."""
        return self.tree.sentence

    @property
    def is_told(self) -> bool:
        """Whether it belongs to a story that somebody in the book tells."""
        return self.tree.sentence.told

    def frame_of(self, token: int) -> Frame | None:
        """Return the frame of the clause that a word stands in."""
        by_verb = {frame.verb: frame for frame in self.frames}
        if token in by_verb:
            return by_verb[token]
        return next((by_verb[head] for head in self.tree.above(token) if head in by_verb), None)

    def reality_of(self, token: int) -> float:
        """Return how real the clause of a word is; what stands in none is half real."""
        frame = self.frame_of(token)
        return frame.reality if frame else 0.5

    def mention(self, token: int) -> Mention | None:
        """Return whom a word means, unless it is only a likeness."""
        found = self.mentions.get(token)
        return found if found and not is_figurative(self.tree, token) else None

    def is_seen(self, frame: Frame) -> bool:
        """Say whether who acts in a clause is there by it: by a deed, a state, or anything that plainly happens."""
        token = self.tree.tokens[frame.verb]
        happens = token.is_event and not frame.reasons and token.relation not in _ASIDE
        return frame.deed != "unknown" or frame.is_state or happens

    def stand_ins(self) -> int:
        """Count the quotations in it."""
        words = self.tree.words
        return sum(w == STAND_IN and n > 0 and words[n - 1] in _MARKS for n, w in enumerate(words))


def read_sentences(
    sentences: Sequence[Sentence], scenes: Sequence[int], resolved: Resolved, *, in_present: bool
) -> list[ReadSentence]:
    """Read a chapter's sentences; `scenes` has the number of the scene of each paragraph.

    `in_present` says that a chapter in the present tense tells a story.
    """
    has_essays = not in_present
    in_present = in_present and is_in_present(sentences)
    trees = [SentenceTree(sentence) for sentence in sentences]
    read = [
        ReadSentence(n, scenes[tree.sentence.paragraph], tree, frames_of(tree, in_present=in_present))
        for n, tree in enumerate(trees)
    ]
    for mention in resolved.mentions:
        at = read[mention.sentence].mentions
        for token in range(mention.first, mention.last):
            at.setdefault(token, mention)
        at[mention.head] = mention
    doubt_dreams([(sentence.sentence, sentence.frames) for sentence in read])
    if has_essays:
        _doubt_essays(read)
    _believe_tales(read)
    return read


def is_mostly_told(scene: Sequence[ReadSentence]) -> bool:
    """Say whether a scene is a story that somebody in the book tells: then the picture is of that story."""
    return sum(len(read.tree) for read in scene if read.is_told) > _MOSTLY * sum(len(read.tree) for read in scene)


def _doubt_essays(chapter: Sequence[ReadSentence]) -> None:
    """Take from what scenes in the present tense tell in a book in the past: they reflect, and nothing happens."""
    tags: dict[int, list[str]] = defaultdict(list)
    for read in chapter:
        if not read.is_told:
            tags[read.scene].extend(_tense_of(read.tree))
    essays = {
        scene
        for scene, found in tags.items()
        if len(found) >= _LEAST and sum(tag in _PRESENT for tag in found) >= _OF_ESSAY * len(found)
    }
    for read in chapter:
        if read.scene in essays and not read.is_told:
            for frame in read.frames:
                frame.reality *= _IN_ESSAY


def _tense_of(tree: SentenceTree) -> Iterator[str]:
    """Yield the tag of the finite verb of a main clause: of the verb, or of "is" and "has" beside it."""
    for i, token in enumerate(tree.tokens):
        if token.relation == "root":
            beside = [tree.tokens[c].tag for c in tree.children(i, "cop", "aux", "aux:pass")]
            yield from [tag for tag in (token.tag, *beside) if tag in _PAST | _PRESENT][:1]


def _believe_tales(chapter: Sequence[ReadSentence]) -> None:
    """Take what is told for real in scenes in which hardly anything else happens."""
    words, told = Counter[int](), Counter[int]()
    for read in chapter:
        words[read.scene] += len(read.tree)
        told[read.scene] += len(read.tree) if read.is_told else 0
    for read in chapter:
        if read.is_told and told[read.scene] > _MOSTLY * words[read.scene]:
            for frame in read.frames:
                frame.reality = min(1.0, frame.reality / TOLD)


def is_in_present(sentences: Sequence[Sentence]) -> bool:
    """Say whether a chapter is in the present tense: most main verbs of its narration stand in it."""
    tags = [tag for sentence in sentences if not sentence.told for tag in _main_verbs(sentence)]
    present = sum(tag in _PRESENT for tag in tags)
    return len(tags) >= 5 and present > 0.7 * len(tags)


def is_told_in_present(chapters: Sequence[Sequence[Sentence]]) -> bool:
    """Say whether a book tells its story in the present tense, at least in many chapters.

    Where few are in it, these are essays: nothing in them happens.
    """
    return sum(map(is_in_present, chapters)) >= _OFTEN_IN_PRESENT * len(chapters)


def _main_verbs(sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        if token.relation == "root" and token.tag in _PAST | _PRESENT:
            yield token.tag
