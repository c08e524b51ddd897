"""Every odd, broken and hostile book of the corpus comes out as it should."""

from __future__ import annotations

import pytest

from books.epub import EpubError, read_epub
from books.tests.corpus import CASES
from books.tests.corpus.cases import Case, Reads, Refuses

READABLE = [case for case in CASES if isinstance(case.expected, Reads)]
REFUSED = [case for case in CASES if isinstance(case.expected, Refuses)]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_a_book_is_read_as_it_was_meant(case: Case) -> None:
    assert case.expected.of(read_epub(case.build())) == case.expected  # type: ignore[union-attr]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_cannot_be_read_says_why(case: Case) -> None:
    with pytest.raises(EpubError, match=case.expected.says or None) as refused:  # type: ignore[union-attr]
        read_epub(case.build())

    assert refused.type is case.expected.error  # type: ignore[union-attr]


def test_no_two_cases_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_corpus_stays_as_large_as_it_was_promised() -> None:
    assert len(CASES) >= 80
