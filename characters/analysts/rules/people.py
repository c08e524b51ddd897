"""From the text to the list of its people: names grouped, genders, ages, roles, and who tells the story."""

from __future__ import annotations

from collections.abc import Sequence

from characters.analysts.rules.aliases import Group, best_name, group_forms
from characters.analysts.rules.lexicon.titles import OFFICE
from characters.analysts.rules.names import Form, collect_forms
from characters.analysts.rules.reading import Block
from characters.bible import Person, Role

_MAX_PEOPLE = 120


def find_people(blocks: Sequence[Block]) -> list[Person]:
    """Everybody in the book, the most mentioned first, without their looks."""
    groups = [g for g in group_forms(collect_forms(blocks)) if _is_worth_keeping(g)][:_MAX_PEOPLE]
    told_by = find_narrator(groups, blocks)
    total = max((g.count for g in groups), default=0)
    people: list[Person] = []
    taken: set[str] = set()
    for group in groups:
        name = best_name(group)
        if name in taken:
            name = next((f.text for f in group.forms if f.text not in taken), "")
        if not name:
            continue
        taken.add(name)
        people.append(
            Person(
                name=name,
                aliases=tuple(_aliases(group, name)),
                gender=group.gender,
                age="unknown",
                role=_role(group, total, is_narrator=group is told_by),
                mentions=group.count,
                scenes=tuple(sorted({s for f in group.forms for s in f.scenes})),
                is_narrator=group is told_by,
            )
        )
    return people


def _is_worth_keeping(group: Group) -> bool:
    return group.count >= 2 or any(f.titles or f.says for f in group.forms)


def _aliases(group: Group, name: str) -> list[str]:
    texts: dict[str, None] = {}
    for form in sorted(group.forms, key=lambda f: -f.count):
        texts[form.text] = None
        plain = " ".join(form.core)
        if form.titles and len(form.core) > 1:
            texts[plain] = None
    texts.pop(name, None)
    return list(texts)


def _role(group: Group, most: int, *, is_narrator: bool) -> Role:
    if is_narrator or group.count >= 0.6 * most:
        return "protagonist"
    if group.count >= max(0.1 * most, 8):
        return "major"
    return "minor" if group.count >= 3 or any(f.says for f in group.forms) else "mentioned"


def is_first_person(blocks: Sequence[Block]) -> bool:
    """True where the narrator says "I" often enough to be somebody in the book."""
    told = i_words = 0
    for block in blocks:
        for token in block.tokens:
            if not token.spoken:
                told += 1
                if token.text in ("I", "I’d", "I'd", "I’ll", "I've", "I’ve"):
                    i_words += 1
    return told > 0 and i_words / told > 0.006


def find_narrator(groups: Sequence[Group], blocks: Sequence[Block]) -> Group | None:
    """Who tells a first-person book: somebody whom others name in their speech and the narration never does."""
    if not is_first_person(blocks):
        return None
    best: tuple[float, Group] | None = None
    for group in groups:
        spoken = sum(f.spoken for f in group.forms)
        told = group.count - spoken
        called = sum(f.called for f in group.forms)
        subject = sum(f.says for f in group.forms)
        if spoken < 3 or subject > 0.05 * group.count + 1 or told > 0.35 * group.count:
            continue
        score = called * (1 - told / group.count) + 0.1 * spoken
        if called >= 2 and (best is None or score > best[0]):
            best = (score, group)
    return best[1] if best else None


def offices_of(form: Form) -> set[str]:
    """The offices in a form's titles."""
    return {t for t in form.titles if t in OFFICE}
