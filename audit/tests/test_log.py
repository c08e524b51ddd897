"""The audit log: rows stay as they are, and whoever gets round the triggers breaks the chain."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import retention
from audit.chain import link_new, verify
from audit.events import Event
from audit.models import Entry, Link
from audit.recording import masked, record

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Entry]:
    subject = uuid4()
    made = [record(Event.SIGNED_IN, subject=subject, by=["password"], number=number) for number in range(5)]
    link_new()
    return made


def run(sql: str, *parameters: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def _no_triggers() -> Iterator[None]:
    """As whoever owns the tables could do."""
    run("ALTER TABLE audit_entry DISABLE TRIGGER USER; ALTER TABLE audit_link DISABLE TRIGGER USER")
    yield
    run("ALTER TABLE audit_entry ENABLE TRIGGER USER; ALTER TABLE audit_link ENABLE TRIGGER USER")


@pytest.mark.parametrize("table", ["audit_entry", "audit_link"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_or_delete_what_is_written(entries: list[Entry], table: str, deed: str) -> None:
    column = "event" if table == "audit_entry" else "digest"
    with pytest.raises(DatabaseError, match="append-only"):
        run(deed.format(table, column, "'x'"))
    assert Entry.objects.count() == Link.objects.count() == 5


def test_retention_itself_deletes_nothing_of_the_last_thirty_days(entries: list[Entry]) -> None:
    with pytest.raises(DatabaseError, match="thirty days"):
        run(f"{retention.OPEN}; DELETE FROM audit_entry")


def test_what_is_as_it_was_written_is_whole(entries: list[Entry]) -> None:
    verdict = verify()

    assert (verdict.is_whole, verdict.links) == (True, 5)
    record(Event.SIGNED_OUT)
    link_new()
    assert verify(head=verdict.head).is_whole


@pytest.mark.usefixtures("_no_triggers")
@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("UPDATE audit_entry SET event = 'signed-out' WHERE id = %s", "was changed"),
        ("UPDATE audit_entry SET at = at + interval '1 second' WHERE id = %s", "was changed"),
        ("""UPDATE audit_entry SET details = '{"number": 9}' WHERE id = %s""", "was changed"),
        ("DELETE FROM audit_entry WHERE id = %s", "is missing"),
        ("DELETE FROM audit_link WHERE entry = %s", "are missing"),
        ("UPDATE audit_link SET previous = repeat('0', 64) WHERE entry = %s", "does not follow"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(entries: list[Entry], deed: str, words: str) -> None:
    run(deed, entries[2].pk)

    assert words in " ".join(verify().problems)
    with pytest.raises(CommandError):
        call_command("audit_log", "--verify", stdout=StringIO(), stderr=StringIO())


@pytest.mark.usefixtures("_no_triggers")
def test_an_end_that_was_cut_off_and_a_beginning_that_was_are_found(entries: list[Entry]) -> None:
    head = verify().head
    run("DELETE FROM audit_link WHERE entry = %s", entries[4].pk)
    assert verify().is_whole  # as if it had not been linked yet
    assert "not in the chain" in verify(head=head).problems[0]

    run("DELETE FROM audit_link WHERE entry = %s", entries[0].pk)
    assert "not by retention" in verify().problems[0]


def test_retention_shortens_the_beginning_and_says_where() -> None:
    for days in (400, 399, 20, 0):
        Entry.objects.create(at=timezone.now() - timedelta(days=days), event=Event.SIGNED_IN)

    assert retention.shorten(before=timezone.now() - timedelta(days=365)) == 2

    verdict = verify()
    assert (verdict.is_whole, verdict.links) == (True, 3)
    last = Entry.objects.first()
    assert last is not None
    assert (last.event, last.details["count"]) == (Event.LOG_SHORTENED, 2)
    assert retention.shorten(before=timezone.now() - timedelta(days=365)) == 0


def test_the_command_prints_the_head(entries: list[Entry]) -> None:
    out = StringIO()
    call_command("audit_log", "--verify", "--json", stdout=out)

    assert json.loads(out.getvalue()) | {"head": ""} == {
        "whole": True,
        "links": 5,
        "head": "",
        "unlinked": 0,
        "problems": [],
    }


def test_an_address_is_masked() -> None:
    assert masked("ann.smith@example.com") == "a…@example.com"
