"""How a book is to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from books.choices import LONGEST_INSTRUCTIONS
from books.models import VividPage
from books.services.taking_in import LONGEST_AUTHOR
from books.text.names import plain_name
from books.text.scenes import OFFERED_DENSITIES
from storyboards.styles.specimens import offered_groups
from web.money.forms import TermsForm

NAMES = {
    "per-chapter": "One for each chapter",
    "3-per-chapter": "Up to three for each chapter",
    "per-scene": "One for each scene",
    "per-paragraph": "One for each paragraph",
}


@dataclass(frozen=True, slots=True)
class DensityChoice:
    """A choice of how many pictures a book gets, and how many that is."""

    key: str
    name: str
    pictures: int


def densities(vividpage: VividPage) -> list[DensityChoice]:
    """Return the choices for a book."""
    return [DensityChoice(key, NAMES[key], vividpage.picture_counts.get(key, 0)) for key in OFFERED_DENSITIES]


class SetupForm(TermsForm):
    """How a book is to be drawn, and what stands on its title page."""

    title = forms.CharField(label="Title", max_length=500)
    authors = forms.CharField(
        label="Author", required=False, max_length=1000, help_text="Separate several authors with commas."
    )
    style = forms.ChoiceField(widget=forms.RadioSelect)
    density = forms.ChoiceField(label="How many pictures", widget=forms.RadioSelect)
    resolution = forms.ChoiceField(choices=VividPage.Resolution.choices, widget=forms.RadioSelect)
    custom_instructions = forms.CharField(
        label="Instructions for the artist",
        required=False,
        max_length=LONGEST_INSTRUCTIONS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sheets_first = forms.BooleanField(label="Show me the people and places first", required=False)
    keeps_own = forms.BooleanField(label="Leave the scenes alone that the book itself illustrates", required=False)

    def __init__(self, *args: Any, vividpage: VividPage, **kwargs: Any) -> None:
        title_page = {"title": vividpage.title, "authors": ", ".join(vividpage.authors)}
        super().__init__(*args, vividpage=vividpage, initial=title_page, **kwargs)
        self.style_groups = offered_groups(vividpage.owner)
        style = self.fields["style"]
        assert isinstance(style, forms.ChoiceField)
        style.choices = [(style.key, style.name) for group in self.style_groups for style in group.styles]
        self.densities = densities(vividpage)
        density = self.fields["density"]
        assert isinstance(density, forms.ChoiceField)
        density.choices = [(choice.key, choice.name) for choice in self.densities]

    def clean_authors(self) -> list[str]:
        """Split the names one by one."""
        return [plain_name(name, LONGEST_AUTHOR) for name in self.cleaned_data["authors"].split(",") if name.strip()]
