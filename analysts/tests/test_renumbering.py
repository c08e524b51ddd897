"""What a model has found follows its scenes to other numbers."""

from __future__ import annotations

from analysts.language.schemas import renumbered

FOUND = {
    "people": [
        {
            "name": "Mara",
            "aliases": [],
            "gender": "female",
            "age": "adult",
            "is_narrator": False,
            "looks": [
                {"field": "hair", "value": "copper hair", "scene": 2, "evidence": "Her copper hair"},
                {"field": "eyes", "value": "grey eyes", "scene": 3, "evidence": "grey eyes"},
            ],
            "species": "mermaid",
            "is_clothed": False,
            "is_group": True,
            "size": "large",
        }
    ],
    "places": [
        {"name": "Quay", "kind": "village", "indoors": False, "description": "", "keywords": [], "scenes": [1, 2, 3]}
    ],
    "changes": [
        {"person": "Mara", "scene": 2, "type": "hair", "description": "", "modifier": "short hair", "until": 3},
        {"person": "Mara", "scene": 3, "type": "outfit", "description": "", "modifier": "a cloak", "until": None},
    ],
    "worlds": [{"period": "1760s", "country": "", "dress": "", "technology": "", "architecture": ""}],
}


def test_what_is_said_by_scenes_that_are_gone_goes_and_the_rest_follows() -> None:
    findings = renumbered(FOUND, {1: 1, 2: 4})

    assert [(look["field"], look["scene"]) for look in findings["people"][0]["looks"]] == [("hair", 4)]
    assert findings["places"][0]["scenes"] == [1, 4]
    assert [(change["scene"], change["until"]) for change in findings["changes"]] == [(4, None)]


def test_nothing_is_lost_while_the_scenes_stay() -> None:
    assert renumbered(FOUND, {1: 1, 2: 2, 3: 3}) == FOUND
