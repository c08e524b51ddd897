"""What installs and runs VividPages: systemd units, Docker Compose, the image, the wheel, and their one version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

import vividpages
from vividpages.tests.test_documentation import ROW

ROOT: Path = settings.BASE_DIR
BIN = Path(sys.executable).parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
COMPOSE = ROOT / "docker-compose.yml"
OF_COMPOSE = {"DOMAIN", "HOME", "POSTGRES_PASSWORD", "WEB_MEMORY", "WORKER_MEMORY", "POSTGRES_MEMORY"} | {
    f"{name}_IMAGE" for name in ("PYTHON", "POSTGRES", "REDIS", "CADDY")
}
"""Names of the composition itself; all others have to be settings."""


def _settings() -> set[str]:
    return {name for name, _ in ROW.findall((ROOT / "docs" / "settings.md").read_text())}


def _done(*words: object, at: Path = ROOT, **more: Any) -> str:
    done = subprocess.run([str(word) for word in words], cwd=at, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- systemd ----------------------------------------------------------------------------------------------------------


def _values(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text(), re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    (start,) = _values(unit, "ExecStart")
    python, manage, command, *_ = start.split()

    assert (python, manage) == ("/opt/vividpages/.venv/bin/python", "manage.py")
    assert command in get_commands()
    assert _values(unit, "WorkingDirectory") == ["/opt/vividpages"]


def test_units_and_examples_name_only_settings_that_there_are() -> None:
    examples = [*(ROOT / "deploy" / "systemd").glob("*.example"), ROOT / ".env.example"]
    in_examples = {name for path in examples for name in re.findall(r"^(?:# )?([A-Z0-9_]+)=", path.read_text(), re.M)}
    in_units = {word.split("=")[0] for unit in UNITS for line in _values(unit, "Environment") for word in line.split()}
    in_compose = set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE.read_text()))
    in_compose |= set(yaml.safe_load(COMPOSE.read_text())["x-app"]["environment"])

    assert (in_examples | in_units | in_compose) - OF_COMPOSE - {"PYTHONDONTWRITEBYTECODE"} <= _settings()


def test_workers_have_longer_to_stop_than_they_take() -> None:
    workers = [unit for unit in UNITS if "worker" in unit.name]
    given = {float(value) for unit in workers for value in _values(unit, "TimeoutStopSec")}

    assert len(workers) == 2
    assert min(given) >= settings.WORKER_DRAIN_SECONDS + settings.JOB_SLICE_SECONDS
    # A second signal would not wait: the supervisor alone gets the first.
    assert {value for unit in workers for value in _values(unit, "KillMode")} == {"mixed"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    for path in (ROOT / "deploy" / "systemd").glob("vividpages*"):
        here = path.read_text().replace("/opt/vividpages/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(here.replace("/opt/vividpages", str(ROOT)))
    (tmp_path / "vividpages-worker@.service").rename(tmp_path / "vividpages-worker@film.service")
    units = [f"./{path.name}" for kind in ("service", "timer", "target") for path in tmp_path.glob(f"*.{kind}")]

    _done("systemd-analyze", "verify", "--man=no", *units, at=tmp_path)
    services = [unit for unit in units if unit.endswith(".service")]
    _done("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", *services, at=tmp_path)


# --- Docker Compose and the image -------------------------------------------------------------------------------------


def test_the_composition_is_of_the_schema_of_compose() -> None:
    _done(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE)


def test_each_container_is_read_only_limited_and_on_its_networks_alone() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]

    assert [name for name, service in services.items() if not service.get("read_only")] == []
    assert [name for name, service in services.items() if not service.get("mem_limit")] == []
    assert [name for name, s in services.items() if "no-new-privileges:true" not in s.get("security_opt", [])] == []
    assert [name for name, service in services.items() if "build" in service] == ["migrate"]
    assert {name: set(service["networks"]) for name, service in services.items() if name in ("postgres", "redis")} == {
        "postgres": {"data"},
        "redis": {"data"},
    }
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]


def test_the_image_runs_as_nobody_who_may_write_the_program() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    last = {word: line for line in lines for word in [line.split(" ", 1)[0]] if word in ("USER", "CMD", "COPY")}

    assert last["USER"] == "USER vividpages"
    assert lines.index(last["USER"]) > lines.index(last["COPY"])
    assert "--chown" not in last["COPY"]
    assert "manage.py" in last["CMD"]


# --- the wheel and the version ----------------------------------------------------------------------------------------


def test_the_version_stands_in_one_place_and_is_that_of_the_changelog() -> None:
    newest = re.search(r"^## (\S+) – (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    released = vividpages.__version__.removesuffix(".dev0")

    assert vividpages.__version__ == settings.VERSION
    assert newest[1] == released
    assert (newest[2] == "unreleased") == vividpages.__version__.endswith(".dev0")
    assert settings.SOURCES_AGENT.startswith(f"VividPages/{vividpages.__version__} ")


def _wheel(tree: Path, into: Path) -> Path:
    _done(BIN / "hatchling", "build", "-t", "wheel", "-d", into, at=tree)
    (wheel,) = into.glob("*.whl")
    return wheel


def test_a_wheel_is_the_same_bytes_each_time_and_starts_what_it_brings(tmp_path: Path) -> None:
    """Of a few of its folders, which are packed as all of them are, and a command line that only repeats itself."""
    wheels = []
    for name in ("one", "two"):
        tree = tmp_path / name / "tree"
        tree.mkdir(parents=True)
        for part in ("pyproject.toml", "requirements.txt", "README.md", "LICENSE"):
            shutil.copy(ROOT / part, tree)
        for folder in ("LICENSES", "deploy/wheel", "templates", "telemetry"):
            shutil.copytree(ROOT / folder, tree / folder, copy_function=shutil.copy)
        (tree / "vividpages").mkdir()
        shutil.copy(ROOT / "vividpages" / "__init__.py", tree / "vividpages")
        (tree / "manage.py").write_text("import os, sys\nprint(sys.argv[1:], os.environ['VIVIDPAGES_VAR'])\n")
        wheels.append(_wheel(tree, tmp_path / name))
    one, two = wheels
    assert one.name == f"vividpages-{vividpages.__version__}-py3-none-any.whl"
    assert one.read_bytes() == two.read_bytes()

    with zipfile.ZipFile(one) as archive:
        archive.extractall(tmp_path / "site-packages")
    environment = {"PYTHONPATH": str(tmp_path / "site-packages"), "XDG_DATA_HOME": "/home/ann/data"}
    told = _done(sys.executable, "-m", "vividpages_site", "demo", "--help", at=tmp_path, env=environment)
    assert told == "['demo', '--help'] /home/ann/data/vividpages\n"


@pytest.mark.whole
def test_the_wheel_has_the_program_in_one_folder_and_nothing_of_an_operator(tmp_path: Path) -> None:
    with zipfile.ZipFile(_wheel(ROOT, tmp_path)) as archive:
        names = archive.namelist()

    assert len({name.split("/")[0] for name in names}) == 2  # the program, and what is said of it
    brought = {"manage.py", "templates/base.html", "static/css/base.css", "requirements.txt", "vividpages/settings.py"}
    assert {f"vividpages_site/{name}" for name in brought} <= set(names)
    assert any("/samples/" in name for name in names)
    assert any("/weights/parser/" in name for name in names)
    assert not [name for name in names if Path(name).name.startswith(".env") or "/var/" in name]
