"""Three people at one story in real browsers: two continue it at once, the third watches; one is banned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from vividpages.drive import work_off
from vividpages.tests.looked_at import look_at
from vividpages.tests.signed_in import let_sign_in, open_signed_in
from writing.stories import services
from writing.stories.making import CONTINUATION
from writing.stories.models import Segment, Story

if TYPE_CHECKING:
    from pytest_django import Settings

    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]
FIRST = "Mara comes home to the harbour."
LINES = ("Mara opens an old chest and finds a map in it.", "Mara lights a lantern.")
"""Whoever is faster, both fit what came first."""


def test_two_continue_at_once_a_third_sees_both_and_one_is_kept_out(
    machine: Machine, browser: Browser, reader: User, stranger: User, settings: Settings
) -> None:
    other = User.objects.create_user(email="third@example.org")
    people = (stranger, other, reader)
    for person in people:
        let_sign_in(person, settings)
    story = services.start_story(
        owner=reader,
        title="The Harbour",
        visibility=Story.Visibility.PUBLIC,
        contributors=Story.Contributors.ANYBODY,
        approves_new=False,
    )
    first = services.post(branch=story.main, line=FIRST, by=reader, accepts_licence=True)
    work_off(pipeline=CONTINUATION, subject=first.pk)
    address, path = machine.start_web(), reverse("story", args=[story.pk])
    contexts = [browser.new_context(viewport={"width": 1280, "height": 900}) for _ in people]
    pages = [context.new_page() for context in contexts]
    for page, person in zip(pages, people, strict=True):
        open_signed_in(page, address, path, person)
    watcher = pages[2]
    watcher.evaluate("window.sinceLoaded = true")

    for page, line in zip(pages[:2], LINES, strict=True):
        say(page, line)
    machine.start_worker()
    for page in pages:
        for line in LINES:
            expect(page.locator(".segment footer", has_text=line)).to_be_visible()
    assert watcher.evaluate("window.sinceLoaded === true"), "nothing was loaded anew"
    assert sorted(Segment.objects.joined().values_list("number", flat=True)) == [1, 2, 3]
    look_at(watcher, "story")
    an_edit_of_the_bible_is_seen(watcher, pages[1], address, story)

    services.ban(story=story, person=stranger, by=reader, reason="Advertising.")
    pages[0].reload()
    expect(pages[0].get_by_text("You may not continue this story any more: Advertising.")).to_be_visible()
    expect(pages[0].get_by_role("button", name="Continue the story")).to_have_count(0)
    kept_out(pages[0], address, story)
    with pytest.raises(CommandError) as refused:
        call_command("continue_story", str(story.pk), text="It is mine.", user=stranger.email, accept_licence=True)
    assert refused.value.returncode == 2
    services.change_story(story=story, by=reader, changes={"visibility": Story.Visibility.PRIVATE})
    answer = pages[0].goto(f"{address}{path}")
    assert answer is not None
    assert answer.status == 404
    for context in contexts:
        context.close()


def say(page: Page, line: str) -> None:
    """Post a line."""
    page.get_by_label("What happens next?").fill(line)
    if page.get_by_label("My lines are mine").count():
        page.get_by_label("My lines are mine").check()
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Continue the story").click()


def an_edit_of_the_bible_is_seen(owner: Page, reader: Page, address: str, story: Story) -> None:
    """Edit somebody's looks by keyboard, while somebody else has the bible open."""
    reader.goto(f"{address}{reverse('story_bible', args=[story.pk, 1])}")
    reader.evaluate("window.sinceLoaded = true")
    mara = story.main.vividpage.characters.get(name="Mara")
    owner.goto(f"{address}{reverse('edit_story_person', args=[story.pk, 1, mara.pk])}")
    looks = owner.locator("form[action$='/look/']")
    looks.get_by_label("About").select_option("eyes")
    looks.get_by_label("In a few words").fill("sea-green")
    owner.keyboard.press("Enter")
    expect(owner.get_by_role("status").get_by_text("Mara: eyes sea-green.")).to_be_visible()
    expect(reader.get_by_text("sea-green")).to_be_visible()
    assert reader.evaluate("window.sinceLoaded === true"), "nothing was loaded anew"


def kept_out(page: Page, address: str, story: Story) -> None:
    """Send a line past the page."""
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    answer = page.request.post(
        f"{address}{reverse('continue_branch', args=[story.pk, 1])}",
        form={"line": "It is mine.", "accepts_licence": "on", "csrfmiddlewaretoken": token},
        headers={"Referer": address},
    )
    assert answer.status == 422
    assert not Segment.objects.filter(line="It is mine.").exists()
