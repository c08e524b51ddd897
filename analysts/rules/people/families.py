"""Whom of a family a name means: the surname with a title, the bare surname, a given name or a pet name."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from analysts.lexicon.given_names import PET_NAMES
from analysts.lexicon.titles import COURTESY, OFFICE
from analysts.rules.people.name_groups import (
    MARRIED,
    UNMARRIED,
    WITH_GIVEN,
    NameGroup,
    agree,
    core_of,
    is_husbands,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from analysts.rules.people.name_form import NameForm

_USUAL = 0.05
"""Of the uses of one form, the share that is no accident."""
_BESIDE = 3
_OFTEN, _RIVAL = 5, 0.15
"""How often the narration has to use each of two titles, and at least what share of the other's uses, to mean two."""


class NamedForms:
    """What the names of a book say together of families, found out once."""

    def __init__(self, named: Iterable[NameForm]) -> None:
        self.younger: set[str] = set()
        """The names that follow an unmarried woman's title, the first word of each."""
        self.girls: set[str] = set()
        """Those of them that are one word."""
        self.maiden: set[str] = set()
        """The last words of those names."""
        self._alone: dict[str, list[NameForm]] = {}
        self._first: Counter[str] = Counter()
        self._by_surname: dict[str, list[NameForm]] = {}
        for form in named:
            if form.titles and len(core_of(form)) == 1:
                self._by_surname.setdefault(core_of(form)[0], []).append(form)
            core = core_of(form)
            self._first[core[0]] += form.count
            if len(core) == 1:
                self._alone.setdefault(core[0], []).append(form)
            if set(form.titles) & UNMARRIED:
                self.younger.add(core[0])
                self.maiden.add(form.core[-1])
                if len(form.core) == 1:
                    self.girls.add(core[0])

    def alone(self, given: Iterable[str]) -> list[NameForm]:
        """Return the forms that are one of these names and no other."""
        return [form for name in given for form in self._alone.get(name, ())]

    def titled(self, surname: str) -> list[NameForm]:
        """Return the forms that are a title and this name alone ("Mr. Hill", "Captain Hill")."""
        return self._by_surname.get(surname, [])

    def uses(self, given: Iterable[str]) -> int:
        """Count how often any of the given names is used alone or first in a name."""
        return sum(self._first[name] for name in given)


def of_surname(form: NameForm, groups: list[NameGroup], named: NamedForms) -> NameGroup | None:
    """Return whom of a family a title and the bare surname mean; None where it must be somebody else."""
    titles = set(form.titles)
    settled = form.gender == "male" or bool(titles & MARRIED)
    if settled and any(_stands_apart(form, g, named) for g in groups):
        return None
    groups = [g for g in groups if not _is_wife_of_a_son(form, g, named)]
    direct = [g for g in groups if any(_spells_out(f, form) for f in g.forms)]
    if not direct and titles & OFFICE.keys() and form.gender == "male" and _has_rival(form, named):
        return None
    if titles & UNMARRIED:
        groups = [g for g in groups if not _is_sister_of(form, g, named)]
        direct = [g for g in direct if not _is_sister_of(form, g, named)]
        # "Miss Bennet" is the eldest: her sisters are the ones called "Miss Eliza" and "Miss Lydia Bennet".
        single = [g for g in groups if not g.titles & MARRIED]
        known = sum(f.count for g in direct for f in g.forms if _spells_out(f, form)) >= _USUAL * form.count
        eldest = [g for g in single if not g.given & named.younger and named.uses(g.given) >= form.count]
        if len(direct) == 1 and ((known and not direct[0].given & named.girls) or not eldest):
            return direct[0]
        return max(eldest or direct or single or groups, key=lambda g: g.count, default=None)
    if direct:
        return max(direct, key=lambda g: sum(f.count for f in g.forms if set(f.titles) & titles))
    if titles & MARRIED:
        return groups[0] if len(groups) == 1 and form.core[-1] not in named.maiden else None
    sure = [g for g in groups if g.gender == form.gender] or groups
    if len(sure) == 1 or titles & OFFICE.keys():
        return max(sure, key=lambda g: g.count)
    return None


def _stands_apart(form: NameForm, group: NameGroup, named: NamedForms) -> bool:
    """Say whether the narration names "Mr. Hill" beside the Peter that this Hill is called: father and son."""
    called = [*named.alone(group.given), *(f for f in group.forms if len(core_of(f)) > 1)]
    return _are_apart(form, called)


def _are_apart(form: NameForm, others: Sequence[NameForm]) -> bool:
    """Say whether sentences of the narration name a form beside others, as two people are."""
    together = sum(form.beside[f.text] for f in others)
    return together >= max(_BESIDE, 0.02 * min(form.count, sum(f.count for f in others)))


def _is_wife_of_a_son(form: NameForm, group: NameGroup, named: NamedForms) -> bool:
    """Say whether "Mrs. Peter Hill" is another than "Mrs. Hill": named beside her, or Peter beside "Mr. Hill"."""
    if not set(form.titles) & MARRIED:
        return False
    wives = [f for f in group.forms if is_husbands(f) and len(core_of(f)) > 1]
    if not wives or len(wives) < sum(len(core_of(f)) > 1 for f in group.forms):
        return False
    sons = named.alone(f.core[0] for f in wives)
    fathers = [f for f in named.titled(core_of(form)[0]) if f.gender == "male"]
    return any(form.beside[f.text] > 1 for f in wives) or any(_are_apart(f, sons) for f in fathers)


def _is_sister_of(form: NameForm, group: NameGroup, named: NamedForms) -> bool:
    """Say whether the narration names "Miss Hill" and this "Miss Clara" in one sentence, again and again."""
    younger = [f for given in sorted(group.given) for f in named.titled(given) if set(f.titles) & UNMARRIED]
    return sum(form.beside[f.text] for f in younger) > 1


def _has_rival(form: NameForm, named: NamedForms) -> bool:
    """Say whether the narration calls men of one surname by different titles, and this is none of the given names."""
    return any(are_two_men(form, other) for other in named.titled(core_of(form)[0]) if other is not form)


def are_two_men(a: NameForm, b: NameForm) -> bool:
    """Say whether the narration uses two titles before one surname so often that two men bear it."""
    if a.gender != "male" or b.gender != "male" or set(a.titles) & set(b.titles):
        return False
    fewer, more = sorted((a.count - a.spoken, b.count - b.spoken))
    return a.beside[b.text] > 1 or fewer >= max(_OFTEN, _RIVAL * more)


def _spells_out(full: NameForm, form: NameForm) -> bool:
    """Say whether `full` is `form` with more names; a husband's name needs some use to count ("Mrs. John Dashwood")."""
    if not set(full.titles) & set(form.titles) or len(core_of(full)) < 2:
        return False
    return not is_husbands(full) or full.count >= 0.05 * form.count


def bearer_of(form: NameForm, groups: Sequence[NameGroup]) -> NameGroup | None:
    """Return whom a bare name means; of a surname's bearers a man without title, then the most named."""
    name = core_of(form)[0]
    fitting = [g for g in groups if agree(form.gender, g.gender)]
    given = [g for g in fitting if name in g.given]
    if given:
        return max(given, key=lambda g: (_is_plain(g), g.count))
    family = [g for g in fitting if g.surname == name]
    if family:
        return max(
            family,
            key=lambda g: (
                not g.titles & (MARRIED | UNMARRIED),
                g.gender == form.gender,
                _by_surname_uses(g, name) > 0,
                g.count,
            ),
        )
    other = [g for g in fitting if any(name in c for c in g.cores)]
    return max(other, key=lambda g: g.count, default=None)


def _by_surname_uses(group: NameGroup, name: str) -> int:
    """Count how often somebody is called by a title and the bare surname."""
    return sum(f.count for f in group.forms if f.titles and core_of(f) == (name,))


def _is_plain(group: NameGroup) -> bool:
    """Say whether no title of kin or nobility sets somebody apart, so that a bare given name will do."""
    apart = WITH_GIVEN - COURTESY.keys()
    return sum(f.count for f in group.forms if apart & set(f.titles)) < 0.3 * group.count


def by_pet_name(form: NameForm, groups: list[NameGroup]) -> NameGroup | None:
    """Return the one of the full name for a pet name that people say and the narrator does not ("Lizzy").

    Narrators say those of Russians, too, who have so many names that one of them is theirs alone ("Alyosha").
    """
    named = [g for g in groups if any(pet_of(form.core[0], n) for n in g.given)]
    if len(named) == 1 and any(f.has_patronymic for f in named[0].forms):
        return named[0]
    if form.spoken < 0.6 * form.count:
        return None
    return max((g for g in named if g.count > form.count), key=lambda g: g.count, default=None)


def pet_names_of(name: str) -> Set[str]:
    """Return the given names of which a name is a pet form, and the pet forms of it."""
    return _related().get(name, frozenset())


def pet_of(a: str, b: str) -> bool:
    """Say whether one given name is a pet form of the other."""
    return b in pet_names_of(a)


@cache
def _related() -> Mapping[str, Set[str]]:
    related: dict[str, set[str]] = {}
    for name, pets in PET_NAMES.items():
        for pet in pets:
            related.setdefault(name, set()).add(pet)
            related.setdefault(pet, set()).add(name)
    return related
