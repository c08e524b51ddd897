"""What must hold of every variant of every plot: told over heroes, matters, settings and page counts of all kinds.

`python -m authors.tales.checking [plot …]` prints what it finds. It knows slots and causes, not sense: read books, too.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from authors.tales.acting import strangers
from authors.tales.brief import SPREADS, AgeGroup, ChildrensBrief, Hero
from authors.tales.casting import CastingFailed
from authors.tales.fit import fit
from authors.tales.pen import UnknownSlot, Variant, digest, holds, stock_name
from authors.tales.picturing import IN_CLOTHES, acting_in, names_in, present_in
from authors.tales.plots import Beat, Plot, plots
from authors.tales.reading.matters import matter_of
from authors.tales.slips import told_slips, written_slips
from authors.tales.telling import Stage, tell
from authors.tales.themes import theme_called
from authors.tales.understanding import Understood
from authors.tales.world import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

HEROES = ("hedgehog", "duck", "bee", "whale", "lighthouse", "girl", "robot", "lion")
"""One of each way to move and to be addressed."""
MATTERS: dict[str, tuple[str, ...]] = {
    "thing": ("the dark", "her red kite", "balloons", "a loud noise", "the old mill", "starting school", "his marbles"),
    "deed": ("fly", "play the trumpet", "make his own bread"),
    "quality": ("loud", "slow", "odd"),
    "clause": ("collects buttons", "is always last", "can only make smoke", "never says his name"),
    "made": (
        "build a bridge for the village",
        "bake bread",
        "invent a machine that makes her bed",
        "plant beans in a cup",
    ),
    "event": ("christmas at the lighthouse in a storm", "the picnic", "her birthday party", "snow day"),
    "place": ("in the supermarket", "on holiday in the desert", "inside a piano"),
    "doing": ("the umbrella | flies", "a pencil | does magic", "the shoes | dance"),
    "occasion": ("the birthday", "the long journey | Grandpa", "the rain and the puddles"),
    "course": (
        "a fox who steals a hen's egg and then hatches it himself",
        "a fox who wants friends but everybody runs away from her",
        "the wind steals a hat",
        "a fox who thinks he is a wolf",
        "two hens find a ladder and carry it home",
        "a cat and a dog open a bakery but nobody comes",
    ),
    "none": ("",),
}
_FACT = re.compile(r"\{[\w.]+\}")
"""A text that is a fact alone, of which the world has as many as it has rows."""
FEWEST_VARIANTS = 2


Case = tuple[ChildrensBrief, Understood]


class Fault(NamedTuple):
    """What is wrong, in which text of which plot, and for whom."""

    plot: str
    beat: str
    words: str
    case: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.plot}/{self.beat}: {self.words} ({self.case})"


def check(plot: Plot) -> list[Fault]:
    """Return the faults of a plot, each only once."""
    found: dict[tuple[str, str], Fault] = {}
    told = 0
    for fault in (*_standing(plot), *_written(plot)):
        found.setdefault(fault[1:3], fault)
    for brief, understood in cases(plot):
        try:
            stage = Stage(brief, understood, plot, {}, digest(brief.model_dump_json()))
        except CastingFailed:
            continue
        told += 1
        for fault in (*_every_variant(stage, brief), *_whole(plot, brief, understood)):
            found.setdefault(fault[1:3], fault)
    if not told:
        found["", ""] = Fault(plot.name, "", "nobody can be its hero", "all cases")
    return list(found.values())


def cases(plot: Plot) -> Iterator[Case]:
    """Return briefs of all kinds for a plot: every matter for one hero, and every hero, setting and length for one."""
    theme = theme_called(plot.kind)
    others = (matter for matter in MATTERS[theme.object] if theme.object != "quality" or theme.known(matter))
    matters = tuple(theme.free) + tuple(others)
    places = tuple(settings())
    for age in plot.ages:
        for number, species in enumerate(HEROES):
            for index, matter in enumerate(matters if number < 2 else matters[number % len(matters) :][:1]):
                yield _case(plot, age, species, matter, places[(number + index) % len(places)], index)
        for index, place in enumerate(places):
            yield _case(plot, age, HEROES[0], matters[index % len(matters)], place, index)


def _case(
    plot: Plot, age: AgeGroup, species: str, matter: str, place: str, index: int
) -> tuple[ChildrensBrief, Understood]:
    looks = "a red scarf" if index % 2 else ""
    pages = tuple(SPREADS)[index % len(SPREADS)]
    hero = Hero(species=species, name="Wick", looks=looks, pronoun="they" if index == 3 else "")
    brief = ChildrensBrief(
        age=age, theme=f"{species} {matter} {place}", pages=pages, rhyme=plot.form == "verse", heroes=(hero,)
    )
    slots = matter_of(theme_called(plot.kind), matter)
    return brief, Understood(fidelity="full", words="", kind=plot.kind, hero=hero, matter=slots, setting=place)


def _standing(plot: Plot) -> Iterator[Fault]:
    """Return what is wrong whoever is in the story: callbacks, few variants, somebody unmet."""
    planted: set[str] = set()
    met = {"H", "gift", "matter"}
    for beat in plot.beats:
        pools = plot.pools_of(beat)
        for stock, pool in pools:
            for variant in pool:
                if missing := set(variant.after) - planted:
                    yield Fault(plot.name, beat.key, f"nothing before plants {', '.join(missing)}", variant.text[:60])
            if pool and all(variant.after for variant in pool):
                yield Fault(plot.name, beat.key, "all variants wait for what may not be planted", stock)
            if len(pool) < FEWEST_VARIANTS and not (_FACT.fullmatch(pool[0].text) or _told_by_rows(plot, pool)):
                yield Fault(plot.name, beat.key, "fewer than two variants", stock)
        yield from _unmet(plot, beat, met)
        planted |= {plant for _, pool in pools for variant in pool for plant in variant.plants}


def _written(plot: Plot) -> Iterator[Fault]:
    """Return the slips of texts and of facts, before anything fills their slots."""
    is_thing = theme_called(plot.kind).object == "thing"
    people = {"H"} | {role for role, choice in plot.roles.items() if choice.table == "friend"}
    texts = [(beat.key, variant) for beat in plot.beats for _, pool in plot.pools_of(beat) for variant in pool]
    for row in (row for table in plot.tables.values() for row in table.values()):
        for fact in row.facts.values():
            options = (fact,) if isinstance(fact, str) else fact
            texts += [(row.key, Variant(text=option, when=row.when)) for option in options]
    for key, variant in texts:
        for words in written_slips(variant, people=people, is_thing=is_thing):
            yield Fault(plot.name, key, words, variant.text[:60])


def _told_by_rows(plot: Plot, pool: tuple[Variant, ...]) -> bool:
    """Tell whether a text differs from book to book by what it takes from rows of the plot."""
    roles = [role for role, choice in plot.roles.items() if len(plot.tables.get(choice.table, ())) > 1]
    return any(re.search(rf"\{{\^?{role}[.}}]", variant.text) for role in roles for variant in pool)


def _unmet(plot: Plot, beat: Beat, met: set[str]) -> Iterator[Fault]:
    """Return those small ones who are named before all variants have introduced them."""
    for role, choice in plot.roles.items():
        texts = [variant.text for _, pool in plot.pools_of(beat) for variant in pool]
        if choice.table != "smalls" or role in met or not any(re.search(rf"\{{\^?{role}[.}}]", text) for text in texts):
            continue
        met.add(role)
        for text in texts:
            if not re.search(rf"\{{\^?{role}\.(?:little|a)\}}", text):
                yield Fault(plot.name, beat.key, f"{role} is not introduced in this variant", text[:60])


def _every_variant(stage: Stage, brief: ChildrensBrief) -> Iterator[Fault]:
    """Fill every variant that may be said, with every fact of each list that it asks for."""
    plot, case = stage.plot, f"{stage.slots['H.full']}, {stage.slots.get('matter', '')}, {stage.setting.key}"
    for beat in plot.beats:
        if beat.pages > brief.pages or not all(holds(condition, stage.slots) for condition in beat.when):
            continue
        stage.bind(beat)
        stage.go(beat)
        for stock, pool in plot.pools_of(beat):
            able = [variant for variant in pool if all(holds(condition, stage.slots) for condition in variant.when)]
            if not able:
                yield Fault(plot.name, beat.key, f"no variant of {stock} is for this hero", case)
            for variant in able:
                yield from _filled(stage, beat, stock, variant, case)
                yield from _unseen(stage, beat, variant, case)
        yield from _filled(stage, beat, "summary", Variant(text=beat.summary), case)


def _unseen(stage: Stage, beat: Beat, variant: Variant, case: str) -> Iterator[Fault]:
    """Return who speaks and is nobody of the story, or acts and is not among those whom the plot puts into its picture.

    For small children, whoever acts joins the picture by the rule alone; plots for older ones say who is where.
    """
    try:
        text = stage.pen.fill(variant.text)
    except UnknownSlot:
        return  # told by the check of its slots
    heard = {words.lower() for words in beat.unseen}
    for words in sorted(one for one in strangers(text, names_in(stage)) if one.lower() not in heard):
        yield Fault(stage.plot.name, beat.key, f"{words} speaks, and is nobody of the story", case)
    if set(stage.plot.ages) <= set(IN_CLOTHES):
        shown = {person.name for person in present_in(stage, beat, variant.people or beat.people)}
        for person in acting_in(stage, beat, text):
            if person.name not in shown:
                yield Fault(stage.plot.name, beat.key, f"{person.name} acts, and is not in the picture", case)


def _filled(stage: Stage, beat: Beat, stock: str, variant: Variant, case: str) -> Iterator[Fault]:
    stage.pen.used = {}
    for _ in range(3):
        used: list[str] = []
        try:
            text = stage.pen.fill(variant.text, used)
        except UnknownSlot as unknown:
            yield Fault(stage.plot.name, beat.key, f"no slot {unknown.args[0][:50]} in “{variant.text[:50]}”", case)
            break
        for words in told_slips(text, variant.text):
            yield Fault(stage.plot.name, beat.key, words, case)
        stage.pen.used = {**stage.pen.used, **{name: stage.pen.used.get(name, 0) + 1 for name in used}}
        if len(used) == 0:
            break
    stage.pen.used = {stock_name(stock, variant.text): 1}


def _whole(plot: Plot, brief: ChildrensBrief, understood: Understood) -> Iterator[Fault]:
    """Tell the book in each number of pages."""
    for pages, spreads in SPREADS.items():
        asked = brief.model_copy(update={"pages": pages})
        try:
            tale = tell(asked, understood, plot, {}, digest(asked.model_dump_json()))
            fitted = fit(list(tale.pages), spreads=spreads, book_pages=pages, age=brief.age)
        except (LookupError, ValueError) as error:
            yield Fault(
                plot.name, f"{pages} pages", str(error)[:120], f"{understood.hero.species}, {understood.setting}"
            )
            continue
        if len(fitted) != spreads:
            yield Fault(plot.name, f"{pages} pages", f"{len(fitted)} spreads", understood.hero.species)


def main(names: list[str]) -> int:
    """Write the faults of the plots of those names, or of all; return how many there are."""
    faults = [fault for plot in plots() if not names or plot.name in names for fault in check(plot)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"{len(faults)} faults\n")
    return len(faults)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
