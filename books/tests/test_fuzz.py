"""Two hundred damaged books; `python -m books.tests.fuzz` tries as many more as one has time for."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books.tests.damage import TOKENS, Changes, edited
from books.tests.epubs import zipped
from books.tests.fuzz import SECONDS, CaseOutcome, attempt, case_of, sample

PLACES = st.floats(0, 1)
BYTES = st.one_of(st.sampled_from(TOKENS), st.binary(min_size=1, max_size=40))
CHANGES = st.lists(st.tuples(PLACES, BYTES, st.integers(0, 200)), min_size=1, max_size=6)
ENTRIES = st.sampled_from(["META-INF/container.xml", "OEBPS/package.opf", "OEBPS/nav.xhtml", "OEBPS/one.xhtml"])


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_book_is_read_or_refused_in_seconds(seed: int) -> None:
    outcome = attempt(case_of(seed))

    assert outcome.is_well, outcome


@settings(max_examples=40)
@given(CHANGES)
def test_an_archive_changed_anywhere_is_read_or_refused(changes: Changes) -> None:
    outcome = attempt(edited(sample(), changes))

    assert outcome.is_well, outcome


@settings(max_examples=40)
@given(ENTRIES, CHANGES)
def test_a_file_changed_anywhere_within_is_read_or_refused(name: str, changes: Changes) -> None:
    with zipfile.ZipFile(BytesIO(sample())) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    outcome = attempt(zipped(files | {name: edited(files[name], changes)}).getvalue())

    assert outcome.is_well, outcome


def test_the_book_that_is_damaged_was_good() -> None:
    assert attempt(sample()).how == "read"


def test_a_case_is_the_same_each_time_it_is_tried() -> None:
    assert case_of(7) == case_of(7) != case_of(8)


def test_an_error_that_nobody_foresaw_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("books.epub.read_contents", None)

    assert "TypeError" in attempt(sample()).trace


def test_a_book_that_takes_too_long_is_not_well() -> None:
    assert not CaseOutcome("read", SECONDS + 1).is_well
