"""What a book says of its rights, by whose text it is and who drew its pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from providers.choosing.catalogue import entries
from publishing.rights.statement import RightsOptions, statement_of
from publishing.tests.books import make_publication
from storyboards.rights.licences import all_licences, licence_of

if TYPE_CHECKING:
    from publishing.publication import Publication


def drawn_with(*models: str) -> Publication:
    """Return a publication of as many pictures, each of its model."""
    made = make_publication()
    (origin, *_) = made.drawn_by.values()
    return replace(made, drawn_by={f"{n}.webp": replace(origin, model=model) for n, model in enumerate(models)})


def test_somebody_else_s_text_is_for_personal_use_unless_its_reader_knows_better() -> None:
    publication = make_publication()

    said = statement_of(publication, RightsOptions()).paragraphs
    assert said[0] == "The text by Ann Author and Bob Writer belongs to whoever holds its copyright."
    assert "personal use" in said[1]

    free = statement_of(publication, RightsOptions(text_rights="public domain"))
    assert free.copyright == "The text, by Ann Author and Bob Writer, is in the public domain."
    assert free.personal_use == ""
    assert "by permission" in statement_of(publication, RightsOptions(text_rights="permitted")).copyright


def test_text_of_one_s_own_has_a_holder_and_a_year() -> None:
    own = make_publication(is_own=True)

    assert statement_of(own, RightsOptions()).copyright == "Text © Ann Author and Bob Writer. All rights reserved."
    chosen = statement_of(own, RightsOptions(holder="Mill Press", year="2026", isbn="978-1-4028-9462-6"))
    assert chosen.copyright == "Text © 2026 Mill Press. All rights reserved."
    assert chosen.personal_use == ""
    assert chosen.paragraphs[-1] == "ISBN 978-1-4028-9462-6"


def test_text_of_a_model_is_disclosed_to_readers_and_stores() -> None:
    statement = statement_of(
        make_publication(is_own=True, is_written_here=True, text_models=("openai/gpt-6-sol",)), RightsOptions()
    )

    assert "Text of this book was generated with AI (openai/gpt-6-sol)." in statement.disclosure
    assert statement.answers[0].text_answer == "Entire work, with minimal or no editing"
    assert statement.answers[0].answer == "None"
    assert statement.answers[0].tools == "openai/gpt-6-sol"


def test_a_book_that_the_built_in_artist_drew_has_no_picture_of_a_trained_model() -> None:
    statement = statement_of(drawn_with("sketch", "sketch"), RightsOptions())

    assert "a program that follows rules" in statement.disclosure
    assert "AI" not in statement.disclosure
    assert statement.answers[0].answer == "None"


@pytest.mark.parametrize(
    ("count", "answer"), [(1, "One or a few AI-gen"), (5, "One or a few AI-gen"), (6, "Many AI-g")]
)
def test_kdp_is_answered_in_its_own_words_by_how_many_pictures_models_drew(count: int, answer: str) -> None:
    statement = statement_of(drawn_with(*["openai/gpt-image-1"] * count), RightsOptions())

    assert statement.answers[0].store == "Amazon KDP"
    assert statement.answers[0].answer.startswith(answer)
    assert statement.answers[0].tools == "openai/gpt-image-1"
    assert "generated with AI (openai/gpt-image-1)" in statement.disclosure


def test_who_drew_what_is_told_apart() -> None:
    statement = statement_of(drawn_with("bfl/flux-2-pro", "sketch"), RightsOptions())

    assert [model for model, _ in statement.licences] == ["bfl/flux-2-pro", "sketch"]
    assert "Other pictures were drawn by the sketch artist" in statement.disclosure


@pytest.mark.django_db
def test_every_model_that_draws_has_a_licence_with_its_source_and_a_model_of_nobody_says_so() -> None:
    models = [entry.name for entry in entries("image")]

    assert models
    for model in models:
        assert licence_of(model).source, model
    assert licence_of("comfyui/my-own").who == "the makers of the model"
    assert all_licences()[-1].models == ""


def test_a_book_that_was_written_here_says_so_and_is_nobody_elses() -> None:
    statement = statement_of(make_publication(is_own=True, is_written_here=True), RightsOptions())

    assert statement.disclosure.startswith("The text of this book was written with VividPages.")
    assert statement.personal_use == ""
