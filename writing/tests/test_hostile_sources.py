"""A source that gives orders to language models changes nothing in a book that one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

import pytest

from accounts.keys import create_key
from authors.language.tests.test_hostile import HOSTILE, ORDER, obedient
from authors.tests import attentive_writer
from providers.tests.wire.fixtures import wire as wire
from writing import services
from writing.models import Passage, Source, WrittenBook
from writing.tests.conftest import work
from writing.tests.lives import BRIEF, add_sources

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "anthropic/claude-haiku-5-5"


def test_a_source_that_gives_orders_changes_nothing(wire: WireServer, reader: User) -> None:
    create_key(
        owner=reader, service="anthropic", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("anthropic")
    )
    wire.answer = obedient
    book = services.start_book(owner=reader, kind="biography", brief=BRIEF, author=MODEL)
    add_sources(book)
    source = Source.objects.filter(book=book).first()
    assert source is not None
    words = f"In 1871 Runa Hallgrim went to Bergen. {HOSTILE}"
    Passage.objects.create(id=uuid5(source.pk, words), source=source, number=99, text=words)
    services.plan(book=book)
    services.approve(book=work(book))
    done = work(book)
    questions = [
        "\n\n".join(block["text"] for block in (*call.json["system"], *call.json["messages"][0]["content"]))
        for call in wire.calls
    ]

    assert done.state == WrittenBook.State.WRITTEN
    assert not [text for text in questions if ORDER in attentive_writer.outside(text)]
    assert done.parts.filter(is_planned=True).exclude(accepted=None).count() > 3
    assert not any(ORDER in part.accepted.text.plain for part in done.parts.select_related("accepted") if part.accepted)
