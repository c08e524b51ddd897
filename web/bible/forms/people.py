"""Forms by which readers edit somebody. `PERSON` names them by the last part of the address that they are sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction

from characters.editing import EditRefused, changes, looks, merging, people, renaming, splitting
from characters.editing.cast import removing, splitting_back
from characters.models import Character, CharacterChange, Edit
from storyboards.models import Picture
from storyboards.pictures import choosing
from storyboards.pictures.portraits import earlier_versions
from web.bible.forms.editing import LetGoForm, LinesField, RowForm, merge_field

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

LONGEST_NUMBERS = 400
"""Letters of a list of scene numbers."""


class SceneNumbersField(forms.CharField):
    """Numbers of scenes: “3, 5-7”."""

    def to_python(self, value: Any) -> Any:
        """Read the numbers of scenes."""
        numbers: list[int] = []
        for part in str(super().to_python(value)).replace("–", "-").split(","):
            first, _, last = (side.strip() for side in part.partition("-"))
            if not first:
                continue
            if not first.isdecimal() or not (last or first).isdecimal() or len(first + last) > 10:
                raise forms.ValidationError("Write the numbers of scenes with commas between: 3, 5-7.")
            numbers += range(int(first), min(int(last or first), int(first) + 1000) + 1)
        return numbers


class PersonForm(RowForm):
    """A form about somebody."""

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        self.row = self.character = character
        super().__init__(character.vividpage, *args, **kwargs)


class DetailsForm(PersonForm):
    """Who somebody is."""

    name = forms.CharField(max_length=renaming.LONGEST)
    aliases = LinesField(label="Other names", required=False, help_text="As the book calls them, one on a line.")
    gender = forms.ChoiceField(choices=[(value, value) for value in people.DETAILS["gender"]])
    age = forms.ChoiceField(choices=[(value, value) for value in people.DETAILS["age"]])
    role = forms.ChoiceField(choices=[(value, value) for value in people.DETAILS["role"]])

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        known = {field: getattr(character, field) for field in ("name", "aliases", "gender", "age", "role")}
        super().__init__(character, *args, initial=known, **kwargs)

    @transaction.atomic
    def apply(self, *, by: User) -> Edit | None:
        """Make one edit for each of the three that is different."""
        data = self.cleaned_data
        edits = [
            people.set_aliases(character=self.character, aliases=data["aliases"], by=by)
            if data["aliases"] != self.character.aliases
            else None,
            renaming.rename(row=self.character, name=data["name"], by=by),
            people.set_details(
                character=self.character, by=by, **{field: data[field] for field in ("gender", "age", "role")}
            ),
        ]
        return next(filter(None, reversed(edits)), None)


class BeingForm(PersonForm):
    """What kind of being somebody is."""

    species = forms.CharField(
        label="Kind of being",
        required=False,
        max_length=people.LONGEST_SPECIES,
        help_text="In a word or two, for example: human, toad, robot, giant spider.",
        widget=forms.TextInput(attrs={"list": "beings"}),
    )
    is_clothed = forms.TypedChoiceField(
        label="Wears clothes",
        required=False,
        choices=[("", "as usual for its kind"), ("true", "yes"), ("false", "no")],
        coerce=lambda value: value == "true",
        empty_value=None,
    )

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        dressed = {None: "", True: "true", False: "false"}[character.is_clothed]
        super().__init__(character, *args, initial={"species": character.species, "is_clothed": dressed}, **kwargs)

    def apply(self, *, by: User) -> Edit | None:
        """Say so."""
        return people.set_being(character=self.character, by=by, **self.cleaned_data)


class DescriptionForm(PersonForm):
    """What a reader writes of somebody."""

    description = forms.CharField(
        label="What they look like",
        required=False,
        max_length=people.LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For models that read words, beside the looks below.",
    )
    personality = forms.CharField(
        label="What they are like",
        required=False,
        max_length=people.LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown in the expression and bearing of their portrait.",
    )

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        known = {"description": character.description, "personality": character.personality}
        super().__init__(character, *args, initial=known, **kwargs)

    def apply(self, *, by: User) -> Edit | None:
        """Keep it."""
        return people.describe(character=self.character, by=by, **self.cleaned_data)


class TellerForm(PersonForm):
    """Whether somebody tells the story."""

    is_narrator = forms.BooleanField(label="Tells the story", required=False)

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        super().__init__(character, *args, initial={"is_narrator": character.is_narrator}, **kwargs)

    def apply(self, *, by: User) -> Edit | None:
        """Say so."""
        return people.set_teller(character=self.character, by=by, **self.cleaned_data)


class RemovalForm(PersonForm):
    """Somebody who is nobody."""

    submit = "There is no such person"

    def apply(self, *, by: User) -> Edit | None:
        """Take them out of the whole book."""
        return removing.remove_person(character=self.character, by=by)


class SplitBackForm(PersonForm):
    """Somebody who had been made one with this person, and is not."""

    submit = "Split back"
    edit = forms.UUIDField(widget=forms.HiddenInput)

    def apply(self, *, by: User) -> Edit | None:
        """Make two of them again."""
        return splitting_back.split_back(character=self.character, edit_id=self.cleaned_data["edit"], by=by)


class LookForm(PersonForm):
    """Another fact of somebody's looks."""

    submit = "Add"
    field = forms.ChoiceField(label="About", choices=[(field, field) for field in looks.FIELDS])
    value = forms.CharField(label="In a few words", max_length=looks.LONGEST)

    def apply(self, *, by: User) -> Edit | None:
        """Add it."""
        data = self.cleaned_data
        return looks.add_look(character=self.character, field=data["field"], value=data["value"], by=by)


class LookChangeForm(PersonForm):
    """Other words for a fact that is known."""

    field = forms.CharField(widget=forms.HiddenInput)
    old = forms.CharField(widget=forms.HiddenInput, strip=False)
    value = forms.CharField(label="In a few words", max_length=looks.LONGEST)

    def apply(self, *, by: User) -> Edit | None:
        """Put the new in the place of the old."""
        data = self.cleaned_data
        look = {"field": data["field"], "value": data["old"]}
        return looks.change_look(character=self.character, look=look, value=data["value"], by=by)


class LookRemovalForm(PersonForm):
    """A fact that is none."""

    submit = "Remove"
    field = forms.CharField(widget=forms.HiddenInput)
    old = forms.CharField(widget=forms.HiddenInput, strip=False)

    def apply(self, *, by: User) -> Edit | None:
        """Remove it."""
        look = {"field": self.cleaned_data["field"], "value": self.cleaned_data["old"]}
        return looks.remove_look(character=self.character, look=look, by=by)


class ChangeForm(PersonForm):
    """Something that is different from a scene on."""

    submit = "Add"
    kind = forms.ChoiceField(label="About", choices=[(kind, kind) for kind in changes.TYPES])
    modifier = forms.CharField(label="What is different", max_length=changes.LONGEST)
    since = forms.IntegerField(label="From scene", min_value=1)
    until = forms.IntegerField(label="Until scene", min_value=1, required=False, help_text="Empty: to the end.")

    def apply(self, *, by: User) -> Edit | None:
        """Add it."""
        data = self.cleaned_data
        return changes.add_change(
            character=self.character,
            kind=data["kind"],
            modifier=data["modifier"],
            by=by,
            scene=self.scene(data["since"]),
            until=self.scene(data["until"]) if data["until"] else None,
        )


class KnownChangeForm(PersonForm):
    """A change that is known."""

    change = forms.UUIDField(widget=forms.HiddenInput)

    def known(self) -> CharacterChange:
        """Find that change. Raises EditRefused if it is gone."""
        change = self.character.changes.filter(pk=self.cleaned_data["change"]).first()
        if change is None:
            raise EditRefused("That change is no longer in the book.")
        return change


class ChangeEndForm(KnownChangeForm):
    """Where a change ends."""

    until = forms.IntegerField(label="Until scene", min_value=1, required=False)

    def apply(self, *, by: User) -> Edit | None:
        """End it there."""
        until = self.cleaned_data["until"]
        return changes.end_change(change=self.known(), until=self.scene(until) if until else None, by=by)


class ChangeRemovalForm(KnownChangeForm):
    """A change that is none."""

    submit = "Remove"

    def apply(self, *, by: User) -> Edit | None:
        """Remove it."""
        return changes.remove_change(change=self.known(), by=by)


class PortraitForm(PersonForm):
    """A reference picture from the reader's disk."""

    submit = "Use this picture"
    picture = forms.FileField(
        label="A picture of your own", widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def apply(self, *, by: User) -> Edit | None:
        """Take it."""
        picture: UploadedFile[Any] = self.cleaned_data["picture"]
        if (picture.size or 0) > choosing.MOST_BYTES:
            raise EditRefused(choosing.TOO_MANY_BYTES)
        return choosing.upload(target=self.character, data=picture.read(), by=by)


class EarlierPortraitForm(PersonForm):
    """A reference picture that there was before."""

    submit = "Use this"
    version = forms.UUIDField(widget=forms.HiddenInput)

    def apply(self, *, by: User) -> Edit | None:
        """Take it again."""
        wanted = self.cleaned_data["version"]
        version = next((version for version in earlier_versions(self.character.pk) if version.pk == wanted), None)
        if version is None:
            raise EditRefused(choosing.GONE)
        return choosing.choose(version=version, by=by)


class ScenePortraitForm(PersonForm):
    """The picture of a scene as a reference picture."""

    submit = "Use its picture"
    number = forms.IntegerField(label="The picture of scene", min_value=1)

    def apply(self, *, by: User) -> Edit | None:
        """Take the version that readers see of it."""
        picture = Picture.objects.filter(scene=self.scene(self.cleaned_data["number"])).first()
        if picture is None or picture.shown is None:
            raise EditRefused("That scene has no picture.")
        with picture.shown.image.open("rb") as file:
            return choosing.upload(target=self.character, data=file.read(), by=by, of=picture.shown)


class MergeForm(PersonForm):
    """Somebody who is the same."""

    submit = "Merge"
    other = forms.ModelChoiceField(queryset=Character.objects.none())

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        super().__init__(character, *args, **kwargs)
        self.fields["other"] = merge_field(character, character.vividpage.characters)

    def apply(self, *, by: User) -> Edit | None:
        """Make them one."""
        return merging.merge_people(keep=self.character, other=self.cleaned_data["other"], by=by)


class SplitForm(PersonForm):
    """Names and scenes that are somebody else's."""

    submit = "Split off"
    name = forms.CharField(label="Name of the other person", max_length=renaming.LONGEST)
    aliases = forms.MultipleChoiceField(
        label="Names of the other person", required=False, widget=forms.CheckboxSelectMultiple
    )
    scenes = SceneNumbersField(
        label="Scenes of the other person", required=False, max_length=LONGEST_NUMBERS, help_text="For example 3, 5-7."
    )

    def __init__(self, character: Character, *args: Any, **kwargs: Any) -> None:
        super().__init__(character, *args, **kwargs)
        aliases = self.fields["aliases"]
        assert isinstance(aliases, forms.MultipleChoiceField)
        aliases.choices = [(alias, alias) for alias in character.aliases]
        if not character.aliases:
            del self.fields["aliases"]

    def apply(self, *, by: User) -> Edit | None:
        """Make two of one."""
        data = self.cleaned_data
        return splitting.split_person(
            character=self.character, name=data["name"], aliases=data.get("aliases", ()), scenes=data["scenes"], by=by
        )


class PersonLetGoForm(LetGoForm, PersonForm):
    """A field of somebody that the next analysis may change again."""


PERSON: dict[str, type[PersonForm]] = {
    "details": DetailsForm,
    "being": BeingForm,
    "look": LookForm,
    "look-change": LookChangeForm,
    "look-remove": LookRemovalForm,
    "change": ChangeForm,
    "change-end": ChangeEndForm,
    "change-remove": ChangeRemovalForm,
    "portrait": PortraitForm,
    "portrait-earlier": EarlierPortraitForm,
    "portrait-scene": ScenePortraitForm,
    "merge": MergeForm,
    "split": SplitForm,
    "split-back": SplitBackForm,
    "description": DescriptionForm,
    "teller": TellerForm,
    "remove": RemovalForm,
    "let-go": PersonLetGoForm,
}
