"""The built-in author: a scene of our own sentences around a reader's words, checked as any other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking import check_by_rules
from authors.continuations.contract import Draft, Findings, Statement
from authors.continuations.expanding.cast import Cast, cast_of
from authors.continuations.expanding.lines import Line, understood
from authors.continuations.expanding.scenes import Scene
from authors.continuations.expanding.tenses import past_tense
from authors.contract import Declined, DepictedPerson, Depiction
from books.text.names import shortened

if TYPE_CHECKING:
    from analysts.vocabulary import LightSource, Mood, Pose
    from authors.continuations.contract import StoryContext

MOST_TRIES = 4
LONGEST_TITLE = 48
MOST_PEOPLE = 4
"""People of a picture."""
_POSES: dict[str, Pose] = {
    **dict.fromkeys(("walking", "arriving", "leaving", "following", "leading"), "walking"),
    **dict.fromkeys(("running", "fleeing", "chasing", "jumping"), "running"),
    **dict.fromkeys(("sitting", "eating", "drinking", "reading", "writing", "sewing", "rowing"), "sitting"),
    **dict.fromkeys(("lying", "sleeping", "dying"), "lying"),
    **dict.fromkeys(("kneeling", "praying"), "kneeling"),
    "riding": "riding",
    "fighting": "fighting",
    **dict.fromkeys(("working", "digging", "cooking", "washing"), "working"),
}
_MOODS: dict[str, Mood] = {
    **dict.fromkeys(("fighting", "shooting", "breaking"), "violent"),
    **dict.fromkeys(("fleeing", "chasing", "running", "hiding", "threatening", "seizing", "falling"), "tense"),
    **dict.fromkeys(("weeping", "dying"), "sad"),
    **dict.fromkeys(("laughing", "dancing", "playing", "making music"), "joyful"),
    **dict.fromkeys(("embracing", "kissing", "comforting", "tending"), "tender"),
    **dict.fromkeys(("opening", "searching", "listening", "whispering"), "mysterious"),
}
_LIGHTS: dict[str, LightSource] = {
    "lamp": "lamplight",
    "lantern": "lamplight",
    "torch": "lamplight",
    "candle": "candlelight",
    "fire": "firelight",
    "stove": "firelight",
}


class BuiltInStoryAuthor:
    """Continues stories without a key: it tells the reader's deed, and invents nothing that would bind the story."""

    name = "built in"

    def expand(self, line: str, context: StoryContext) -> Draft:
        """Make a scene of a reader's line. Raises Declined for an empty line, and for a language other than English."""
        if not line.strip():
            raise Declined("Write a line or two: who does what?")
        if not context.settings.language.lower().startswith("en"):
            raise Declined(
                "The built-in author writes English only. Choose a language model, or write the scene yourself."
            )
        read = understood(line, context)
        cast = cast_of(context, read)
        banned: frozenset[str] = frozenset()
        for _ in range(MOST_TRIES):
            scene = Scene(context, read, cast, banned)
            draft = _drafted(line, read, scene, context)
            wrong = _own_slips(draft, scene, context)
            if not wrong:
                break
            banned |= frozenset(key for sentence in wrong for key in scene.written.get(sentence, ())) or frozenset(
                scene.used
            )
        return draft

    def check(self, draft: Draft, context: StoryContext) -> Findings:  # noqa: ARG002
        """Find nothing that the rules do not find."""
        return ()

    def correct(self, draft: Draft, findings: Findings, context: StoryContext) -> Draft:  # noqa: ARG002
        """Return the draft as it is: what has no replacement is its writer's to mend."""
        return draft


def _drafted(line: str, read: Line, scene: Scene, context: StoryContext) -> Draft:
    paragraphs = scene.write()
    cast = scene.cast
    place = read.place.name if read.place else context.facts.place
    clock = cast.after.clock
    people = _people(read, cast)
    return Draft(
        line=line,
        title=_title(read, cast),
        paragraphs=paragraphs,
        place=place,
        time_of_day=clock.time_of_day,
        weather=clock.weather,
        people=people,
        depiction=Depiction(
            moment=read.told,
            people=people,
            place=place,
            deed=read.deed,
            object_name=next((person.name for person in cast.shown), ""),
            thing=read.thing,
            time_of_day=clock.time_of_day,
            weather=clock.weather,
            mood=_mood(read, context),
            light=_light(read),
            props=tuple(each.name for each in read.things),
        ),
        states=_states(read, cast),
        stock=tuple(scene.used),
        is_as_posted=not read.is_understood,
        notes=(read.note,) if read.note else (),
    )


def _people(read: Line, cast: Cast) -> tuple[DepictedPerson, ...]:
    """Return who is in the picture: those who do something in the line, then those of it, then who else is there."""
    names = [person.name for person in (*cast.doers, *cast.shown, *cast.others) if person.state != "dead"]
    if not names and not read.is_understood:  # whoever the line names is there, even if what they do is not understood
        names = [one.name for one in cast.after.people if one.last_seen == cast.after.at and one.state != "dead"]
    acting = [name for name in names if read.deed_of(name)[1]]
    found = []
    for name in dict.fromkeys([*(person.name for person in cast.doers), *acting, *names]):
        deed, action = read.deed_of(name)
        found.append(DepictedPerson(name=name, pose=_POSES.get(deed, "standing"), action=action))
    return tuple(found[:MOST_PEOPLE])


def _mood(read: Line, context: StoryContext) -> Mood:
    """Return the mood of the picture; a story for everyone has fights, and no picture that dwells on them."""
    mood = _MOODS.get(read.deed, "calm")
    return "tense" if mood == "violent" and context.settings.rating == "everyone" else mood


def _light(read: Line) -> LightSource:
    nouns = {each.noun for each in read.things}
    return next((light for noun, light in _LIGHTS.items() if noun in nouns), "unknown")


def _states(read: Line, cast: Cast) -> tuple[Statement, ...]:
    """Return what the reader's own words state, and what kind of place they name: ours state nothing."""
    states = list(cast.states)
    if read.place and read.place.kind != "unknown":
        states.append(Statement(kind="place", about=read.place.name, value=read.place.kind, words=read.told))
    return tuple(states) or (Statement(kind="name of thing", about="line", value="line", words=read.told),)


def _title(read: Line, cast: Cast) -> str:
    if read.things:
        return shortened(f"The {read.things[0].name.title()}", LONGEST_TITLE)
    if read.place:
        return shortened(read.place.name[:1].upper() + read.place.name[1:], LONGEST_TITLE)
    if cast.doers and read.verb:
        return shortened(f"{cast.called(cast.doers[0])} {past_tense(read.verb)}", LONGEST_TITLE)
    return shortened(" ".join(read.told.rstrip(".!?…").split()[:6]), LONGEST_TITLE)


def _own_slips(draft: Draft, scene: Scene, context: StoryContext) -> list[str]:
    """Return those of our own sentences in which the check finds something: theirs are the reader's affair."""
    wrong = []
    doers = {person.name for person in scene.cast.doers}
    for finding in check_by_rules(draft, context):
        if finding.about in doers and finding.rule in ("away", "dead"):
            continue
        paragraph = draft.paragraphs[finding.paragraph]
        for sentence in scene.written:
            start = paragraph.find(sentence)
            if 0 <= start <= finding.start < start + len(sentence):
                wrong.append(sentence)
    return wrong
