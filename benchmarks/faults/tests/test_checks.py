"""Each check of the fault matrix can fail: it finds what was done to a state that was well."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.faults.bills import Bill
from benchmarks.faults.checks.money import Entry, Purse, ledger_against_bills, paid_again, purses
from benchmarks.faults.checks.told import Look, Notice, answer, course, notices
from benchmarks.faults.steps import Stand

CENTS = Decimal("0.04")
BILL = Bill("openai/artist", CENTS, "a request", is_whole=True, at=0.0)
ENTRY = Entry("openai/artist", "answered", CENTS, is_told=True)
LOST = Entry("openai/artist", "lost", Decimal("0.10"), is_told=False)
OPEN, READY = Look(Stand("open", "making")), Look(Stand("done", "ready"))
FAILED = Look(Stand("failed", "failed", "The disk is full. Try again."))
WELL = [OPEN, READY]


def test_what_is_billed_and_in_the_ledger_is_well() -> None:
    assert ledger_against_bills([BILL, BILL], [ENTRY, ENTRY]) == []
    assert ledger_against_bills([BILL, BILL], [ENTRY, LOST]) == [], "nobody knows better than the most that it could be"
    assert ledger_against_bills([], [LOST, replace(ENTRY, state="released", cost=Decimal(0))]) == []


@pytest.mark.parametrize(
    ("bills", "entries", "words"),
    [
        ([BILL], [], "billed and not in the ledger"),
        ([], [ENTRY], "on no bill"),
        ([BILL], [replace(ENTRY, cost=Decimal("0.05"))], "on no bill"),
        ([BILL, BILL], [ENTRY], "billed and not in the ledger"),
        ([BILL, BILL, BILL], [ENTRY, LOST], "billed and not in the ledger"),
        ([BILL], [replace(LOST, cost=Decimal("0.01"))], "billed and not in the ledger"),
        ([BILL], [replace(LOST, model="openai/another")], "billed and not in the ledger"),
        ([BILL], [ENTRY, replace(ENTRY, state="reserved", cost=Decimal(0))], "still reserved"),
    ],
)
def test_a_cent_too_much_or_too_little_is_found(bills: list[Bill], entries: list[Entry], words: str) -> None:
    assert words in " ".join(ledger_against_bills(bills, entries))


def test_what_is_paid_again_must_have_been_under_way_or_cut() -> None:
    assert paid_again([BILL, replace(BILL, request="another")], allowed=0) == []
    assert paid_again([BILL, BILL], allowed=1) == []
    assert paid_again([BILL, replace(BILL, is_whole=False)], allowed=0) == []
    assert paid_again([BILL, BILL], allowed=0) == ["1 calls were paid for again, where 0 could be"]


def test_a_budget_that_holds_back_or_does_not_add_up_is_found() -> None:
    well = Purse("book", CENTS, Decimal(0), CENTS)
    assert purses([well]) == []
    assert "still reserved" in purses([replace(well, reserved=CENTS)])[0]
    assert "its calls cost" in purses([replace(well, spent=Decimal(0))])[0]


def test_states_that_were_not_so_are_found() -> None:
    assert course(WELL) == []
    assert course([OPEN, FAILED, replace(OPEN, by_reader=True), READY]) == []
    assert "went on by itself" in course([OPEN, FAILED, READY])[0]
    assert "then as making" in course([OPEN, READY, OPEN])[0]
    assert "without a reason" in course([OPEN, Look(Stand("waits", "paused"))])[0]


@pytest.mark.parametrize(
    ("found", "looks", "words"),
    [
        ([], WELL, "nobody was told"),
        ([Notice("done", False), Notice("done", False)], WELL, "told 2 times that it is done"),
        ([Notice("done", False), Notice("failed", False)], WELL, "which it did 0 times"),
        ([Notice("done", False), Notice("key", False)], WELL, "though it is done"),
    ],
)
def test_notifications_that_are_not_so_are_found(found: list[Notice], looks: list[Look], words: str) -> None:
    assert words in " ".join(notices(found, looks, tells_done=True))


def test_notifications_that_are_so_are_well() -> None:
    done = [Notice("done", False)]
    assert notices(done, WELL, tells_done=True) == []
    assert notices([*done, Notice("failed", False)], [OPEN, FAILED, OPEN, READY], tells_done=True) == []
    assert notices([*done, Notice("money", True)], WELL, tells_done=True) == []


def test_an_api_that_says_something_else_is_found() -> None:
    assert answer({"state": "ready"}, "ready") == []
    assert answer({"status": "paused"}, "completed") == ["the API says paused, the rows completed"]
    assert answer(None, "ready") == ["the API does not answer"]
