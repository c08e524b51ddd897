"""What `generate_vividpage --json` prints: a book and what was made of it, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysts.certainty import SURE_SPEAKER, is_sure
from books.making import MAKING
from characters.models import Character, Quote, Setting
from jobs.queries import failures_of
from storyboards.making.languages import is_read_by_rules, language_notice
from storyboards.models import Picture
from storyboards.requests.certain import certain
from storyboards.requests.composing import scene_request
from storyboards.requests.facts import facts_of_book

if TYPE_CHECKING:
    from books.models import VividPage
    from storyboards.requests.facts import SceneToDraw


def report(vividpage: VividPage, *, seconds: float) -> dict[str, Any]:
    """Write the report; quotations are in reading order."""
    pictures = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE)
    quotes = Quote.objects.filter(scene__vividpage=vividpage).order_by("scene__number", "start")
    return {
        "id": str(vividpage.pk),
        "status": vividpage.status,
        "title": vividpage.title,
        "author": vividpage.author,
        "language": vividpage.language,
        "language_notice": (language_notice(vividpage) or None) if is_read_by_rules(vividpage) else None,
        "chapters": vividpage.chapter_count,
        "scenes": vividpage.scene_count,
        "words": vividpage.word_count,
        "characters": [_character(c) for c in vividpage.characters.all()],
        "settings": [{"name": s.name} for s in Setting.objects.filter(vividpage=vividpage)],
        "quotes": [
            {
                "text": text,
                "speaker": speaker,
                "sure": speaker is not None and is_sure(confidence, SURE_SPEAKER),
                "chapter": chapter,
                "scene": scene,
            }
            for text, speaker, confidence, chapter, scene in quotes.values_list(
                "text", "speaker__name", "confidence", "scene__chapter__number", "scene__number"
            )
        ],
        "pictures": _pictures(vividpage),
        "storyboards": pictures.exclude(active_version=None).count(),
        "failures": [
            {"unit": unit.label, "error": unit.reason} for unit in failures_of(pipeline=MAKING, subject=vividpage.pk)
        ],
        "cost_usd": float(vividpage.budget.spent),
        "seconds": round(seconds, 2),
        **({"variant_of": str(vividpage.copied_from)} if vividpage.copied_from else {}),
    }


def _pictures(vividpage: VividPage) -> list[dict[str, Any]]:
    """Say what the picture of each chosen scene shows, drawn or still to be drawn, as its artist is told."""
    chosen = vividpage.scenes.filter(is_chosen=True, analysis__isnull=False).order_by("number")
    facts = facts_of_book(vividpage)
    return [_picture(facts[number], chapter) for number, chapter in chosen.values_list("number", "chapter__number")]


def _picture(facts: SceneToDraw, chapter: int) -> dict[str, Any]:
    known, shown = facts.analysis, certain(facts)
    analysis = shown.analysis
    return {
        "chapter": chapter,
        "scene": facts.scene.number,
        "moment": known.moment,
        "people": [one.character.name for one in shown.people if not one.is_vague],
        "strangers": [stranger["words"] for stranger in analysis.strangers],
        "deed": analysis.deed,
        "place": analysis.setting.name if analysis.setting else analysis.place_kind,
        "time_of_day": analysis.time_of_day,
        "weather": analysis.weather,
        "confidence": {
            "people": [one.confidence for one in shown.people if not one.is_vague],
            "deed": known.deed_confidence,
            "place": known.place_confidence,
            "time_of_day": known.time_confidence,
            "weather": known.weather_confidence,
        },
        "prompt": scene_request(facts).prompt,
    }


def _character(character: Character) -> dict[str, Any]:
    appearance: dict[str, list[str]] = {}
    for look in character.looks:
        appearance.setdefault(look["field"], []).append(look["value"])
    return {
        "name": character.name,
        "aliases": character.aliases,
        "gender": character.gender,
        "role": character.role,
        "mentions": character.mentions,
        "appearance": {field: ", ".join(values) for field, values in appearance.items()},
    }
