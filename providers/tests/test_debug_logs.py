"""What the SDKs have to say when an operator has everything logged: nothing of a book, and no key."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from providers.tests.asking import CHAPTER, GOOD, KEY, SERVICES, model_of, text_request

if TYPE_CHECKING:
    from providers.tests.wire import WireServer


@pytest.mark.parametrize("service", SERVICES)
def test_no_level_of_logging_brings_a_book_or_a_key_into_the_log(
    wire: WireServer, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    wire.answer = lambda _: GOOD
    with caplog.at_level(logging.DEBUG):
        model_of(wire, service).complete(text_request())

    assert CHAPTER[:30] not in caplog.text
    assert "The bridge" not in caplog.text
    assert KEY not in caplog.text
