"""Find the people of a book: group their names, judge genders, ages and roles, and say who tells the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.bible import Person, Role
from analysts.lexicon.titles import COURTESY
from analysts.rules.people.best_name import best_name
from analysts.rules.people.cast import Cast
from analysts.rules.people.descriptions import join_descriptions
from analysts.rules.people.grouping import group_forms
from analysts.rules.people.name_forms import collect_forms
from analysts.rules.people.name_groups import NameGroup, is_husbands
from analysts.rules.people.nicknames import adopt_nicknames
from analysts.rules.speech.conversation import Conversation
from analysts.text.signatures import signatures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from analysts.text.blocks import SceneBlock

_PRESENTS = re.compile(r"(?:\b[Cc]all me|[Mm]y name (?:is|was)|I am called) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
_MAX_GROUPS = 400
_MAX_PEOPLE = 120


def find_people(blocks: Sequence[SceneBlock]) -> list[Person]:
    """Find everybody in the book, the most mentioned first, without their looks."""
    forms = collect_forms(blocks)
    presented = _presented(blocks) if is_first_person(blocks) else set()
    for name in presented & forms.keys():
        forms[name].called += 3
    for name in set(signatures(blocks).values()) & forms.keys():
        forms[name].acts += 2
    groups = group_forms(forms)[:_MAX_GROUPS]
    narrator_group = find_narrator(groups, blocks, presented)
    groups = _with_surname(narrator_group, groups) if narrator_group else groups
    first = _people_of(groups, narrator_group)
    talk = Conversation(
        blocks, Cast(list(first.values())), narrator=first[id(narrator_group)].name if narrator_group else None
    )
    talk.attribute()
    groups = adopt_nicknames(groups, _names(first), talk, but=narrator_group)
    kept = _people_of(groups, narrator_group)
    groups = join_descriptions(blocks, groups, _names(kept), Cast(list(kept.values())))
    groups = [
        g for g in groups if g is narrator_group or _is_worth_keeping(g, max((x.count for x in groups), default=0))
    ][:_MAX_PEOPLE]
    return list(_people_of(groups, narrator_group).values())


def _names(people: Mapping[int, Person]) -> dict[int, str]:
    return {key: person.name for key, person in people.items()}


def _people_of(groups: Sequence[NameGroup], narrator_group: NameGroup | None) -> dict[int, Person]:
    """Make each group a person of its own name, by the group's id."""
    most = max((g.count for g in groups), default=0)
    owned: dict[str, NameGroup] = {}
    for group in groups:
        for form in group.forms:
            owned.setdefault(form.text, group)
    people: dict[int, Person] = {}
    taken: set[str] = set()
    for group in groups:
        name = _as_written_today(best_name(group))
        if name in taken:
            name = next((f.text for f in group.forms if f.text not in taken), f"{name} ({len(taken) + 1})")
        taken.add(name)
        people[id(group)] = Person(
            name=name,
            aliases=tuple(a for a in _aliases(group, name) if owned.get(a, group) is group),
            gender=group.gender,
            age="unknown",
            role=_role(group, most, is_narrator=group is narrator_group),
            mentions=group.count,
            scenes=tuple(sorted({s for f in group.forms for s in f.scenes})),
            is_narrator=group is narrator_group,
        )
    return people


def _as_written_today(name: str) -> str:
    """Write "Doctor Ellis" as readers do today; the full word stays an alias."""
    first, _, rest = name.partition(" ")
    return f"Dr. {rest}" if first == "Doctor" and rest else name


def _is_worth_keeping(group: NameGroup, most: int) -> bool:
    """Say whether somebody speaks, acts, or is named often: not a name dropped in passing."""
    speeches = sum(f.speeches for f in group.forms)
    acts = sum(f.acts for f in group.forms)
    if group.count == 1 and acts < 2:
        return False
    return speeches >= 1 or acts >= 2 or group.count >= max(6, 0.02 * most)


def _aliases(group: NameGroup, name: str) -> list[str]:
    texts: dict[str, None] = {}
    for form in sorted(group.forms, key=lambda f: -f.count):
        texts[form.text] = None
        if form.text.startswith(("Old ", "Young ")):
            texts[form.text[0].lower() + form.text[1:]] = None
        plain = " ".join(form.core)
        if form.titles and len(form.core) > 1 and form.core[0][0].isupper() and not is_husbands(form):
            texts[plain] = None
    texts.pop(name, None)
    return list(texts)


def _role(group: NameGroup, most: int, *, is_narrator: bool) -> Role:
    if is_narrator or group.count >= 0.6 * most:
        return "protagonist"
    if group.count >= max(0.1 * most, 8):
        return "major"
    return "minor" if group.count >= 3 or any(f.speeches for f in group.forms) else "mentioned"


def is_first_person(blocks: Sequence[SceneBlock]) -> bool:
    """Say whether the narrator says "I" often enough to be somebody in the book."""
    narrated = i_words = 0
    for block in blocks:
        for token in block.tokens:
            if not token.spoken:
                narrated += 1
                if token.text in ("I", "I’d", "I'd", "I’ll", "I've", "I’ve"):
                    i_words += 1
    return narrated > 0 and i_words / narrated > 0.006


def find_narrator(groups: Sequence[NameGroup], blocks: Sequence[SceneBlock], presented: Set[str]) -> NameGroup | None:
    """Find who tells a first-person book: somebody whom others name in their speech and the narration never does.

    `presented` are names by which the narrator has introduced himself ("Call me …").
    """
    if not is_first_person(blocks):
        return None
    best: tuple[float, NameGroup] | None = None
    for group in groups:
        spoken = sum(f.spoken for f in group.forms)
        narrated = group.count - spoken
        called = sum(f.called for f in group.forms)
        subject = sum(f.speeches for f in group.forms)
        score = called * (1 - narrated / group.count) + 0.1 * spoken
        if any(f.text in presented for f in group.forms):
            score += 20
        elif spoken < 3 or called < 2 or subject > 0.05 * group.count + 1 or narrated > 0.35 * group.count:
            continue
        if best is None or score > best[0]:
            best = (score, group)
    return best[1] if best else None


def _with_surname(narrator: NameGroup, groups: Sequence[NameGroup]) -> list[NameGroup]:
    """Give a narrator called by a given name alone the surname that others say and nobody else bears."""
    if narrator.surname or not narrator.given:
        return list(groups)
    bearer: NameGroup | None = None
    for other in groups:
        bare = all(len(f.core) == 1 and not f.articled and COURTESY.keys() >= set(f.titles) for f in other.forms)
        is_spoken = sum(f.spoken for f in other.forms) >= 0.3 * other.count
        idle = sum(f.acts + f.speeches for f in other.forms) <= 0.06 * other.count
        free = not other.given and idle and other.count >= 5
        agree = other.gender in (narrator.gender, "unknown")
        if other is narrator or not (bare and is_spoken and free and agree) or _is_others_surname(other, groups):
            continue
        if bearer is None or other.count > bearer.count:
            bearer = other
    if bearer is None:
        return list(groups)
    narrator.forms.extend(bearer.forms)
    return [g for g in groups if g is not bearer]


def _is_others_surname(group: NameGroup, groups: Sequence[NameGroup]) -> bool:
    names = {f.core[0] for f in group.forms}
    return any(g is not group and g.surname in names and g.gender == "male" and g.count >= 5 for g in groups)


def _presented(blocks: Sequence[SceneBlock]) -> set[str]:
    """Return the names by which the narrator says "call me …" or "my name is …"."""
    names: set[str] = set()
    for block in blocks:
        for m in _PRESENTS.finditer(block.text):
            if not any(q.start <= m.start() < q.end for q in block.quotes):
                names.update((m[1], m[1].split()[0]))
    return names
