"""Briefs as forms: in which order their fields are asked for, with examples to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms

from authors.contract import Brief
from web.options import BriefForm, Rows, is_asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from writing.kinds.kind import BookKind
    from writing.models import Hero

TITLE_PAGE = tuple(Brief.model_fields)
"""What every brief has."""
SECTIONS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "childrens": (
        ("What it is about", ("heroes", "matter", "theme", "teaches")),
        ("Who it is for", ("age", "child_name")),
        ("How it is told", ("tone", "setting", "rhyme")),
        ("The book", ("pages", "trim")),
    ),
    "coloring": (
        ("What is to be coloured", ("theme", "subjects", "heroes")),
        ("Who it is for", ("age", "child_name")),
        ("The book", ("pages", "trim")),
    ),
    "biography": (
        ("Whom it is about", ("subject", "also_called", "known_for", "living")),
        ("What it rests on", ("addresses", "look_up", "unsupported", "quoted_words")),
        ("What stands in it", ("words", "voice", "has_prologue", "has_epilogue", "has_timeline", "has_people")),
        ("Notes", ("notes", "citation_style", "has_glossary")),
    ),
}
EXAMPLES: Mapping[str, tuple[tuple[str, Mapping[str, Any]], ...]] = {
    "childrens": (
        (
            "a lighthouse that is afraid of the dark",
            {"heroes-0-name": "Wick", "heroes-0-species": "lighthouse", "matter": "is afraid of", "theme": "the dark"},
        ),
        (
            "a hedgehog who wants to fly",
            {"heroes-0-name": "Pim", "heroes-0-species": "hedgehog", "matter": "wants to", "theme": "fly"},
        ),
        (
            "a bear who has lost her red scarf",
            {
                "heroes-0-name": "Oda",
                "heroes-0-species": "bear",
                "heroes-0-pronoun": "she",
                "matter": "has lost",
                "theme": "her red scarf",
            },
        ),
        (
            "a dragon who sneezes glitter",
            {"heroes-0-name": "Arlo", "heroes-0-species": "dragon", "matter": "is one who", "theme": "sneezes glitter"},
        ),
    ),
    "biography": (("Ada Lovelace", {"subject": "Ada Lovelace", "known_for": "mathematician", "living": "dead"}),),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a brief that belong together."""

    title: str
    lists: tuple[Rows, ...]
    fields: tuple[forms.BoundField, ...]
    switches: tuple[forms.BoundField, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A brief to begin with: its words, and the query of the form that is filled in with it."""

    words: str
    query: str


def brief_form(kind: BookKind[Any], data: Any = None, *, initial: Mapping[str, Any] | None = None) -> BriefForm:
    """Return the form of a kind's brief. `add` in what is sent asks for one more row of a list."""
    return BriefForm(kind.brief, data, prefix="brief", initial=initial, grown=data.get("add", "") if data else "")


def initial_of(kind: BookKind[Any], query: Mapping[str, Any], heroes: list[Hero]) -> dict[str, Any]:
    """Return what a form begins with: of an example in the address, and the heroes that were chosen."""
    fields = kind.brief.model_fields
    initial = {name: str(value)[:400] for name, value in query.items() if name in fields}
    if "heroes" not in fields:
        return initial
    kept = [hero_row(hero) for hero in heroes]
    example = {
        name.removeprefix("heroes-0-"): str(value)[:200]
        for name, value in query.items()
        if name.startswith("heroes-0-")
    }
    return {**initial, "heroes": kept or ([example] if example else [])}


def hero_row(hero: Hero) -> dict[str, str]:
    """Return a kept hero as briefs have them."""
    person = hero.person
    pronouns = {"female": "she", "male": "he"}
    return {
        "name": person.name,
        "species": "" if person.species == "human" else person.species,
        "pronoun": pronouns.get(person.gender, ""),
        "looks": ", ".join(phrase for _, phrase in person.looks),
        "key": person.key,
    }


def sections_of(kind: BookKind[Any], form: BriefForm) -> list[Section]:
    """Return the fields of a form in the order in which they are asked for; none is left out."""
    named = [name for _, names in SECTIONS.get(kind.name, ()) for name in names]
    others = [name for name, field in kind.brief.model_fields.items() if is_asked(field) and name not in named]
    plans = [
        *SECTIONS.get(kind.name, ()),
        ("More", tuple(name for name in others if name not in TITLE_PAGE)),
        ("Title page", tuple(name for name in TITLE_PAGE if name in others)),
    ]
    return [section for title, names in plans if (section := _section(title, names, form))]


def _section(title: str, names: tuple[str, ...], form: BriefForm) -> Section | None:
    fields = tuple(field for name in names if name in form.fields for field in [form[name]])
    lists = tuple(rows for rows in form.lists if rows.name in names)
    if not fields and not lists:
        return None
    switches = [field.name for field in form.switches]
    return Section(
        title,
        lists,
        tuple(field for field in fields if field.name not in switches),
        tuple(field for field in fields if field.name in switches),
    )


def examples_of(kind: BookKind[Any]) -> Iterator[Example]:
    """Yield briefs to begin with."""
    for words, fields in EXAMPLES.get(kind.name, ()):
        yield Example(words, urlencode(fields))
