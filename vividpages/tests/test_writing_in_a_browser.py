"""Books are written in a real browser: a story by a model, a life by the built-in author; every page is looked at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as site
from playwright.sync_api import Browser, Page, expect

from accounts.keys import create_key
from authors.tests import attentive_writer
from providers.tests.wire.fixtures import wire as wire
from vividpages.tests.complaints import complaints_of
from vividpages.tests.looked_at import look_at
from vividpages.tests.signed_in import click, let_sign_in, open_signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer
    from vividpages.tests.machine import Machine

pytestmark = [pytest.mark.browser, pytest.mark.processes]

LIVES = sorted((Path(site.BASE_DIR) / "samples" / "hallgrim").glob("*.html"))
FEEDBACK = "Let it rain."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the browser complains."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = complaints_of(page, warnings=True)
    yield page
    page.close()
    assert complaints == []


def stays(page: Page) -> None:
    """Remember the page, so that it can be told from one that was loaded anew."""
    page.evaluate("window.sinceLoaded = true")


def was_not_loaded_anew(page: Page) -> bool:
    return bool(page.evaluate("window.sinceLoaded === true"))


def go(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow a link, and wait for its page."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name=name).first.click()


def test_a_story_is_asked_for_planned_approved_changed_and_bound(
    machine: Machine, page: Page, reader: User, wire: WireServer, settings: Settings
) -> None:
    let_sign_in(reader, settings)
    machine.environment["ALLOW_PRIVATE_PROVIDERS"] = "1"
    create_key(
        owner=reader, service="anthropic", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("anthropic")
    )
    wire.answer = attentive_writer.answer
    open_signed_in(page, machine.start_web(), "/write/", reader)
    look_at(page, "start")
    go(page, "Illustrated story for children")
    fill_in_the_brief(page)
    click(page, "Plan the book")
    stays(page)
    machine.start_worker()
    expect(page.get_by_text("The plan is there.")).to_be_visible()
    assert was_not_loaded_anew(page)
    move_parts_and_approve(page)
    stays(page)
    expect(page.get_by_text(re.compile("The book is written"))).to_be_visible()
    assert was_not_loaded_anew(page), "parts came as they were written"
    expect(page.locator(".write-part.is-written")).to_have_count(page.locator(".write-part").count())
    look_at(page, "overview")
    change_a_part_by_hand_and_take_a_new_one(page)

    go(page, "All parts")
    expect(page.get_by_text("The book says something else still.")).to_be_visible()
    click(page, "Make the book of it anew")
    expect(page.get_by_text(re.compile("The book is written"))).to_be_visible()
    for tab in ("Manuscript", "Quality"):
        go(page, tab)
        look_at(page, tab.lower())


def fill_in_the_brief(page: Page) -> None:
    understood, theme = page.locator("#understood"), page.locator("input[name=brief-theme]")
    stays(page)
    page.locator("select[name=brief-matter]").select_option("is afraid of")
    page.locator("input[name=brief-heroes-0-name]").fill("Wick")
    page.locator("input[name=brief-heroes-0-species]").fill("lighthouse")
    theme.fill("the dark")
    expect(understood).to_contain_text("Wick")
    expect(understood).to_contain_text("the dark")
    page.locator("select[name=brief-matter]").select_option("")
    theme.fill("the death of our dog")
    expect(understood).to_contain_text("The built-in author cannot write this.")
    look_at(page, "brief-declined")
    page.locator("select[name=brief-matter]").select_option("is afraid of")
    theme.fill("the dark")
    expect(understood.locator("blockquote")).to_be_visible()
    page.locator("select[name=author]").select_option("anthropic/claude-haiku-5-5")
    expect(understood).to_contain_text("costs about")
    assert was_not_loaded_anew(page)
    look_at(page, "brief")


def move_parts_and_approve(page: Page) -> None:
    go(page, "Look at the plan")
    look_at(page, "plan")
    first = page.locator(".plan-part h2").first.inner_text()
    page.get_by_role("button", name=re.compile("Move .* later")).first.click()
    expect(page.locator(".plan-part h2").nth(1)).to_have_text(first)
    page.locator(".plan-part").nth(1).get_by_role("button", name=re.compile("earlier")).click()
    expect(page.locator(".plan-part h2").first).to_have_text(first)
    click(page, "Approve it and write the book")


def change_a_part_by_hand_and_take_a_new_one(page: Page) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator(".write-part a").nth(2).click()
    page.get_by_text("Change it by hand").click()
    page.locator("textarea[name=words]").fill("Wick stood at the shore. Wick was a lighthouse.")
    click(page, "Save and check")
    expect(page.locator(".part-text")).to_contain_text("Wick stood at the shore.")
    look_at(page, "part")
    page.get_by_text("Have it written anew").click()
    page.locator("textarea[name=feedback]").fill(FEEDBACK)
    click(page, "Write it anew")
    go(page, "All parts")
    stays(page)
    news = page.locator(".write-part", has_text="a new version")
    expect(news).to_have_count(1)
    assert was_not_loaded_anew(page)
    expect(page.get_by_text("The work is stopped")).to_have_count(0)
    look_at(page, "overview-outdated")
    with page.expect_navigation(wait_until="load"):
        news.get_by_role("link").click()
    go(page, "Compare it with the text that stands")
    expect(page.locator("#compare")).to_contain_text(FEEDBACK)
    expect(page.locator(".compared del").first).to_be_visible()
    look_at(page, "compared")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=re.compile("Take version")).click()
    expect(page.locator(".part-text")).not_to_contain_text("Wick stood at the shore.")


def test_a_life_is_written_from_files_with_a_question_settled_and_its_passages_beside_it(
    machine: Machine, page: Page, reader: User, settings: Settings
) -> None:
    let_sign_in(reader, settings)
    open_signed_in(page, machine.start_web(), "/write/biography/", reader)
    page.locator("input[name=brief-subject]").fill("Runa Hallgrim")
    page.locator("input[name=brief-words]").fill("5000")
    look_at(page, "life-brief")
    click(page, "Plan the book")
    page.set_input_files("input[type=file]", [str(path) for path in LIVES])
    click(page, "Add and read them")
    expect(page.locator(".source")).to_have_count(len(LIVES))
    expect(page.locator(".source", has_text="to be read")).to_have_count(len(LIVES))
    stays(page)

    machine.start_worker()
    expect(page.locator(".source", has_text="about")).to_have_count(len(LIVES))
    expect(page.locator(".source .badge--accent")).to_have_count(0)
    assert was_not_loaded_anew(page), "verdicts came as they were given"
    look_at(page, "sources")
    go(page, re.compile("Correct how it is cited"))
    page.get_by_label("Who wrote it").fill("Anna Holm")
    look_at(page, "source")
    click(page, "Save")
    expect(page.locator(".source").first).to_contain_text("Anna Holm")
    click(page, page.locator("#undo").inner_text())
    expect(page.locator(".source").first).not_to_contain_text("Anna Holm")

    settle_a_question(page)
    go(page, "Overview")
    click(page, "Plan the book")
    go(page, "Look at the plan")
    click(page, "Approve it and write the book")
    expect(page.get_by_text(re.compile("The book is written"))).to_be_visible()

    open_a_part_beside_its_passages(page)
    go(page, "All parts")
    go(page, "Facts")
    click(page, "Leave it open again")
    go(page, "Overview")
    expect(page.locator(".write-part", has_text="rests on what has changed").first).to_be_visible()
    look_at(page, "life-overview")
    go(page, "Quality")
    expect(page.get_by_text("Steps that go on in time")).to_be_visible()
    look_at(page, "life-quality")


def settle_a_question(page: Page) -> None:
    go(page, "See what they state")
    look_at(page, "facts")
    asked = page.locator(".settle-list > li", has_text="When was Runa Hallgrim born?").first.get_attribute("id")
    question = page.locator(f"#{asked}")
    expect(question).to_contain_text("open")
    with page.expect_navigation(wait_until="load"):
        question.get_by_role("button", name=re.compile("Follow this")).first.click()
    expect(question).to_contain_text("followed")
    go(page, "Timeline")
    look_at(page, "timeline")


def open_a_part_beside_its_passages(page: Page) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator(".write-part a").nth(1).click()
    number = page.locator(".passage-number").first
    passage = page.locator("#passage-1")
    expect(passage).to_be_hidden()
    number.click()
    expect(passage).to_be_visible()
    expect(passage).to_be_focused()
    look_at(page, "life-part")
