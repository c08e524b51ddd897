"""Forms made from pydantic models: a field for each of theirs, in the words that the model has for it.

Editions have their options and books that are written here their briefs in such models. What a value may be is decided
by the model itself.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from django import forms
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeGuard

    from pydantic.fields import FieldInfo

LONGEST_LINE = 400
"""Characters; longer ones are paragraphs."""
MOST_ROWS = 24
"""Of one list in a form, such as the heroes of a story."""
LONGEST_LIST = 20_000
"""Characters of a list that is written with a line for each entry."""


class LinesField(forms.CharField):
    """A list of words or addresses, one on each line."""

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that say something."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


class ModelForm(forms.Form):
    """The fields of a model that a form can ask for; lists of models are asked for by `BriefForm`.

    `carried` are fields of words that nobody is asked for, and that come back as they were.
    """

    def __init__(
        self,
        model: type[BaseModel],
        data: Any = None,
        *,
        prefix: str,
        initial: Mapping[str, Any] | None = None,
        carried: Iterable[str] = (),
    ) -> None:
        asked = {name: field for name, field in model.model_fields.items() if is_asked(field)}
        usual = {
            name: field.get_default(call_default_factory=True) for name, field in asked.items() if not _wanted(field)
        }
        super().__init__(data, prefix=prefix, initial={**usual, **(initial or {})}, label_suffix="")
        self.model = model
        for name, field in asked.items():
            if row_model(field) is None:
                self.fields[name] = field_of(name, field)
        for name in carried:
            self.fields[name] = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def switches(self) -> list[forms.BoundField]:
        """The fields that are on or off."""
        return [field for field in self if isinstance(field.field, forms.BooleanField)]

    @property
    def others(self) -> list[forms.BoundField]:
        """All other fields that readers see."""
        return [field for field in self.visible_fields() if not isinstance(field.field, forms.BooleanField)]

    def values(self) -> dict[str, Any]:
        """Return what was chosen, of a form that is valid; what was left empty is as the model has it."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Show what the model says of its fields."""
        for name, words in problems.items():
            self.add_error(name if name in self.fields else None, words)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list in a form: the forms of its entries, with empty ones at the end for more."""

    name: str
    title: str
    help_text: str
    forms: tuple[ModelForm, ...]
    most: int

    @property
    def may_grow(self) -> bool:
        """Whether the list may have more entries than there is room for."""
        return len(self.forms) < self.most


class BriefForm(ModelForm):
    """A form of a model with lists of other models in it. An entry that says nothing is none."""

    def __init__(
        self,
        model: type[BaseModel],
        data: Any = None,
        *,
        prefix: str,
        initial: Mapping[str, Any] | None = None,
        grown: str = "",
    ) -> None:
        super().__init__(model, data, prefix=prefix, initial=initial)
        given = initial or {}
        self.lists = [
            self._rows(name, field, data, given.get(name) or (), more=name == grown)
            for name, field in model.model_fields.items()
            if is_asked(field) and row_model(field) is not None
        ]
        self.kept = {
            name: value for name, value in given.items() if name in model.model_fields and not self._asks(name)
        }

    def _asks(self, name: str) -> bool:
        return name in self.fields or any(rows.name == name for rows in self.lists)

    def _rows(self, name: str, field: FieldInfo, data: Any, given: Any, *, more: bool) -> Rows:
        entry = row_model(field)
        assert entry is not None
        most = min(limit_of(field, "max_length") or MOST_ROWS, MOST_ROWS)
        count = max(1, len(given))
        if data is not None:
            said = data.get(f"{self.prefix}-{name}-count", "")
            count = int(said) if said.isdecimal() and len(said) < 4 else count
        rows = tuple(
            ModelForm(
                entry,
                data,
                prefix=f"{self.prefix}-{name}-{number}",
                initial=given[number] if number < len(given) else {},
                carried=_not_asked(entry),
            )
            for number in range(min(count + more, most))
        )
        return Rows(name, field.title or _spoken(name), field.description or "", rows, most)

    def brief(self) -> Any:
        """Return the model with what was written; None if something is wrong, which then stands at its field."""
        rows = [form for one in self.lists for form in one.forms]
        if not all([self.is_valid(), *(form.is_valid() for form in rows)]):
            return None
        said = {**self.kept, **self.values()}
        numbers: dict[str, list[ModelForm]] = {}
        for one in self.lists:
            numbers[one.name] = [form for form in one.forms if _says_something(form)]
            said[one.name] = [form.values() for form in numbers[one.name]]
        try:
            return self.model.model_validate(said)
        except ValidationError as wrong:
            for error in wrong.errors():
                self._place(error["loc"], plain_words(error), numbers)
            return None

    def _place(self, where: tuple[int | str, ...], words: str, rows: Mapping[str, list[ModelForm]]) -> None:
        """Put what is wrong beside the field that it is about."""
        name = str(where[0]) if where else ""
        if name in rows and len(where) > 1 and isinstance(where[1], int):
            rows[name][where[1]].add_problems({str(where[2]) if len(where) > 2 else "": words})
            return
        title = next((one.title for one in self.lists if one.name == name), "")
        self.add_problems({name: f"{title}: {words}" if title else words})


def _says_something(form: ModelForm) -> bool:
    """Return whether an entry says anything that nobody has to be told."""
    usual = {name: field.get_default(call_default_factory=True) for name, field in form.model.model_fields.items()}
    return any(value not in ("", [], False, None, usual.get(name)) for name, value in form.values().items())


def plain_words(error: Any) -> str:
    """Return what pydantic says of a value, in the words of whoever wrote the model where they are."""
    words = str(error["msg"]).removeprefix("Value error, ")
    return "Fill this in." if error["type"] in ("missing", "string_too_short", "too_short") else words


def is_asked(field: FieldInfo) -> bool:
    """Return whether a form asks for a field: all but those whose model says `asked: false`."""
    extra = field.json_schema_extra
    return not (isinstance(extra, dict) and extra.get("asked") is False)


def _not_asked(model: type[BaseModel]) -> list[str]:
    """Return the fields of words that no form asks for."""
    return [name for name, field in model.model_fields.items() if not is_asked(field) and field.annotation is str]


def row_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return of what model a field is a list; None if it is of none."""
    entry = _entry(field.annotation)
    return entry if _is_model(entry) else None


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _entry(annotation: Any) -> Any:
    """Return what a list or tuple of any length is made of; None of anything else."""
    if get_origin(annotation) in (tuple, list):
        return get_args(annotation)[0]
    return None


def _wanted(field: FieldInfo) -> bool:
    return field.is_required()


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def field_of(name: str, option: FieldInfo) -> forms.Field:
    """Make the field of an option. Raises TypeError for a type that no form asks for."""
    told: dict[str, Any] = {
        "label": option.title or _spoken(name),
        "help_text": option.description or "",
        "required": False,
    }
    annotation = _without_none(option.annotation)
    if annotation is bool:
        return forms.BooleanField(**told)
    if get_origin(annotation) is Literal:
        return _choice(annotation, option, told)
    if get_origin(_entry(annotation)) is Literal:
        return _choices(_entry(annotation), option, told)
    if _entry(annotation) is str:
        return LinesField(widget=forms.Textarea({"class": "input", "rows": 4}), max_length=LONGEST_LIST, **told)
    return _written(name, annotation, option, told)


def _written(name: str, annotation: Any, option: FieldInfo, told: dict[str, Any]) -> forms.Field:
    """Make the field of a number or of words."""
    attributes = {"class": "input", **_examples(option)}
    bounds = {"min_value": limit_of(option, "ge"), "max_value": limit_of(option, "le")}
    if annotation is int:
        return forms.IntegerField(widget=forms.NumberInput(attributes), **{**told, **bounds})
    if annotation is float:
        return forms.FloatField(widget=forms.NumberInput({**attributes, "step": "any"}), **{**told, **bounds})
    if annotation is str:
        longest = limit_of(option, "max_length")
        is_long = longest is not None and longest > LONGEST_LINE
        widget = forms.Textarea({**attributes, "rows": 4}) if is_long else forms.TextInput(attributes)
        return forms.CharField(widget=widget, **{**told, "max_length": longest})
    raise TypeError(f"The option {name} has a type that no form asks for: {annotation}.")


def _examples(option: FieldInfo) -> dict[str, str]:
    """Return the first example that a model has of a field, to stand where nothing is written yet."""
    return {"placeholder": str(option.examples[0])} if option.examples else {}


def _choice(annotation: Any, option: FieldInfo, told: dict[str, Any]) -> forms.Field:
    values = {str(value): value for value in get_args(annotation)}
    empty = [] if option.get_default(call_default_factory=True) in get_args(annotation) else [("", "–")]
    return forms.TypedChoiceField(
        choices=[*empty, *_labelled(values, option)],
        coerce=values.__getitem__,
        empty_value=None,
        widget=forms.Select({"class": "input"}),
        **told,
    )


def _choices(annotation: Any, option: FieldInfo, told: dict[str, Any]) -> forms.Field:
    values = {str(value): value for value in get_args(annotation)}
    return forms.TypedMultipleChoiceField(
        choices=_labelled(values, option),
        coerce=values.__getitem__,
        widget=forms.CheckboxSelectMultiple(),
        **told,
    )


def _labelled(values: Mapping[str, Any], option: FieldInfo) -> list[tuple[str, str]]:
    extra = option.json_schema_extra
    labels: Any = extra.get("labels", {}) if isinstance(extra, dict) else {}
    return [(text, labels.get(text, (text[:1].upper() + text[1:]) or "–")) for text in values]


def _without_none(annotation: Any) -> Any:
    """Return what may stand there beside nothing; several lists of values are one."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    if all(get_origin(kind) is Literal for kind in kinds):
        return Literal[tuple(value for kind in kinds for value in get_args(kind))]
    return kinds[0] if len(kinds) == 1 else annotation


def limit_of(option: FieldInfo, name: str) -> Any:
    """Return a limit that is declared of an option; None if there is none."""
    return next((getattr(one, name) for one in option.metadata if hasattr(one, name)), None)
