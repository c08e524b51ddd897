"""Group the forms that name the same person: "Jim", "Hawkins" and "Jim Hawkins"; never Mr. and Mrs. Bennet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import COURTESY, OF_EITHER, OFFICE, PERSON_NOUNS, ROLES, TITLES
from analysts.rules.people.families import (
    NamedForms,
    are_two_men,
    bearer_of,
    by_pet_name,
    of_surname,
    pet_names_of,
    pet_of,
)
from analysts.rules.people.group_index import GroupIndex
from analysts.rules.people.name_forms import is_person
from analysts.rules.people.name_groups import (
    MARRIED,
    SAME_OFFICE,
    UNMARRIED,
    WITH_GIVEN,
    NameGroup,
    agree,
    core_of,
    offices_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysts.rules.people.name_form import NameForm

_HELD = OF_EITHER | frozenset({"dr", "professor", "judge", "reverend", "bishop"})
"""Offices that a man does not share with his wife and daughter ("Dr. Hill" is not Mrs. Hill)."""
_PERSONAL = ROLES.keys() | TITLES.keys() | PERSON_NOUNS.keys()


def group_forms(forms: Mapping[str, NameForm]) -> list[NameGroup]:
    """Group the forms that name people into people, the most mentioned first."""
    most_named = _most_named(forms.values())
    people = [f for f in forms.values() if is_person(f) and not _is_accident(f, forms, most_named)]
    shorter = {f.core for f in people if len(f.core) == 2 and not f.titles}
    people.extend(f for f in forms.values() if len(f.core) == 3 and f.core[:2] in shorter and not is_person(f))
    named = [f for f in people if not f.articled]
    index = GroupIndex()
    for form in _by_count(f for f in named if len(core_of(f)) > 1):
        _place_full(form, index)
    known_names = NamedForms(named)
    for form in _by_count(f for f in named if len(core_of(f)) == 1 and f.titles):
        _place_titled(form, index, known_names)
    for form in _by_count(f for f in named if len(core_of(f)) == 1 and not f.titles):
        _place_bare(form, index)
    heads = {w for f in people if f.articled and len(f.core) == 1 for w in f.core}
    known = {id(f) for f in people}
    beings = [f for f in forms.values() if f.articled and (id(f) in known or heads & {f.core[0], f.core[-1]})]
    for form in sorted(beings, key=lambda f: (-len(f.core), -f.count)):
        if id(form) in known or (form.count > 1 and len(form.core) == 2):
            _place_articled(form, index)
    index = GroupIndex(_join_called(index.groups))
    _add_leftovers(forms.values(), index)
    return sorted(index.groups, key=lambda g: -g.count)


def _join_called(groups: Sequence[NameGroup]) -> list[NameGroup]:
    """Leave out those who are only called by the last word of another's name ("Mouse!" for "the Mouse")."""
    beings = {f.core[-1]: g for g in groups for f in g.forms if f.articled and f.core[-1][0].isupper()}
    kept = []
    for group in groups:
        being = beings.get(group.forms[0].text) if len(group.forms) == 1 else None
        if being is not None and being is not group and being.count > group.count:
            being.forms.extend(group.forms)
        else:
            kept.append(group)
    return kept


def _most_named(forms: Iterable[NameForm]) -> dict[str, int]:
    """Count, for each last word, how often the most used form that ends in it is used."""
    most: dict[str, int] = {}
    for form in forms:
        most[form.core[-1]] = max(form.count, most.get(form.core[-1], 0))
    return most


def _is_accident(form: NameForm, forms: Mapping[str, NameForm], most_named: Mapping[str, int]) -> bool:
    """Say whether two people were named in a row once ("Then Martha Potapitch told…"), or a family is named."""
    last_word = form.core[-1]
    if last_word.endswith("s") and not form.articled and most_named.get(last_word[:-1], 0) > form.count:
        return True
    if form.count > 1 or len(form.core) < 2 or form.articled:
        return False
    follower = forms.get(last_word)
    if (
        last_word in FEMALE | MALE
        and follower is not None
        and follower.speeches > 2
        and form.core[0] not in FEMALE | MALE
    ):
        return True
    rest = forms.get(" ".join(form.core[1:]))
    placed = rest is not None and (len(form.core) > 2 or rest.placed > 0.1 * rest.count)
    if rest is not None and placed and rest.count >= 3 and not is_person(rest):
        return True
    first, last = forms.get(form.core[0]), forms.get(form.core[-1])
    titled = forms.get(form.text.rsplit(" ", 1)[0]) if len(form.core) == 2 or form.titles else None
    return last is not None and last.speeches > 2 and any(f is not None and f.speeches > 2 for f in (first, titled))


def _by_count(forms: Iterable[NameForm]) -> list[NameForm]:
    return sorted(forms, key=lambda f: (-len(core_of(f)) if len(core_of(f)) > 2 else 0, -f.count, f.text))


def _titles_agree(form: NameForm, group: NameGroup) -> bool:
    """Say whether no married and unmarried title, and no two different offices, would meet in one person."""
    mine = offices_of(form)
    theirs = group.titles
    if (mine & MARRIED and theirs & UNMARRIED) or (mine & UNMARRIED and theirs & MARRIED):
        return False
    women = (MARRIED | UNMARRIED) - OFFICE.keys()
    if (mine & women and theirs & _HELD) or (mine & _HELD and theirs & women):
        return False
    offices = {t for t in mine if t in OFFICE} - {"sir"}
    others = {t for t in theirs if t in OFFICE} - {"sir"}
    return not offices or not others or bool(offices & others)


def _place_full(form: NameForm, index: GroupIndex) -> None:
    core = core_of(form)
    fitting = [g for g in index.with_any(core) if agree(form.gender, g.gender) and _titles_agree(form, g)]
    chosen = [g for g in fitting if any(_contains(core, c) for c in g.cores)]
    if not chosen and form.count < 8:
        chosen = [g for g in fitting if any(_pet_form(core, c) for c in g.cores)]
    if chosen:
        index.join(form, max(chosen, key=lambda g: g.count))
    else:
        index.open(form)


def _contains(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    return within(short, long)


def _pet_form(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return len(a) == len(b) == 2 and a[-1] == b[-1] and pet_of(a[0], b[0])


def within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether the words of `short` stand in `long` in the same order."""
    rest = iter(long)
    return all(w in rest for w in short)


def _place_titled(form: NameForm, index: GroupIndex, named: NamedForms) -> None:
    """Place a title and one name: a surname ("Mr. Bennet") or a given name ("Aunt Juley", "Miss Eliza")."""
    name = core_of(form)[0]
    alike = index.with_any((name, *pet_names_of(form.core[0])))
    fitting = [g for g in alike if agree(form.gender, g.gender) and _titles_agree(form, g)]
    same = [g for g in fitting if any(core_of(f) == (name,) and f.titles for f in g.forms)]
    takes_given = not set(form.titles) & OFFICE.keys() or bool(set(form.titles) & WITH_GIVEN)
    by_given = [g for g in fitting if takes_given and name in g.given and g not in same]
    by_surname = [g for g in fitting if g.surname == name and g not in same]
    chosen: NameGroup | None = None
    if takes_given and not set(form.titles) <= COURTESY.keys():
        # "Princess Mary" is not the Mary who is never a princess and named far less often.
        by_given = [g for g in by_given if g.titles & offices_of(form) or 3 * g.count > form.count]
    if by_given and (not by_surname or name in FEMALE or name in MALE):
        chosen = max(by_given, key=lambda g: g.count)
    elif same:
        chosen = _of_same_title(form, same)
    if chosen is None and by_surname:
        chosen = of_surname(form, by_surname, named)
    if chosen is None and same and not set(form.titles) & MARRIED:
        chosen = _of_same_title(form, same) if form.gender == "male" else max(same, key=lambda g: g.count)
    chosen = chosen or by_pet_name(form, fitting)
    if chosen is None:
        index.open(form)
    else:
        index.join(form, chosen)


def _of_same_title(form: NameForm, groups: list[NameGroup]) -> NameGroup | None:
    """Return the person of the same name whose title has the same gender ("Dr. Kemp" and "Mr. Kemp"), if any."""
    if form.gender == "female":
        alike = [g for g in groups if g.titles & set(form.titles)]
        return max(alike, key=lambda g: g.count, default=None)
    alike = [g for g in groups if not any(are_two_men(form, f) for f in g.forms if core_of(f) == core_of(form))]
    return max(alike, key=lambda g: g.count, default=None)


def _place_bare(form: NameForm, index: GroupIndex) -> None:
    groups = index.with_any((core_of(form)[0], *pet_names_of(form.core[0])))
    chosen = bearer_of(form, groups) or by_pet_name(form, [g for g in groups if agree(form.gender, g.gender)])
    if chosen is None:
        index.open(form)
    else:
        index.join(form, chosen)


def _place_articled(form: NameForm, index: GroupIndex) -> None:
    """Join "the White Rabbit", "the Rabbit", "the General" by their last word, or by the office of somebody."""
    words = tuple(w.lower() for w in form.core)
    alike = _same_beings(words, index)
    if alike:
        index.join(form, max(alike, key=lambda g: g.count))
        return
    if len(words) == 1 and words[0] in OFFICE:
        holder = holder_of(words[0], index.groups)
        if holder:
            index.join(form, holder)
            return
    groups = index.with_any((form.core[-1],))
    titled = [g for g in groups if words[0] in g.titles and any(form.core[-1] == c[-1] for c in g.cores)]
    exact = [g for g in groups if form.core in g.cores]
    if titled or exact:
        index.join(form, max(titled or exact, key=lambda g: g.count))
        return
    index.open(form)


def _same_beings(words: tuple[str, ...], index: GroupIndex) -> list[NameGroup]:
    return [g for g in index.beings_like(words) if any(f.articled and _same_being(words, f) for f in g.forms)]


def _same_being(words: tuple[str, ...], form: NameForm) -> bool:
    other = tuple(w.lower() for w in form.core)
    short, long = sorted((words, other), key=len)
    if len(short) == len(long):
        return short == long
    if short == long[-len(short) :]:
        return True
    return len(short) == 1 and short[0] == long[0] and ("of" in long or short[0] not in _PERSONAL)


def holder_of(office: str, groups: Iterable[NameGroup]) -> NameGroup | None:
    """Return the one whom "the doctor" means: the only holder of the office, or the one called by it far more often."""
    office = SAME_OFFICE.get(office, office)
    uses = [(sum(f.count for f in g.forms if office in offices_of(f)), g) for g in groups]
    held = sorted((pair for pair in uses if pair[0]), key=lambda pair: -pair[0])
    if not held or (len(held) > 1 and held[0][0] < 2 * held[1][0]):
        return None
    return held[0][1]


def _add_leftovers(forms: Iterable[NameForm], index: GroupIndex) -> None:
    """Join forms too rare to be judged alone to whom they fit without doubt."""
    taken = {id(f) for g in index.groups for f in g.forms}
    for form in forms:
        if id(form) in taken:
            continue
        if form.articled:
            words = tuple(w.lower() for w in form.core)
            alike = _same_beings(words, index)
            if len(alike) == 1 and len(words) > 1:
                index.join(form, alike[0])
            continue
        core = core_of(form)
        groups = index.with_any(core)
        if len(core) < 2:
            named = [g for g in groups if core[0] in g.given or core[0] == g.surname]
            bearer = bearer_of(form, named)
            if bearer and not form.titles and form.placed <= 0.3 * form.count:
                index.join(form, bearer)
            continue
        fitting = [g for g in groups if any(_contains(core, c) for c in g.cores)]
        if len(fitting) == 1 and agree(form.gender, fitting[0].gender) and _titles_agree(form, fitting[0]):
            index.join(form, fitting[0])
