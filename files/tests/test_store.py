"""Files by their content, with rows of real models, in a real storage, and by several at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from books.models import Chapter
from books.tests.vividpages import make_vividpage
from files import store

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User
    from books.models import VividPage
    from files.store import KeptFile

pytestmark = pytest.mark.django_db(transaction=True)

DATA = b"the picture of a storm"


def add_picture(vividpage: VividPage, number: int = 1, data: bytes = DATA) -> KeptFile:
    """Keep a picture, with a row that names it."""
    with transaction.atomic():
        kept = store.keep(data, owner=vividpage.owner_id, extension="webp")
        chapter = vividpage.chapters.first() or vividpage.chapters.create(number=1, kind=Chapter.Kind.FRONT)
        chapter.own_pictures.create(number=number, after=0, image=kept.name, width=1, height=1, digest="d")
    return kept


def remove_picture(vividpage: VividPage, number: int = 1) -> None:
    with transaction.atomic():
        row = vividpage.chapters.get().own_pictures.get(number=number)
        row.delete()
        store.release_on_commit([str(row.image.name)])


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader)


def test_equal_files_of_a_reader_are_one_in_whatever_books(vividpage: VividPage, reader: User) -> None:
    first, second = add_picture(vividpage), add_picture(make_vividpage(owner=reader))

    assert first.name == second.name
    assert (first.is_new, second.is_new) == (True, False)
    assert default_storage.open(first.name).read() == DATA


def test_readers_share_no_file(vividpage: VividPage, stranger: User) -> None:
    mine, theirs = add_picture(vividpage), add_picture(make_vividpage(owner=stranger))

    assert mine.name != theirs.name
    assert theirs.is_new


def test_a_file_goes_with_the_last_row_that_names_it(vividpage: VividPage) -> None:
    kept = add_picture(vividpage, 1)
    add_picture(vividpage, 2)

    remove_picture(vividpage, 1)
    assert default_storage.exists(kept.name)
    remove_picture(vividpage, 2)
    assert not default_storage.exists(kept.name)


def test_a_file_stays_where_its_row_is_deleted_in_vain(vividpage: VividPage) -> None:
    kept = add_picture(vividpage)

    with transaction.atomic():
        vividpage.chapters.get().own_pictures.all().delete()
        store.release_on_commit([kept.name])
        transaction.set_rollback(True)

    assert default_storage.exists(kept.name)


def test_what_a_failing_transaction_has_kept_itself_is_dropped_and_what_was_there_is_not(vividpage: VividPage) -> None:
    there = add_picture(vividpage)
    with transaction.atomic():
        again = store.keep(DATA, owner=vividpage.owner_id, extension="webp")
        new = store.keep(b"another", owner=vividpage.owner_id, extension="webp")
        store.drop([again, new])

    assert default_storage.exists(there.name)
    assert not default_storage.exists(new.name)


def test_files_are_kept_in_transactions_only(reader: User) -> None:
    with pytest.raises(RuntimeError):
        store.keep(DATA, owner=reader.pk, extension="webp")


def test_no_row_is_left_without_its_file_where_the_last_goes_as_the_next_comes(vividpage: VividPage) -> None:
    """The next one waits for whoever holds the name; then it finds no file and writes it."""
    kept = add_picture(vividpage)
    holds, may_end = threading.Event(), threading.Event()

    def delete_slowly() -> None:
        with transaction.atomic():
            vividpage.chapters.get().own_pictures.all().delete()
        with transaction.atomic():
            store.release([kept.name])
            holds.set()
            assert may_end.wait(600)

    def add_again() -> None:
        assert holds.wait(600)
        add_picture(vividpage, 7)

    deleting, adding = in_thread(delete_slowly), in_thread(add_again)
    assert holds.wait(600)
    wait_for_a_waiter(adding)
    may_end.set()
    deleting.join(600)
    adding.join(600)

    assert vividpage.chapters.get().own_pictures.get().image.name == kept.name
    assert default_storage.open(kept.name).read() == DATA


def test_a_file_is_not_deleted_while_somebody_is_about_to_name_it(vividpage: VividPage) -> None:
    """Whoever deletes waits for whoever holds the name; then it sees the row."""
    kept = add_picture(vividpage)
    holds, may_end = threading.Event(), threading.Event()

    def add_slowly() -> None:
        chapter = vividpage.chapters.get()
        with transaction.atomic():
            store.keep(DATA, owner=vividpage.owner_id, extension="webp")
            holds.set()
            assert may_end.wait(600)
            chapter.own_pictures.create(number=7, after=0, image=kept.name, width=1, height=1, digest="d")

    def delete() -> None:
        assert holds.wait(600)
        remove_picture(vividpage, 1)

    adding, deleting = in_thread(add_slowly), in_thread(delete)
    assert holds.wait(600)
    wait_for_a_waiter(deleting)
    may_end.set()
    adding.join(600)
    deleting.join(600)

    assert vividpage.chapters.get().own_pictures.get().number == 7
    assert default_storage.exists(kept.name)


def in_thread(work: Callable[[], None]) -> threading.Thread:
    """Start a thread that closes its connection when it is done."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_for_a_waiter(thread: threading.Thread) -> None:
    """Wait until somebody waits for a lock that is not granted."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
                "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("it did not wait")
