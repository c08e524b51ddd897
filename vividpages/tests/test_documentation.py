"""The documentation: it builds as a site, every link leads somewhere, and every setting has its row."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from django.conf import settings

ROOT: Path = settings.BASE_DIR
ROW = re.compile(r"^\| `(?P<name>[A-Z0-9_]+)` \| (?P<default>[^|]*) \| [^|]+ \|$", re.MULTILINE)
BESIDE_SETTINGS = {"HOST", "PORT", "SERVE", "OTEL_EXPORTER_OTLP_ENDPOINT"}
"""Read elsewhere than in `settings.py`."""


class _Page(HTMLParser):
    """What a page of the site names: its own anchors, links, and what it fetches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = {""}
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.anchors |= {value for value in (named.get("id"), named.get("name")) if value}
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        elif address := named.get("src") or (named.get("href") if tag == "link" else None):
            self.fetched.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("documentation")
    shutil.copy(ROOT / "mkdocs.yml", home)
    shutil.copytree(ROOT / "docs", home / "docs")
    zensical = Path(sys.executable).parent / "zensical"
    built = subprocess.run([zensical, "build", "--strict"], cwd=home, capture_output=True, text=True, check=False)
    assert built.returncode == 0, re.sub(r"\x1b\[[0-9;]*m", "", built.stdout + built.stderr)
    return home / "var" / "docs"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Page]:
    return {path: _Page(path.read_text()) for path in site.rglob("*.html") if path.name != "404.html"}


def test_every_link_of_the_site_leads_somewhere(site: Path, pages: dict[Path, _Page]) -> None:
    astray = []
    for path, page in pages.items():
        for address in (*page.links, *page.fetched):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            known = pages[target].anchors if target in pages else {parts.fragment}
            if not target.is_file() or unquote(parts.fragment) not in known:
                astray.append(f"{path.relative_to(site)}: {address}")

    assert len(pages) > 40
    assert astray == []


def test_the_site_fetches_nothing_from_other_hosts(pages: dict[Path, _Page]) -> None:
    elsewhere = {address for page in pages.values() for address in page.fetched if urlsplit(address).netloc}

    assert elsewhere == set()


def _in_nav(entry: Any) -> set[str]:
    if isinstance(entry, str):
        return {entry}
    return {page for one in (entry.values() if isinstance(entry, dict) else entry) for page in _in_nav(one)}


def test_every_page_is_in_the_navigation() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"]

    assert _in_nav(nav) == {str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")}


def _settings_read() -> dict[str, set[Any]]:
    """Return what `settings.py` reads of the environment, with each default that is a plain value."""
    read: dict[str, set[Any]] = {}
    for node in ast.walk(ast.parse((ROOT / "vividpages" / "settings.py").read_text())):
        if isinstance(node, ast.Dict) and any(_is_epub_limit(value) for value in node.values):
            read |= {str(value.value): set() for value in node.values if isinstance(value, ast.Constant)}
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        if not (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "env"):
            continue
        defaults = [word.value for word in node.keywords if word.arg == "default"]
        read.setdefault(str(node.args[0].value), set()).update(
            str(_plain(default)) for default in defaults if _plain(default) is not None
        )
    return read


def _is_epub_limit(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value == "EPUB_ENTRIES"


def _plain(node: ast.expr) -> float | str | bool | None:
    """Return the value of a literal or of a product of numbers, as a row shows it."""
    if not all(isinstance(part, ast.Constant | ast.BinOp | ast.operator) for part in ast.walk(node)):
        return None
    value = eval(compile(ast.Expression(node), "default", "eval"))
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else value or None if isinstance(value, str) else str(value)


def test_every_setting_has_a_row_with_its_default() -> None:
    rows = ROW.findall((ROOT / "docs" / "settings.md").read_text())
    documented = dict(rows)
    read = _settings_read()

    assert len(documented) == len(rows), "a setting has two rows"
    assert set(read) | BESIDE_SETTINGS == set(documented)
    wrong = {
        name: (documented[name], default)
        for name, defaults in read.items()
        for default in defaults
        if f"`{default}`" not in documented[name]
    }
    assert wrong == {}


OF_ERRORS = (
    "vividpages/backups/**/*.py",
    "vividpages/embedded.py",
    "vividpages/serving.py",
    "vividpages/ready.py",
    "vividpages/environment.py",
    "vividpages/management/commands/check_storage.py",
    "accounts/checks.py",
    "accounts/sealing.py",
    "jobs/serving.py",
    "telemetry/errors.py",
    "telemetry/logs.py",
)
"""Modules that end a start or a command with words for its operator."""


def _words(node: ast.AST) -> str:
    """Return what a string says, with … for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) or "…" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _messages(path: Path) -> set[str]:
    """Return what errors of a module say: as they are raised, as their class says, or by a name of the module."""
    tree = ast.parse(path.read_text())
    named = {ast.unparse(one.targets[0]): _words(one.value) for one in ast.walk(tree) if isinstance(one, ast.Assign)}
    raised = [one.exc for one in ast.walk(tree) if isinstance(one, ast.Raise)]
    within = [
        one for one in ast.walk(tree) if isinstance(one, ast.Call) and "super().__init__" in ast.unparse(one.func)
    ]
    first = [call.args[0] for call in (*raised, *within) if isinstance(call, ast.Call) and call.args]
    return {_words(one) or named.get(ast.unparse(one), "") for one in first}


def test_every_message_that_ends_a_command_says_what_to_do_in_troubleshooting() -> None:
    page = (ROOT / "docs" / "troubleshooting.md").read_text()
    paths = {path for pattern in OF_ERRORS for path in ROOT.glob(pattern) if "tests" not in path.parts}
    told = {(path.name, message) for path in paths for message in _messages(path)}
    sentences = {(name, message) for name, message in told if message[:1].isupper() and " " in message}

    assert len(sentences) > 40
    unknown = {(name, said) for name, said in sentences if max(said.split("…"), key=len).strip()[:25] not in page}
    assert unknown == set()


def test_troubleshooting_names_no_message_that_nobody_says() -> None:
    more = ("manage.py", "monitoring/*.py", "storyboards/safety/words.py", "*/management/commands/*.py")
    texts = [path.read_text() for pattern in (*OF_ERRORS, *more) for path in ROOT.glob(pattern)]
    trees = [ast.parse(text) for text in texts]
    said = "\n".join(_words(node) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.expr))
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "troubleshooting.md").read_text(), re.MULTILINE)
    stretches = {part.strip() for row in rows for part in row.split("…") if len(part.strip()) > 3}

    assert len(stretches) > 80
    assert {part for part in stretches if part not in said} == set()
