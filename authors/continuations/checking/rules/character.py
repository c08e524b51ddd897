"""Names, pronouns and looks that drift, and people against their nature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.vocabulary import HUMAN
from authors.continuations.checking.draft import found
from authors.continuations.checking.rules.belongings import ONLY_ONES_OWN, OWN, TOWARDS_ANOTHER
from authors.continuations.reading.people.looks import COLOURS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import PersonFacts, StoryFinding
    from authors.continuations.reading import Note

_SWAP = {
    "she": {"he": "she", "his": "her", "him": "her", "himself": "herself"},
    "he": {"she": "he", "her": "his", "hers": "his", "herself": "himself"},
}
_ALIKE = ({"grey", "white"}, {"black", "brown"}, {"fair", "pearl"})
_OPPOSED = (
    {"long", "short"},
    {"curly", "straight"},
    {"left", "right"},
    {"crooked", "straight"},
    {"one", "both"},
    {"fat", "thin"},
)
_SHOWN = frozenset({"hair", "beard", "scar"})
"""What cannot be gone of itself."""
_FADED = frozenset({"scar", "burn", "nose", "skin"})
"""Parts whose colour changes with the light."""
_AGEING = 1


def pronoun(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find a pronoun that somebody does not have, where nobody else can be meant."""
    who = checked.now.person(note.about)
    if who is None or who.pronoun not in _SWAP or who.pronoun == note.value:
        return
    others = [
        person
        for person in checked.before.people
        if person.name != who.name and person.state == "alive" and person.last_seen == checked.before.at
    ]
    rivals = [person for person in others if person.pronoun == note.value]
    thing, _, deed = note.other.partition(" ")
    may_be_theirs = [p for p in others if p.pronoun in (note.value, "") and not p.name.startswith("the ")]
    is_own = thing in OWN
    only_own = deed in ONLY_ONES_OWN.get(thing, ())
    if may_be_theirs and not only_own and (not is_own or deed in TOWARDS_ANOTHER):
        return
    word = checked.word(note)
    swapped = _SWAP[who.pronoun].get(word.lower(), who.pronoun)
    better = swapped.capitalize() if word[:1].isupper() else swapped
    yield found(
        note,
        "pronoun",
        "character",
        f"{who.name} has been “{who.pronoun}” so far; here it is “{word}”.",
        f"Write “{better}”, or name whoever else is meant.",
        severity="small",
        replacement=better if _is_certain(note, who, bool(rivals)) else None,
    )


def _is_certain(note: Note, who: PersonFacts, rivals: bool) -> bool:
    """Say whether a pronoun can be nobody else's: nobody shakes somebody else's head."""
    thing, _, deed = note.other.partition(" ")
    if thing not in OWN or not who.pronoun_is_sure:
        return False
    return not rivals or deed in ONLY_ONES_OWN.get(thing, ())


def looks(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find looks that are other than they were."""
    who = checked.now.person(note.about)
    if who is None or note.value.startswith("changed"):
        return
    new = set(note.value.split())
    for known in who.looks:
        if known.other != note.other or known.since == "draft":
            continue
        old = set(known.value.split())
        if _differ(old, new, note.other):
            was = "no" if "no" in old else known.value
            yield found(
                note,
                "looks",
                "character",
                f"{who.name}: {note.other} “{note.value}” here, “{was}” before (“{known.words}”).",
                "Keep to what was told, or tell how it changed.",
                against=known.since,
            )
            return


def _differ(old: set[str], new: set[str], part: str) -> bool:
    if ("no" in old) != ("no" in new):
        return "no" in old or part in _SHOWN
    mine, theirs = ({COLOURS[word] for word in words if word in COLOURS} for words in (old, new))
    if part == "eyes":
        mine, theirs = mine - {"red"}, theirs - {"red"}
    if part not in _FADED and mine and theirs and not mine & theirs:
        return not any(mine <= pair and theirs <= pair for pair in _ALIKE)
    shapes = ({SHAPES.get(word, word) for word in words} for words in (old, new))
    first, second = shapes
    return any(first & pair and second & pair and not first & second & pair for pair in _OPPOSED)


def age(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find ages that do not follow from the years that have passed."""
    who = checked.now.person(note.about)
    if who is None or not who.age.isdigit():
        return
    years = checked.now.clock.day // 365
    if abs(int(note.value) - int(who.age) - years) > _AGEING + years // 10:
        yield found(
            note,
            "age",
            "character",
            f"{who.name} was {who.age} years old, and is {note.value} here.",
            "Keep the age, or say how many years have passed.",
        )


def kind_of_being(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody who has become another kind of being."""
    who = checked.before.person(note.about)
    if who is None or note.value == who.species:
        return
    is_human = who.species == HUMAN and bool(who.age or who.relations) and note.value != HUMAN
    if who.species != HUMAN or is_human:
        yield found(
            note,
            "species",
            "character",
            f"{who.name} is a {who.species}, and a {note.value} here.",
            "Keep to what they are, or tell how they changed.",
        )


def limits(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody doing what they cannot do, or never do."""
    who = checked.now.person(note.about)
    for limit in who.limits if who else ():
        if limit.value == note.value and limit.since != "draft":
            yield found(
                note,
                "limits",
                "character",
                f"{note.about} does here what they cannot or never do: {limit.value} (“{limit.words}”).",
                "Let somebody else do it, or tell how they came to.",
                against=limit.since,
            )


def liking(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody liking what they are afraid of, or cannot stand."""
    who = checked.now.person(note.about)
    for limit in who.limits if who else ():
        if limit.value == f"like {note.value}" and limit.since != "draft":
            yield found(
                note,
                "limits",
                "character",
                f"{note.about} has not liked this so far: {note.value} (“{limit.words}”).",
                "Keep to it, or tell what has changed.",
                against=limit.since,
            )
