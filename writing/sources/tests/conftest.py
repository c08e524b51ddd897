"""A book with a subject, and a server with pages about it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from authors.dossiers.brief import BiographyBrief
from authors.sources.tests.files import LIFE, WALK, page_of
from writing import services
from writing.kinds import catalogue
from writing.sources import fetching
from writing.sources.tests.server import Answer, PageServer
from writing.tests.rhymes import Rhymer, kind_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User
    from writing.models import WrittenBook

BRIEF = {"subject": "Helene Varga", "known_for": "surveyor of glaciers, 1856–1932"}


@pytest.fixture
def book(reader: User, monkeypatch: pytest.MonkeyPatch) -> WrittenBook:
    """A biography of which there is a brief."""
    rhymes: Any = kind_by(Rhymer())
    kind = dataclasses.replace(rhymes, name="lives", brief=BiographyBrief)
    monkeypatch.setattr(catalogue, "KINDS", (kind,))
    return services.start_book(owner=reader, kind="lives", brief=BRIEF)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageServer]:
    """A server with a page, on this machine, which writers may name here."""
    settings.ALLOW_PRIVATE_SOURCES = True
    monkeypatch.setattr(fetching, "ROBOTS", fetching.RobotsCache())
    with PageServer() as running:
        running.pages["/varga"] = Answer(page_of(LIFE, WALK))
        yield running
