"""The commands that add keys and estimate costs."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from accounts.keys import open_key
from accounts.models import ApiKey, User
from accounts.tests.keyrings import OLD, SECRET
from books.models import VividPage
from characters.analysis import estimates
from characters.analysis.chosen_analyst import cut
from providers.choosing.catalogue import usable_entry
from providers.tests.wire import WireServer, fails
from providers.tests.wire.fixtures import wire as wire
from storyboards.making.tables import book_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from accounts.models import User


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    cache.clear()


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key comes in at the standard input."""
    monkeypatch.delenv("VIVIDPAGES_KEY", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))


def add(service: str, *options: str) -> str:
    out = io.StringIO()
    call_command("add_key", service, *options, stdout=out)
    return out.getvalue()


def test_a_key_is_read_from_the_standard_input_checked_and_kept(piped: None, wire: WireServer) -> None:
    output = add("compatible", "--base-url", wire.base_url("compatible"), "--name", "Mine")

    assert "“Mine” is kept." in output
    assert open_key(api_key=ApiKey.objects.get()) == SECRET
    assert SECRET not in output
    assert len(wire.calls) == 1


def test_a_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, wire: WireServer) -> None:
    monkeypatch.setenv("VIVIDPAGES_KEY", SECRET)
    add("compatible", "--base-url", wire.base_url("compatible"))

    assert open_key(api_key=ApiKey.objects.get()) == SECRET


def test_a_key_is_added_for_somebody_else(piped: None, reader: User, wire: WireServer) -> None:
    add("compatible", "--base-url", wire.base_url("compatible"), "--user", "ANN@example.com")

    assert ApiKey.objects.get().owner == reader


def test_a_server_at_home_needs_no_key(monkeypatch: pytest.MonkeyPatch, wire: WireServer) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    add("ollama", "--base-url", wire.base_url("ollama"))

    assert ApiKey.objects.get().is_keyless


def test_a_key_that_is_refused_is_not_kept(piped: None, wire: WireServer) -> None:
    wire.plan(fails("key_refused"))
    with pytest.raises(CommandError) as raised:
        add("compatible", "--base-url", wire.base_url("compatible"))

    assert raised.value.returncode == 2
    assert SECRET not in str(raised.value)
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Enter the address of the server."),
        (("--base-url", "ftp://x"), "http"),
        (("--user", "nobody@example.com"), "sign up"),
    ],
)
def test_what_is_missing_is_said(piped: None, options: Any, words: str) -> None:
    with pytest.raises(CommandError, match=words) as raised:
        add("compatible", *options)

    assert raised.value.returncode == 2


def test_no_option_takes_the_key(piped: None) -> None:
    with pytest.raises((CommandError, TypeError)):
        call_command("add_key", "openai", "--secret", SECRET)


def test_costs_are_told_for_each_book_of_a_folder_and_nothing_is_kept(sample_epub: Path) -> None:
    out = io.StringIO()
    call_command("estimate_costs", str(sample_epub.parent), stdout=out)
    rows = [line for line in out.getvalue().splitlines() if line.startswith("| The Bell Called Comfort")]

    assert len(rows) == 2
    assert all("$" in row for row in rows)
    assert not VividPage.objects.exists()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no EPUB"):
        call_command("estimate_costs", str(tmp_path))


@pytest.mark.parametrize("context", [10_000, 1_000_000])
def test_an_estimate_cuts_a_book_as_the_analyst_does(sample_epub: Path, context: int) -> None:
    book = book_in(sample_epub)
    entry = replace(usable_entry("openai/gpt-6-luna", "text"), context_tokens=context)
    portions = estimates.portions_in(book.chapters, entry)

    assert sum(portion.scenes for portion in portions) == book.scenes
    assert len(portions) >= len(cut(book.chapters, entry).analysis)


def test_novels_of_the_same_size_cost_about_the_same_counted_or_supposed(shared_data: Path, reader: User) -> None:
    entry = usable_entry("openai/gpt-6-luna", "text")
    for path in sorted((shared_data / "novels").glob("*.epub"))[:3]:
        book = book_in(path)
        counted = estimates.of_chapters(book.chapters, entry)
        supposed = estimates.estimate(
            VividPage(
                owner=reader,
                text_model=entry.name,
                word_count=book.words,
                chapter_count=len(book.chapters),
                picture_counts=book.pictures,
            )
        )

        assert counted.high * 8 / 10 < supposed.high < counted.high * 12 / 10
