"""Judge how old people are: by their looks, by what they are called, and by whose parents they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Literal

from analysts.lexicon import alternatives, words
from analysts.lexicon.titles import PERSON_NOUNS, ROLES
from analysts.rules.looks.gathering import age_votes
from analysts.rules.people.salience import STRANGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysts.bible import Age, Look, Person
    from analysts.rules.looks.statements import Statement
    from analysts.rules.speech.conversation import Conversation
    from analysts.rules.speech.turns import Turn
    from analysts.text.blocks import SceneBlock

_Called = Literal["child", "girl", "young", "old"]
"""What somebody is called; a "girl" or a "lad" may be a child or not."""
_Calls = dict[_Called, float]
_CHILD = re.compile(
    r"\b(?:my|you|dear|little|young|poor|good) (?:little |dear |poor |good |young )?(?:boy|lad|girl|child|lassie"
    r"|laddie)\b"
    r"|[,“\"] ?(?:child|sonny|boy|lad|laddie|lassie|little one)[,.!?]",
    re.IGNORECASE,
)
_MIN_CALLS = 4
_SHARE, _ENOUGH = 0.03, 12
_GROWN = re.compile(
    r"^(?:Mr|Mrs|Dr|Captain|Colonel|Doctor|Professor|Lady|Lord|Sir|Aunt|Uncle|General|Major|Sergeant|Lieutenant|Inspector"
    r"|Madame|Monsieur|Reverend|Squire|Baron|Baroness|Countess|Duke|Duchess|Father|Sister|Nurse|Judge)\b",
    re.MULTILINE,
)
_AGED_NAMES = re.compile(
    r"^(?:the )?(?:Old|old|Grandmother|Grandfather|Granny|Grandma|Grandpa|Gran|Grandmamma)\b", re.MULTILINE
)
_YOUNG_NAMES = re.compile(r"^(?:the )?(?:[Yy]oung|Master) [A-Z]", re.MULTILINE)
_CHILDREN = words("child boy baby infant urchin schoolboy schoolgirl toddler")
_YOUNG = words("girl lad youth maiden lass youngster damsel")
_GROWN_UPS = words("man woman gentleman lady")
_ADULT_ROLES = ROLES.keys() - words("prince princess cabin-boy page apprentice pupil student schoolboy maid")
_DEFINITE = re.compile(
    r"\b[Tt]he (?P<how>(?:[a-z-]+,? ){0,2}?)(?P<noun>"
    + alternatives(_CHILDREN | _YOUNG | _GROWN_UPS | {"fellow"})
    + r")\b(?![’'-])(?! (?:who|whom|whose|in|with|of|at|from|that|had|he|she)\b)"
)
_AROUND = 3
"""Paragraphs in which those are named whom "the child" may mean."""
_OLD, _LITTLE = re.compile(r"\b(?:old|aged|elderly|ancient)\b"), re.compile(r"\b(?:little|small|tiny)\b")
_CALLED = re.compile(r"\b(?P<how>[Oo]ld|[Yy]oung|[Ll]ittle) (?:(?:Mr|Mrs|Miss|Master|Dr)\.? )?$")
_BY_WORD: Mapping[str, _Called] = {"old": "old", "young": "young", "little": "child"}
_SMALL = 0.34
"""What "little" before a name tells of an age: a grown man may be small."""
_KIN = re.compile(r"(?P<kin>mother|father|grandmother|grandfather|son|daughter|grandson|granddaughter)(?:, | )$")
_OLDER: Mapping[str, Age] = {"mother": "adult", "father": "adult", "grandmother": "old", "grandfather": "old"}
_SURE = 3.0
_MIN_VOTES, _MAX_VOTES, _LEAST = 3.0, 5.0, 0.01
"""What an age needs that no look gives away: so many votes, and so many for each mention of the name."""
_FOR_GROWN, _AS_CHILD = 0.05, 0.3


def _calls() -> _Calls:
    return dict.fromkeys(("child", "girl", "young", "old"), 0.0)


def ages_of(
    people: Sequence[Person], looks: Mapping[str, Sequence[Look]], lines: Sequence[Statement], talk: Conversation
) -> dict[str, Age]:
    """Return the age of everybody: as told, else as most of what they are called says. `talk` has been attributed.

    Of whom the words around their name tell nothing, the age stays that `people` came with.
    """
    young = called_young(talk)
    called = _called(lines)
    ages = {p.name: _age(p, looks.get(p.name, ()), called.get(p.name, _calls()), p.name in young) for p in people}
    for person, age in _by_kin(lines, ages).items():
        if ages[person] in ("unknown", "adult" if age == "old" else "unknown"):
            ages[person] = age
    return ages


def _age(person: Person, looks: Sequence[Look], called: _Calls, spoken_to_as_child: bool) -> Age:
    names = "\n".join((person.name, *person.aliases))
    votes: dict[Age, float] = defaultdict(float)
    votes.update({age: _SURE * count for age, count in age_votes(looks).items()})
    if _AGED_NAMES.search(names):
        votes["old"] += _SURE
    if spoken_to_as_child and not _GROWN.search(person.name):
        votes["child"] += _SURE
    shows = any(k.field == "beard" or k.value == "bald" for k in looks)
    age = _age_called(called, person, grown=shows or _GROWN.search(names) is not None)
    if age != "unknown":
        votes[age] += _SURE
    if votes:
        age, most = max(votes.items(), key=lambda v: v[1])
        if age == "young" and votes["child"]:
            return "child"
        return "adult" if votes["old"] == votes["young"] == most else age
    if _YOUNG_NAMES.search(person.name):
        return "young"
    role = person.name.startswith("The ") and person.name.split()[-1].lower() in _ADULT_ROLES
    return "adult" if shows or role or _GROWN.search(names) else person.age


def _age_called(called: _Calls, person: Person, *, grown: bool) -> Age:
    """Return the age of somebody who is often enough called old, young or a child.

    A grown-up needs more to be a child.
    """
    enough = max(_MIN_VOTES, min(_LEAST * person.mentions, _MAX_VOTES))
    if called["old"] >= enough and called["old"] > called["young"] + called["child"]:
        return "old"
    if called["young"] > called["child"] and called["young"] >= enough and not grown:
        return "young"
    youth = called["child"] + called["girl"]
    if _GROWN.search(person.name) or youth < enough or (grown and youth < _FOR_GROWN * person.mentions):
        return "unknown"
    return "child" if called["child"] > _AS_CHILD * called["girl"] else "young"


def _called(lines: Iterable[Statement]) -> dict[str, _Calls]:
    """Count what the narration calls each person: "old Peter", "the child" where only one can be meant.

    Who is named around a noun but not in its sentence may be meant by it; each of several gets a part of the vote. Who
    tells the book says “I”, and is no “child” of their own.
    """
    result: dict[str, _Calls] = defaultdict(_calls)
    around: deque[tuple[SceneBlock, set[str]]] = deque(maxlen=_AROUND)
    for line in lines:
        here = {r.person for r in line.references if not r.person.startswith(STRANGER)}
        for ref in line.references:
            how = ref.named and _CALLED.search(line.block.text, max(line.span.start, ref.start - 14), ref.start)
            if how:
                word = how["how"].lower()
                result[ref.person][_BY_WORD[word]] += _SMALL if word == "little" else 1
        for m in _DEFINITE.finditer(line.block.text, *line.span):
            gender = PERSON_NOUNS.get(m["noun"], "unknown")
            near = {p for block, people in around for p in people} - here - {line.cast.narrator or ""}
            meant = [p for p in near if "unknown" in (gender, theirs := line.cast.gender(p)) or theirs == gender]
            as_what = _age_of_noun(m["noun"], m["how"])
            if as_what:
                for person in meant:
                    result[person][as_what] += 1 / len(meant)
        if not around or around[-1][0] is not line.block:
            around.append((line.block, set()))
        around[-1][1].update(here)
    return result


def _age_of_noun(noun: str, how: str) -> _Called | None:
    """Return what "the little girl" or "the youth" makes of somebody; of men, women and the old there are too many."""
    if _OLD.search(how):
        return None
    if "young" in how:
        return "young"
    if noun in _CHILDREN or (noun in _YOUNG and _LITTLE.search(how)):
        return "child"
    return "girl" if noun in _YOUNG else None


def _by_kin(lines: Iterable[Statement], ages: Mapping[str, Age]) -> dict[str, Age]:
    """Return the ages of parents and children of whose age something is known: "Nora’s father, Peter"."""
    age_by_person: dict[str, Age] = {}
    for line in lines:
        text = line.block.text
        for ref in line.references:
            if not ref.named or ages.get(ref.person) not in ("unknown", "adult"):
                continue
            m = _KIN.search(text, max(line.span.start, ref.start - 20), ref.start)
            owner = _owner(line, m.start()) if m else None
            if m is None or owner is None or owner == ref.person or owner not in ages:
                continue
            age = _relative_of(ages[owner], m["kin"])
            if age != "unknown":
                age_by_person[ref.person] = age
    return age_by_person


def _owner(line: Statement, at: int) -> str | None:
    owners = [r for r in line.references if r.start < at and at - r.start < 30]
    if not owners:
        return None
    last = owners[-1]
    between = line.block.text[last.start : at].rstrip()
    possessive = between.lower() in ("his", "her", "my") or between.endswith(("’s", "'s"))
    return last.person if possessive else None


def _relative_of(age: Age, kin: str) -> Age:
    if kin in _OLDER:
        return "old" if kin.startswith("grand") or age in ("adult", "old") else "adult"
    return "unknown" if age in ("child", "unknown") else "young" if age in ("adult", "old") else "child"


def called_young(talk: Conversation) -> set[str]:
    """Return everybody who is spoken to as a child often enough to be one. `talk` has been attributed."""
    calls: Counter[str] = Counter()
    made: Counter[str] = Counter()
    turns = talk.turns
    for n, turn in enumerate(turns):
        block = talk.blocks[turn.index]
        speech = " ".join(block.text[max(0, q.start - 1) : q.end + 1] for q in block.quotes)
        if _CHILD.search(speech):
            made[turn.speaker or ""] += 1
            person = _addressee(turn, turns[n - 1] if n else None, turns[n + 1] if n + 1 < len(turns) else None)
            if person:
                calls[person] += 1
    people = talk.cast.people
    return {
        p for p, c in calls.items() if c > made[p] and c >= min(_ENOUGH, max(_MIN_CALLS, _SHARE * people[p].mentions))
    }


def _addressee(turn: Turn, before: Turn | None, after: Turn | None) -> str | None:
    if len(turn.vocatives) == 1:
        return next(iter(turn.vocatives))
    for other in (after, before):
        if other and abs(other.index - turn.index) <= 2 and other.speaker and other.speaker != turn.speaker:
            return other.speaker
    return None
