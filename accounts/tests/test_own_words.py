"""Passwords of the site's own words are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.mark.parametrize("password", ["VividPages-2026", "vividpagesadmin", "Moderator!!1234", "lighthouse-2026"])
def test_the_names_of_the_site_are_no_passwords(password: str, settings: Settings) -> None:
    settings.SITE_URL = "https://books.lighthouse.example"
    with pytest.raises(ValidationError, match="name of this site"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["vivid dreams of pages", "correct horse battery", "12moderate seas12", "8402-7719-3361"]
)
def test_what_is_not_of_the_site_words_alone_is_fine(password: str) -> None:
    validate_password(password)
