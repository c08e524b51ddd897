"""What reading a book will cost, counted beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.language.portions import findings_tokens, tokens_of
from books.models import VividPage
from books.text.content import SceneText
from characters.analysis import estimates
from characters.analysis.estimates import LONG
from characters.editing.tests.books import make_book

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


def estimated(reader: User) -> estimates.Estimate:  # type: ignore[name-defined]
    vividpage = VividPage.objects.get(owner=reader)
    vividpage.text_model, vividpage.scene_count = "openai/gpt-6-luna", 4
    return estimates.estimate(vividpage)


def test_a_scene_that_is_written_anew_is_counted_anew(reader: User) -> None:
    scene = make_book(reader).scenes.get(number=2)
    before = estimated(reader)
    scene.text = "Jim Hawkins waited at the quay for the tide. " * 200
    scene.save()

    assert estimated(reader).input_tokens > before.input_tokens


def test_what_was_counted_once_is_not_read_again(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_book(reader)
    estimated(reader)
    vividpage = VividPage.objects.get(owner=reader)
    vividpage.scene_count = 4
    entry = estimates.entry_named("openai/gpt-6-luna", "text")  # type: ignore[attr-defined]

    with django_assert_num_queries(2):  # the digests of the scenes, and the cache
        estimates.portions(vividpage, entry)


def test_an_answer_about_people_and_places_is_allowed_what_a_long_one_has_and_little_more() -> None:
    scenes = [
        SceneText(number, ("Anna met Boris by the gate, and the rain had stopped. " * 20,)) for number in range(60)
    ]
    tokens = sum(map(tokens_of, scenes))
    long = LONG.findings + LONG.findings_share * tokens

    assert 1.1 * long < findings_tokens(scenes) < 1.5 * long
    assert 1.1 * LONG.findings < findings_tokens(()) < 1.5 * LONG.findings
