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

    from analysts.rules.people.name_forms import NameForm

_USUAL = 0.05
"""Of the uses of one form, the share that is no accident."""
_BESIDE = 3


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
        for form in named:
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

    def uses(self, given: Iterable[str]) -> int:
        """Count how often any of the given names is used alone or first in a name."""
        return sum(self._first[name] for name in given)


def of_surname(form: NameForm, groups: list[NameGroup], named: NamedForms) -> NameGroup | None:
    """Return whom of a family a title and the bare surname mean; None where it must be somebody else."""
    titles = set(form.titles)
    settled = form.gender == "male" or bool(titles & MARRIED)
    if settled and any(_stands_apart(form, g, named) for g in groups):
        return None
    direct = [g for g in groups if any(_spells_out(f, form) for f in g.forms)]
    if titles & UNMARRIED:
        # "Miss Bennet" is the eldest: her sisters are the ones called "Miss Eliza" and "Miss Lydia Bennet".
        single = [g for g in groups if not g.titles & MARRIED]
        known = sum(f.count for g in direct for f in g.forms if _spells_out(f, form)) >= _USUAL * form.count
        eldest = [g for g in single if not g.given & named.younger and named.uses(g.given) >= form.count]
        if len(direct) == 1 and ((known and not direct[0].given & named.girls) or not eldest):
            return direct[0]
        return max(eldest or direct or single or groups, key=lambda g: g.count)
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
    called = named.alone(group.given)
    together = sum(form.beside[f.text] for f in called)
    return together >= max(_BESIDE, 0.02 * min(form.count, sum(f.count for f in called)))


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
    """Return the one of the full name for a pet name that people say and the narrator does not ("Lizzy")."""
    if form.spoken < 0.6 * form.count:
        return None
    fitting = [g for g in groups if any(pet_of(form.core[0], n) for n in g.given) and g.count > form.count]
    return max(fitting, key=lambda g: g.count, default=None)


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
