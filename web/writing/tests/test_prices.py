"""What a language model costs is said before a book is begun, and before its plan is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.keys import create_key
from writing.models import WrittenBook

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "anthropic/claude-haiku-5-5"
FORM = {
    "brief-theme": "a lighthouse that is afraid of the dark",
    "brief-age": "6-8",
    "brief-tone": "warm",
    "brief-pages": "32",
    "brief-trim": "8.5x8.5",
    "brief-language": "en",
}


def understood(signed_in: Client, **fields: str) -> str:
    return signed_in.post(reverse("brief_understood", args=["childrens"]), {**FORM, **fields}).content.decode()


def test_the_price_of_a_model_stands_beside_what_is_understood(signed_in: Client, reader: User) -> None:
    create_key(owner=reader, service="anthropic", secret="sk-wire-0123456789abcdef")

    assert "Planning and writing it costs about $0.0" in understood(signed_in, author=MODEL)
    assert "half the price" in understood(signed_in, author=MODEL, economy="on")
    assert "costs about" not in understood(signed_in, author="built-in")
    assert "costs about" not in understood(signed_in, author="yourself")
    assert not WrittenBook.objects.exists()


def test_a_model_without_a_key_has_no_price_there(signed_in: Client) -> None:
    assert "costs about" not in understood(signed_in, author=MODEL)
