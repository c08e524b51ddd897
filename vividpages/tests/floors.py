"""Find code that names what stands on a floor above its own, in words that no import linter reads.

The floors are those of the contract in `pyproject.toml`. What a floor may not name: apps above it in dotted strings
(foreign keys, tasks, modules to import), relations that models above it make to models that it sees, and anything of
the pages: their URL names, their addresses, their templates.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = "web"
"""The floor that owns URL names, addresses and templates."""
SKIPPED_FOLDERS = frozenset({"tests", "migrations"})
"""Tests may use whatever they need, and migrations tell how it was."""
URL_CALLS = frozenset({"reverse", "reverse_lazy", "redirect", "resolve_url"})
APP_CALLS = frozenset({"get_model", "get_app_config", "is_installed", "import_module"})
QUERIES = frozenset(
    {"all", "filter", "exclude", "get", "create", "exists", "first", "last", "order_by", "values", "values_list"}
    | {"select_related", "prefetch_related", "update", "delete", "aggregate", "annotate", "iterator"}
)
FILTERS = frozenset({"filter", "exclude", "get", "create", "get_or_create", "update_or_create", "annotate", "Q"})
DOTTED = re.compile(r"^([a-z_]+)\.[A-Za-z_][\w.]*$")
URL_TAG = re.compile(r"\{%\s*url\s+['\"]([\w:-]+)")
RELATION = "a relation that is made above"
ADDRESS = "an address of a page"

Named = Iterator[tuple[str, str]]
"""Names of something above, each with why it is."""


@dataclass(frozen=True, slots=True, order=True)
class UpwardName:
    """A place in the code and the name there of something that stands higher."""

    path: str
    line: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.name} ({self.reason})"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from a model of the app `source` to one of the app `target`, by what `target` would call it."""

    source: str
    target: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """What the walk has to know: the height of each app, and what the models and the pages bring with them.

    `own_names` are the names that an app's models themselves give to fields and relations; libraries have none.
    """

    heights: Mapping[str, int]
    relations: tuple[Relation, ...]
    own_names: Mapping[str, frozenset[str]]
    url_names: frozenset[str]
    is_address: Callable[[str], bool]
    templates: frozenset[str]

    def is_above(self, app: str, other: str) -> bool:
        """Return whether `app` stands on a higher floor than `other`, or on the same one beside it."""
        return app != other and self.heights.get(app, -1) >= self.heights[other]

    def names_above(self, app: str) -> frozenset[str]:
        """Return what models that `app` sees are given by those above it, unless something it sees is called the same.

        None for a library: it has no models at hand.
        """
        if app not in self.own_names:
            return frozenset()
        given = chain.from_iterable(
            relation.names
            for relation in self.relations
            if self.is_above(relation.source, app) and not self.is_above(relation.target, app)
        )
        seen = chain.from_iterable(names for owner, names in self.own_names.items() if not self.is_above(owner, app))
        return frozenset(given) - frozenset(seen)


def heights_of_floors(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, int]:
    """Return how high each app stands, by the layers of the first contract; apps of one layer have the same height."""
    layers = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        app.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for app in re.split(r"[|:]", layer)
    }


def upward_names(root: Path, house: FloorPlan) -> list[UpwardName]:
    """Return every name of something above in the Python files of the apps under `root`."""
    fields = {app: fields_of_classes(_files_of(root, app)) for app in house.heights}
    names: list[UpwardName] = []
    for app in house.heights:
        seen = frozenset(chain.from_iterable(fields[other] for other in fields if not house.is_above(other, app)))
        for path in _files_of(root, app):
            names += _names_in(path, app, root, house, house.names_above(app), seen)
    return sorted(names)


def fields_of_classes(paths: Iterable[Path]) -> frozenset[str]:
    """Return the names that classes give to their annotated fields: of dataclasses, that is, and not of models."""
    return frozenset(
        field.target.id
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(), str(path)))
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    )


def templates_under(folders: Iterable[Path]) -> frozenset[str]:
    """Return the names of all templates in folders of templates."""
    return frozenset(
        str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def _files_of(root: Path, app: str) -> list[Path]:
    paths = sorted((root / app).rglob("*.py"))
    return [path for path in paths if not SKIPPED_FOLDERS & set(path.relative_to(root).parts)]


def _names_in(
    path: Path, app: str, root: Path, house: FloorPlan, names_above: frozenset[str], fields: frozenset[str]
) -> Iterator[UpwardName]:
    tree = ast.parse(path.read_text(), str(path))
    for node in _code_of(tree):
        candidates = [_dotted(node, app, house), _app(node, app, house), _related(node, names_above, fields)]
        if house.is_above(PAGES, app):
            candidates.append(_of_pages(node, house))
        for name, reason in chain.from_iterable(candidates):
            yield UpwardName(str(path.relative_to(root)), node.lineno, name, reason)


def _code_of(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield all expressions but docstrings, wherever these stand."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return (
        node for node in ast.walk(tree) if isinstance(node, ast.expr) and not (id(node) in docstrings and _text(node))
    )


def _dotted(node: ast.expr, app: str, house: FloorPlan) -> Named:
    """Name models and tasks: "storyboards.Picture", "characters.tasks.embed_again"."""
    match = DOTTED.match(_text(node))
    if match and house.is_above(match[1], app):
        yield match[0], f"{match[1]} stands above {app}"


def _app(node: ast.expr, app: str, house: FloorPlan) -> Named:
    """Name apps that are asked for by their labels."""
    if isinstance(node, ast.Call) and _called(node) in APP_CALLS:
        yield from ((name, f"{name} stands above {app}") for name in map(_text, node.args) if house.is_above(name, app))


def _related(node: ast.expr, names_above: frozenset[str], fields: frozenset[str]) -> Named:
    """Name reverse accessors: as attributes, in lookups, and as text for a call (`select_related("analysis")`).

    An attribute that is called as a field of a dataclass is one only if it is queried (`.pictures.filter(…)`).
    """
    lookups: list[str] = []
    if isinstance(node, ast.Attribute):
        owner = node.value.attr if isinstance(node.value, ast.Attribute) and node.attr in QUERIES else ""
        lookups += [name for name in (node.attr, owner) if (name in fields) is (name == owner)]
    elif isinstance(node, ast.Call):
        lookups += [text.lstrip("-") for text in map(_text, node.args)]
        words = [keyword.arg or "" for keyword in node.keywords]
        lookups += words if _called(node) in FILTERS else [word for word in words if "__" in word]
    elif "__" in _text(node):
        lookups.append(_text(node).lstrip("-"))
    yield from ((lookup, RELATION) for lookup in lookups if names_above & set(lookup.split("__")))


def _of_pages(node: ast.expr, house: FloorPlan) -> Named:
    text = _text(node)
    if isinstance(node, ast.Call) and _called(node) in URL_CALLS:
        yield from ((name, ADDRESS) for name in map(_text, node.args) if name in house.url_names)
    if text in house.templates:
        yield text, "a template of a page"
    if len(text) > 1 and text.startswith("/") and house.is_address(text):
        yield text, ADDRESS
    yield from ((name, ADDRESS) for name in URL_TAG.findall(text) if name in house.url_names)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
