"""Forms made from the options of a kind of edition: a field for each, in the words that the kind has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from django import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from publishing.kinds.kind import EditionKind


LONGEST_LINE = 400
"""Characters; longer ones are paragraphs."""


class OptionsForm(forms.Form):
    """The options of a kind. What they may be is decided by the kind itself, in `publishing.services.making`."""

    def __init__(self, kind: EditionKind[Any], data: Any = None, *, chosen: Mapping[str, Any] | None = None) -> None:
        initial = {**kind.options().model_dump(mode="json"), **(chosen or {})}
        super().__init__(data, prefix=kind.name, initial=initial, label_suffix="")
        self.kind = kind
        for name, option in kind.options.model_fields.items():
            self.fields[name] = field_of(name, option)

    @property
    def switches(self) -> list[forms.BoundField]:
        """The fields that are on or off."""
        return [field for field in self if isinstance(field.field, forms.BooleanField)]

    @property
    def others(self) -> list[forms.BoundField]:
        """All other fields."""
        return [field for field in self if not isinstance(field.field, forms.BooleanField)]

    def options(self) -> dict[str, Any]:
        """Return what was chosen, of a form that is valid; an option left empty is as the kind has it."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Show what the kind says of options."""
        for name, words in problems.items():
            self.add_error(name if name in self.fields else None, words)


def field_of(name: str, option: FieldInfo) -> forms.Field:
    """Make the field of an option. Raises TypeError for a type that no form asks for."""
    told: dict[str, Any] = {
        "label": option.title or name.replace("_", " ").capitalize(),
        "help_text": option.description or "",
        "required": False,
    }
    annotation = option.annotation
    if annotation is bool:
        return forms.BooleanField(**told)
    attributes = {"class": "input"}
    if get_origin(annotation) is Literal:
        values = {str(value): value for value in get_args(annotation)}
        extra = option.json_schema_extra
        labels: Any = extra.get("labels", {}) if isinstance(extra, dict) else {}
        return forms.TypedChoiceField(
            choices=[(text, labels.get(text, text[:1].upper() + text[1:])) for text in values],
            coerce=values.__getitem__,
            empty_value=None,
            widget=forms.Select(attributes),
            **told,
        )
    bounds = {"min_value": _limit(option, "ge"), "max_value": _limit(option, "le")}
    if annotation is int:
        return forms.IntegerField(widget=forms.NumberInput(attributes), **{**told, **bounds})
    if annotation is float:
        return forms.FloatField(widget=forms.NumberInput({**attributes, "step": "any"}), **{**told, **bounds})
    if annotation is str:
        longest = _limit(option, "max_length")
        is_long = longest is not None and longest > LONGEST_LINE
        widget = forms.Textarea({**attributes, "rows": 4}) if is_long else forms.TextInput(attributes)
        return forms.CharField(widget=widget, **{**told, "max_length": longest})
    raise TypeError(f"The option {name} has a type that no form asks for: {annotation}.")


def _limit(option: FieldInfo, name: str) -> Any:
    """Return a limit that is declared of an option; None if there is none."""
    return next((getattr(one, name) for one in option.metadata if hasattr(one, name)), None)
