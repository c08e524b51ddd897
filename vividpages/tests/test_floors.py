"""No floor names what stands above it, by string either."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignObjectRel, Model
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from vividpages.tests.floors import PAGES, ROOT, FloorPlan, Relation, heights_of_floors, templates_under, upward_names

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS = heights_of_floors()
PARTS_OF_PAGES = ("urls.py", "views.py", "views", "forms.py", "templates", "templatetags", "consumers.py")


def our_house() -> FloorPlan:
    """Return the floors, models, addresses and templates of this project."""
    own_names: dict[str, set[str]] = defaultdict(set)
    relations: list[Relation] = []
    for model in our_models():
        app = model._meta.app_label
        own_names[app] |= {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete}
        for source, names in reverse_names(model):
            if source == app:
                own_names[app] |= names
            else:
                relations.append(Relation(source, app, names))
    return FloorPlan(
        heights=FLOORS,
        relations=tuple(relations),
        own_names={app: frozenset(names) for app, names in own_names.items()},
        url_names=frozenset(url_names(get_resolver(f"{PAGES}.urls"))),
        is_address=is_page,
        templates=templates_under(map(Path, settings.TEMPLATES[0]["DIRS"])),
    )


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def reverse_names(model: type[Model]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the app of each relation to `model`, and what the model calls it."""
    for relation in model._meta.get_fields():
        if isinstance(relation, ForeignObjectRel) and not relation.hidden:
            names = {relation.get_accessor_name(), relation.field.related_query_name()}
            yield relation.related_model._meta.app_label, frozenset(filter(None, names))


def url_names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern)
        elif pattern.name:
            yield pattern.name


def is_page(address: str) -> bool:
    try:
        resolve(address, urlconf=f"{PAGES}.urls")
    except Resolver404:
        return False
    return True


def test_no_floor_names_what_stands_above_it() -> None:
    assert [str(name) for name in upward_names(ROOT, our_house())] == []


def test_no_model_refers_to_one_above_it() -> None:
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if FLOORS.get(field.related_model._meta.app_label, -1) > FLOORS[model._meta.app_label]
    ]

    assert upward == []


def test_every_app_and_library_of_ours_stands_on_a_floor_and_is_looked_at() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"samples", "benchmarks", "training"}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

    assert packages <= FLOORS.keys()
    assert packages == set(contracts["root_packages"])


def test_pages_stand_on_their_floor_alone() -> None:
    below = [app for app, height in FLOORS.items() if height < FLOORS[PAGES]]

    assert [app for app in below for part in PARTS_OF_PAGES if (ROOT / app / part).exists()] == []


HOUSE = FloorPlan(
    heights={"web": 2, "upper": 1, "beside": 1, "lower": 0, "library": 0},
    relations=(Relation("upper", "lower", frozenset({"leaves", "leaf"})),),
    own_names={"web": frozenset(), "upper": frozenset({"tree"}), "beside": frozenset(), "lower": frozenset({"fruits"})},
    url_names=frozenset({"book"}),
    is_address=lambda address: address.startswith("/books/"),
    templates=frozenset({"making/book.html"}),
)


def upward_names_in(folder: Path, app: str, code: str) -> list[str]:
    """Return what of `code`, put into a file of `app`, names something above."""
    (folder / app).mkdir()
    (folder / app / "services.py").write_text(code)
    return [upward.name for upward in upward_names(folder, HOUSE)]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ('tree = ForeignKey("upper.Tree")', "upper.Tree"),
        ('TASK = "upper.tasks.grow"', "upper.tasks.grow"),
        ('apps.get_model("upper", "Tree")', "upper"),
        ('import_module("upper")', "upper"),
        ("row.leaves.count()", "leaves"),
        ("class Plan:\n    leaves: int\n\n\nrow.leaves.filter(size=1)", "leaves"),
        ("Fruit.objects.filter(leaf=None)", "leaf"),
        ("Fruit.objects.filter(fruits__leaf__size=3)", "fruits__leaf__size"),
        ('Fruit.objects.order_by("-leaf__size")', "leaf__size"),
        ('Fruit.objects.select_related("leaf")', "leaf"),
        ('getattr(row, "leaf", None)', "leaf"),
        ('FIELDS = ("name", "leaf__size")', "leaf__size"),
        ('reverse("book", args=[1])', "book"),
        ('redirect("book")', "book"),
        ('address = f"/books/{pk}/"', "/books/"),
        ('TEMPLATE = "making/book.html"', "making/book.html"),
        ("""TAG = "{% url 'book' pk %}" """, "book"),
    ],
)
def test_a_name_of_something_above_is_found(tmp_path: Path, code: str, name: str) -> None:
    assert set(upward_names_in(tmp_path, "lower", code)) == {name}


@pytest.mark.parametrize(
    ("app", "code"),
    [
        ("lower", '"""See `upper.Tree` and /books/."""'),
        ("lower", 'def grow():\n    """upper.tasks.grow"""'),
        ("lower", 'row.fruits.all(); Fruit.objects.filter(fruits__size=1); models.ForeignKey("lower.Fruit")'),
        ("lower", "leaf = 3; grow(leaf=leaf)"),
        ("lower", "class Plan:\n    leaves: int\n\n\nplan.leaves.append(plan.leaves)"),
        ("library", "scene.leaves.count()"),
        ("upper", 'row.leaves.count(); ForeignKey("lower.Fruit")'),
        ("web", 'redirect("book"); render("making/book.html"); row.leaves; "upper.Tree"'),
    ],
)
def test_what_stands_below_or_is_only_told_of_is_not_found(tmp_path: Path, app: str, code: str) -> None:
    assert upward_names_in(tmp_path, app, code) == []


def test_floors_beside_one_another_do_not_name_each_other(tmp_path: Path) -> None:
    assert upward_names_in(tmp_path, "beside", 'ForeignKey("upper.Tree")') == ["upper.Tree"]


def test_tests_and_migrations_may_name_anything(tmp_path: Path) -> None:
    for folder in ("tests", "migrations"):
        (tmp_path / "lower" / folder).mkdir(parents=True)
        (tmp_path / "lower" / folder / "some.py").write_text('TASK = "upper.tasks.grow"')

    assert upward_names(tmp_path, HOUSE) == []
