"""Choosing how a book is made."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accounts.keys import create_key, delete_key
from books import services
from books.calls import concurrency_of
from books.choices import Choices, ChoicesRefused, choices_of
from books.models import VividPage
from books.tests.epubs import PROSE, build, chapter
from books.tests.uploads import read_upload
from characters.analysis import estimates as reading
from characters.models import Analysis, Character, Edit
from providers.choosing import installed
from providers.choosing.catalogue import ModelEntry, usable_entry
from providers.errors import ChosenKeyMissing
from providers.models import Budget, PaidCall
from providers.money import ledger
from providers.money.budgets import budget_of_month, this_month
from providers.money.ledger import Account, PlannedCall
from providers.tests.test_ledger_in_trouble import in_a_thread, wait_until_somebody_waits_for_a_lock
from providers.tests.wire.fixtures import wire as wire
from storyboards.making.choosing import checked, choose, take_up_or_upload, with_choices
from storyboards.making.costs import money_of
from storyboards.making.estimates import scene_pictures

if TYPE_CHECKING:
    from io import BytesIO

    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer

SONNET = "anthropic/claude-sonnet-5-5"


def epub_file() -> BytesIO:
    return build({"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")})


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return services.upload(owner=reader, epub=epub_file())


def refused(vividpage: VividPage, **choices: Any) -> dict[str, str]:
    with pytest.raises(ChoicesRefused) as caught:
        choose(vividpage=vividpage, choices=replace(choices_of(vividpage), **choices))
    return caught.value.problems


def test_what_is_chosen_is_kept_and_read_back(vividpage: VividPage) -> None:
    wanted = Choices(style="ink", density="per-chapter", resolution="wide", budget=Decimal(3), sheets_first=True)

    choose(vividpage=vividpage, choices=wanted)

    assert choices_of(VividPage.objects.get()) == wanted


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("style", "cubism", "There is no style 'cubism'"),
        ("density", "per-moon", "There is no density"),
        ("resolution", "8k", "these sizes"),
        ("custom_instructions", "x" * 2001, "2000 characters"),
        ("text_model", "anthropic/claude-0", "claude-0"),
        ("text_model", SONNET, "you need a key for Anthropic"),
        ("budget", Decimal(-1), "not negative"),
    ],
)
def test_what_does_not_go_is_refused_in_words_and_changes_nothing(
    vividpage: VividPage, field: str, value: Any, words: str
) -> None:
    before = choices_of(vividpage)

    assert words in refused(vividpage, **{field: value})[field]
    assert choices_of(VividPage.objects.get()) == before


def test_everything_that_does_not_go_is_said_at_once(vividpage: VividPage) -> None:
    assert set(refused(vividpage, style="cubism", image_model="openai/none")) == {"style", "image_model"}


def test_a_budget_below_what_is_spent_is_refused(vividpage: VividPage) -> None:
    Budget.objects.update(spent=Decimal("1.50"))

    assert "$1.50 are spent already" in refused(vividpage, budget=Decimal(1))["budget"]


def test_a_key_of_another_service_is_not_taken_with_a_model(vividpage: VividPage, reader: User) -> None:
    anthropic = create_key(owner=reader, service="anthropic", secret="sk-ant-0123456789abcdef")
    other = create_key(owner=reader, service="openai", secret="sk-0123456789abcdef0123")

    choose(vividpage=vividpage, choices=Choices(text_model=SONNET, text_key=other))
    assert choices_of(VividPage.objects.get()).text_key is None

    choose(vividpage=vividpage, choices=Choices(text_model=SONNET, text_key=anthropic))
    assert choices_of(VividPage.objects.get()).text_key == anthropic


def test_a_strangers_key_is_never_taken(vividpage: VividPage, reader: User, stranger: User) -> None:
    create_key(owner=reader, service="anthropic", secret="sk-ant-0123456789abcdef")
    theirs = create_key(owner=stranger, service="anthropic", secret="sk-ant-9876543210fedcba")

    assert checked(Choices(text_model=SONNET, text_key=theirs), vividpage=vividpage).text_key is None


def test_a_chosen_key_that_is_deleted_stays_chosen_until_another_is(vividpage: VividPage, reader: User) -> None:
    chosen, other = (create_key(owner=reader, service="anthropic", secret="sk-ant-0123456789abcdef") for _ in range(2))
    choose(vividpage=vividpage, choices=Choices(text_model=SONNET, text_key=chosen))
    deleted = chosen.pk
    delete_key(api_key=chosen)
    book = VividPage.objects.get()

    with pytest.raises(ChosenKeyMissing, match="Choose another"):
        concurrency_of(book, usable_entry(SONNET, "text"), preferred_key=book.text_key_id)
    choose(vividpage=book, choices=replace(choices_of(book), budget=Decimal(2)))
    assert VividPage.objects.get().text_key_id == deleted

    choose(vividpage=book, choices=replace(choices_of(book), text_key=other))
    assert VividPage.objects.get().text_key == other


@pytest.mark.django_db(transaction=True)
def test_servers_are_asked_before_anything_is_locked(vividpage: VividPage, reader: User, wire: WireServer) -> None:
    for _ in range(2):
        create_key(owner=reader, service="ollama", base_url=wire.base_url("ollama"))
    locked: list[bool] = []

    def look() -> float:
        try:
            with transaction.atomic(), connection.cursor() as cursor:  # both servers look at once
                cursor.execute("SELECT FROM books_vividpage FOR SHARE NOWAIT")
            locked.append(False)
        except OperationalError:
            locked.append(True)
        finally:
            connection.close()
        return time.monotonic()

    installed.forget_all()
    wire.clock = look
    choose(vividpage=vividpage, choices=Choices(text_model="ollama/qwen3:8b"))

    assert locked
    assert not any(locked)


@pytest.mark.django_db(transaction=True)
def test_no_reader_is_held_up_while_the_servers_of_a_command_are_asked(reader: User, wire: WireServer) -> None:
    for _ in range(2):
        create_key(owner=reader, service="ollama", base_url=wire.base_url("ollama"))
    locks: list[int] = []

    def look() -> float:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database "
                "WHERE locktype = 'advisory' AND datname = current_database()"
            )
            locks.extend(cursor.fetchone() or ())
        connection.close()
        return time.monotonic()

    installed.forget_all()
    wire.clock = look
    take_up_or_upload(owner=reader, epub=epub_file(), choices=Choices(text_model="ollama/qwen3:8b"))

    assert locks
    assert not any(locks)


def test_a_book_that_cannot_be_made_so_leaves_no_file(reader: User, settings: Settings) -> None:
    with pytest.raises(ChoicesRefused):
        take_up_or_upload(owner=reader, epub=epub_file(), choices=Choices(style="a style of nobody's"))

    assert not VividPage.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.epub"))


def test_economy_holds_only_where_there_are_batches(vividpage: VividPage, reader: User) -> None:
    create_key(owner=reader, service="anthropic", secret="sk-ant-0123456789abcdef")

    assert checked(Choices(text_model=SONNET, economy=True), vividpage=vividpage).economy
    assert not checked(Choices(economy=True), vividpage=vividpage).economy


def test_the_pictures_of_a_book_in_the_making_are_not_chosen_otherwise(vividpage: VividPage) -> None:
    VividPage.objects.update(status=VividPage.Status.WORKING)
    vividpage.refresh_from_db()

    assert "once the making" in refused(vividpage, style="ink")["style"]
    choose(vividpage=vividpage, choices=replace(choices_of(vividpage), budget=Decimal(2)))
    assert choices_of(vividpage).budget == Decimal(2)


def test_a_density_chosen_after_the_reading_gives_what_it_promises(reader: User) -> None:
    vividpage = read_upload(reader, epub_file())

    for density, pictures in vividpage.picture_counts.items():
        choose(vividpage=vividpage, choices=Choices(density=density))
        assert vividpage.scenes.filter(is_chosen=True).count() == pictures > 0


def test_an_estimate_of_another_density_counts_the_pictures_that_it_promises(reader: User) -> None:
    vividpage = read_upload(reader, build({"one.xhtml": chapter("One", *[PROSE] * 9), "two.xhtml": chapter("Two")}))
    counts = vividpage.picture_counts

    for density, pictures in counts.items():
        other = with_choices(vividpage, Choices(density=density))
        assert scene_pictures(other) == pictures
    assert len(set(counts.values())) > 1


def test_an_estimate_of_reading_by_paragraphs_counts_more_scenes(reader: User) -> None:
    vividpage = read_upload(reader, build({"one.xhtml": chapter("One", *[PROSE] * 9)}))
    by_scene, by_paragraph = (
        reading.estimate(with_choices(vividpage, Choices(density=density, text_model=SONNET)))
        for density in ("per-scene", "per-paragraph")
    )

    assert by_paragraph.output_tokens > by_scene.output_tokens


def test_an_estimate_of_other_choices_leaves_the_book_as_it_is(vividpage: VividPage) -> None:
    changed = with_choices(vividpage, Choices(style="ink"))

    assert (changed.style, vividpage.style) == ("ink", "storybook")


def test_the_same_file_with_the_same_choices_is_the_same_book(reader: User) -> None:
    file, ink = epub_file(), Choices(style="ink")
    first = take_up_or_upload(owner=reader, epub=file, choices=ink)
    file.seek(0)

    assert take_up_or_upload(owner=reader, epub=file, choices=ink) == first


def test_other_choices_make_another_book(reader: User) -> None:
    first = take_up_or_upload(owner=reader, epub=epub_file(), choices=Choices(style="ink"))

    assert take_up_or_upload(owner=reader, epub=epub_file(), choices=Choices(style="linocut")) != first


def test_a_known_book_takes_on_the_budget_that_is_chosen_now(reader: User) -> None:
    file = epub_file()
    take_up_or_upload(owner=reader, epub=file, choices=Choices(budget=Decimal(1)))
    file.seek(0)
    take_up_or_upload(owner=reader, epub=file, choices=Choices(budget=Decimal(2)), given={"budget"})

    assert choices_of(VividPage.objects.get()).budget == Decimal(2)


def test_a_known_book_keeps_the_budget_of_which_nothing_is_said(reader: User) -> None:
    file = epub_file()
    take_up_or_upload(owner=reader, epub=file, choices=Choices(budget=Decimal(1)))
    file.seek(0)
    take_up_or_upload(owner=reader, epub=file, choices=Choices())

    assert choices_of(VividPage.objects.get()).budget == Decimal(1)


def test_another_readers_book_is_not_taken_up(reader: User, stranger: User) -> None:
    theirs = take_up_or_upload(owner=stranger, epub=epub_file())

    assert take_up_or_upload(owner=reader, epub=epub_file()) != theirs


@pytest.mark.django_db(transaction=True)
def test_a_budget_is_raised_while_a_call_is_entered_and_neither_is_in_the_others_way(
    vividpage: VividPage, reader: User
) -> None:
    account = Account(user_id=reader.pk, subject=vividpage.pk, budget_id=vividpage.budget_id)
    entry = ModelEntry(name="x/y", service="anthropic", kind="text", title="Y")
    budget_of_month(reader.pk, this_month())
    raised: list[BaseException] = []
    wanted = replace(choices_of(vividpage), budget=Decimal(3))

    def raise_it() -> None:
        raised.extend(in_a_thread(lambda: choose(vividpage=vividpage, choices=wanted)))

    raising = Thread(target=raise_it)
    with transaction.atomic():
        ledger.reserve(PlannedCall(account, entry, "a" * 64, Decimal("0.40")))
        raising.start()
        wait_until_somebody_waits_for_a_lock()
    raising.join()

    assert raised == []
    assert [(call.state, call.budget.limit) for call in PaidCall.objects.all()] == [("reserved", Decimal(3))]


def test_an_undone_edit_is_seen_in_what_the_pictures_cost(reader: User) -> None:
    vividpage = read_upload(reader, epub_file())
    VividPage.objects.update(image_model="openai/gpt-image-2.5-flare", density="per-scene")
    vividpage.refresh_from_db()
    scene = vividpage.scenes.first()
    assert scene is not None
    Analysis.objects.create(scene=scene)
    person = Character.objects.create(vividpage=vividpage, name="Ann", role="major", first_scene=scene)
    before = money_of(vividpage).estimate

    edit = Edit.objects.create(vividpage=vividpage, number=1, user=reader, summary="Ann is minor", steps=[])
    Character.objects.filter(pk=person.pk).update(role="minor")
    assert money_of(vividpage).estimate != before

    Character.objects.filter(pk=person.pk).update(role="major")
    Edit.objects.filter(pk=edit.pk).update(undone_at=timezone.now())
    assert money_of(vividpage).estimate == before
