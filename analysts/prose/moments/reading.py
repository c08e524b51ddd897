"""Read a chapter's scenes: choose the moment of each and say all that is in its picture."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from analysts.certainty import SURE_PERSON
from analysts.prose.coreference.names import is_common
from analysts.prose.coreference.names import words_of as words_of_name
from analysts.prose.moments.chapter import ReadSentence, read_sentences
from analysts.prose.moments.choosing import REAL, Choice, choose, others_of, value
from analysts.prose.moments.company import Company, beings_in, place
from analysts.prose.moments.conditions import greeted, hours_of, light_of, weathers_of
from analysts.prose.moments.doubles import join_doubles
from analysts.prose.moments.moment import Done, Figure, Moment, SceneMoment
from analysts.prose.moments.moves import leaves
from analysts.prose.moments.places import Standpoint, Whereabouts, places_of
from analysts.prose.moments.relations import makes_crowd, relation_of
from analysts.prose.moments.showing import SHOWINGS, TOUCHING
from analysts.prose.moments.spans import span_of, words_of
from analysts.prose.moments.strangers import describe
from analysts.prose.moments.telling import tell
from analysts.prose.moments.things import things_of
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from analysts.prose.beings.being import Being, ParsedChapter
    from analysts.prose.beings.cast import Cast
    from analysts.prose.coreference.mention import Resolved
    from analysts.prose.frames import Frame
    from analysts.prose.moments.conditions import Sign
    from analysts.prose.moments.course import Course
    from analysts.vocabulary import DeedKind, Pose

_MOST_PEOPLE, _STANDING_BY, _MANY_BY, _LEAST = 5, 0.5, 0.8, 0.3
_ROLE_BY = 0.65
"""How sure it has to be that "the cook" stands by: they may be somebody who is there by name."""
_AS_DESCRIBED = 0.75
"""How sure it is at least that somebody is there who is known by their description alone, whoever else it may mean."""
_DESCRIBED_BEFORE = 25
"""Sentences in which somebody is looked for whom a moment calls by a pronoun."""
_STRONG = 3.4
"""The score of a moment whose deed is as sure as its words."""


def read_scenes(chapter: ParsedChapter, resolved: Resolved, cast: Cast, course: Course) -> list[SceneMoment]:
    """Return what is in the picture of each scene of a chapter, in order; scenes without a sentence are left out.

    `course` goes on from chapter to chapter.
    """
    read = read_sentences(chapter.sentences, chapter.scenes, resolved, in_present=course.in_present)
    if not read:
        return []
    facts = _Facts(chapter, read, resolved, cast, course)
    return [facts.scene(list(group)) for _, group in groupby(read, key=lambda r: r.scene)]


class _Facts:
    """What holds in a chapter from sentence to sentence: the place, the hour, the weather, the company, the dead."""

    def __init__(
        self,
        chapter: ParsedChapter,
        read: Sequence[ReadSentence],
        resolved: Resolved,
        cast: Cast,
        course: Course,
    ) -> None:
        self._number = chapter.number
        self._cast = cast
        self._read = read
        course.turn_page()
        self.places = places_of(read, course.story.place, course.tales.place)
        self.hours = hours_of(read, course, _greetings(chapter, read))
        self.weathers = weathers_of(read, course)
        self._company = Company(read, _speakers(chapter, read, resolved), cast.narrator(chapter.number))

    def scene(self, scene: list[ReadSentence]) -> SceneMoment:
        """Return the reading of a scene."""
        places = [self.places[read.index] for read in scene]
        dead = [self._dead_at(read) for read in scene]
        choice = choose(scene, places, dead, self._company)
        middle = choice.at.index if choice else self._company.height_of_talk([read.index for read in scene])
        present = self._present(choice, middle)
        if choice and join_doubles(choice.sentences, present):
            present = self._present(choice, middle)
        present.sort(key=lambda item: -item[1])
        moment = self._moment(choice, present) if choice else None
        return SceneMoment(
            scene=scene[0].scene,
            moment=moment,
            place=moment.place if moment else _commonest(places),
            hour=self.hours[middle],
            weather=self.weathers[middle],
            present=tuple(present),
        )

    def _present(self, choice: Choice | None, middle: int) -> list[tuple[Being, float]]:
        """Return who is there at a moment, or in the middle of a scene that has none, with how sure that is."""
        among = choice.beings if choice else frozenset()
        at = place(choice.at, choice.key) if choice else middle
        present = [(b, sure) for b, sure in self._company.at(at, among).items() if not self._is_dead(b, middle)]
        if among:
            return present
        # Nobody is known to do anything: who speaks is there, who is only told of may be anywhere.
        return [(b, sure) for b, sure in present if self._company.speaks(b, middle)]

    def _moment(self, choice: Choice, present: Sequence[tuple[Being, float]]) -> Moment:
        index, window = choice.at.index, choice.sentences
        place, hour, weather = self.places[index].at(choice.key.verb), self.hours[index], self.weathers[index]
        figures = _figures(choice, present, self._company)
        figures = [f for f in figures if not self._is_dead(f.being, index)][:_MOST_PEOPLE]
        before = self._read[max(0, window[0].index - _DESCRIBED_BEFORE) : window[0].index]
        figures = [
            with_description(f, window, before if f.part != "present" else ())
            for f in figures
            if _lives(f, choice.key.deed)
        ]
        deed = _deed(choice)
        people = [figure.being for figure in figures]
        start, end = span_of(window, self._read)
        return Moment(
            paragraph=window[0].sentence.paragraph,
            start=start,
            end=end,
            people=tuple(figures),
            deed=deed,
            relation=relation_of(
                window, choice.key, people, deed.other, place.kind, is_crowd=any(map(makes_crowd, figures))
            ),
            focal=deed.actor or (people[0] if people else None),
            distance=SHOWINGS[deed.kind].distance,
            light=light_of(window, hour[0], indoors=place.indoors),
            things=tuple(things_of(window, choice.key, choice.at)),
            place=place,
            hour=hour,
            weather=weather,
            score=choice.score,
            names=tuple(_names(window)),
            told=tuple(tell(choice, people)),
        )

    def _dead_at(self, read: ReadSentence) -> frozenset[Being]:
        beings = {mention.being for mention in read.mentions.values()}
        return frozenset(being for being in beings if self._is_dead(being, read.index))

    def _is_dead(self, being: Being, index: int) -> bool:
        return not self._cast.is_alive(being, self._number, index)


def _deed(choice: Choice) -> Done:
    read, key = choice.at, choice.key
    actors = [m for m in map(read.mention, key.actors) if m is not None]
    others = others_of(read, key)
    things = things_of([read], key, read)
    own = {*key.objects, *(o.token for o in key.obliques if o.case in ("with", "in", "on", "from", "by"))}
    thing = next((name for name, _ in things if any(name in read.tree.tokens[i].lemma for i in own)), "")
    sure = min(1.0, key.reality) * min(1.0, 0.35 + key.confidence) * min(1.0, choice.score / _STRONG)
    if actors:
        sure *= 0.4 + 0.6 * actors[0].confidence
    elif key.actors:
        sure *= 0.7
    return Done(
        kind=key.deed,
        actor=actors[0].being if actors else None,
        other=others[0][0] if others else None,
        thing=thing,
        words=words_of(read, key),
        confidence=round(sure, 2),
    )


def _figures(choice: Choice, present: Sequence[tuple[Being, float]], company: Company) -> list[Figure]:
    """Return who is in the picture, each once: who acts, to whom, who acts beside them, who stands by."""
    found: dict[Being, Figure] = {}
    for figure in (*_of_deed(choice), *_of_moment(choice, company), *_standing_by(choice, present)):
        known = found.get(figure.being)
        if known is not None and figure.confidence > known.confidence:
            found[figure.being] = replace(known, confidence=figure.confidence)
        elif known is None and figure.confidence >= _LEAST:
            found[figure.being] = figure
    return list(found.values())


def _lives(figure: Figure, deed: DeedKind) -> bool:
    """Say whether somebody is no thing with an animal's name: wax seals are opened, ivory elephants are played with."""
    if not figure.being.is_local or figure.being.species in PERSONLIKE or figure.action:
        return True
    return figure.part == "object" and (deed in TOUCHING or deed in ("holding", "shooting", "catching"))


def with_description(figure: Figure, window: Sequence[ReadSentence], before: Sequence[ReadSentence]) -> Figure:
    """Return somebody with the words that describe them, if no name does, or nobody is sure whose description it is."""
    if figure.being.kind in ("named", "narrator") and figure.confidence >= SURE_PERSON:
        return figure
    return replace(figure, described=describe(figure.being, window, before))


def _of_deed(choice: Choice) -> Iterator[Figure]:
    key, at = choice.key, choice.at
    real = min(1.0, key.reality)
    for being, sure in beings_in(at, key.actors):
        yield Figure(being, "actor", _pose(choice, being), words_of(at, key), round(_shown(being, sure) * real, 2))
    for being, sure in others_of(at, key):
        yield Figure(being, "object", _pose(choice, being, other=True), "", round(_shown(being, sure) * real, 2))


def _shown(being: Being, sure: float) -> float:
    return max(sure, _AS_DESCRIBED) if being.is_local else sure


def _of_moment(choice: Choice, company: Company) -> Iterator[Figure]:
    for read in choice.sentences:
        for frame in sorted(read.frames, key=lambda f: -value(read, f)):
            is_gone = leaves(read, frame) and frame is not choice.key
            if frame.reality >= REAL and not is_gone and read.is_seen(frame):
                seen = [(being, sure * 0.95) for being, sure in _with_shown(beings_in(read, frame.actors))]
                beside = [(being, sure * 0.85) for being, sure in _with_shown(others_of(read, frame))]
                at = place(read, frame)
                for being, sure in seen:
                    if _is_together(being, at, choice, company):
                        yield Figure(being, "present", _pose(choice, being), words_of(read, frame), round(sure, 2))
                for being, sure in beside:
                    if _is_together(being, at, choice, company):
                        yield Figure(being, "present", _pose(choice, being), "", round(sure, 2))


def _with_shown(beings: Iterable[tuple[Being, float]]) -> Iterator[tuple[Being, float]]:
    return ((being, _shown(being, sure)) for being, sure in beings)


def _is_together(being: Being, at: float, choice: Choice, company: Company) -> bool:
    """Say whether somebody of another clause of a moment is still there, or is there already, at its deed."""
    deed = place(choice.at, choice.key)
    among = choice.beings
    if being in among:
        return True
    return company.stays(being, at, deed, among) if at < deed else company.was_there(being, deed, at, among)


def _standing_by(choice: Choice, present: Sequence[tuple[Being, float]]) -> Iterator[Figure]:
    for being, sure in present:
        is_role = is_common(words_of_name(being.name))
        least = _MANY_BY if being.is_group else _ROLE_BY if is_role else _STANDING_BY
        if sure >= least and not being.is_local:
            yield Figure(being, "present", _pose(choice, being), "", sure)


def _pose(choice: Choice, being: Being, *, other: bool = False) -> Pose:
    """Return the pose of somebody in a moment: that of the best thing they do in it."""
    if other and choice.key.deed in ("fighting", "dancing", "chasing"):
        return SHOWINGS[choice.key.deed].pose
    doing: list[tuple[float, Frame]] = []
    for read in choice.sentences:
        for frame in read.frames:
            does = any(
                m is not None and (m.being is being or being in m.others) for m in map(read.mention, frame.actors)
            )
            if does and frame.deed != "unknown" and frame.reality >= REAL:
                doing.append((value(read, frame), frame))
    poses = [SHOWINGS[frame.deed].pose for _, frame in sorted(doing, key=lambda item: -item[0])]
    return next((pose for pose in poses if pose != "standing"), "standing")


def _names(window: Sequence[ReadSentence]) -> Iterator[tuple[int, int, Being]]:
    """Yield the personal pronouns of a moment with whom they mean, where that is sure."""
    for read in window:
        for i, mention in sorted(read.mentions.items()):
            token = read.tree.tokens[i]
            if token.tag == "PRP" and mention.head == i and mention.confidence >= 0.55 and not mention.others:
                yield token.start, token.end, mention.being


def _speakers(
    chapter: ParsedChapter, read: Sequence[ReadSentence], resolved: Resolved
) -> Mapping[int, Sequence[tuple[Being, float]]]:
    """Return who speaks and how sure that is, by the first sentence of the paragraph in which they do."""
    near = _sentences_near(read)
    speakers: dict[int, list[tuple[Being, float]]] = defaultdict(list)
    for talk in resolved.talks:
        speech = chapter.speeches[talk.speech]
        index = near(speech.paragraph)
        if talk.speaker is not None and index is not None:
            speakers[index].append((talk.speaker, talk.sure))
    return speakers


def _greetings(chapter: ParsedChapter, read: Sequence[ReadSentence]) -> Mapping[int, Sequence[Sign]]:
    """Return the hours that greetings tell, by the index of the first sentence of the paragraph in which they are."""
    near = _sentences_near(read)
    found: dict[int, list[Sign]] = defaultdict(list)
    for speech in chapter.speeches:
        signs = greeted(speech.text)
        index = near(speech.paragraph) if signs else None
        if index is not None:
            found[index].extend(signs)
    return found


def _sentences_near(read: Sequence[ReadSentence]) -> Callable[[int], int | None]:
    """Return what gives the index of the first sentence of a paragraph, or of the next one that has any."""
    first: dict[int, int] = {}
    for sentence in read:
        first.setdefault(sentence.sentence.paragraph, sentence.index)
    paragraphs = sorted(first)

    def near(paragraph: int) -> int | None:
        at = bisect_left(paragraphs, paragraph)
        return first[paragraphs[at]] if at < len(paragraphs) else None

    return near


def _commonest(places: Sequence[Whereabouts]) -> Standpoint:
    return max((place.end for place in places), key=lambda place: place.confidence, default=Standpoint())
