"""Which columns of the database name files."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A field of a model that names files."""

    model: type[models.Model]
    name: str
    column: str

    @property
    def table(self) -> str:
        """The table of the model."""
        return self.model._meta.db_table


def file_columns() -> list[FileColumn]:
    """Return all fields that name files."""
    return [
        FileColumn(model, field.name, field.column or field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
