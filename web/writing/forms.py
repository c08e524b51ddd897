"""Who writes a book and what it may cost, what is planned of a part, its text, and what a writer says of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms

from authors.contract import PlannedPerson
from books.text.names import shortened
from providers.choosing import model_choices
from web.money.forms import AMOUNT_ERRORS
from writing.models import BUILT_IN
from writing.models.source import SourceDescription
from writing.services.drafts import LONGEST_TEXT
from writing.services.feedback import LONGEST_FEEDBACK

if TYPE_CHECKING:
    from decimal import Decimal

    from accounts.models import User
    from providers.choosing.model_choices import ModelChoice

YOURSELF = "yourself"
"""Instead of an author: the writer fills the pages."""
MOST_AUTHORS, MOST_LETTERS = 20, 200
"""Of a source, and letters of each name."""
LINES = forms.TextInput({"class": "input"})


class AuthorForm(forms.Form):
    """Who writes: the built-in author, or a language model; with a budget for what costs money."""

    author = forms.ChoiceField(label="Written by")
    budget = forms.DecimalField(
        label="Budget",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=4,
        error_messages=AMOUNT_ERRORS,
        help_text="The most that this book may cost, in US dollars. Leave empty for no limit.",
        widget=forms.NumberInput({"class": "input", "step": "any", "inputmode": "decimal"}),
    )
    economy = forms.BooleanField(label="Economy mode: half the price, but it may take up to a day", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.user = user
        field = self.fields["author"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (BUILT_IN, "The built-in author: needs no key, costs nothing"),
            *self._models,
            (YOURSELF, "Yourself: you get the pages of the book, empty"),
        ]
        field.widget.attrs["class"] = "input"

    @cached_property
    def usable(self) -> list[ModelChoice]:
        """The language models that this writer has a key for."""
        listed = model_choices.choices_for(self.user).text
        return [choice for choice in listed if choice.is_usable and choice.takes_key]

    @property
    def _models(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (group.title, [(choice.entry.name, choice.entry.title) for choice in group.choices])
            for group in model_choices.grouped(self.usable)
        ]

    @property
    def is_by_hand(self) -> bool:
        """Whether the writer wants no author, once the form is valid."""
        return bool(self.cleaned_data["author"] == YOURSELF)

    @property
    def chosen_model(self) -> str:
        """The language model that is chosen; "" for none, also while other fields are wrong."""
        self.is_valid()
        author = str(self.cleaned_data.get("author", BUILT_IN))
        return "" if author in (BUILT_IN, YOURSELF) else author

    @property
    def chosen(self) -> dict[str, Any]:
        """What services take, once the form is valid."""
        budget: Decimal | None = self.cleaned_data["budget"]
        author = BUILT_IN if self.is_by_hand else self.cleaned_data["author"]
        return {"author": author, "budget": budget, "economy": self.cleaned_data["economy"]}


class FeedbackForm(forms.Form):
    """A word about a plan or a text."""

    feedback = forms.CharField(
        label="What should be different?",
        required=False,
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )


class PartPlanForm(forms.Form):
    """What is planned of a part."""

    title = forms.CharField(label="Title", required=False, max_length=300, widget=LINES)
    summary = forms.CharField(
        label="What happens", required=False, max_length=4000, widget=forms.Textarea({"class": "input", "rows": 3})
    )
    words = forms.IntegerField(
        label="Words", min_value=0, max_value=50_000, widget=forms.NumberInput({"class": "input"}), required=False
    )

    def clean_words(self) -> int:
        """Return the number of words; an empty field asks for no text."""
        return self.cleaned_data["words"] or 0


class PartTextForm(forms.Form):
    """The text of a part, written by hand."""

    title = forms.CharField(label="Title", required=False, max_length=300, widget=LINES)
    words = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"class": "input", "rows": 14}),
        help_text="An empty line begins a new paragraph. Verses keep the ends of their lines.",
    )


class SourceForm(forms.Form):
    """How a source is cited."""

    title = forms.CharField(label="Title", max_length=500, required=False, widget=LINES)
    authors = forms.CharField(
        label="Who wrote it",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 3}),
        help_text="One on each line: Anna Holm, or Holm, Anna.",
    )
    publisher = forms.CharField(label="Publisher, newspaper or site", max_length=300, required=False, widget=LINES)
    published = forms.CharField(
        label="Published", max_length=10, required=False, widget=LINES, help_text="1934, 1934-05 or 1934-05-21."
    )

    @classmethod
    def of(cls, described: SourceDescription) -> SourceForm:
        """Return the form with what is said of a source now."""
        return cls(initial={**described._asdict(), "authors": "\n".join(described.authors)}, label_suffix="")

    @property
    def description(self) -> SourceDescription:
        """What was sent."""
        said = self.cleaned_data
        authors = tuple(
            shortened(name, MOST_LETTERS) for line in said["authors"].splitlines() if (name := line.strip())
        )
        return SourceDescription(said["title"], authors[:MOST_AUTHORS], said["publisher"], said["published"])


class HeroForm(forms.Form):
    """Somebody who is kept for more books."""

    name = forms.CharField(label="Name", max_length=200, widget=LINES)
    species = forms.CharField(
        label="What they are",
        max_length=40,
        required=False,
        widget=LINES,
        help_text="An animal, or empty for a person.",
    )
    gender = forms.ChoiceField(
        label="She or he",
        choices=[("unknown", "–"), ("female", "She"), ("male", "He")],
        widget=forms.Select({"class": "input"}),
        required=False,
    )
    age = forms.ChoiceField(
        label="Age",
        choices=[("unknown", "–"), ("child", "A child"), ("young", "Young"), ("adult", "Grown up"), ("old", "Old")],
        widget=forms.Select({"class": "input"}),
        required=False,
    )
    hair = forms.CharField(label="Hair or fur", max_length=120, required=False, widget=LINES)
    eyes = forms.CharField(label="Eyes", max_length=120, required=False, widget=LINES)
    build = forms.CharField(label="Build", max_length=120, required=False, widget=LINES)
    clothes = forms.CharField(label="Clothes", max_length=120, required=False, widget=LINES)
    marks = forms.CharField(label="What they are known by", max_length=120, required=False, widget=LINES)

    LOOKS = ("hair", "eyes", "build", "clothes", "marks")

    @classmethod
    def of(cls, person: PlannedPerson) -> HeroForm:
        """Return the form of somebody who is there."""
        looks = {name: ", ".join(value for field, value in person.looks if field == name) for name in cls.LOOKS}
        told = {"name": person.name, "gender": person.gender, "age": person.age}
        told["species"] = "" if person.species == "human" else person.species
        return cls(initial={**told, **looks}, label_suffix="")

    def person(self, before: PlannedPerson | None = None) -> PlannedPerson:
        """Return who was described, of a form that is valid; what it does not ask for stays as it was."""
        given = self.cleaned_data
        before = before or PlannedPerson(name=given["name"], role="protagonist")
        others = tuple(look for look in before.looks if look[0] not in self.LOOKS)
        return before.model_copy(
            update={
                "name": given["name"],
                "gender": given["gender"] or "unknown",
                "age": given["age"] or "unknown",
                "species": given["species"].lower() or "human",
                "looks": (*((name, given[name]) for name in self.LOOKS if given[name]), *others),
            }
        )
