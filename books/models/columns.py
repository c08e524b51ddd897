"""Columns beside a running text: what is known of its paragraphs and characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from django.contrib.postgres.fields import ArrayField
from django.db import models

from books.manuscript import BETWEEN_PARAGRAPHS, ParagraphKind

if TYPE_CHECKING:
    from books.markup import StoredMark


def kinds_column() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=10, choices=[(kind, kind) for kind in get_args(ParagraphKind) if kind != "break"]),
        default=list,
        blank=True,
        help_text="The kind of each paragraph; empty: all are prose.",
    )


def marks_column() -> models.JSONField[list[StoredMark], list[StoredMark]]:
    return models.JSONField(
        default=list, blank=True, help_text="What is emphasised: start and end in the text, and kind, of each."
    )


def anchors_column() -> models.JSONField[list[list[int]], list[list[int]]]:
    return models.JSONField(
        default=list, blank=True, help_text="The signs of notes: place in the text and number of the note, of each."
    )


def breaks_column() -> ArrayField[list[int], list[int]]:
    return ArrayField(
        models.PositiveIntegerField(),
        default=list,
        blank=True,
        help_text="The paragraphs, from 0, before which the book marks a break.",
    )


def kinds_agree(text: str, *, name: str) -> models.CheckConstraint:
    """Make a constraint: the text has as many paragraphs as kinds, or no kinds."""
    paragraphs = models.Func(
        models.Func(models.F(text), models.Value(BETWEEN_PARAGRAPHS), function="string_to_array"),
        function="cardinality",
        output_field=models.IntegerField(),
    )
    return models.CheckConstraint(condition=models.Q(kinds=[]) | models.Q(kinds__len=paragraphs), name=name)
