"""The pictures of people and places that are drawn in another style first, so that everybody stays alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from characters.models import Character, Setting
from storyboards.looks.faces import lacks, styled_versions
from storyboards.pictures.portraits import references_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from books.models import VividPage
    from storyboards.looks.look import Look
    from storyboards.models import PictureVersion
    from storyboards.requests.facts import SceneToDraw

Sheets = dict[Character | Setting, "PictureVersion"]
"""Whose pictures, with those that are shown now."""


def sheets_to_draw(vividpage: VividPage, look: Look, *, among: Collection[UUID] | None) -> Sheets:
    """Find whose pictures are in another style than `look`, and not drawn in it yet; `among` these alone, None: all.

    A reader's own picture goes with every style, so it is left alone. Four queries.
    """
    pictures = references_of(vividpage)
    wanted = {
        target: picture
        for target, picture in pictures.items()
        if lacks(picture, look.style) and (among is None or target in among)
    }
    drawn = styled_versions(wanted.values(), look.style)
    missing = {target: picture.shown for target, picture in wanted.items() if picture.pk not in drawn}
    people = vividpage.characters.filter(pk__in=missing, first_scene__isnull=False)
    places = vividpage.settings_found.filter(pk__in=missing)
    rows: list[Character | Setting] = [*people, *places] if missing else []
    return {row: shown for row in rows if (shown := missing[row.pk]) is not None}


def who_is_seen(scenes: Collection[SceneToDraw]) -> set[UUID]:
    """Return whose pictures go with these scenes."""
    people = {shown.character.pk for facts in scenes for shown in facts.people if not shown.is_vague}
    places = {facts.analysis.setting_id for facts in scenes if facts.analysis.setting_id}
    return people | places
