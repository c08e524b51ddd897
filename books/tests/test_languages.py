"""Books' languages and the configurations of full-text search."""

from __future__ import annotations

import pytest
from django.db import connection

from books.text.languages import CONFIGURATIONS, search_configuration


@pytest.mark.parametrize(
    ("language", "configuration"),
    [
        ("en", "english"),
        ("en-GB", "english"),
        ("pt_BR", "portuguese"),
        ("DEU", "german"),
        ("fre", "french"),
        (" nb-NO", "norwegian"),
        ("", "simple"),
        ("la", "simple"),
        ("zh-Hant", "simple"),
        ("english", "simple"),
    ],
)
def test_a_language_tag_names_the_configuration_that_stems_its_words(language: str, configuration: str) -> None:
    assert search_configuration(language) == configuration


def test_the_database_has_every_configuration(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config")
        there = {name for (name,) in cursor.fetchall()}

    assert set(CONFIGURATIONS.values()) <= there
