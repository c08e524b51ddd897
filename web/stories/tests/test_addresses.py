"""Addresses that run a story: its owner's alone, also where all may read it (the rest: `vividpages/tests/access`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from writing.stories import services
from writing.stories.models import Story

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db
OWNERS = ("story_rules", "close_story", "delete_story", "invite_to_story")
DECIDERS = (
    "story_members",
    "act_on_member",
    "story_waiting",
    "decide_segment",
    "edit_story_person",
    "edit_story_place",
)
DECIDERS_OF_BIBLES = (
    "change_story_person",
    "change_story_place",
    "add_to_story_bible",
    "change_story_bible",
    "story_bible_edits",
    "undo_story_edit",
)
ARGUMENTS = {"uuid": str(uuid4()), "int": "1", "slug": "details"}


def story_addresses(resolver: Any = None, before: str = "") -> dict[str, str]:
    """Return the patterns of all addresses of a story by their names."""
    found: dict[str, str] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith("api/"):  # api/tests/test_routes_matrix.py goes through those
            continue
        if hasattr(pattern, "url_patterns"):
            found |= story_addresses(pattern, route)
        elif "story_id" in route:
            found[pattern.name] = route
    return found


def address(name: str, story: Story) -> str:
    route = story_addresses()[name].replace("<uuid:story_id>", str(story.pk))
    return "/" + re.sub(r"<(\w+):\w+>", lambda match: ARGUMENTS[match[1]], route)


def made(reader: User, visibility: str) -> Story:
    return services.start_story(owner=reader, title="The Harbour", visibility=visibility)


@pytest.mark.parametrize("name", [*OWNERS, *DECIDERS, *DECIDERS_OF_BIBLES])
def test_what_runs_a_story_is_not_there_for_its_readers(
    client: Client, reader: User, stranger: User, name: str
) -> None:
    where = address(name, made(reader, Story.Visibility.PUBLIC))
    client.force_login(stranger)
    codes = {client.get(where).status_code, client.post(where).status_code}
    assert codes <= {404, 405}
    assert 404 in codes


@pytest.mark.parametrize("page", ["stories", "own_stories", "new_story"])
def test_pages_carry_no_style_or_script_of_their_own(client: Client, reader: User, page: str) -> None:
    client.force_login(reader)
    html = client.get(reverse(page)).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')
