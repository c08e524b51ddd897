"""The built-in author: a scene of our own sentences around a reader's words, checked as any other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking import check_by_rules
from authors.continuations.contract import Draft, Findings, Statement
from authors.continuations.expanding.lines import Line, understood
from authors.continuations.expanding.scenes import Scene
from authors.continuations.reading import statements_of
from authors.contract import Declined, DepictedPerson, Depiction
from books.text.names import shortened

if TYPE_CHECKING:
    from analysts.vocabulary import Mood, Pose
    from authors.continuations.contract import StoryContext

MOST_TRIES = 4
LONGEST_TITLE = 48
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
        read = understood(line, context.facts)
        banned: frozenset[str] = frozenset()
        for _ in range(MOST_TRIES):
            scene = Scene(context, read, banned)
            draft = _drafted(line, read, scene, context)
            wrong = _own_slips(draft, read, context)
            if not wrong:
                break
            banned |= frozenset(scene.used[number] for number in wrong if number < len(scene.used)) or frozenset(
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
    facts = context.facts
    place = read.place or facts.place
    present = [person.name for person in scene.present()][:3]
    doers = [
        DepictedPerson(name=name, pose=_POSES.get(read.deed, "standing"), action=read.action) for name in read.doers
    ]
    people = (*doers, *(DepictedPerson(name=name, action="") for name in dict.fromkeys([*read.others, *present])))
    return Draft(
        line=line,
        title=_title(read),
        paragraphs=paragraphs,
        place=place,
        time_of_day=facts.clock.time_of_day,
        weather=facts.clock.weather,
        people=people,
        depiction=Depiction(
            moment=read.told,
            people=people,
            place=place,
            deed=read.deed,
            object_name=next((name for name in read.others if facts.person(name)), ""),
            thing=read.thing,
            time_of_day=facts.clock.time_of_day,
            weather=facts.clock.weather,
            mood=_MOODS.get(read.deed, "calm"),
            props=(read.thing,) if read.thing else (),
        ),
        states=_states(read, facts_words=statements_of((read.told,), facts)),
        stock=tuple(scene.used),
        is_as_posted=not read.is_understood,
        notes=(read.note,) if read.note else (),
    )


def _states(read: Line, facts_words: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return what the reader's own words state: ours state nothing."""
    return facts_words or (Statement(kind="name of thing", about="line", value="line", words=read.told),)


def _title(read: Line) -> str:
    if read.thing:
        return shortened(f"The {read.thing.title()}", LONGEST_TITLE)
    if read.doers and read.action:
        verb = read.action.split()[0]
        return shortened(f"{read.doers[0]} {verb}" if verb.isalpha() else read.doers[0], LONGEST_TITLE)
    return shortened(" ".join(read.told.rstrip(".!?…").split()[:6]), LONGEST_TITLE)


def _own_slips(draft: Draft, read: Line, context: StoryContext) -> list[int]:
    """Return the numbers of our own sentences in which the check finds something: theirs are the reader's affair."""
    wrong = []
    for finding in check_by_rules(draft, context):
        if finding.about in read.doers and finding.rule in ("away", "dead"):
            continue
        paragraph = draft.paragraphs[finding.paragraph]
        start = paragraph.find(read.told)
        if not (start >= 0 and start <= finding.start < start + len(read.told)):
            wrong.append(_sentence_number(draft, finding.paragraph, finding.start, read))
    return wrong


def _sentence_number(draft: Draft, paragraph: int, at: int, read: Line) -> int:
    """Return about which of our sentences stands at a place: counted by their ends, without the reader's."""
    before = "\n".join(draft.paragraphs[:paragraph]) + "\n" + draft.paragraphs[paragraph][:at]
    ours = before.replace(read.told, "")
    return sum(ours.count(mark) for mark in (". ", "? ", "! ", ".\n", "?\n", "!\n"))
