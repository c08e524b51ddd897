"""Forms by which readers edit what is seen in a scene, who is there, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction

from analysts.certainty import SURE_SPEAKER, is_sure
from characters.editing import EditRefused, scenes
from characters.editing.scenes import CharacterInScene
from characters.models import Analysis, Character, Edit, Quote, Setting
from web.bible.forms.editing import LetGoForm, RowForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User


class SceneForm(RowForm):
    """A form about a scene."""

    def __init__(self, analysis: Analysis, *args: Any, **kwargs: Any) -> None:
        self.row = self.analysis = analysis
        super().__init__(analysis.scene.vividpage, *args, **kwargs)

    def somebody(self, name: str) -> Character:
        """Find whoever the book knows by that name. Raises EditRefused if that is nobody, or more than one."""
        book = self.vividpage.characters
        people = list(book.filter(name__iexact=name.strip()) or book.filter(aliases__contains=[name.strip()])[:2])
        if len(people) != 1:
            raise EditRefused(f"Nobody in the book is called “{name.strip()}”.")
        return people[0]


class SceneDetailsForm(SceneForm):
    """Light, weather, mood, place and moment."""

    time_of_day = forms.ChoiceField(choices=[(word, word) for word in scenes.CHOICES["time_of_day"]])
    weather = forms.ChoiceField(choices=[(word, word) for word in scenes.CHOICES["weather"]])
    mood = forms.ChoiceField(choices=[(word, word) for word in scenes.CHOICES["mood"]])
    setting = forms.ModelChoiceField(queryset=Setting.objects.none(), required=False)
    moment = forms.CharField(
        label="The moment that is drawn",
        required=False,
        max_length=scenes.LONGEST_MOMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, analysis: Analysis, *args: Any, **kwargs: Any) -> None:
        fields = ("time_of_day", "weather", "mood", "setting", "moment")
        super().__init__(analysis, *args, initial={field: getattr(analysis, field) for field in fields}, **kwargs)
        self.fields["setting"] = forms.ModelChoiceField(
            label="Place",
            required=False,
            queryset=self.vividpage.settings_found.order_by("name"),
            empty_label="no named place",
            widget=forms.Select(attrs={"class": "input"}),
        )

    @transaction.atomic
    def apply(self, *, by: User) -> Edit | None:
        """Make one edit for its place, one for the rest."""
        data = dict(self.cleaned_data)
        moved = scenes.move_scene(analysis=self.analysis, setting=data.pop("setting"), by=by)
        return scenes.edit_scene(analysis=self.analysis, by=by, **data) or moved


class PresenceForm(SceneForm):
    """Who is seen there: those who are now, each with a pose, those without a name, and one more."""

    submit = "Save"
    added = forms.CharField(label="Add somebody", required=False, max_length=200)

    def __init__(self, analysis: Analysis, *args: Any, **kwargs: Any) -> None:
        self.present = list(analysis.presences.select_related("character").order_by("order"))
        super().__init__(analysis, *args, **kwargs)
        self.fields["added"].widget.attrs["list"] = "everybody"
        poses = [(pose, pose) for pose in scenes.POSES]
        for presence in self.present:
            self.fields[f"pose-{presence.character_id}"] = forms.ChoiceField(
                label=presence.character.name,
                choices=[*poses, ("", "not there")],
                required=False,
                initial=presence.pose,
                widget=forms.Select(attrs={"class": "input"}),
            )
        self.strangers = {f"stranger-{n}": str(row["words"]) for n, row in enumerate(analysis.strangers)}
        for field, words in self.strangers.items():
            self.fields[field] = forms.ChoiceField(
                label=words,
                choices=[("there", "there"), ("", "not there")],
                required=False,
                initial="there",
                widget=forms.Select(attrs={"class": "input"}),
            )
        poses_of = (f"pose-{presence.character_id}" for presence in self.present)
        self.order_fields([*poses_of, *self.strangers, "added"])

    def apply(self, *, by: User) -> Edit | None:
        """Keep who is there."""
        data = self.cleaned_data
        there = [
            CharacterInScene(presence.character, pose, presence.action, presence.part)
            for presence in self.present
            if (pose := data[f"pose-{presence.character_id}"])
        ]
        if data["added"]:
            there.append(CharacterInScene(self.somebody(data["added"])))
        strangers = [words for field, words in self.strangers.items() if data[field]]
        return scenes.set_people(analysis=self.analysis, people=there, by=by, strangers=strangers)


class DeedForm(SceneForm):
    """What is done in the moment, by whom, to whom, with what."""

    deed = forms.ChoiceField(label="What is done", choices=[(deed, deed) for deed in scenes.DEEDS])
    actor = forms.ModelChoiceField(queryset=Character.objects.none(), required=False)
    person = forms.ModelChoiceField(queryset=Character.objects.none(), required=False)
    thing = forms.CharField(label="With what", required=False, max_length=scenes.LONGEST_THING)

    def __init__(self, analysis: Analysis, *args: Any, **kwargs: Any) -> None:
        by_part = {presence.part: presence.character_id for presence in analysis.presences.order_by("-order")}
        known: dict[str, Any] = {"deed": analysis.deed, "thing": analysis.deed_thing}
        known |= {"actor": by_part.get("actor"), "person": by_part.get("object")}
        super().__init__(analysis, *args, initial=known, **kwargs)
        there = Character.objects.filter(presences__analysis=analysis).order_by("presences__order")
        for field, label in (("actor", "By whom"), ("person", "To whom")):
            self.fields[field] = forms.ModelChoiceField(
                label=label,
                required=False,
                queryset=there,
                empty_label="nobody who is named",
                widget=forms.Select(attrs={"class": "input"}),
            )
        self.order_fields(["deed", "actor", "person", "thing"])

    def apply(self, *, by: User) -> Edit | None:
        """Say so."""
        return scenes.set_deed(analysis=self.analysis, by=by, **self.cleaned_data)


class SpeakersForm(SceneForm):
    """Who says what: a name for each quotation, or none."""

    def __init__(self, analysis: Analysis, *args: Any, **kwargs: Any) -> None:
        quotes = Quote.objects.filter(scene=analysis.scene_id).select_related("speaker", "scene")
        self.quotes: Sequence[Quote] = list(quotes.order_by("start"))
        super().__init__(analysis, *args, **kwargs)
        for quote in self.quotes:
            self.fields[str(quote.pk)] = forms.CharField(
                label=f"“{quote.text}”",
                help_text="" if quote.speaker is None or is_sure(quote.confidence, SURE_SPEAKER) else "Not sure",
                required=False,
                max_length=200,
                initial=quote.speaker.name if quote.speaker else "",
                widget=forms.TextInput(attrs={"class": "input", "list": "everybody"}),
            )

    @transaction.atomic
    def apply(self, *, by: User) -> Edit | None:
        """Make one edit for each quotation whose speaker is another."""
        made = None
        for quote in self.quotes:
            name = self.cleaned_data[str(quote.pk)].strip()
            if name == (quote.speaker.name if quote.speaker else ""):
                continue
            speaker = self.somebody(name) if name else None
            made = scenes.set_speaker(quote=quote, speaker=speaker, by=by) or made
        return made


class SceneLetGoForm(LetGoForm, SceneForm):
    """A field of a scene that the next analysis may change again."""


SCENE: dict[str, type[SceneForm]] = {
    "details": SceneDetailsForm,
    "people": PresenceForm,
    "deed": DeedForm,
    "speakers": SpeakersForm,
    "let-go": SceneLetGoForm,
}
