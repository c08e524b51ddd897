"""Editing what a place is called and what can be seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from analysts import vocabulary
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded
from characters.models import Analysis, Edit, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

KINDS: tuple[str, ...] = get_args(vocabulary.PlaceKind)
LONGEST_DESCRIPTION = 2_000
LONGEST_KEYWORD = 200
MOST_KEYWORDS = 30


def edit_place(
    *,
    setting: Setting,
    by: User | None,
    kind: str | None = None,
    indoors: bool | None = None,
    description: str | None = None,
    keywords: Sequence[str] | None = None,
) -> Edit | None:
    """Change what a place is like; None leaves a field as it is.

    Its kind and whether it is indoors hold for the scenes that play there too, but for those edited themselves.
    Raises EditRefused for an unknown kind, and for words that are too long or too many.
    """
    with recorded(vividpage_id=setting.vividpage_id, by=by, kind="place") as journal:
        place = fresh(setting)
        wanted = {"kind": kind, "indoors": indoors, "description": description, "keywords": keywords}
        values = _cleaned({field: value for field, value in wanted.items() if value is not None})
        changed = journal.correct(place, values)
        journal.summary = f"{place.name}: {', '.join(changed)} changed"
        scenes = Analysis.objects.filter(setting=place)
        for field, column in (("kind", "place_kind"), ("indoors", "indoors")):
            if field in changed:
                journal.change(scenes.exclude(locked__contains=[column]), **{column: changed[field]})
    return journal.edit


def make_alike(
    *, setting: Setting, by: User | None, kind: str | None = None, indoors: bool | None = None
) -> Edit | None:
    """Let a place be of one kind, or indoors or not, in all its scenes, but those that were edited themselves.

    Raises EditRefused for an unknown kind.
    """
    with recorded(vividpage_id=setting.vividpage_id, by=by, kind="place") as journal:
        place = fresh(setting)
        wanted = {"kind": kind, "indoors": indoors}
        values = _cleaned({field: value for field, value in wanted.items() if value is not None})
        inside = {True: "indoors", False: "outdoors", None: ""}[indoors]
        journal.summary = f"{place.name} is {' and '.join(filter(None, (kind, inside)))} in all its scenes"
        journal.change(place, **values)
        scenes = Analysis.objects.filter(setting=place)
        for field, column in (("kind", "place_kind"), ("indoors", "indoors")):
            if field in values:
                journal.change(scenes.exclude(locked__contains=[column]), **{column: values[field]})
        if journal.steps:
            journal.lock(place, *values)
    return journal.edit


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    if "kind" in values and values["kind"] not in KINDS:
        raise EditRefused(f"“{values['kind']}” is no kind of place.")
    if "description" in values:
        values["description"] = values["description"].strip()
        if len(values["description"]) > LONGEST_DESCRIPTION:
            raise EditRefused(f"Describe it in {LONGEST_DESCRIPTION:,} letters at most.")
    if "keywords" in values:
        values["keywords"] = list(dict.fromkeys(filter(None, (" ".join(word.split()) for word in values["keywords"]))))
        if len(values["keywords"]) > MOST_KEYWORDS or any(len(word) > LONGEST_KEYWORD for word in values["keywords"]):
            raise EditRefused(f"There can be {MOST_KEYWORDS} short keywords at most.")
    return values
