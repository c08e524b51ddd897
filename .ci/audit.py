"""What we stand on: an SBOM (CycloneDX) with licences, whether all of them go with the AGPL, and known holes.

Exits with 0, or with 1 if a licence is not allowed, a package is not installed as pinned, or a hole is known. Where the
database of holes cannot be reached, one line says so, and that alone fails nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from license_expression import ExpressionError, LicenseSymbol, get_spdx_licensing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

SPDX = get_spdx_licensing()
ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SHIPPED = ("requirements.txt", "requirements-moderation.txt", "requirements-watching.txt")
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^\s;]+)", re.M)
ALLOWED = {
    *("0BSD", "MIT", "MIT-0", "MIT-CMU", "ISC", "Zlib", "CC0-1.0", "Unlicense", "PSF-2.0"),
    *("BSD-2-Clause", "BSD-2-Clause-Views", "BSD-3-Clause", "Apache-2.0", "MPL-2.0"),
    *("LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later"),
    *("AGPL-3.0-only", "AGPL-3.0-or-later"),
}
"""Licences of works that may be combined with one under the AGPL 3 or later, as SPDX names them."""
SPELLED = {
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "mit license": "MIT",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "3-clause bsd license": "BSD-3-Clause",
    "gnu affero general public license v3": "AGPL-3.0-only",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
"""What packages write in the place of a name of SPDX."""
LOOKED_AT = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # “dependency licenses”: those of PDFium, which are of these kinds
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",  # “Dual License”
    "regex": "Apache-2.0",  # its C engine is from Python 1.6, under CNRI's licence; it comes by itself, with dateparser
    "protobuf": "BSD-3-Clause",
}
"""Packages whose own words do not say it: what their files say."""


def main() -> int:
    """Write the SBOM, check licences, ask for holes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sbom", type=Path, default=ROOT / "var" / "sbom.json", help="where it is written")
    parser.add_argument("--osv-url", help="another database of holes than osv.dev")
    parser.add_argument("requirements", nargs="*", type=Path, default=[ROOT / name for name in SHIPPED])
    given = parser.parse_args()
    pins = dict(pin for path in given.requirements for pin in PIN.findall(path.read_text()))
    problems = [*licence_problems(pins), *known_holes(pins, given.osv_url)]
    write_sbom(given.requirements[0], given.sbom)
    for problem in problems:
        say(problem)
    say(f"{len(pins)} packages, {len(problems)} problems; SBOM: {given.sbom}")
    return 1 if problems else 0


def licence_problems(pins: dict[str, str]) -> Iterator[str]:
    """Say of which packages the licence is not known to go with ours, and which are not here to be looked at."""
    for name, version in pins.items():
        try:
            described = metadata(name)
        except PackageNotFoundError:
            yield f"{name} {version} is not installed: its licence cannot be looked at. Run make test first."
            continue
        if described["Version"] != version:
            yield f"{name} {described['Version']} is installed, and {version} pinned."
        if not is_allowed(licence := licence_of(name, described)):
            yield f"{name}: its licence, {licence or 'which it does not name'}, is not among those that go with ours."


def licence_of(name: str, described: Message[str, str]) -> str:
    """Return a package's licence as SPDX writes it, as far as that is known; its own words otherwise."""
    classifiers = [str(one).rpartition(" :: ")[2] for one in described.get_all("Classifier", []) if "License ::" in one]
    field = str(described["License"] or "").strip()
    for words in (
        LOOKED_AT.get(name),
        described["License-Expression"],
        field if "\n" not in field else "",
        *classifiers,
    ):
        spelled = SPELLED.get(str(words or "").lower(), str(words or ""))
        if spelled and _parsed(spelled) is not None:
            return spelled
    return field.partition("\n")[0] or ", ".join(classifiers)


def is_allowed(licence: str) -> bool:
    """Return whether a licence goes with ours: of several that hold together each, of a choice one."""
    parsed = _parsed(licence)
    return parsed is not None and _allowed(parsed)


def _parsed(licence: str) -> Any:
    try:
        return SPDX.parse(licence, validate=True)
    except ExpressionError:
        return None


def _allowed(parsed: Any) -> bool:
    if isinstance(parsed, LicenseSymbol):
        return parsed.key in ALLOWED
    answers = [_allowed(argument) for argument in parsed.args]
    return any(answers) if parsed.operator.strip() in ("|", "OR") else all(answers)


def known_holes(pins: dict[str, str], osv_url: str | None) -> list[str]:
    """Ask for holes in what is pinned. Where nobody answers, that is said, and nothing is found."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [BIN / "pip-audit", "--disable-pip", "--no-deps", "--progress-spinner", "off", "-s", "osv"]
        words += ["--format", "json", "--output", report, *(["--osv-url", osv_url] if osv_url else [])]
        pinned = Path(folder) / "requirements.txt"
        pinned.write_text("".join(f"{name}=={version}\n" for name, version in pins.items()))
        words += ["--requirement", pinned]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 (words of ours)
        if report.exists():
            found = json.loads(report.read_text())["dependencies"]
            skipped = [
                f"{one['name']} was not looked at: {one['skip_reason']}" for one in found if "skip_reason" in one
            ]
            return skipped + [_hole(one, hole) for one in found for hole in one.get("vulns", [])]
    last = done.stderr.strip().rpartition("\n")[2]
    if "onnect" in last or "timed out" in last.lower():
        say("Holes are not looked for: the database of holes cannot be reached from here.")
        return []
    return [f"pip-audit has failed ({done.returncode}): {last}"]


def _hole(package: dict[str, Any], hole: dict[str, Any]) -> str:
    mended = ", ".join(hole["fix_versions"]) or "nothing yet"
    return f"{package['name']} {package['version']} has a known hole: {hole['id']}; mended in {mended}."


def write_sbom(requirements: Path, to: Path) -> None:
    """Write what a file pins as CycloneDX, each with its licence."""
    to.parent.mkdir(parents=True, exist_ok=True)
    words = [BIN / "cyclonedx-py", "requirements", requirements, "--pyproject", ROOT / "pyproject.toml"]
    made = subprocess.run([*words, "--output-reproducible"], capture_output=True, text=True, check=True)  # noqa: S603
    sbom = json.loads(made.stdout)
    for component in sbom["components"]:
        try:
            licence = licence_of(component["name"], metadata(component["name"]))
        except PackageNotFoundError:
            continue
        if _parsed(licence) is not None:
            component["licenses"] = [{"expression": licence}]
    to.write_text(json.dumps(sbom, indent=1, sort_keys=True) + "\n")


def say(sentence: str) -> None:
    """Say something to whoever runs this."""
    sys.stdout.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
