"""Loading a book for the checks, and listing what they have found. Neither takes more queries for a longer book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from analysts.bible import Look
from characters.bible.appearance import LOOK_ORDER
from characters.bible.queries import appearances_by_scene
from characters.continuity.facts import AppearanceFacts, BookFacts, ChangeFacts, PersonFacts, PlaceFacts, SceneFacts
from characters.editing.scenes import PEOPLE
from characters.models import Analysis, CharacterChange, Distinct, Finding, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from books.models import VividPage


def facts_of(vividpage: VividPage) -> BookFacts:
    """Read a book as the checks take it: ten queries, whatever its length."""
    pairs = Distinct.objects.filter(vividpage=vividpage).values_list("one", "other")
    return BookFacts(
        people=_people(vividpage),
        places=_places(vividpage),
        scenes=_scenes(vividpage),
        apart=frozenset(frozenset(map(str, pair)) for pair in pairs),
    )


def _people(vividpage: VividPage) -> tuple[PersonFacts, ...]:
    changes: dict[object, list[ChangeFacts]] = defaultdict(list)
    rows = CharacterChange.objects.filter(character__vividpage=vividpage).annotate(
        since=F("scene__number"), ends=F("until__number")
    )
    for change in rows.order_by("since", "pk"):
        changes[change.character_id].append(
            ChangeFacts(
                id=str(change.pk),
                type=change.type,
                modifier=change.prompt_modifier,
                scene=getattr(change, "since"),  # noqa: B009
                until=getattr(change, "ends"),  # noqa: B009
                description=change.description,
            )
        )
    return tuple(
        PersonFacts(
            id=str(c.pk),
            name=c.name,
            aliases=tuple(c.aliases),
            role=c.role,
            mentions=c.mentions,
            is_narrator=c.is_narrator,
            looks=tuple(Look(**look) for look in c.looks),
            changes=tuple(changes[c.pk]),
            named_in=frozenset(c.scene_numbers),
            gender=c.gender,
            species=c.species,
            is_group=c.is_group,
        )
        for c in vividpage.characters.all()
    )


def _places(vividpage: VividPage) -> tuple[PlaceFacts, ...]:
    return tuple(
        PlaceFacts(id=str(setting.pk), name=setting.name, kind=setting.kind, indoors=setting.indoors)
        for setting in Setting.objects.filter(vividpage=vividpage)
    )


def _scenes(vividpage: VividPage) -> tuple[SceneFacts, ...]:
    seen = {
        number: tuple(
            AppearanceFacts(
                str(one.character.pk),
                {field: one.appearance.get(field) for field in LOOK_ORDER if one.appearance.get(field)},
                tuple(modifier for _, modifier in one.appearance.changes),
                one.part == "actor",
            )
            for one in present
        )
        for number, present in appearances_by_scene(vividpage).items()
    }
    speakers: dict[object, set[str]] = defaultdict(set)
    spoken = Quote.objects.filter(scene__vividpage=vividpage, speaker__isnull=False).order_by()
    for scene_id, speaker_id in spoken.values_list("scene_id", "speaker_id").distinct():
        speakers[scene_id].add(str(speaker_id))
    analyses = {row.scene_id: row for row in Analysis.objects.filter(scene__vividpage=vividpage)}
    texts = vividpage.scenes.order_by("number").values_list("pk", "number", "text")
    return tuple(
        _scene(number, text, analyses.get(pk), seen.get(number, ()), frozenset(speakers[pk]))
        for pk, number, text in texts
    )


def _scene(
    number: int, text: str, analysis: Analysis | None, seen: tuple[AppearanceFacts, ...], speakers: frozenset[str]
) -> SceneFacts:
    if analysis is None:
        return SceneFacts(number, text, is_analysed=False, speakers=speakers)
    return SceneFacts(
        number=number,
        text=text,
        prompt=analysis.prompt,
        seen=seen,
        speakers=speakers,
        place=str(analysis.setting_id) if analysis.setting_id else None,
        place_kind=analysis.place_kind,
        indoors=analysis.indoors,
        people_are_set=PEOPLE in analysis.locked,
        place_is_set="setting" in analysis.locked or "place_kind" in analysis.locked,
        moment=analysis.moment,
        actor=next((one.person for one in seen if one.acts), None),
        strangers=tuple(stranger["words"] for stranger in analysis.strangers),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader is shown: findings that stand, those of them that were dismissed, and whether there is a bible."""

    open: list[Finding]
    dismissed: list[Finding]
    can_be_checked: bool

    @property
    def errors(self) -> list[Finding]:
        """What cannot be."""
        return self._of(Finding.Severity.ERROR)

    @property
    def warnings(self) -> list[Finding]:
        """What is likely wrong."""
        return self._of(Finding.Severity.WARNING)

    @property
    def notes(self) -> list[Finding]:
        """What may be right."""
        return self._of(Finding.Severity.NOTE)

    def _of(self, severity: str) -> list[Finding]:
        return [finding for finding in self.open if finding.severity == severity]


def report_of(vividpage: VividPage) -> Report:
    """Return all findings of a book that stand, in the order of its scenes: three queries."""
    findings = list(
        Finding.objects.filter(vividpage=vividpage, stands=True)
        .select_related("scene__chapter", "character", "setting")
        .defer("scene__text", "scene__marks", "scene__chapter__matter", "character__looks")
        .order_by(F("scene__number").asc(nulls_first=True), "kind", "message")
    )
    return Report(
        open=_without(findings, dismissed=True),
        dismissed=_without(findings, dismissed=False),
        can_be_checked=vividpage.scenes.filter(analysis__isnull=False).exists(),
    )


def _without(findings: Iterable[Finding], *, dismissed: bool) -> list[Finding]:
    return [finding for finding in findings if (finding.dismissed_at is not None) is not dismissed]
