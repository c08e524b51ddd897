"""Composing what an artist is asked for, from what the database knows of a scene, a person or a place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from analysts.bible import World
from characters.bible.appearance import LOOK_ORDER, Appearance
from characters.bible.queries import appearance_at, world_of
from characters.editing.scenes import DEED
from providers.interfaces.images import PictureRequest, ReferenceImage
from providers.wire.plain_words import plain_words
from sketch.scene import DepictedPerson, DepictedScene
from storyboards.requests import prompts, tags
from storyboards.requests.adjusting import UNADJUSTED, Adjustments, adjusted
from storyboards.requests.certain import certain
from storyboards.requests.depiction import PersonAtScene, depict_person
from storyboards.requests.facts import ShownPerson
from storyboards.requests.fingerprints import fingerprints_of, words_of
from storyboards.requests.keys import face_key, key_of, latest_variant, variant_in, variant_of
from storyboards.requests.people import PromptPerson, called, described
from storyboards.requests.places import PromptPlace, kind_and_name
from storyboards.requests.referring import referred_in, room_beside, sheet_references, style_references
from storyboards.requests.staging import Staging
from storyboards.requests.strangers import among, depicted, strangers_of, told
from storyboards.styles.resolving import own_style_of, style_for

if TYPE_CHECKING:
    from books.models import Scene, VividPage
    from characters.models import Analysis, Character, Setting
    from providers.wire.plain_words import Syntax
    from sketch.styles import Style
    from storyboards.models import PictureVersion
    from storyboards.requests.facts import SceneToDraw

REFERENCE_SIZE = 512
"""Pixels of a reference picture, both ways."""
NAMELESS = "somebody"
"""Whose name was nothing but a command to a service."""
Plain = Callable[[str], str]
LOOK_FIELDS = ("hair", "eyes", "skin", "build", "height", "beard", "marks", "clothes")


def scene_request(
    facts: SceneToDraw,
    *,
    version: int = 1,
    take: int = 0,
    references: int = 0,
    style_picture: bool = False,
    syntax: frozenset[Syntax] = frozenset(),
    adjustments: Adjustments = UNADJUSTED,
    wish: str = "",
    prompt: str = "",
) -> PictureRequest:
    """Compose the request for a scene, with up to `references` pictures of its people and its place.

    Where the artist takes one (`style_picture`), the picture of a reader's own style is among them. Each version has a
    seed and a take of its own, the same whenever it is asked for, unless it is to have those of another (`take`, its
    number). `syntax` is what the artist's service reads as more than words: nothing of that is left in what the bible
    says. `adjustments` and `wish` are what the reader asks for in this picture alone; a `prompt` of theirs is sent as
    it stands, in place of ours.
    """
    facts = adjusted(certain(facts), adjustments)
    vividpage = facts.vividpage
    style = facts.style
    width, height = vividpage.picture_size
    prompt_facts = _prompt_facts(facts, plain_for(syntax))
    words: dict[str, Any] = {
        "style": style,
        "instructions": vividpage.custom_instructions,
        "strangers": () if _is_readers(facts.analysis) else facts.names,
        "wish": plain_for(syntax)(wish),
    }
    return PictureRequest(
        prompt=prompt or prompts.scene_prompt(**prompt_facts, **words),
        tags=prompt or tags.scene_tags(**prompt_facts, **words),
        negative_prompt=style.negative_prompt,
        width=width,
        height=height,
        seed=seed_of(vividpage, f"scene {facts.scene.number} version {take or version}"),
        take=take or version,
        style=style.key,
        own_style=own_style_of(style),
        scene=_depicted(facts),
        references=(
            *_references(facts, plain_for(syntax), most=room_beside(style, references, takes_style=style_picture)),
            *style_references(style, takes_style=style_picture),
        ),
    )


def scene_depicted(facts: SceneToDraw) -> DepictedScene:
    """Return a scene as the sketch artist takes it, with what of it is sure."""
    return _depicted(certain(facts))


def digest_of(facts: SceneToDraw, *, references: int = 0, reads_words: bool = True, style_picture: bool = False) -> str:
    """Return 64 hexadecimal digits that differ once the scene would be drawn differently.

    Its words, the depicted scene and the reference pictures count. No file is read: a picture is known by its name. Of
    the book's time and country counts what its reader has said, as far as the artist is told of it (one that reads no
    words, of time and country alone): what an analysis finds of them, once or anew, makes no picture stale.
    """
    facts = certain(facts)
    prompt_facts = _prompt_facts(facts, plain_for(None))
    words = words_of(
        seen=prompt_facts["seen"],
        people=prompt_facts["people"],
        place=replace(prompt_facts["place"], mood=facts.analysis.mood if "mood" in facts.analysis.locked else ""),
        instructions=facts.vividpage.custom_instructions,
        style=facts.style,
    )
    room = room_beside(facts.style, references, takes_style=style_picture)
    pictures = [version.image.name for _, version in referred_in(facts, most=room)]
    writing, *more = fingerprints_of(_depicted(facts))
    parts: list[Any] = [words, writing, pictures, *more]
    told = prompts.WORLD_FACTS if reads_words else ("period", "country")
    world = [[fact, getattr(facts.vividpage, fact)] for fact in told if fact in facts.vividpage.locked]
    if world:
        parts.append(world)
    if own := own_style_of(facts.style):
        picture = [own.picture] if own.picture and style_picture else []
        parts.append(["style", own.negative_prompt, *own.drawn_from, *picture])
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def plain_for(syntax: frozenset[Syntax] | None) -> Plain:
    """Return what is done with the words of a book before an artist's service gets them; None: nothing."""
    return (lambda text: text) if syntax is None else (lambda text: plain_words(text, syntax))


def _prompt_facts(facts: SceneToDraw, plain: Plain) -> dict[str, Any]:
    """Return what the bible says of a scene, for a prompt."""
    analysis = facts.analysis
    named = [(shown.part, _shown_person(shown, plain)) for shown in facts.people]
    strangers = [(seen.part, told(seen, plain)) for seen in strangers_of(analysis.strangers)]
    people = among([person for _, person in named], strangers)
    by_part = dict(reversed([*strangers, *named]))
    return {
        "seen": plain(_seen(analysis)),
        "people": people,
        "place": replace(
            _prompt_place(analysis.setting, plain),
            kind=analysis.place_kind,
            indoors=analysis.indoors,
            time_of_day=analysis.time_of_day,
            weather=analysis.weather,
            mood=analysis.mood,
            light=analysis.light,
        ),
        "staging": Staging(
            deed=analysis.deed,
            actor=by_part.get("actor"),
            person=by_part.get("object"),
            thing=plain(analysis.deed_thing),
            relation=analysis.relation,
            focal=people[0] if people else None,
            distance=analysis.distance,
        ),
        "world": _world(facts.vividpage, plain),
    }


def _world(vividpage: VividPage, plain: Plain) -> World:
    world = world_of(vividpage)
    return World(**{fact: plain(value) for fact, value in asdict(world).items()})


def _prompt_place(setting: Setting | None, plain: Plain) -> PromptPlace:
    if setting is None:
        return PromptPlace()
    return PromptPlace(
        name=plain(setting.name),
        description=plain(setting.description),
        keywords=tuple(filter(None, map(plain, setting.keywords))),
        indoors=setting.indoors,
        kind=setting.kind,
    )


def _seen(analysis: Analysis) -> str:
    """Return a moment in the reader's words, else what the analysis saw: nothing where a reader has corrected the deed.

    Prose is no description of a picture: it is taken where there is nothing else.
    """
    if _is_readers(analysis):
        return analysis.moment
    if DEED in analysis.locked:
        return ""
    return analysis.prompt or ("" if analysis.deed != "unknown" else analysis.moment or analysis.summary)


def _is_readers(analysis: Analysis) -> bool:
    """Return whether a reader has told the moment in their own words."""
    return "moment" in analysis.locked and bool(analysis.moment)


def _shown_person(shown: ShownPerson, plain: Plain) -> PromptPerson:
    return replace(_prompt_person(shown.character, shown.appearance, plain), is_vague=shown.is_vague)


def _prompt_person(character: Character, appearance: Appearance, plain: Plain) -> PromptPerson:
    worn = [phrase for field in LOOK_ORDER for phrase in appearance.looks.get(field, ())]
    looks = [*worn, *(modifier for _, modifier in appearance.changes), character.description]
    names = filter(None, map(plain, (character.name, *character.aliases)))
    return PromptPerson(
        names=tuple(names) or (NAMELESS,),
        looks=tuple(filter(None, map(plain, looks))),
        gender=character.gender,
        age=character.age,
        species=plain(appearance.being or character.species),
        is_clothed=character.is_clothed,
        is_group=character.is_group,
        personality=plain(character.personality),
    )


def _depicted(facts: SceneToDraw) -> DepictedScene:
    analysis = facts.analysis
    vividpage = facts.vividpage
    named = [
        _person(vividpage, face_key(shown.character, variant_in(facts, shown.character)), shown)
        for shown in facts.people
    ]
    strangers = [
        (figure.part, figure)
        for seen in strangers_of(analysis.strangers)
        for figure in depicted(seen, f"{vividpage.identity}:scene {facts.scene.number}", vividpage.period)
    ]
    return DepictedScene(
        place=analysis.place_kind,
        place_key=key_of(analysis.setting, variant_in(facts, analysis.setting)) if analysis.setting else "",
        indoors=analysis.indoors,
        time_of_day=analysis.time_of_day,
        weather=analysis.weather,
        mood=analysis.mood,
        people=tuple(among(named, strangers)),
        props=tuple(dict.fromkeys(filter(None, [analysis.deed_thing, *analysis.props]))),
        deed=analysis.deed,
        relation=analysis.relation,
        distance=analysis.distance,
        light=analysis.light,
        position=facts.scene.number,
        place_words=tuple(analysis.setting.keywords) if analysis.setting else (),
        period=vividpage.period,
        thing=analysis.deed_thing,
        words=analysis.deed_words,
    )


def person_request(
    character: Character,
    first_scene: Scene,
    *,
    wish: str = "",
    syntax: frozenset[Syntax] = frozenset(),
    after: PictureVersion | None = None,
    as_shown: bool = False,
    style_picture: bool = False,
) -> PictureRequest:
    """Compose a person's character sheet, as they look at first. `wish`: what was wrong with one before.

    It goes with the sheet that it is drawn `after`, so that the same face comes in another style. It is the
    draught that was asked for last or, `as_shown`, the one that is shown.
    """
    vividpage = character.vividpage
    style = style_for(vividpage)
    plain = plain_for(syntax)
    appearance = appearance_at(character, first_scene)
    variant = variant_of(character) if as_shown else latest_variant(character)
    face = face_key(character, variant)
    person = _prompt_person(character, appearance, plain)
    prompt_facts: dict[str, Any] = {
        "person": person,
        "world": _world(vividpage, plain),
        "style": style,
        "instructions": vividpage.custom_instructions,
    }
    return PictureRequest(
        prompt=prompts.portrait_prompt(**prompt_facts, wish=wish),
        tags=tags.portrait_tags(**prompt_facts),
        negative_prompt=_left_out(style, wish),
        width=REFERENCE_SIZE,
        height=REFERENCE_SIZE,
        seed=_seed_of_portrait(character, variant),
        take=variant + 1,
        style=style.key,
        own_style=own_style_of(style),
        scene=DepictedScene(people=(_person(vividpage, face, ShownPerson(character, appearance, "standing")),)),
        portrait=True,
        references=(
            *sheet_references(after, called([person])[person], "person", described(person)),
            *style_references(style, takes_style=style_picture),
        ),
    )


def person_at(character: Character, scene: Scene) -> DepictedPerson:
    """Return somebody as the sketch artist takes them, with the looks that they have at a scene."""
    shown = ShownPerson(character, appearance_at(character, scene), "standing")
    return _person(character.vividpage, face_key(character, variant_of(character)), shown)


def place_request(
    setting: Setting,
    *,
    wish: str = "",
    syntax: frozenset[Syntax] = frozenset(),
    after: PictureVersion | None = None,
    as_shown: bool = False,
    style_picture: bool = False,
) -> PictureRequest:
    """Compose a place's reference picture: by day, with nobody there. `wish`: what was wrong with one before.

    It goes with the picture that it is drawn `after`, so that the same place comes in another style. It is
    the draught that was asked for last or, `as_shown`, the one that is shown.
    """
    vividpage = setting.vividpage
    style = style_for(vividpage)
    plain = plain_for(syntax)
    variant = variant_of(setting) if as_shown else latest_variant(setting)
    key = key_of(setting, variant)
    place = _prompt_place(setting, plain)
    prompt_facts: dict[str, Any] = {
        "place": place,
        "world": _world(vividpage, plain),
        "style": style,
        "instructions": vividpage.custom_instructions,
    }
    return PictureRequest(
        prompt=prompts.place_prompt(**prompt_facts, wish=wish),
        tags=tags.place_tags(**prompt_facts),
        negative_prompt=_left_out(style, wish),
        width=REFERENCE_SIZE,
        height=REFERENCE_SIZE,
        seed=seed_of(vividpage, f"view {key}"),  # the word of the first books: their places keep their seeds
        take=variant + 1,
        style=style.key,
        own_style=own_style_of(style),
        scene=DepictedScene(
            place=setting.kind,
            place_key=key,
            indoors=setting.indoors,
            time_of_day="day",
            weather="clear",
            place_words=tuple(setting.keywords),
            period=vividpage.period,
        ),
        references=(
            *sheet_references(after, kind_and_name(place) or NAMELESS, "place"),
            *style_references(style, takes_style=style_picture),
        ),
    )


def _left_out(style: Style, wish: str) -> str:
    """Return what models that heed it are told to leave out: those that read tags hear of a wish by this alone."""
    return ", ".join(filter(None, [style.negative_prompt, wish]))


def seed_of(vividpage: VividPage, what: str) -> int:
    """Make a seed below 2³¹ that is the same for the same book and the same picture of it, on any machine."""
    return _seed(f"{vividpage.identity} {what}")


def _seed_of_portrait(character: Character, variant: int) -> int:
    """Return the seed of somebody's sheet: the same in every book that has them."""
    if character.key:
        return _seed(f"portrait {face_key(character, variant)}")
    return seed_of(character.vividpage, f"portrait {key_of(character, variant)}")


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1


def _references(facts: SceneToDraw, plain: Plain, *, most: int) -> Iterator[ReferenceImage]:
    """Describe pictures as they are sent: whom they show, called as the prompt calls them, and what they look like."""
    names = called([_shown_person(shown, plain) for shown in facts.people])
    for referred, version in referred_in(facts, most=most):
        if isinstance(referred, ShownPerson):
            person = _shown_person(referred, plain)
            yield from sheet_references(version, names[person], "person", described(person))
        else:
            yield from sheet_references(version, kind_and_name(_prompt_place(referred, plain)) or NAMELESS, "place")


def _person(vividpage: VividPage, face: str, shown: ShownPerson) -> DepictedPerson:
    character, appearance = shown.character, shown.appearance
    return depict_person(
        PersonAtScene(
            key=face,
            name=character.name,
            gender=character.gender,
            age=character.age,
            looks={field: appearance.get(field) for field in LOOK_FIELDS},
            changes=[modifier for _, modifier in appearance.changes],
            pose=shown.pose,
            species=appearance.being or character.species,
            is_clothed=character.is_clothed,
            is_group=character.is_group,
            size=character.size,
            part=shown.part,
            is_vague=shown.is_vague,
            period=vividpage.period,
            country=vividpage.country,
        )
    )
