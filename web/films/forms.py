"""The form in which a film is asked for, made from the options that films have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from films.options import FilmOptions
from providers.choosing.model_choices import speakers_for, video_models_for
from providers.money.amounts import usd
from web.options import field_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from accounts.models import User
    from books.models import VividPage
    from providers.choosing.model_choices import ModelChoice

SHAPES = (("16:9", "Wide (16:9)"), ("1:1", "Square (1:1)"), ("9:16", "Upright, for telephones (9:16)"))
NOBODY = ("", "Nobody: the text is read in captions")
BUILT_IN = ("", "The built-in painters: it costs nothing")
DEAREST = 10_000
"""USD."""


class FilmForm(forms.Form):
    """What a reader chooses of a film. What they may choose is decided by `films.services.making`."""

    ASKED_AS_IS: ClassVar[tuple[str, ...]] = ("telling", "voice", "pace", "rungs", "burned")

    def __init__(self, vividpage: VividPage, reader: User, data: Any = None) -> None:
        usual = FilmOptions().model_dump(mode="json")
        super().__init__(data, prefix="film", initial=usual, label_suffix="")
        options = FilmOptions.model_fields
        self.fields["shape"] = _choice("shape", SHAPES)
        self.fields["narration"] = _choice("narration", [NOBODY, *_speakers(reader)])
        self.fields["narration"].help_text = "Who reads the text aloud. espeak-ng sounds like a robot."
        self._add_what_costs(reader)
        for name in self.ASKED_AS_IS:
            self.fields[name] = field_of(name, options[name])
        self.fields["voice"].widget.attrs["list"] = "film-voices"
        titles = vividpage.chapters.filter(kind="body").order_by("number").values_list("title", flat=True)
        self.fields["chapters"] = forms.TypedMultipleChoiceField(
            label="Chapters",
            help_text="None chosen: all of them.",
            choices=[(number, title or f"Chapter {number}") for number, title in enumerate(titles, 1)],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple(),
        )

    def _add_what_costs(self, reader: User) -> None:
        """Add what moves the pictures, and what may be paid for that and for a voice."""
        movers = video_models_for(reader)
        self.fields["video"] = _choice(
            "video", [BUILT_IN, *((one.entry.name, _priced(one)) for one in movers if one.is_usable)]
        )
        others = sorted({one.service_title for one in movers if not one.is_usable})
        self.fields[
            "video"
        ].help_text = "A video service films one clip for each picture, and the rest is painted here."
        self.with_a_key = " or ".join(others)
        self.fields["price"] = _amount(
            "Price of the voice", "USD for a million characters, as your speech service says; 0 if it costs nothing."
        )
        self.fields["budget"] = _amount(
            "It may cost at most", "USD, for clips and voice together. Nothing above that is spent."
        )

    @property
    def fields_apart(self) -> list[forms.BoundField]:
        """The fields with one control each."""
        return [self[name] for name in ("shape", "telling", "narration", "voice", "pace", "video")]

    @property
    def costs(self) -> list[forms.BoundField]:
        """The fields of amounts of money."""
        return [self["price"], self["budget"]]

    def options(self) -> dict[str, Any]:
        """Return what was chosen, of a form that is valid."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        chosen.pop("budget", None)
        return chosen

    @property
    def budget(self) -> Decimal | None:
        """What it may cost at the most, of a form that is valid; None: nobody has said."""
        most: Decimal | None = self.cleaned_data["budget"]
        return most

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Show beside its field what a film cannot be."""
        for name, words in problems.items():
            self.add_error(name if name in self.fields else None, words)


def _choice(name: str, choices: Any) -> forms.ChoiceField:
    option = FilmOptions.model_fields[name]
    return forms.ChoiceField(
        label=option.title,
        help_text=option.description or "",
        choices=choices,
        required=False,
        widget=forms.Select({"class": "input"}),
    )


def _amount(label: str, help_text: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=DEAREST,
        max_digits=8,
        decimal_places=4,
        widget=forms.NumberInput({"class": "input", "step": "any", "inputmode": "decimal"}),
    )


def _priced(choice: ModelChoice) -> str:
    """Return what a video model is called, with its price."""
    price = f"{usd(choice.price.second)} a second" if choice.price else "its price is not known"
    return f"{choice.service_title}: {choice.entry.title}, {price}"


def _speakers(reader: User) -> list[tuple[str, str]]:
    """List the models that can speak for a reader now."""
    return [(one.entry.name, one.entry.title) for one in speakers_for(reader) if one.is_usable]
