"""What is copied into a variant: all of a book's text and bible."""

from __future__ import annotations

from uuid import UUID

from django.apps import apps

from books.models import VividPage
from characters.models import Distinct, Edit, Finding
from storyboards.variants.copying import COPIED, copied_id, copied_json

ONE, OTHER = UUID(int=1), UUID(int=2)
IN_ANOTHER_WAY = {Distinct, Finding}
BEGUN_ANEW = {Edit}


def test_no_table_of_the_text_or_the_bible_is_forgotten() -> None:
    of_books = {
        model
        for app in ("books", "characters")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and (field.related_model is VividPage or field.related_model in COPIED)
    }

    assert of_books == COPIED | IN_ANOTHER_WAY | BEGUN_ANEW


def test_ids_in_kept_work_become_those_of_the_variant_wherever_they_stand() -> None:
    data = {"chapters": [str(OTHER)], f"{OTHER}:3": {"n": 1, "words": "no id"}, "by": str(ONE)}

    copied = copied_json(UUID(int=9), data, kept=[ONE])

    new = str(copied_id(UUID(int=9), OTHER))
    assert copied == {"chapters": [new], f"{new}:3": {"n": 1, "words": "no id"}, "by": str(ONE)}
