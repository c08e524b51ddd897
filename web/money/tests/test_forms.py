"""What is said of amounts that cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.money.forms import BudgetForm, CapForm

if TYPE_CHECKING:
    from books.models import VividPage


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("two", "Write an amount in US dollars, such as 2.50."),
        ("-1", "An amount cannot be below 0."),
        ("12345678901", "That is more than a budget can be: write fewer digits."),
        ("1.00001", "Write at most 4 digits after the point."),
    ],
)
def test_an_amount_that_cannot_be_taken_is_told_in_words_of_ours(
    vividpage: VividPage, written: str, words: str
) -> None:
    form = BudgetForm({"budget": written}, vividpage=vividpage)

    assert form.errors["budget"] == [words]


def test_a_cap_has_cents() -> None:
    assert CapForm({"monthly": "1.005"}).errors["monthly"] == ["Write at most 2 digits after the point."]
