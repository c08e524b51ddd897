"""Compile a `Bible` from the findings: every look with its sentence, every name counted in the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysts.bible import Bible, Change, Look, Person, Place, World
from analysts.language.evidence import SPACELESS, sentence_with, words_of
from analysts.names import is_name
from analysts.vocabulary import HUMAN
from books.text.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysts.language.merging import PersonEntry, PlaceEntry
    from analysts.language.schemas import Findings, FoundChange, FoundLook, FoundWorld, MergedPerson, Merging
    from books.text.content import SceneText

RUNS_ON = re.compile(rf"^[{SPACELESS}]|[{SPACELESS}]$")
LONGEST_NAME, LONGEST_VALUE, LONGEST_TEXT, LONGEST_TIME, LONGEST_KEYWORD = 120, 120, 400, 60, 40
MOST_LOOKS = 40
"""Of one person: more are no portrait any more."""


def bible_of(
    findings: Findings,
    merging: Merging,
    people: Sequence[PersonEntry],
    places: Sequence[PlaceEntry],
    scenes: Sequence[SceneText],
) -> Bible:
    """Return the bible of a book of these scenes. Looks whose evidence does not stand in the text are left out."""
    by_number = {scene.number: scene for scene in scenes}
    named = _unique_names(merging.people, people)
    forms = {name: _forms(name, merged, people) for name, merged in named.items()}
    counts, seen = count_names(forms, scenes)
    who = _who(forms, people, named)
    persons = [
        Person(
            name=name,
            aliases=tuple(form for form in forms[name] if form != name and counts[name][form]),
            gender=merged.gender,
            age=merged.age,
            role=merged.role,
            mentions=sum(counts[name].values()),
            scenes=tuple(seen[name]),
            is_narrator=merged.is_narrator,
            looks=tuple(_looks(merged, people, by_number)),
            **_being(merged, people),
        )
        for name, merged in named.items()
    ]
    persons.sort(key=lambda person: -person.mentions)
    return Bible(
        people=tuple(_one_narrator(persons)),
        places=tuple(_places(merging, places, by_number)),
        changes=tuple(_changes(findings.changes, who, by_number)),
        world=_world(findings.worlds),
    )


def count_names(
    forms: Mapping[str, Sequence[str]], scenes: Sequence[SceneText]
) -> tuple[dict[str, Counter[str]], dict[str, list[int]]]:
    """Count how often each form of each person's name stands in the text, and number the scenes where one does.

    A longer form hides the shorter ones in it.
    """
    owners = {name: name for name in forms}  # before those who are also called so
    for name, own in forms.items():
        for form in own:
            owners.setdefault(form, name)
    counts: dict[str, Counter[str]] = {name: Counter() for name in forms}
    seen: dict[str, list[int]] = {name: [] for name in forms}
    pattern = _any_of(owners or ["\n\n\n"])  # without a name nothing is found
    for scene in scenes:
        matches = pattern.findall(scene.text)
        for form in matches:
            counts[owners[form]][form] += 1
        for name in {owners[form] for form in matches}:
            seen[name].append(scene.number)
    return counts, seen


def forms_in(text: str, forms: Iterable[str]) -> bool:
    """Return whether any of these forms of a name stands in `text`."""
    own = list(forms)
    return bool(own) and _any_of(own).search(text) is not None


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Match any of the forms as a word of its own; in a script without spaces, anywhere."""
    kinds: dict[bool, list[str]] = {False: [], True: []}
    for form in sorted(forms, key=len, reverse=True):
        kinds[RUNS_ON.search(form) is not None].append(form)
    words, run_on = ("|".join(map(re.escape, kind)) for kind in kinds.values())
    starts = "".join(map(re.escape, sorted({form[0] for form in kinds[False]})))  # most words are seen not to be one
    worded = rf"(?<!\w)(?=[{starts}])(?:{words})(?!\w)" if words else ""
    return re.compile("|".join(filter(None, [worded, run_on])))


def _being(merged: MergedPerson, people: Sequence[PersonEntry]) -> dict[str, Any]:
    """Return what kind of being somebody is, by what most entries say and as far as any says it."""
    found = [finding for number in merged.ids for finding in people[number].findings]
    species = _most_named(finding.species for finding in found).casefold()
    return {
        "species": shortened(species or HUMAN, LONGEST_TIME),
        "is_clothed": next((finding.is_clothed for finding in found if finding.is_clothed is not None), None),
        "is_group": sum(finding.is_group for finding in found) * 2 > len(found),
        "size": next((finding.size for finding in found if finding.size != "unknown"), "unknown"),
    }


def _unique_names(groups: Sequence[MergedPerson], people: Sequence[PersonEntry]) -> dict[str, MergedPerson]:
    named: dict[str, MergedPerson] = {}
    for merged in groups:
        names = [merged.name, *(people[number].name for number in merged.ids)]
        base = next((name.strip()[:LONGEST_NAME] for name in names if is_name(name)), "")
        if not base:
            continue
        name, number = base, 2
        while name in named:
            name, number = f"{base} ({number})", number + 1
        named[name] = merged
    return named


def _forms(name: str, merged: MergedPerson, people: Sequence[PersonEntry]) -> list[str]:
    forms = [form.strip() for number in merged.ids for form in people[number].names]
    return [form for form in dict.fromkeys([name, *forms]) if 0 < len(form) <= LONGEST_NAME and is_name(form)]


def _who(
    forms: Mapping[str, Sequence[str]], people: Sequence[PersonEntry], named: Mapping[str, MergedPerson]
) -> dict[str, str]:
    """Map any form of a name, in lower case, to the person's name.

    A form of two people is nobody's, unless it is the very name of one.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for name, merged in named.items():
        entries = [people[number].name for number in merged.ids]
        for form in (*forms[name], *entries):
            owners[" ".join(words_of(form))].add(name)
    alone = {form: next(iter(own)) for form, own in owners.items() if len(own) == 1}
    return {**alone, **{" ".join(words_of(name)): name for name in reversed(list(named))}}


def _looks(merged: MergedPerson, people: Sequence[PersonEntry], scenes: Mapping[int, SceneText]) -> list[Look]:
    claims = sorted((look for n in merged.ids for f in people[n].findings for look in f.looks), key=lambda k: k.scene)
    looks: dict[tuple[str, str], Look] = {}
    for claimed in claims:
        look = _verified(claimed, scenes)
        if look is not None:
            looks.setdefault((look.field, look.value.lower()), look)
    return list(looks.values())[:MOST_LOOKS]


def _verified(look: FoundLook, scenes: Mapping[int, SceneText]) -> Look | None:
    """Return the look with the whole sentence that says it, or None if the text does not say it there."""
    scene = scenes.get(look.scene)
    value = look.value.strip()
    sentence = sentence_with(look.evidence, scene.paragraphs) if scene and value else ""
    return Look(look.field, shortened(value, LONGEST_VALUE), look.scene, sentence) if sentence else None


def _world(findings: Sequence[FoundWorld]) -> World:
    """Return the time and country that most parts name, with what the fullest answer of those says of them."""
    period = _most_named(one.period for one in findings)
    country = _most_named(one.country for one in findings)
    fitting = [one for one in findings if not period or _plain(one.period) == _plain(period)]
    fullest = max(fitting, key=lambda one: len(one.dress) + len(one.technology) + len(one.architecture), default=None)
    if fullest is None:
        return World()
    return World(
        period=shortened(period, LONGEST_TIME),
        country=shortened(country, LONGEST_TIME),
        dress=shortened(fullest.dress.strip(), LONGEST_TEXT),
        technology=shortened(fullest.technology.strip(), LONGEST_TEXT),
        architecture=shortened(fullest.architecture.strip(), LONGEST_TEXT),
    )


def _most_named(values: Iterable[str]) -> str:
    """Return the value that stands most often, the first of several; in its first spelling."""
    spelt: dict[str, list[str]] = {}
    for value in values:
        if _plain(value):
            spelt.setdefault(_plain(value), []).append(value.strip())
    return max(spelt.values(), key=len)[0] if spelt else ""


def _plain(value: str) -> str:
    return " ".join(words_of(value))


def _places(merging: Merging, places: Sequence[PlaceEntry], scenes: Mapping[int, SceneText]) -> list[Place]:
    result: dict[str, Place] = {}
    for merged in merging.places:
        findings = [f for number in merged.ids for f in places[number].findings]
        name = merged.name.strip()[:LONGEST_NAME]
        numbers = sorted({scene for f in findings for scene in f.scenes if scene in scenes})
        if not name or name in result or not numbers:
            continue
        keywords = dict.fromkeys(
            shortened(word.strip(), LONGEST_KEYWORD) for f in findings for word in f.keywords if word.strip()
        )
        result[name] = Place(
            name=name,
            kind=next((f.kind for f in findings if f.kind != "unknown"), "unknown"),
            indoors=sum(f.indoors for f in findings) * 2 > len(findings),
            description=shortened(max((f.description.strip() for f in findings), key=len), LONGEST_TEXT),
            keywords=tuple(keywords)[:12],
            scenes=tuple(numbers),
        )
    return list(result.values())


def _changes(claimed: Sequence[FoundChange], who: Mapping[str, str], scenes: Mapping[int, SceneText]) -> list[Change]:
    changes = []
    for change in sorted(claimed, key=lambda c: c.scene):
        person = who.get(" ".join(words_of(change.person)))
        modifier = shortened(change.modifier.strip(), LONGEST_VALUE)
        if person is None or change.scene not in scenes or not modifier:
            continue
        until = change.until if change.until in scenes and (change.until or 0) > change.scene else None
        changes.append(
            Change(
                person, change.scene, change.type, shortened(change.description.strip(), LONGEST_TEXT), modifier, until
            )
        )
    return changes


def _one_narrator(persons: list[Person]) -> list[Person]:
    narrators = [person for person in persons if person.is_narrator]
    return [replace(p, is_narrator=p.is_narrator and p is narrators[0]) if narrators else p for p in persons]
