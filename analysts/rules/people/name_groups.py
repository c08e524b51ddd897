"""A person as the forms that name them, and what these say together: names, titles, gender."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import COURTESY, KIN, OF_EITHER, TITLES
from analysts.rules.people.name_form import NameForm, gender_of_votes
from analysts.rules.people.name_forms import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.bible import Gender

SAME_OFFICE = {
    "doctor": "dr",
    "capt": "captain",
    "col": "colonel",
    "prof": "professor",
    "lieut": "lieutenant",
    "gen": "general",
    "sgt": "sergeant",
    "rev": "reverend",
}
MARRIED = frozenset({"mrs", "mme", "madame", "signora", "frau", "lady"})
UNMARRIED = frozenset({"miss", "mlle", "mademoiselle", "fraulein", "fräulein", "señorita"})
WITH_GIVEN = KIN.keys() | {
    "sir",
    "lady",
    "lord",
    "prince",
    "princess",
    "king",
    "queen",
    "duke",
    "saint",
    "st",
    "father",
    "brother",
    "sister",
    "mother",
    "emperor",
    "empress",
    "tsar",
    "pope",
    "dame",
    "widow",
    "nurse",
    "auntie",
    "grand-duke",
    "don",
    "donna",
}
"""Titles that stand before a given name; the other offices stand before a surname ("Colonel Fitzwilliam")."""


class _NameParts(NamedTuple):
    """The names in a number of forms."""

    forms: int
    cores: list[tuple[str, ...]]
    given: set[str]
    surname: str


@dataclass(slots=True)
class NameGroup:
    """The forms that name one person."""

    forms: list[NameForm] = field(default_factory=list)
    _known: _NameParts | None = None

    @property
    def count(self) -> int:
        """How often the person is named."""
        return sum(f.count for f in self.forms)

    @property
    def titles(self) -> set[str]:
        """All titles that the person carries."""
        return {SAME_OFFICE.get(t, t) for f in self.forms for t in f.titles}

    @property
    def cores(self) -> list[tuple[str, ...]]:
        """The longest name without titles first."""
        return self._names().cores

    @property
    def given(self) -> set[str]:
        """The given names, where a full name or a known given name shows them."""
        return self._names().given

    @property
    def surname(self) -> str:
        """The surname, where a full name or a title before a bare surname shows it."""
        return self._names().surname

    def _names(self) -> _NameParts:
        """Return what the forms say together; worked out anew only when a form has come."""
        if self._known is None or self._known.forms != len(self.forms):
            cores = sorted({core_of(f) for f in self.forms}, key=lambda c: (-len(c), c))
            self._known = _NameParts(len(self.forms), cores, _given(self.forms, cores), _surname(self.forms, cores))
        return self._known

    @property
    def gender(self) -> Gender:
        """By titles first, then by given names and pronouns, weighed by mentions."""
        for form in self.forms:
            for t in form.titles:
                if TITLES.get(t, "unknown") != "unknown" and t not in OF_EITHER:
                    return TITLES[t]
        votes: Counter[Gender] = Counter()
        for form in self.forms:
            if form.gender != "unknown":
                votes[form.gender] += form.count
        if votes:
            return votes.most_common(1)[0][0]
        by_pronoun = gender_of_votes(sum(f.she for f in self.forms), sum(f.he for f in self.forms))
        held = by_pronoun == "unknown" and self.titles & (OF_EITHER | {"dr", "professor", "judge"})
        return "male" if held else by_pronoun


def _given(forms: Iterable[NameForm], cores: Sequence[tuple[str, ...]]) -> set[str]:
    names = {core[0] for core in cores if len(core) > 1}
    for core in cores:
        if len(core) > 1 and core[0] not in FEMALE | MALE:
            names.update(w for w in core[1:] if w in FEMALE or w in MALE)
    for form in forms:
        core = core_of(form)
        known = core[0] in FEMALE or core[0] in MALE
        if len(core) == 1 and known and not (set(form.titles) - COURTESY.keys() - WITH_GIVEN):
            names.add(core[0])
    return names


def _surname(forms: Iterable[NameForm], cores: Sequence[tuple[str, ...]]) -> str:
    if cores and len(cores[0]) > 1:
        return cores[0][-1]
    for form in forms:
        core = core_of(form)
        if form.titles and len(core) == 1 and core[0] not in FEMALE and core[0] not in MALE:
            return core[0]
    return ""


def core_of(form: NameForm) -> tuple[str, ...]:
    """Return the words of a name that tell people apart: no initials, no particles, nothing after "of"."""
    core = form.core[: form.core.index("of")] if "of" in form.core[1:] and not form.articled else form.core
    core = tuple(w for w in core if len(w) > 1 and w.lower() not in PARTICLES and w not in ("Esquire", "Esq", "Junior"))
    return core or form.core


def offices_of(form: NameForm) -> set[str]:
    """Return the titles of a form, each in one spelling."""
    return {SAME_OFFICE.get(t, t) for t in form.titles}


def is_husbands(form: NameForm) -> bool:
    """Say whether the name is her husband's ("Mrs. Newland Archer")."""
    if not set(form.titles) & (MARRIED - {"lady"}):
        return bool(set(form.titles) & MARRIED) and form.core[0] in MALE
    return form.core[0] in MALE - FEMALE or (len(core_of(form)) > 1 and form.core[0] not in FEMALE)


def agree(a: Gender, b: Gender) -> bool:
    """Say whether two genders may be the same person's."""
    return a == b or "unknown" in (a, b)
