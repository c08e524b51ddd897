"""Who plays which part of a formation, in which pose and with what in hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.clothes.wardrobe import taken_off
from sketch.figures.plan import plan_for
from sketch.figures.poses import POSES, pose_named
from sketch.plans.plan import Plan
from sketch.props.vocabulary import props_named
from sketch.repertoire import KNOWN
from sketch.scene import DepictedScene
from sketch.staging.acts import act_of, held_in, is_done_to_somebody
from sketch.staging.formations import FORMATIONS, Formation, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.plan import PersonPlan
    from sketch.scene import DepictedPerson

LOOSE = frozenset({"unknown", "beside", "facing", "alone"})
"""Relations that say less than the deed does."""
_BY_THE_WAY = frozenset({"listen", "standing", "sitting", "walking", "hark"})
"""Poses of somebody to whom nothing is done: one who is only there may take them."""
_OWN = frozenset({"standing", "walking"})
"""Kinds of poses that give way to the one that the facts know of somebody."""
_KIN = (
    frozenset({"sword", "knife", "axe", "spear", "stick", "oar"}),
    frozenset({"gun", "bow"}),
    frozenset({"book", "letter", "map"}),
    frozenset({"spade", "pick", "rake", "axe", "hammer", "broom"}),
    frozenset({"violin", "guitar", "flute", "drum", "trumpet"}),
)
"""Things that are handled alike: what the scene names takes the place of what the formation has."""
SITTING = frozenset(name for name, pose in POSES.items() if pose.kind == "sitting" and pose.seated)
"""Poses for which there must be something to sit on."""
CHAIR, HIP = 28.0, 26.0
"""Height of a seat, and of the hip of a grown person who sits, above the feet."""
BED = 30.0
"""Height of a bed's cover."""
CARRIED_BY = {"riding": "horse", "sitting": "chair", "lying": "bed"}
"""What somebody is on in a pose of their own."""
_TWO_HANDS = frozenset({"embrace", "carry", "climb", "crawl", "grab", "guard", "push", "pull", "row", "pray", "swim"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Numbers of the people in a formation: `first` and `second` (None: nobody) do the deed; the rest is by them."""

    formation: Formation
    first: int
    second: int | None
    others: tuple[int, ...]
    vague: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Staging:
    """What the parts of staging ask: the scene on its plan, who plays what, who holds what, and chance."""

    scene: DepictedScene
    plan: Plan
    cast: Cast
    rng: Random
    held: dict[int, str]

    @property
    def formation(self) -> Formation:
        """How its people stand to one another."""
        return self.cast.formation


def cast_of(scene: DepictedScene) -> Cast | None:
    """Choose the formation of a scene, and who takes which place in it. None: there is nobody."""
    people = scene.people
    if not people:
        return None
    sure = [number for number, person in enumerate(people) if not person.is_vague] or [0]
    first = next((number for number in sure if people[number].part == "actor"), sure[0])
    second = _second(scene, sure, first)
    formation = formation_of(scene)
    if second is None and formation.alone:
        formation = FORMATIONS[formation.alone]
    if second is not None and _lies_first(formation, people[first], people[second]):
        first, second = second, first
    pair = {first, second}
    return Cast(
        formation,
        first,
        second,
        tuple(number for number in sure if number not in pair),
        tuple(number for number in range(len(people)) if number not in sure and number not in pair),
    )


def _lies_first(formation: Formation, first: DepictedPerson, second: DepictedPerson) -> bool:
    """Say whether who does the deed lies where the formation has the other one lie: at their own bedside."""
    lies, stands = pose_named(formation.second.pose).kind, pose_named(formation.first.pose).kind
    return lies == "lying" != stands and first.pose == "lying" != second.pose


def formation_of(scene: DepictedScene) -> Formation:
    """Return how the scene's people stand to one another: by their relation, or by the deed where that says more."""
    act = act_of(scene)
    if act is not None:
        return act
    if by_deed(scene):
        return FORMATIONS[KNOWN.deeds[scene.deed]]
    return FORMATIONS[KNOWN.relations.get(scene.relation, KNOWN.relations["unknown"])]


def _second(scene: DepictedScene, sure: Sequence[int], first: int) -> int | None:
    """Return to whom the deed is done; where nobody is, who does it, too, or stands nearest."""
    others = [number for number in sure if number != first]
    for part in ("object", "actor"):
        for number in others:
            if scene.people[number].part == part:
                return number
    formation = formation_of(scene)
    if formation.acts and others and is_done_to_somebody(scene):
        return others[0]
    if not others or ((formation.acts or by_deed(scene)) and formation.second.pose not in _BY_THE_WAY):
        return None
    return others[0]


def by_deed(scene: DepictedScene) -> bool:
    """Say whether the deed decides how people stand: where the relation says little."""
    return scene.relation in LOOSE and scene.deed != "unknown" and scene.deed in KNOWN.deeds


def pose_in(place: Place, person: DepictedPerson, *, acts: bool = False) -> str:
    """Return the pose of somebody at a place of a formation: what is known of them goes before what it leaves open.

    Who `acts` does so as the act has it, or sitting where both are known.
    """
    own = person.pose
    seated = f"{place.pose} seated"
    if own == "sitting" and seated in POSES:
        return seated
    if acts:
        return place.pose
    if own in POSES and own not in _OWN and pose_named(place.pose).kind in _OWN:
        return own
    return place.pose


_WAYS: dict[str, tuple[str, ...]] = {
    "standing": ("standing", "ease", "ease", "folded", "hand on heart"),
    "listen": ("listen", "ease", "folded", "lean in", "ponder"),
    "talk": ("talk", "explain", "hand on heart", "lean in"),
}
"""Poses in which one may hold oneself where hands have nothing else to do."""
_FREE_HANDED = frozenset({"standing", "ease"})
"""Those that leave the arms to what is held."""


def varied(pose: str, scene: DepictedScene, person: DepictedPerson, *, holds: bool) -> str:
    """Return a pose of the same sense: nobody stands in every picture of a book as in the one before."""
    ways = _WAYS.get(pose, (pose,))
    if holds:
        ways = tuple(way for way in ways if way in _FREE_HANDED) or (pose,)
    return Random(f"{person.key}/{scene.position}/{scene.place_key} stands").choice(ways)


_TOWN = frozenset(
    {
        *(
            "street",
            "square",
            "market",
            "park",
            "bridge",
            "harbour",
            "railway-station",
            "courtyard",
            "house",
            "rooftop",
        ),
        *("village", "road", "graveyard", "motor-car", "cart", "balloon"),
    }
)
"""Plans of places where a gentleman keeps his hat on."""


def plan_in(person: DepictedPerson, place: Plan, pose: str, *, on: str = "") -> PersonPlan:
    """Return what somebody looks like at a place, in a pose: without a hat where nobody keeps one on."""
    plan = plan_for(person)
    abed = on == "bed" or pose_named(pose).kind == "lying"
    wild = place.kind not in _TOWN and not any("hat" in garment.kind for garment in person.clothes)
    return replace(plan, outfit=taken_off(plan.outfit, roofed=place.roofed, abed=abed, wild=wild))


def held_by(scene: DepictedScene, cast: Cast) -> dict[int, str]:
    """Say who holds what of the things that the scene names and its formation needs."""
    if cast.formation.acts:
        places = ((cast.first, cast.formation.first), (cast.second, cast.formation.second))
        return {n: thing for n, place in places if n is not None and (thing := held_in(place.held, scene))}
    carried = _carried(scene)
    held: dict[int, str] = {}
    for number, place in ((cast.first, cast.formation.first), (cast.second, cast.formation.second)):
        if number is not None and place.held and not (scene.words and cast.formation.name == "bearing"):
            held[number] = _kin(place.held, carried)
            if held[number] in carried:
                carried.remove(held[number])
    busy = {cast.first: cast.formation.first.pose, cast.second: cast.formation.second.pose}
    order = [number for number in (cast.first, cast.second, *cast.others) if number is not None]
    free = [n for n in order if n not in held and busy.get(n, "") not in _TWO_HANDS and not scene.people[n].is_vague]
    held.update(zip(free, carried, strict=False))
    return held


def put_down(scene: DepictedScene, held: dict[int, str]) -> list[str]:
    """Return the carried things of the scene that nobody has a hand for; beside an act they would only distract."""
    if act_of(scene) is not None:
        return []
    return [name for name in _carried(scene) if name not in held.values()]


def _carried(scene: DepictedScene) -> list[str]:
    return [prop.name for prop in props_named(scene.props) if prop.carried]


def _kin(usual: str, carried: Sequence[str]) -> str:
    for kin in _KIN:
        if usual in kin:
            return next((name for name in carried if name in kin), usual)
    return usual
