"""Which written forms name the same person: "Jim", "Hawkins" and "Jim Hawkins"; never Mr. and Mrs. Bennet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from characters.analysts.rules.lexicon.given_names import FEMALE, MALE, PET_NAMES
from characters.analysts.rules.lexicon.titles import COURTESY, KIN, OF_EITHER, OFFICE, PERSON_NOUNS, ROLES, TITLES
from characters.analysts.rules.names import PARTICLES, Form, gender_of_votes, is_person
from characters.bible import Gender

SAME_OFFICE = {"doctor": "dr", "capt": "captain", "col": "colonel", "prof": "professor", "lieut": "lieutenant",
                "gen": "general", "sgt": "sergeant", "rev": "reverend"}  # fmt: skip
MARRIED = frozenset({"mrs", "mme", "madame", "signora", "frau", "lady"})
_WITH_GIVEN = KIN.keys() | {
    "sir", "lady", "lord", "prince", "princess", "king", "queen", "duke", "saint", "st", "father", "brother", "sister",
    "mother", "emperor", "empress", "tsar", "pope", "dame", "widow", "nurse", "auntie", "grand-duke", "don", "donna",
}  # fmt: skip
"""Titles that stand before a given name; the other offices stand before a surname ("Colonel Fitzwilliam")."""
_HELD = OF_EITHER | frozenset({"dr", "professor", "judge", "reverend", "bishop"})
"""Offices that a wife does not share with her husband ("Dr. Hill" is not Mrs. Hill)."""
_UNMARRIED = frozenset({"miss", "mlle", "mademoiselle", "fraulein", "fräulein", "señorita"})


_USUAL = 0.05
"""Of the uses of one form, the share that is no accident."""
_BESIDE = 3
_PERSONAL = ROLES.keys() | TITLES.keys() | PERSON_NOUNS.keys()


class _Names(NamedTuple):
    """The names in a number of forms."""

    forms: int
    cores: list[tuple[str, ...]]
    given: set[str]
    surname: str


@dataclass(slots=True)
class Group:
    """The forms that name one person."""

    forms: list[Form] = field(default_factory=list)
    _known: _Names | None = None

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

    def _names(self) -> _Names:
        """What the forms say together; worked out anew only when a form has come."""
        if self._known is None or self._known.forms != len(self.forms):
            cores = sorted({core_of(f) for f in self.forms}, key=lambda c: (-len(c), c))
            self._known = _Names(len(self.forms), cores, _given(self.forms, cores), _surname(self.forms, cores))
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


def _given(forms: Iterable[Form], cores: Sequence[tuple[str, ...]]) -> set[str]:
    names = {core[0] for core in cores if len(core) > 1}
    for core in cores:
        if len(core) > 1 and core[0] not in FEMALE | MALE:
            names.update(w for w in core[1:] if w in FEMALE or w in MALE)
    for form in forms:
        core = core_of(form)
        known = core[0] in FEMALE or core[0] in MALE
        if len(core) == 1 and known and not (set(form.titles) - COURTESY.keys() - _WITH_GIVEN):
            names.add(core[0])
    return names


def _surname(forms: Iterable[Form], cores: Sequence[tuple[str, ...]]) -> str:
    if cores and len(cores[0]) > 1:
        return cores[0][-1]
    for form in forms:
        core = core_of(form)
        if form.titles and len(core) == 1 and core[0] not in FEMALE and core[0] not in MALE:
            return core[0]
    return ""


def group_forms(forms: Mapping[str, Form]) -> list[Group]:
    """Group the forms that name people into people, the most mentioned first."""
    people = [f for f in forms.values() if is_person(f) and not _is_accident(f, forms)]
    shorter = {f.core for f in people if len(f.core) == 2 and not f.titles}
    people.extend(f for f in forms.values() if len(f.core) == 3 and f.core[:2] in shorter and not is_person(f))
    named = [f for f in people if not f.articled]
    groups: list[Group] = []
    for form in _by_count(f for f in named if len(core_of(f)) > 1):
        _place_full(form, groups, named)
    for form in _by_count(f for f in named if len(core_of(f)) == 1 and f.titles):
        _place_titled(form, groups, named)
    for form in _by_count(f for f in named if len(core_of(f)) == 1 and not f.titles):
        _place_bare(form, groups)
    heads = {w for f in people if f.articled and len(f.core) == 1 for w in f.core}
    known = {id(f) for f in people}
    beings = [f for f in forms.values() if f.articled and (id(f) in known or heads & {f.core[0], f.core[-1]})]
    for form in sorted(beings, key=lambda f: (-len(f.core), -f.count)):
        if id(form) in known or (form.count > 1 and len(form.core) == 2):
            _place_articled(form, groups)
    _add_leftovers(forms.values(), groups)
    return sorted(groups, key=lambda g: -g.count)


def _is_accident(form: Form, forms: Mapping[str, Form]) -> bool:
    """Two people named in a row once ("Then Martha Potapitch told…") are no full name; nor is a family a person."""
    last_word = form.core[-1]
    if (
        last_word.endswith("s")
        and not form.articled
        and any(f.count > form.count and f.core[-1] == last_word[:-1] for f in forms.values())
    ):
        return True
    if form.count > 1 or len(form.core) < 2 or form.articled:
        return False
    follower = forms.get(last_word)
    if last_word in FEMALE | MALE and follower is not None and follower.says > 2 and form.core[0] not in FEMALE | MALE:
        return True
    rest = forms.get(" ".join(form.core[1:]))
    placed = rest is not None and (len(form.core) > 2 or rest.placed > 0.1 * rest.count)
    if rest is not None and placed and rest.count >= 3 and not is_person(rest):
        return True
    first, last = forms.get(form.core[0]), forms.get(form.core[-1])
    titled = forms.get(form.text.rsplit(" ", 1)[0]) if len(form.core) == 2 or form.titles else None
    return last is not None and last.says > 2 and any(f is not None and f.says > 2 for f in (first, titled))


def _by_count(forms: Iterable[Form]) -> list[Form]:
    return sorted(forms, key=lambda f: (-len(core_of(f)) if len(core_of(f)) > 2 else 0, -f.count, f.text))


def core_of(form: Form) -> tuple[str, ...]:
    """The words of a name that tell people apart: no initials, no particles, nothing after "of"."""
    core = form.core[: form.core.index("of")] if "of" in form.core[1:] and not form.articled else form.core
    core = tuple(w for w in core if len(w) > 1 and w.lower() not in PARTICLES and w not in ("Esquire", "Esq", "Junior"))
    return core or form.core


def _agree(a: Gender, b: Gender) -> bool:
    return a == b or "unknown" in (a, b)


def _titles_agree(form: Form, group: Group) -> bool:
    """False where a married and an unmarried title, or two different offices, would meet in one person."""
    mine = offices_of(form)
    theirs = group.titles
    if (mine & MARRIED and theirs & _UNMARRIED) or (mine & _UNMARRIED and theirs & MARRIED):
        return False
    wives = MARRIED - OFFICE.keys()
    if (mine & wives and theirs & _HELD) or (mine & _HELD and theirs & wives):
        return False
    offices = {t for t in mine if t in OFFICE} - {"sir"}
    others = {t for t in theirs if t in OFFICE} - {"sir"}
    return not offices or not others or bool(offices & others)


def _place_full(form: Form, groups: list[Group], named: list[Form]) -> None:
    core = core_of(form)
    fitting = [g for g in groups if _agree(form.gender, g.gender) and _titles_agree(form, g)]
    chosen = [g for g in fitting if any(_contains(core, c) for c in g.cores)]
    if not chosen and form.count < 8:
        chosen = [g for g in fitting if any(_pet_form(core, c) for c in g.cores)]
    if chosen:
        max(chosen, key=lambda g: g.count).forms.append(form)
    else:
        groups.append(Group([form]))


def _contains(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    return within(short, long)


def _pet_form(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return len(a) == len(b) == 2 and a[-1] == b[-1] and _pet_of(a[0], b[0])


def within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True where the words of `short` stand in `long` in the same order."""
    rest = iter(long)
    return all(w in rest for w in short)


def _pet_of(a: str, b: str) -> bool:
    return b in PET_NAMES.get(a, ()) or a in PET_NAMES.get(b, ())


def _place_titled(form: Form, groups: list[Group], named: list[Form]) -> None:
    """A title and one name: a surname ("Mr. Bennet") or a given name ("Aunt Juley", "Miss Eliza")."""
    name = core_of(form)[0]
    fitting = [g for g in groups if _agree(form.gender, g.gender) and _titles_agree(form, g)]
    same = [g for g in fitting if any(core_of(f) == (name,) and f.titles for f in g.forms)]
    takes_given = not set(form.titles) & OFFICE.keys() or bool(set(form.titles) & _WITH_GIVEN)
    by_given = [g for g in fitting if takes_given and name in g.given and g not in same]
    by_surname = [g for g in fitting if g.surname == name and g not in same]
    chosen: Group | None = None
    if takes_given and not set(form.titles) <= COURTESY.keys():
        # "Princess Mary" is not the Mary who is never a princess and named far less often.
        by_given = [g for g in by_given if g.titles & offices_of(form) or 3 * g.count > form.count]
    if by_given and (not by_surname or name in FEMALE or name in MALE):
        chosen = max(by_given, key=lambda g: g.count)
    elif same:
        chosen = _of_same_title(form, same)
    if chosen is None and by_surname:
        chosen = _by_surname(form, by_surname, named)
    if chosen is None and same and not set(form.titles) & MARRIED:
        chosen = max(same, key=lambda g: g.count)
    chosen = chosen or _by_pet_name(form, fitting)
    if chosen is None:
        groups.append(Group([form]))
    else:
        chosen.forms.append(form)


def _of_same_title(form: Form, groups: list[Group]) -> Group | None:
    """The person of the same name whose title has the same gender ("Dr. Kemp" and "Mr. Kemp"), if any."""
    if form.gender == "female":
        alike = [g for g in groups if g.titles & set(form.titles)]
        return max(alike, key=lambda g: g.count, default=None)
    return max(groups, key=lambda g: g.count)


def _by_surname(form: Form, groups: list[Group], named: list[Form]) -> Group | None:
    """Whom of a family a title and the bare surname mean; None where it must be somebody else."""
    titles = set(form.titles)
    if form.gender == "male" and any(_stands_apart(form, g, named) for g in groups):
        return None
    direct = [g for g in groups if any(_spells_out(f, form) for f in g.forms)]
    if titles & _UNMARRIED:
        # "Miss Bennet" is the eldest: her sisters are the ones called "Miss Eliza" and "Miss Lydia Bennet".
        younger = {core_of(f)[0] for f in named if set(f.titles) & _UNMARRIED}
        single = [g for g in groups if not g.titles & MARRIED]
        girls = {core_of(f)[0] for f in named if set(f.titles) & _UNMARRIED and len(f.core) == 1}
        known = sum(f.count for g in direct for f in g.forms if _spells_out(f, form)) >= _USUAL * form.count
        eldest = [g for g in single if not g.given & younger and _named_by(g.given, named) >= form.count]
        if len(direct) == 1 and ((known and not direct[0].given & girls) or not eldest):
            return direct[0]
        return max(eldest or direct or single or groups, key=lambda g: g.count)
    if direct:
        return max(direct, key=lambda g: sum(f.count for f in g.forms if set(f.titles) & titles))
    if titles & MARRIED:
        girls = {f.core[-1] for f in named if set(f.titles) & _UNMARRIED}
        return groups[0] if len(groups) == 1 and form.core[-1] not in girls else None
    sure = [g for g in groups if g.gender == form.gender] or groups
    if len(sure) == 1 or titles & OFFICE.keys():
        return max(sure, key=lambda g: g.count)
    return None


def _named_by(given: set[str], named: Iterable[Form]) -> int:
    """How often any of the given names is used alone or first in a name."""
    return sum(f.count for f in named if core_of(f)[0] in given)


def _stands_apart(form: Form, group: Group, named: Iterable[Form]) -> bool:
    """True where the narration names "Mr. Hill" beside the Peter that this Hill is called: father and son."""
    called = [f for f in named if len(core_of(f)) == 1 and core_of(f)[0] in group.given]
    together = sum(form.beside[f.text] for f in called)
    return together >= max(_BESIDE, 0.02 * min(form.count, sum(f.count for f in called)))


def _spells_out(full: Form, form: Form) -> bool:
    """True where `full` is `form` with more names; a husband's name needs some use to count ("Mrs. John Dashwood")."""
    if not set(full.titles) & set(form.titles) or len(core_of(full)) < 2:
        return False
    return not is_husbands(full) or full.count >= 0.05 * form.count


def _place_bare(form: Form, groups: list[Group]) -> None:
    chosen = _bearer_of(form, groups) or _by_pet_name(form, [g for g in groups if _agree(form.gender, g.gender)])
    if chosen is None:
        groups.append(Group([form]))
    else:
        chosen.forms.append(form)


def _bearer_of(form: Form, groups: Sequence[Group]) -> Group | None:
    """Whom a bare given name or surname means; of a surname's bearers a man without title, then the most named."""
    name = core_of(form)[0]
    fitting = [g for g in groups if _agree(form.gender, g.gender)]
    given = [g for g in fitting if name in g.given]
    if given:
        return max(given, key=lambda g: (_is_plain(g), g.count))
    family = [g for g in fitting if g.surname == name]
    if family:
        return max(
            family,
            key=lambda g: (
                not g.titles & (MARRIED | _UNMARRIED),
                g.gender == form.gender,
                _by_surname_uses(g, name) > 0,
                g.count,
            ),
        )
    other = [g for g in fitting if any(name in c for c in g.cores)]
    return max(other, key=lambda g: g.count, default=None)


def _by_surname_uses(group: Group, name: str) -> int:
    """How often somebody is called by a title and the bare surname."""
    return sum(f.count for f in group.forms if f.titles and core_of(f) == (name,))


def _is_plain(group: Group) -> bool:
    """True for somebody whom no title of kin or nobility sets apart, so that a bare given name will do."""
    apart = _WITH_GIVEN - COURTESY.keys()
    return sum(f.count for f in group.forms if apart & set(f.titles)) < 0.3 * group.count


def _by_pet_name(form: Form, groups: list[Group]) -> Group | None:
    """A pet name that people say and the narrator does not ("Lizzy") belongs to the one of that full name."""
    if form.spoken < 0.6 * form.count:
        return None
    fitting = [g for g in groups if any(_pet_of(form.core[0], n) for n in g.given) and g.count > form.count]
    return max(fitting, key=lambda g: g.count, default=None)


def _place_articled(form: Form, groups: list[Group]) -> None:
    """ "the White Rabbit", "the Rabbit", "the General": joined by their last word, or by the office of somebody."""
    words = tuple(w.lower() for w in form.core)
    alike = [g for g in groups if any(f.articled and _same_being(words, f) for f in g.forms)]
    if alike:
        max(alike, key=lambda g: g.count).forms.append(form)
        return
    if len(words) == 1 and words[0] in OFFICE:
        holder = holder_of(words[0], groups)
        if holder:
            holder.forms.append(form)
            return
    titled = [g for g in groups if words[0] in g.titles and any(form.core[-1] == c[-1] for c in g.cores)]
    exact = [g for g in groups if form.core in g.cores]
    if titled or exact:
        max(titled or exact, key=lambda g: g.count).forms.append(form)
        return
    groups.append(Group([form]))


def _same_being(words: tuple[str, ...], form: Form) -> bool:
    other = tuple(w.lower() for w in form.core)
    short, long = sorted((words, other), key=len)
    if len(short) == len(long):
        return short == long
    if short == long[-len(short) :]:
        return True
    return len(short) == 1 and short[0] == long[0] and ("of" in long or short[0] not in _PERSONAL)


def holder_of(office: str, groups: Iterable[Group]) -> Group | None:
    """The one whom "the doctor" means: the only holder of the office, or the one called by it by far the most."""
    office = SAME_OFFICE.get(office, office)
    uses = [(sum(f.count for f in g.forms if office in offices_of(f)), g) for g in groups]
    held = sorted((pair for pair in uses if pair[0]), key=lambda pair: -pair[0])
    if not held or (len(held) > 1 and held[0][0] < 2 * held[1][0]):
        return None
    return held[0][1]


def offices_of(form: Form) -> set[str]:
    return {SAME_OFFICE.get(t, t) for t in form.titles}


def _add_leftovers(forms: Iterable[Form], groups: list[Group]) -> None:
    """Forms too rare to be judged alone join whom they fit without doubt."""
    taken = {id(f) for g in groups for f in g.forms}
    for form in forms:
        if id(form) in taken:
            continue
        if form.articled:
            words = tuple(w.lower() for w in form.core)
            alike = [g for g in groups if any(f.articled and _same_being(words, f) for f in g.forms)]
            if len(alike) == 1 and len(words) > 1:
                alike[0].forms.append(form)
            continue
        if len(core_of(form)) < 2:
            named = [g for g in groups if core_of(form)[0] in g.given or core_of(form)[0] == g.surname]
            bearer = _bearer_of(form, named)
            if bearer and not form.titles and form.placed <= 0.3 * form.count:
                bearer.forms.append(form)
            continue
        fitting = [g for g in groups if any(_contains(core_of(form), c) for c in g.cores)]
        if len(fitting) == 1 and _agree(form.gender, fitting[0].gender) and _titles_agree(form, fitting[0]):
            fitting[0].forms.append(form)


def is_husbands(form: Form) -> bool:
    """ "Mrs. Newland Archer" has her husband's name."""
    if not set(form.titles) & (MARRIED - {"lady"}):
        return bool(set(form.titles) & MARRIED) and form.core[0] in MALE
    return form.core[0] in MALE - FEMALE or (len(core_of(form)) > 1 and form.core[0] not in FEMALE)
