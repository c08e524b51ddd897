"""Forms by which a bible is edited, those of books where scenes are called parts, and by which edits are suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from characters.editing import EditRefused
from characters.models import Character
from web.bible.forms.adding import ADDING
from web.bible.forms.people import PERSON, ChangeEndForm, ChangeForm
from web.bible.forms.places import PLACE
from writing.stories.bible.fields import OFFERED, PERSON_FIELDS, PLACE_FIELDS
from writing.stories.models.suggestion import LONGEST_VALUE, LONGEST_WHY

if TYPE_CHECKING:
    from books.models import Scene
    from characters.models import Setting


class PartChangeForm(ChangeForm):
    """Something that is different from a part on."""

    since = forms.IntegerField(label="From part", min_value=1)
    until = forms.IntegerField(label="Until part", min_value=1, required=False, help_text="Empty: to the end.")

    def scene(self, number: int) -> Scene:
        """Find the scene of a part. Raises EditRefused if there is none."""
        return _part(self, number)


class PartChangeEndForm(ChangeEndForm):
    """The part before which a change ends."""

    def scene(self, number: int) -> Scene:
        """Find the scene of a part. Raises EditRefused if there is none."""
        return _part(self, number)


def _part(form: PartChangeForm | PartChangeEndForm, number: int) -> Scene:
    scene = form.vividpage.scenes.filter(number=number).first()
    if scene is None:
        raise EditRefused(f"The story has no part {number}.")
    return scene


STORY_PERSON: dict[str, Any] = {
    name: PERSON[name]
    for name in ("details", "being", "description", "look", "look-change", "look-remove", "change-remove", "merge")
} | {"change": PartChangeForm, "change-end": PartChangeEndForm, "remove": PERSON["remove"], "let-go": PERSON["let-go"]}
STORY_PLACE: dict[str, Any] = {name: PLACE[name] for name in ("details", "merge", "let-go")}
STORY_ADDING: dict[str, Any] = dict(ADDING)


class SuggestionForm(forms.Form):
    """What a reader thinks should be otherwise."""

    field = forms.ChoiceField(label="What should be otherwise?", widget=forms.Select({"class": "input"}))
    value = forms.CharField(
        label="What should it be?",
        max_length=LONGEST_VALUE,
        required=False,
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    why = forms.CharField(
        label="Why?",
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"class": "input", "rows": 3}),
        help_text="In which part it stands, for example. Whoever reads the story sees this.",
    )

    def __init__(self, about: Character | Setting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        fields = PERSON_FIELDS if isinstance(about, Character) else PLACE_FIELDS
        choice = self.fields["field"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(name, words.capitalize()) for name, words in fields.items()]
        offered = [
            f"{words.capitalize()}: {', '.join(OFFERED[name])}" for name, words in fields.items() if name in OFFERED
        ]
        self.fields["value"].help_text = f"{'. '.join(offered)}. All else is in your own words."
