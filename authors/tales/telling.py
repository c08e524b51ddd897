"""A plot told over the world: from what was understood to pages with words and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.contract import Plain, PlannedPerson, PlannedPlace
from authors.tales.casting import (
    Casting,
    CastingFailed,
    Home,
    baby_of,
    being_slots,
    cast_roles,
    hero_being,
    name_of,
    planned,
    planned_row,
    pronoun_of,
    row_slots,
    suits,
)
from authors.tales.fit import Page
from authors.tales.grammar import head_of, pronoun_slots
from authors.tales.pen import Choice, Pen, Slots, Variant, digest, holds, stock_name
from authors.tales.picturing import depicted, dressed, extras_of
from authors.tales.themes import theme_called
from authors.tales.world import Being, Row, Setting, Spot, beings, settings, table
from authors.verse.stress import beats_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authors.tales.brief import ChildrensBrief
    from authors.tales.plots import Beat, Plot
    from authors.tales.understanding import Understood

_OWNER = re.compile(r"\b([\w-]+)['’]s ")
MOST_OTHERS = 2


class Tale(Plain):
    """A told story. `used` is what of the stock it has used beside its pages."""

    title: str
    people: tuple[PlannedPerson, ...]
    places: tuple[PlannedPlace, ...]
    pages: tuple[Page, ...]
    used: tuple[str, ...]
    hero: PlannedPerson
    setting: str


class Stage:
    """Where a story stands while it is told: its pen, its people by roles, and the place."""

    def __init__(
        self, brief: ChildrensBrief, understood: Understood, plot: Plot, used: Mapping[str, int], seed: str
    ) -> None:
        self.plot = plot
        self.seed = digest(seed, plot.name)
        self.used = used
        self.being = hero_being(understood.hero, self.seed, used, Home(understood.setting, plot.when))
        self.setting = setting_of(understood, self.being, self.seed, used)
        self.slots: Slots = {"tone": brief.tone, "setting": self.setting.key, "place": self.setting.name}
        self.people: dict[str, PlannedPerson] = {}
        self.notes = [f"plot/{plot.name}", f"being/{self.being.key}", f"setting/{self.setting.key}"]
        self._name_heroes(brief, understood)
        self.slots |= matter_slots(understood)
        self.slots |= gift_slots(self.being, self.slots)
        if not all(holds(condition, self.slots) for condition in plot.when):
            raise CastingFailed(f"{plot.name} for {self.being.key}")
        rows = cast_roles(plot, self.slots, Casting(self.setting, self.being, self.seed, used))
        for role, row in rows.items():
            self._take(role, row)
        self.extras = extras_of(plot.extras, self.being)
        self.people = {role: dressed(person, brief.age) for role, person in self.people.items()}
        self.extras = {name: dressed(person, brief.age) for name, person in self.extras.items()}
        is_prose = plot.form == "prose"
        self.pen = Pen(self.seed, self.slots, used, they=self._called_they() if is_prose else (), is_prose=is_prose)
        self.spots = sorted(
            self.setting.spots,
            key=lambda spot: (used.get(stock_name("spot", spot.name), 0), digest(self.seed, spot.name)),
        )
        home = Spot(at=self.being.home, name=f"the home of {self.slots['H']}", kind=self.being.home_kind)
        self.spot = self.home = home
        self.places: dict[str, Spot] = {}
        self.slots["at"] = self.spots[0].at
        self.slots["far"] = self.setting.far.name
        self.slots["far.at"] = self.setting.far.at
        for name, options in plot.once.items():
            chosen = self.pen.ordered(f"{plot.name}/once.{name}", options)[0]
            self.notes.append(stock_name(f"{plot.name}/once.{name}", chosen))
            self.slots[f"once.{name}"] = chosen

    def _name_heroes(self, brief: ChildrensBrief, understood: Understood) -> None:
        hero = understood.hero
        pronoun = pronoun_of(hero, self.being, self.seed)
        taken = {other.name for other in brief.heroes} | self.plot.capitals()
        name = name_of(hero, pronoun, self.seed, self.used, taken)
        self.slots |= being_slots("H", self.being, name, pronoun, hero, understood.described)
        self.people["H"] = planned(self.being, name, pronoun, hero, is_hero=True)
        self.notes.append(f"name/{name}")
        for role, choice in self.plot.roles.items():
            if choice.table == "friend":
                self._befriend(role, understood, taken | {name})
            elif choice.table == "baby":
                self.slots |= {role: "the baby"} | {f"{role}.{key}": form for key, form in pronoun_slots("it").items()}
                self.people[role] = baby_of(self.being)

    def _called_they(self) -> tuple[str, ...]:
        friends = [role for role, choice in self.plot.roles.items() if choice.table == "friend"]
        return tuple(role for role in ("H", *friends) if self.slots[f"{role}.he"] == "they")

    def _befriend(self, role: str, understood: Understood, taken: set[str]) -> None:
        friend = understood.friend or understood.hero.model_copy(
            update={"name": "", "looks": "", "key": "", "pronoun": ""}
        )
        seed = digest(self.seed, role)
        being = hero_being(friend, seed, self.used, Home(self.setting.key))
        wanted = [condition for condition in self.plot.when if condition.lstrip("!").startswith(f"{role}.")]
        if not understood.friend and not (
            suits(being, wanted, role) and (being is not self.being or understood.hero.species)
        ):
            able = [b for b in beings().values() if not (b.is_thing or b.is_asked_for) and suits(b, wanted, role)]
            being = min(able, key=lambda b: digest(seed, b.key))
        pronoun = pronoun_of(friend, being, seed)
        name = name_of(friend, pronoun, seed, self.used, taken)
        self.slots |= being_slots(role, being, name, pronoun, friend)
        self.people[role] = planned(being, name, pronoun, friend, is_hero=False)
        self.notes.append(f"name/{name}")

    def _take(self, role: str, row: Row) -> None:
        name = f"{self.plot.roles[role].table}/{row.key}"
        self.notes += [name, f"{self.plot.name}/{name}"]
        if person := planned_row(row, self.being):
            self.people[role] = person

    def bind(self, beat: Beat) -> None:
        """Give roles other names for a beat, and no names of the beat before."""
        for new, role in beat.bind.items():
            for key in [key for key in self.slots if key == new or key.startswith(f"{new}.")]:
                del self.slots[key]
            self.slots |= {
                new + key.removeprefix(role): value
                for key, value in self.slots.items()
                if key == role or key.startswith(f"{role}.")
            }

    def go(self, beat: Beat) -> None:
        """Move to where a beat plays."""
        if beat.place == "home":
            self.spot = self.home
        elif beat.place == "far":
            self.spot = self.setting.far
        elif beat.place == "new":
            self.spot = self.spots.pop(0) if self.spots else self.spot
            self.notes.append(stock_name("spot", self.spot.name))
        elif beat.place == "back":
            self.spot = self.places[beat.back]
        elif beat.place != "here":
            self.spot = self.plot.places[str(self.slots.get(beat.place.strip("{}"), beat.place))]
        self.places[beat.key] = self.spot
        self.slots["at"] = self.spot.at


def tell(brief: ChildrensBrief, understood: Understood, plot: Plot, used: Mapping[str, int], seed: str) -> Tale:
    """Tell a plot. Raises CastingFailed, pen.PoolDry and pen.UnknownSlot; the check of plots sees that none does."""
    stage = Stage(brief, understood, plot, used, seed)
    pages: list[Page] = []
    time, weather = "morning", "clear"
    for beat in plot.beats:
        if beat.pages > brief.pages or not all(holds(condition, stage.slots) for condition in beat.when):
            continue
        stage.bind(beat)
        stage.go(beat)
        time = beat.time if beat.time != "unknown" else time
        weather = beat.weather if beat.weather != "unknown" else weather
        pages.append(_page(stage, beat, time, weather))
    title = brief.title or stage.pen.fill(stage.pen.ordered(f"{plot.name}/title", plot.titles)[0]).rstrip(".")
    seen = {
        page.depiction.place: place for page in pages for place in _places(stage) if place.name == page.depiction.place
    }
    present = {person.name for page in pages for person in page.depiction.people}
    everybody = dict.fromkeys((*stage.people.values(), *stage.extras.values()))
    people = tuple(person for person in everybody if person.name in present)
    return Tale(
        title=_title(title),
        people=people,
        places=tuple(seen.values()),
        pages=tuple(pages),
        used=tuple(stage.notes),
        hero=stage.people["H"],
        setting=stage.setting.key,
    )


def _page(stage: Stage, beat: Beat, time: str, weather: str) -> Page:
    text, used, others, variant = _words(stage, beat)
    fill = stage.pen.fill
    return Page(
        beats=(beat.key,),
        summary=fill(beat.summary),
        text=text,
        others=tuple(others),
        used=tuple(used),
        place=stage.spot.name,
        turn=beat.turn,
        wide=beat.wide,
        join=beat.join,
        depiction=depicted(stage, beat, (text, variant), time, weather),
    )


def _words(stage: Stage, beat: Beat) -> tuple[str, list[str], list[str], Variant | None]:
    """Return the words of a beat, what of the stock they use, other words for it, and the variant if it is one."""
    variant = None
    said: list[str] = []
    used: list[str] = []
    others: list[str] = []
    pools = dict(stage.plot.pools_of(beat))
    for name in beat.pool or (beat.key,):
        if name == "/":
            said.append("/")
            continue
        stock = f"{stage.plot.name}/{name}"
        waiting = stage.pen.eligible(stock, pools[stock])[1 : MOST_OTHERS + 1] if beat.say else []
        line = stage.pen.say(stock, pools[stock])
        variant = line.variant if beat.say else None
        others += [stage.pen.render(stock, other).text for other in waiting if _is_alike(other, line.variant)]
        said.append(line.text)
        used += line.used
    return " ".join(said).replace(" / ", "\n\n"), used, others, variant


def _is_alike(one: Variant, other: Variant | None) -> bool:
    """Tell whether one may stand in the other's place: its picture and what it plants are the same."""
    return other is not None and (one.plants, one.people, one.deed) == (other.plants, other.people, other.deed)


def _title(title: str) -> str:
    small = {"a", "an", "the", "of", "and", "in", "on", "to", "for", "at", "who", "with", "by"}
    words = title.split()
    return " ".join(
        word if (number and word.lower() in small) else word[:1].upper() + word[1:] for number, word in enumerate(words)
    )


def _places(stage: Stage) -> list[PlannedPlace]:
    return [PlannedPlace(name=spot.name, kind=spot.kind, indoors=_is_indoors(spot)) for spot in stage.places.values()]


def _is_indoors(spot: Spot) -> bool:
    return spot.kind in ("bedroom", "kitchen", "cave", "room", "nursery", "attic", "barn", "stable", "hall")


def setting_of(understood: Understood, being: Being, seed: str, used: Mapping[str, int]) -> Setting:
    """Return where a story plays: the brief's setting, or one where the hero is at home."""
    known = settings()
    if understood.setting:
        return known[understood.setting]
    able = [setting for setting in known.values() if not being.lives or setting.key in being.lives]
    return min(able, key=lambda setting: (used.get(f"setting/{setting.key}", 0), digest(seed, setting.key)))


def matter_slots(understood: Understood) -> Slots:
    """Return the slots of a theme's object with what the world knows of it."""
    slots: Slots = {f"matter.{key}" if key else "matter": value for key, value in understood.matter.items()}
    if bare := str(slots.get("matter.bare", "")):
        slots["matter.head"] = head_of(bare)
        owner = _OWNER.search(str(slots.get("matter", "")))
        slots["matter.owner"] = owner[1].lower() if owner else ""
        is_owned = str(slots.get("matter", "")).startswith("{his}")
        slots["matter.named"] = f"the {head_of(bare)}" if is_owned or owner else slots["matter.the"]
        slots["matter.beats"] = beats_of(str(slots["matter.head"]))
    theme = theme_called(understood.kind)
    known = theme.known(f"{slots.get('matter.make', '')} {slots.get('matter', '')}".strip())
    kind = str(slots.get("matter.kind", ""))
    for facts in (theme.general.get("all", {}), theme.general.get(kind, {}), known.facts if known else {}):
        for key, fact in facts.items():
            slots[f"matter.{key}"] = Choice(f"{theme.name}/{key}", fact) if isinstance(fact, tuple) else fact
    return slots


def gift_slots(being: Being, slots: Slots) -> Slots:
    """Return the slots of what the hero alone can do: the first gift that does not go against the matter."""
    gifts = [table("gifts")[key] for key in being.gifts]
    able = [gift for gift in gifts if all(holds(condition, slots) for condition in gift.when)]
    matter = str(slots.get("matter", "")).lower()
    fitting = [
        gift for gift in able if not any(word in matter for word in str(gift.facts.get("against", "-")).split("|"))
    ]
    if not (fitting or able):
        raise CastingFailed(f"gift of {being.key}")
    chosen = (fitting or able)[0]
    return row_slots("gift", chosen, "gifts") | {"gift": chosen.key}
