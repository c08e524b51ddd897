"""Cutting chapters into scenes, and choosing the ones that are drawn. Knows no ORM."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from books.text.content import ChapterText, PicturePlace, SceneText
from books.text.counting import CHARACTERS, words_in
from books.text.passages import break_places, is_running_text, passage_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from books.manuscript import ManuscriptChapter, Paragraph

MINIMUM_WORDS = 150
MAXIMUM_WORDS = 1500
TURN_TO_A_PLACE = 1.0
MOST_SCENES = 20_000
"""Of a book; War and Peace has nine thousand where every paragraph is one. Of more, neighbours are joined."""
LONGEST_WORD = 30
"""Letters that count as a word, if there is no space between them."""
FRAGMENT_WORDS = 40
"""A piece between two breaks that is shorter (a line of a letter, a motto) goes with its neighbour."""
PARAGRAPH_WORDS = 25
TALK_WORDS = 100
"""At density per-paragraph a paragraph shorter than the first goes with those before, until they have the second."""

PER_PARAGRAPH, PER_SCENE, PER_CHAPTER = "per-paragraph", "per-scene", "per-chapter"
OFFERED_DENSITIES = (PER_CHAPTER, "3-per-chapter", PER_SCENE, PER_PARAGRAPH)
"""Those that pages offer, usually fewest pictures first."""
N_PER_CHAPTER = re.compile(r"([1-9]\d?)-per-chapter")

SPEECH = frozenset("“\"'‘«„—–")
RUNNING_ON = frozenset(":,;—")
NEW_TIME = re.compile(
    r"^(?:(?:early |late )?(?:the )?(?:next|following|same) (?:day|morning|evening|night|afternoon|week|spring|summer)"
    r"|(?:that|one|this|early|late|on)\b[^.!?]{0,30}\b(?:day|morning|evening|night|afternoon|noon|midnight|dawn|dusk"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:a|an|two|three|four|five|six|some|several|many|few|ten|twenty|half)\b[^.!?]{0,20}"
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)\b"
    r"|(?:at|by|towards?|before|after|about|until|till)\b[^.!?]{0,25}\b(?:noon|midnight|dawn|dusk|daybreak|sunrise|sunset"
    r"|nightfall|o.clock|breakfast|dinner|supper|dark)"
    r"|meanwhile|in the meantime|later|presently|soon after|when (?:the|he|she|they|i|we|it)\b|as soon as|at last"
    r"|from that (?:day|time|moment)|thus|so (?:the|they|we|it) )",
    re.IGNORECASE,
)
TIME_PREFIXES = "ea|la|th|ne|fo|sa|on|a |an|tw|fi|si|se|so|ma|fe|te|ha|at|by|to|be|af|ab|un|ti|me|in|pr|wh|as|fr"
STARTS_OF_A_TIME = frozenset(TIME_PREFIXES.split("|"))
"""All that NEW_TIME finds begins with one of them, and they are looked up faster."""
NEW_PLACE = re.compile(
    r"\b(?:arrived|reached|returned|entered|came (?:to|into|upon|back)|went (?:to|into|out|back|down|up)"
    r"|left the|set out|drove|rode|sailed|crossed|climbed|woke|awoke|found (?:himself|herself|myself|themselves))\b",
    re.IGNORECASE,
)
PLACE_VERBS = "arrived reached returned entered came went left set drove rode sailed crossed climbed woke awoke found"
PLACE_WORDS = frozenset(PLACE_VERBS.split())
"""One of them is in all that NEW_PLACE finds, and they are looked up faster."""
ACTION = re.compile(
    r"\b(?:ran|leapt|leaped|jumped|fell|struck|seized|caught|threw|fought|climbed|rushed|sprang|dragged|fired|drew|rode"
    r"|danced|knelt|swam|burst|rose|turned|lifted|carried|opened|shut|crept|stood|sat|walked|lay|kissed|embraced)\b",
    re.IGNORECASE,
)
VISIBLE = re.compile(
    r"\b(?:light|dark|shadow|sun|moon|star|sky|sea|snow|rain|storm|fire|flame|window|door|tree|forest|garden|house|ship"
    r"|boat|horse|river|hill|mountain|road|street|face|eyes|hair|hand|dress|coat|cloak|red|green|blue|white|black|golden"
    r"|silver|grey|tall|bright|lamp|lantern|candle|sword|flower|wall|stone)\w*\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")


NOT_RATED: Mapping[int, float] = {}


class UnknownDensity(ValueError):
    """There is no such density."""

    def __init__(self, density: str) -> None:
        super().__init__(
            f"There is no density {density!r}: choose per-scene, per-chapter, per-paragraph, or a number of pictures "
            "such as 3-per-chapter."
        )


@dataclass(frozen=True, slots=True)
class Density:
    """How many pictures a book gets. `most` is the most per chapter; None: one for each scene."""

    most: int | None
    by_paragraph: bool = False


def parse_density(density: str) -> Density:
    """Parse the density that a name means. Raises UnknownDensity."""
    if density in (PER_SCENE, PER_PARAGRAPH):
        return Density(None, by_paragraph=density == PER_PARAGRAPH)
    if density == PER_CHAPTER:
        return Density(1)
    match = N_PER_CHAPTER.fullmatch(density)
    if match is None:
        raise UnknownDensity(density)
    return Density(int(match.group(1)))


def cut_scenes(
    chapters: Sequence[ManuscriptChapter],
    *,
    minimum: int = MINIMUM_WORDS,
    maximum: int = MAXIMUM_WORDS,
    density: str = PER_SCENE,
) -> list[ChapterText]:
    """Cut the story's chapters into scenes, numbered through the whole book.

    Breaks that the book marks always cut; in a chapter of spreads nothing else does, and a piece may be empty. A
    longer stretch than `maximum` words is cut between paragraphs, where time, place or people change if they do, into
    pieces of at least `minimum` words where the text allows. No word
    is lost or moved: the scenes of a chapter together are its paragraphs in order, with their kinds, marks and
    anchors, and with the book's own pictures between them. Raises UnknownDensity.
    """
    by_paragraph = parse_density(density).by_paragraph
    number = 0
    cut: list[ChapterText] = []
    story = [chapter for chapter in chapters if chapter.kind == "body"]
    pieces_by_chapter = []
    for chapter in story:
        if chapter.in_spreads:
            pieces_by_chapter.append(_spreads(chapter.paragraphs))
            continue
        stretches = _hard_cuts(chapter.paragraphs)
        pieces_by_chapter.append(
            list(_by_paragraph(stretches) if by_paragraph else _soft_cuts(stretches, minimum, maximum))
        )
    for index, (chapter, pieces) in enumerate(zip(story, _few(pieces_by_chapter), strict=True), 1):
        starts = list(accumulate(map(len, pieces), initial=0))[:-1]
        pictures, breaks = _picture_places(chapter, starts), _break_places(chapter, starts)
        scenes = tuple(
            _scene(number + n, piece, pictures.get(n - 1, ()), breaks.get(n - 1, ()))
            for n, piece in enumerate(pieces, 1)
        )
        number += len(scenes)
        cut.append(ChapterText(number=index, title=chapter.title, scenes=scenes))
    return cut


def _few(chapters: list[list[list[Paragraph]]]) -> list[list[list[Paragraph]]]:
    """Join neighbouring pieces of chapters where they are more than a book may have."""
    together = -(-sum(map(len, chapters)) // MOST_SCENES)
    if together <= 1:
        return chapters
    return [[list(chain(*pieces[at : at + together])) for at in range(0, len(pieces), together)] for pieces in chapters]


def _scene(
    number: int, paragraphs: Sequence[Paragraph], pictures: Iterable[PicturePlace], breaks: Iterable[int]
) -> SceneText:
    """Make a scene of these paragraphs, their marks and anchors counted in the scene's text."""
    passage = passage_of(paragraphs)
    return SceneText(
        number,
        passage.paragraphs,
        marks=passage.marks,
        kinds=passage.kinds,
        anchors=passage.anchors,
        pictures=tuple(pictures),
        breaks=tuple(breaks),
    )


def _break_places(chapter: ManuscriptChapter, starts: Sequence[int]) -> dict[int, list[int]]:
    """Return the breaks of each scene, by its index; the scenes begin with these paragraphs of the chapter."""
    places: dict[int, list[int]] = {}
    if chapter.in_spreads or all(paragraph.kind != "break" for paragraph in chapter.paragraphs):
        return places
    for place in break_places(chapter.paragraphs):
        scene = bisect_right(starts, place) - 1
        places.setdefault(scene, []).append(place - starts[scene])
    return places


def _picture_places(chapter: ManuscriptChapter, starts: Sequence[int]) -> dict[int, list[PicturePlace]]:
    """Return the pictures of each scene, by its index; the scenes begin with these paragraphs of the chapter.

    A picture stays with the paragraph before it, unless a break lies between the two.
    """
    places: dict[int, list[PicturePlace]] = {}
    if not chapter.pictures or not starts:
        return places
    kept = list(accumulate((is_running_text(paragraph) for paragraph in chapter.paragraphs), initial=0))
    for index, picture in enumerate(chapter.pictures):
        before = kept[picture.after]
        is_after_break = before > 0 and not is_running_text(chapter.paragraphs[picture.after - 1])
        find = bisect_right if is_after_break else bisect_left
        scene = max(0, find(starts, before) - 1)
        places.setdefault(scene, []).append(PicturePlace(before - starts[scene], index))
    return places


def picture_count(chapters: Sequence[ManuscriptChapter], density: str) -> int:
    """Count the pictures that a book gets at that density. Raises UnknownDensity."""
    return sum(len(choose_moments(chapter, density)) for chapter in cut_scenes(chapters, density=density))


def choose_moments(chapter: ChapterText, density: str, rates: Mapping[int, float] = NOT_RATED) -> list[int]:
    """Choose the numbers of the scenes that get a picture, in order: the most telling ones, spread over the chapter.

    `rates` say how telling a scene's moment is, by its number. Where one of the scenes to choose among has none, the
    words of the text decide. Raises UnknownDensity.
    """
    most = parse_density(density).most
    scenes = chapter.scenes
    if most is None or len(scenes) <= most:
        return [scene.number for scene in scenes]
    chosen: list[int] = []
    for n in range(most):  # one from each of `most` equal stretches
        stretch = scenes[n * len(scenes) // most : (n + 1) * len(scenes) // most]
        is_rated = all(scene.number in rates for scene in stretch)
        best = max(stretch, key=lambda scene: rates[scene.number]) if is_rated else max(stretch, key=_visible_action)
        chosen.append(best.number)
    return chosen


def _length(paragraph: Paragraph) -> int:
    """Count the words of a paragraph by the spaces between: its white space is folded."""
    text = paragraph.text
    if not text.isascii() and CHARACTERS.search(text):
        return words_in(text)
    words = text.count(" ") + 1
    if "\n" in text:  # looking is cheaper than counting
        words += text.count("\n")
    return max(words, len(text) // LONGEST_WORD)  # for scripts without spaces


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(map(_length, paragraphs))


def _spreads(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Cut at the breaks that the book marks and nowhere else; a spread may have no words."""
    spreads: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if paragraph.kind == "break":
            spreads.append([])
        elif paragraph.text:
            spreads[-1].append(paragraph)
    return spreads


def _hard_cuts(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Cut at the breaks that the book marks; fragments are joined to a neighbour."""
    stretches: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if paragraph.kind == "break":
            stretches.append([])
        elif paragraph.text:
            if paragraph.kind == "heading" and stretches[-1]:
                stretches.append([])
            stretches[-1].append(paragraph)
    stretches = [stretch for stretch in stretches if stretch]
    if len(stretches) < 2:
        return stretches
    joined: list[list[Paragraph]] = []
    for stretch in stretches:
        is_tail = _is_fragment(stretch) and stretch[0].kind != "heading"
        if joined and (is_tail or _is_fragment(joined[-1])):
            joined[-1].extend(stretch)
        else:
            joined.append(stretch)
    if len(joined) > 1 and _is_fragment(joined[-1]):
        last = joined.pop()
        joined[-1].extend(last)
    return joined


def _is_fragment(stretch: Sequence[Paragraph]) -> bool:
    return len(stretch) < FRAGMENT_WORDS and _words(stretch) < FRAGMENT_WORDS


def _by_paragraph(stretches: Sequence[Sequence[Paragraph]]) -> Iterator[list[Paragraph]]:
    for stretch in stretches:
        piece: list[Paragraph] = []
        so_far = 0
        for paragraph in stretch:
            words = _length(paragraph)
            if piece and piece[-1].kind != "heading" and (words >= PARAGRAPH_WORDS or so_far >= TALK_WORDS):
                yield piece
                piece, so_far = [], 0
            piece.append(paragraph)
            so_far += words
        yield piece


def _soft_cuts(stretches: Sequence[list[Paragraph]], minimum: int, maximum: int) -> Iterator[list[Paragraph]]:
    for stretch in stretches:
        before = list(accumulate(map(_length, stretch), initial=0))
        if before[-1] <= maximum:
            yield stretch
            continue
        places = [0, *_places(_Turns(stretch), before, 0, len(stretch), minimum, maximum), len(stretch)]
        for start, end in pairwise(places):
            yield stretch[start:end]


def _places(turns: _Turns, before: Sequence[int], start: int, end: int, minimum: int, maximum: int) -> Iterator[int]:
    """Yield where to cut paragraphs `start` to `end`: at the best place in their middle half, and the pieces likewise.

    `before` has the words in front of each paragraph.
    """
    total = before[end] - before[start]
    if total <= maximum or end - start < 2:
        return
    middle = before[start] + total / 2
    least = max(total / 4, min(minimum, total / 2))  # words of either piece
    first = bisect_left(before, before[start] + least, start + 1, end - 1)
    last = bisect_right(before, before[end] - least, first + 1, end)
    best, best_score = first, float("-inf")
    for index in range(first, last):
        off = 4.0 * abs(before[index] - middle) / total  # in the middle fewer cuts are needed
        if turns.at_most(index) - off > best_score and (score := turns.score(index) - off) > best_score:
            best, best_score = index, score
    yield from _places(turns, before, start, best, minimum, maximum)
    yield best
    yield from _places(turns, before, best, end, minimum, maximum)


class _Turns:
    """How much a stretch turns before each of its paragraphs; found out once, and only where it is asked for."""

    def __init__(self, stretch: Sequence[Paragraph]) -> None:
        self._stretch = stretch
        self._most: dict[int, float] = {}
        self._scores: dict[int, float] = {}

    def at_most(self, index: int) -> float:
        """Return what `score` may be at most, without looking for a new place."""
        most = self._most.get(index)
        if most is None:
            last, here = self._stretch[index - 1], self._stretch[index]
            most = self._most[index] = _turn(last, here) + (0.0 if here.text[0] in SPEECH else TURN_TO_A_PLACE)
        return most

    def score(self, index: int) -> float:
        """Score a cut before paragraph `index`: how well it suits what is told."""
        score = self._scores.get(index)
        if score is None:
            score = self.at_most(index)
            text = self._stretch[index].text
            if text[0] not in SPEECH and not _is_at_a_new_place(text):
                score -= TURN_TO_A_PLACE
            self._scores[index] = score
        return score


def _turn(last: Paragraph, here: Paragraph) -> float:
    """Rate how much is new in a paragraph after another, its place aside."""
    score = 0.0
    opening, before = here.text[0], last.text
    if opening in SPEECH:
        score -= 1.5  # not into the middle of a conversation
        if before[0] in SPEECH:
            score -= 1.0
    else:
        if before[0] in SPEECH:
            score += 0.5  # a conversation has ended
        if here.text[:2].lower() in STARTS_OF_A_TIME and NEW_TIME.match(here.text):
            score += 2.0
    if before[-1] in RUNNING_ON:
        score -= 3.0
    if here.kind == "verse" and last.kind == "verse":
        score -= 3.0
    return score


def _is_at_a_new_place(text: str) -> bool:
    opening = text[:160]
    words = opening.lower().replace(",", " ").split()
    return not PLACE_WORDS.isdisjoint(words) and bool(NEW_PLACE.search(opening))


def _visible_action(scene: SceneText) -> float:
    """Rate how much there is to see: people who act and things that are visible, and not talk alone.

    The rate is per hundred words.
    """
    text = scene.text
    words = max(60, len(text.split()))
    spoken = sum(len(p.split()) for p in scene.paragraphs if p[0] in SPEECH) / words
    seen = len(ACTION.findall(text)) * 1.5 + len(VISIBLE.findall(text)) + min(8, len(set(NAME.findall(text))))
    return 100.0 * seen / words * (1.0 - 0.5 * min(1.0, spoken))
