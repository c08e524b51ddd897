"""What a writer asks for."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from authors.tales.brief import ChildrensBrief, Hero


def test_a_brief_is_the_same_after_it_was_written_as_json() -> None:
    brief = ChildrensBrief(theme="a fox who will not share", heroes=(Hero(name="Ned", species="fox"),), pages=40)

    assert ChildrensBrief.model_validate_json(brief.model_dump_json()) == brief
    assert brief.spreads == 18


def test_a_brief_asks_for_no_number_of_pages_that_no_printer_binds_so() -> None:
    with pytest.raises(ValidationError):
        ChildrensBrief.model_validate({"pages": 33})
