"""What a reader says of one picture, as a form: whatever is left as it is changes nothing."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django import forms

from analysts.vocabulary import HUMAN
from characters.editing import looks, people, places, renaming, scenes
from characters.editing.cast.scopes import Scope, clean_scope
from storyboards.mending.corrections import (
    AtMoment,
    AtPlace,
    Correction,
    Doing,
    InLight,
    IsBeing,
    LeaveOutPerson,
    LeaveOutStranger,
    LooksLike,
    NoSuchPerson,
    ShowNewPerson,
    ShowPerson,
    TakenForAnother,
    TellsTheStory,
)
from storyboards.mending.previewing import Mend, prompt_of
from storyboards.orders.pricing import price_of
from storyboards.pictures.keeping import next_number_of
from storyboards.pictures.redrawing import LONGEST_PROMPT, LONGEST_WISH
from web.pictures.mending.passages import place_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from characters.models import Analysis, Character
    from storyboards.requests.facts import SceneToDraw
    from web.pictures.mending.cast import Cast, Named

SCOPES = [("here", "only here"), ("on", "from here on"), ("everywhere", "everywhere")]
VERDICTS = [
    ("", "is right"),
    ("out", "is not in this scene"),
    ("else", "is somebody else"),
    ("nobody", "does not exist: there is no such person"),
]
NOT_SAID = [("", "as it is")]


class MendForm(forms.Form):
    """Everything that may be wrong with a picture. `mend` says what of it the reader has changed."""

    wish = forms.CharField(
        label="In your own words",
        required=False,
        max_length=LONGEST_WISH,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "longer hair, more snow, closer"}),
    )
    added = forms.ChoiceField(label="Somebody is missing", required=False)
    newcomer = forms.CharField(label="Or a new name", required=False, max_length=renaming.LONGEST)
    narrator = forms.ChoiceField(label="Who tells the story", required=False)
    narrator_scope = forms.ChoiceField(label="Where", choices=SCOPES, required=False, initial="everywhere")
    place = forms.ChoiceField(label="Place", required=False)
    place_kind = forms.ChoiceField(label="Or a kind of place", required=False)
    time_of_day = forms.ChoiceField(label="Time", choices=[(word, word) for word in scenes.CHOICES["time_of_day"]])
    weather = forms.ChoiceField(label="Weather", choices=[(word, word) for word in scenes.CHOICES["weather"]])
    mood = forms.ChoiceField(label="Mood", choices=[(word, word) for word in scenes.CHOICES["mood"]])
    deed = forms.ChoiceField(label="What is done", choices=[(deed, deed) for deed in scenes.DEEDS])
    actor = forms.ChoiceField(label="By whom", required=False)
    person = forms.ChoiceField(label="To whom", required=False)
    thing = forms.CharField(label="With what", required=False, max_length=scenes.LONGEST_THING)
    moment = forms.CharField(required=False, widget=forms.HiddenInput)
    prompt = forms.CharField(
        label="The prompt of this picture",
        required=False,
        max_length=LONGEST_PROMPT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    draughts = forms.ChoiceField(label="Draughts to choose from", required=False)

    def __init__(self, data: Any, *, analysis: Analysis, cast: Cast, facts: SceneToDraw) -> None:
        price = price_of(facts.vividpage, [facts])
        by_part = {seen.part: str(seen.character_id) for seen in analysis.presences.order_by("-order")}
        known = {name: getattr(analysis, name) for name in ("time_of_day", "weather", "mood", "deed")}
        known |= {"thing": analysis.deed_thing, "prompt": prompt_of(facts), "draughts": 1}
        known |= {"actor": by_part.get("actor", ""), "person": by_part.get("object", "")}
        known["place"] = str(analysis.setting_id or "")
        known["place_kind"] = "" if analysis.setting_id else analysis.place_kind
        super().__init__(data, initial=known, label_suffix="")
        self.cast, self.analysis = cast, analysis
        self.beings = {s.character.pk: s.appearance.being or s.character.species for s in facts.people}
        self.drawn_from = [facts.vividpage.image_model, str(price.cost), str(next_number_of(analysis.scene))]
        self._offer(price.most_draughts)
        for person in cast.here:
            self._ask_about(person)
        self.strangers = {f"stranger-{n}": str(row["words"]) for n, row in enumerate(analysis.strangers)}
        for name, words in self.strangers.items():
            self.fields[name] = forms.ChoiceField(label=words, choices=VERDICTS[:2], required=False)
        for bound in self.fields.values():
            if not isinstance(bound.widget, forms.HiddenInput):
                bound.widget.attrs.setdefault("class", "input")

    def _offer(self, most_draughts: int) -> None:
        here, others = _choices(self.cast.here), _choices(self.cast.others)
        unsure = set(self.analysis.presences.filter(confidence__isnull=False).values_list("character", flat=True))
        perhaps = _choices([one for one in self.cast.here if one.row.pk in unsure])
        kinds = [(kind, kind) for kind in places.KINDS]
        self._choose("added", [("", "nobody"), *perhaps, *others])
        self._choose("narrator", [*NOT_SAID, *here, *others])
        self._choose("place", [("", "no named place"), *_choices(self.cast.places)])
        self._choose("place_kind", [("", "as it is"), *kinds])
        self._choose("actor", [("", "nobody"), *here])
        self._choose("person", [("", "nobody"), *here])
        self._choose("draughts", [(str(n), str(n)) for n in range(1, most_draughts + 1)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _ask_about(self, named: Named) -> None:
        """Ask who somebody is, what they are and what they look like."""
        key, everybody = named.row.pk, [*self.cast.here, *self.cast.others]
        others = _choices([one for one in everybody if one.row != named.row])
        kinds = [(field, field) for field in looks.FIELDS]
        scopes: dict[str, Any] = {"label": "Where", "choices": SCOPES, "required": False}
        fields: dict[str, forms.Field] = {
            f"is-{key}": forms.ChoiceField(label=named.name, choices=VERDICTS, required=False),
            f"who-{key}": forms.ChoiceField(label="Who it is", choices=[("", "choose"), *others], required=False),
            f"who_scope-{key}": forms.ChoiceField(**scopes),
            f"being-{key}": forms.CharField(
                label="Kind of being",
                required=False,
                max_length=people.LONGEST_SPECIES,
                initial=self.beings.get(key, HUMAN),
                widget=forms.TextInput(attrs={"list": "beings"}),
            ),
            f"being_scope-{key}": forms.ChoiceField(**scopes, initial="everywhere"),
            f"look-{key}": forms.ChoiceField(label="Looks", choices=kinds, required=False),
            f"value-{key}": forms.CharField(label="In a few words", required=False, max_length=looks.LONGEST),
            f"look_scope-{key}": forms.ChoiceField(**scopes, initial="everywhere"),
        }
        self.fields.update(fields)

    def parts_of(self) -> Iterator[dict[str, Any]]:
        """Yield the fields about each of the people."""
        for named in self.cast.here:
            names = ("is", "who", "who_scope", "being", "being_scope", "look", "value", "look_scope")
            yield {"named": named, **{name: self[f"{name}-{named.row.pk}"] for name in names}}

    @property
    def stranger_fields(self) -> list[forms.BoundField]:
        """The fields about those who have no name."""
        return [self[name] for name in self.strangers]

    @property
    def scene_fields(self) -> list[forms.BoundField]:
        """The fields of where and when."""
        return [self[name] for name in ("place", "place_kind", "time_of_day", "weather", "mood")]

    @property
    def deed_fields(self) -> list[forms.BoundField]:
        """The fields of what is done."""
        return [self[name] for name in ("deed", "actor", "person", "thing")]

    def mend(self) -> Mend:
        """Return what the reader says. Valid forms alone."""
        data = self.cleaned_data
        prompt = data["prompt"].strip()
        own = "" if _same(prompt, self.initial["prompt"]) else prompt
        return Mend(tuple(self._corrections(data)), " ".join(data["wish"].split()), own)

    def _corrections(self, data: Mapping[str, Any]) -> Iterator[Correction]:
        """Yield what is wrong: the moment first, since it leaves nothing of what was done."""
        if data["moment"]:
            yield AtMoment(*place_from(data["moment"]))
        for named in self.cast.here:
            yield from self._about(self.cast.person(str(named.row.pk)), data)
        yield from (LeaveOutStranger(words) for name, words in self.strangers.items() if data[name] == "out")
        if data["added"]:
            yield ShowPerson(self.cast.person(data["added"]))
        if data["newcomer"].strip():
            yield ShowNewPerson(data["newcomer"])
        if data["narrator"]:
            yield TellsTheStory(self.cast.person(data["narrator"]), _scope(data["narrator_scope"]))
        yield from self._place(data)
        light = {name: data[name] for name in ("time_of_day", "weather", "mood") if self._is_other(name)}
        if light:
            yield InLight(**light)
        if any(map(self._is_other, ("deed", "actor", "person", "thing"))):
            whom = {name: self._who_is(data[name], data) for name in ("actor", "person")}
            yield Doing(data["deed"], whom["actor"], whom["person"], data["thing"])

    def _about(self, person: Character, data: Mapping[str, Any]) -> Iterator[Correction]:
        """Yield what is wrong about somebody: whoever is not there needs no looks."""
        said = {name: data[f"{name}-{person.pk}"] for name in ("is", "who", "being", "look", "value")}
        scopes = {name: _scope(data[f"{name}_scope-{person.pk}"]) for name in ("who", "being", "look")}
        if said["is"] == "out":
            yield LeaveOutPerson(person)
        elif said["is"] == "nobody":
            yield NoSuchPerson(person)
        elif said["is"] == "else":
            yield TakenForAnother(person, self.cast.person(said["who"]), scopes["who"])
        else:
            if not _same(said["being"] or HUMAN, self.beings.get(person.pk, HUMAN)):
                yield IsBeing(person, said["being"], scopes["being"])
            if said["value"].strip():
                yield LooksLike(person, said["look"], said["value"], scopes["look"])

    def _who_is(self, pk: str, data: Mapping[str, Any]) -> Character | None:
        """Return who somebody is, after what is said of them: whoever is not there does nothing."""
        said = data.get(f"is-{pk}", "")
        if not pk or said in ("out", "nobody"):
            return None
        return self.cast.person(data[f"who-{pk}"] if said == "else" else pk)

    def _place(self, data: Mapping[str, Any]) -> Iterator[Correction]:
        if data["place"] and self._is_other("place"):
            yield AtPlace(self.cast.place(data["place"]))
        elif data["place_kind"] and (self._is_other("place_kind") or self._is_other("place")):
            yield AtPlace(kind=data["place_kind"])

    def _is_other(self, name: str) -> bool:
        return str(self.cleaned_data[name]) != str(self.initial[name])

    def clean(self) -> dict[str, Any]:
        """Refuse somebody else who is nobody."""
        data = super().clean() or {}
        for named in self.cast.here:
            if data.get(f"is-{named.row.pk}") == "else" and not data.get(f"who-{named.row.pk}"):
                self.add_error(f"who-{named.row.pk}", f"Choose who {named.name} is.")
        if data.get("place") == "" and self.initial["place"] and not data.get("place_kind"):
            self.add_error("place_kind", "Choose what kind of place it is.")
        return data

    def fingerprint(self) -> str:
        """Return 64 hexadecimal digits that differ once anything else is said, is so, costs more or less, or is drawn.

        Of how much is drawn nothing is said.
        """
        said = {name: str(value) for name, value in self.cleaned_data.items() if name != "draughts"}
        known = {name: str(self.get_initial_for_field(field, name)) for name, field in self.fields.items()}
        return hashlib.sha256(json.dumps([said, known, self.drawn_from], sort_keys=True).encode()).hexdigest()


def _choices(named: list[Named]) -> list[tuple[str, str]]:
    return [(str(one.row.pk), one.name) for one in named]


def _scope(word: str) -> Scope:
    return clean_scope(word or "everywhere")


def _same(one: str, other: str) -> bool:
    """Return whether two texts have the same words: browsers send lines otherwise than they got them."""
    return one.split() == other.split()
