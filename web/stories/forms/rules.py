"""The rules of a story, as its owner sets them: when it begins, and later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from django import forms

from authors.continuations.contract import Voice
from books.choices import Choices
from providers.choosing import model_choices
from storyboards.styles.specimens import offered_groups
from web.money.forms import AMOUNT_ERRORS
from writing.models.book import BUILT_IN
from writing.stories.models import Story
from writing.stories.models.story import LONGEST_TITLE

if TYPE_CHECKING:
    from accounts.models import User

VOICES = {
    "plain": "Plain: nobody in particular tells it",
    "fireside": "By the fire: somebody old tells it to friends",
    "wry": "Wry: somebody amused tells it",
    "hushed": "Hushed: somebody whispers it",
    "breathless": "Breathless: somebody tells it while they run",
}
LENGTHS = {80: "Short: about 80 words", 150: "Middling: about 150 words", 250: "Long: about 250 words"}
SELECT = forms.Select({"class": "input"})
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch"}
"""In which stories begin. The built-in author writes English; in other languages a model writes."""


class RulesForm(forms.Form):
    """What the owner of a story changes at any time."""

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE, widget=forms.TextInput({"class": "input"}))
    about = forms.CharField(
        label="What it is about",
        max_length=2000,
        required=False,
        help_text="Who is in it, and how it stands at the beginning. It stands above the story.",
        widget=forms.Textarea({"class": "input", "rows": 4}),
    )
    visibility = forms.ChoiceField(label="Who reads it", choices=Story.Visibility.choices, widget=SELECT)
    contributors = forms.ChoiceField(label="Who continues it", choices=Story.Contributors.choices, widget=SELECT)
    approves_new = forms.BooleanField(
        label="Show me the first part of somebody new before it joins the story", required=False
    )
    author = forms.ChoiceField(label="Who makes scenes of the lines", widget=SELECT)
    pays = forms.ChoiceField(
        label="Who pays for a model",
        choices=[("owner", "I do, with my key"), ("contributor", "Whoever continues, with their own key")],
        widget=SELECT,
    )
    daily_cap = forms.DecimalField(
        label="The most that one person may cost me in a day",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        error_messages=AMOUNT_ERRORS,
        help_text="In US dollars. If you leave it empty, nobody else may cost you anything.",
        widget=forms.NumberInput({"class": "input", "step": "any", "inputmode": "decimal"}),
    )
    voice = forms.ChoiceField(label="Voice", choices=[(one, VOICES[one]) for one in get_args(Voice)], widget=SELECT)
    told_style = forms.CharField(
        label="Style, in a few words",
        max_length=300,
        required=False,
        help_text="Models keep to it: “like a sailor's letter home”. The built-in author does not read it.",
        widget=forms.TextInput({"class": "input"}),
    )
    segment_words = forms.TypedChoiceField(
        label="Length of a part", choices=list(LENGTHS.items()), coerce=int, widget=SELECT
    )
    rating = forms.ChoiceField(label="For whom it is", choices=Story.Rating.choices, widget=SELECT)

    WORDS = ("title", "about")
    READERS = ("visibility", "contributors", "rating")
    AUTHOR = ("author", "pays", "daily_cap", "voice", "segment_words", "told_style")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        listed = model_choices.choices_for(user).text
        usable = [choice for choice in listed if choice.is_usable and choice.takes_key]
        models = [
            (group.title, [(choice.entry.name, choice.entry.title) for choice in group.choices])
            for group in model_choices.grouped(usable)
        ]
        kept = str(self.initial.get("author", BUILT_IN))
        offered = {choice.entry.name for choice in usable} | {BUILT_IN}
        gone = [] if kept in offered else [(kept, kept)]
        self.has_models = bool(models)
        _offer(self.fields["author"], [(BUILT_IN, "The built-in author: needs no key, costs nothing"), *models, *gone])
        words = int(self.initial.get("segment_words", 150))
        if words not in LENGTHS:
            _offer(self.fields["segment_words"], [*LENGTHS.items(), (words, f"About {words} words")])

    @classmethod
    def of(cls, story: Story, *, user: User) -> RulesForm:
        """Return the form with the rules of a story as they are."""
        return cls(user=user, initial={name: getattr(story, name) for name in cls.base_fields if hasattr(story, name)})

    @property
    def rules(self) -> dict[str, Any]:
        """What services take, once the form is valid."""
        return {name: self.cleaned_data[name] for name in RulesForm.base_fields}

    def group(self, *names: str) -> list[forms.BoundField]:
        """Return fields by name, for the sections of the page."""
        return [self[name] for name in names]

    @property
    def words(self) -> list[forms.BoundField]:
        """What it is called and what it is about."""
        return self.group(*self.WORDS)

    @property
    def readers(self) -> list[forms.BoundField]:
        """Who reads and continues it."""
        return self.group(*self.READERS)

    @property
    def authors(self) -> list[forms.BoundField]:
        """Who makes scenes of its lines, and how."""
        return self.group(*self.AUTHOR)


class NewStoryForm(RulesForm):
    """What a story is begun with: its rules, and what stays as it is."""

    licence = forms.ChoiceField(
        label="How its parts may be used",
        choices=Story.Licence.choices,
        help_text="Whoever continues the story agrees to this. It stays as it is.",
        widget=SELECT,
    )
    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()), widget=SELECT)
    style = forms.ChoiceField(label="How its pictures are drawn", widget=SELECT)

    STAYS = ("licence", "language", "style")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        first = {
            "visibility": Story.Visibility.PRIVATE,
            "contributors": Story.Contributors.INVITED,
            "approves_new": True,
            "segment_words": 150,
            "licence": Story.Licence.STORY,
            "style": Choices().style,
        }
        super().__init__(*args, user=user, **{**kwargs, "initial": {**first, **kwargs.get("initial", {})}})
        styles = [(group.name, [(style.key, style.name) for style in group.styles]) for group in offered_groups(user)]
        _offer(self.fields["style"], styles)

    def clean(self) -> dict[str, Any]:
        """Refuse what the built-in author cannot write."""
        said = super().clean() or self.cleaned_data
        if said.get("author") == BUILT_IN and said.get("language", "en") != "en":
            self.add_error("language", "The built-in author writes English. Choose a model for another language.")
        return said

    @property
    def started(self) -> dict[str, Any]:
        """What a story is begun with, once the form is valid."""
        said = self.cleaned_data
        choices = Choices(style=said["style"])
        return {**self.rules, "licence": said["licence"], "language": said["language"], "choices": choices}

    @property
    def stays(self) -> list[forms.BoundField]:
        """What is chosen once."""
        return self.group(*self.STAYS)


def _offer(field: forms.Field, choices: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
