"""The form that says what fills the fields of a template."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django import forms

from publishing.canva import mapping
from publishing.kinds.canva.kind import CanvaOptions
from web.options import field_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.models import Template


def key_of(name: str) -> str:
    """Return what the form calls a field of a template, whose name may hold any characters."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def in_order(name: str) -> list[tuple[int, str]]:
    """Sort PICTURE_2 before PICTURE_10."""
    return [(int(part), "") if part.isdecimal() else (-1, part.lower()) for part in re.split(r"(\d+)", name)]


class MappingForm(forms.Form):
    """Two questions for each field that can be filled: what, and the number of its scene or page."""

    def __init__(self, template: Template, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        fillable = (mapping.TEXT, mapping.IMAGE)
        self._names = sorted((name for name, kind in template.fields.items() if kind in fillable), key=in_order)
        self.others = sorted((name for name in template.fields if name not in self._names), key=in_order)
        self.fields["quality"] = field_of("quality", CanvaOptions.model_fields["quality"])
        self.fields["quality"].initial = "regular"
        for name in self._names:
            key = key_of(name)
            what, number = mapping.parsed(template.mapping.get(name, "")) or ("", 0)
            sources = [
                (one, mapping.TITLES[one]) for one, kind in mapping.TYPES.items() if kind == template.fields[name]
            ]
            self.fields[f"what-{key}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", "leave it as it is"), *sources],
                initial=what,
                widget=forms.Select({"class": "input"}),
            )
            self.fields[f"number-{key}"] = forms.IntegerField(
                label=f"Number of scene or page for {name}",
                required=False,
                min_value=1,
                max_value=mapping.MOST_NUMBER,
                initial=number or 1,
                widget=forms.NumberInput({"class": "input"}),
            )

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The two questions of each field."""
        for key in map(key_of, self._names):
            yield self[f"what-{key}"], self[f"number-{key}"]

    def sources(self) -> dict[str, str]:
        """Return what was chosen, of a form that is valid."""
        chosen = {}
        for name in self._names:
            if what := self.cleaned_data[f"what-{key_of(name)}"]:
                number = self.cleaned_data[f"number-{key_of(name)}"] or 1
                chosen[name] = what if what in mapping.OF_THE_BOOK else f"{what}:{number}"
        return chosen
