"""What `make audit` finds: licences that do not go with ours, and known holes; nobody to ask is no hole."""

from __future__ import annotations

import importlib.util
import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLE = {
    "id": "GHSA-made-up",
    "summary": "Anybody gets in.",
    "affected": [
        {
            "package": {"name": "six", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9"}]}],
        }
    ],
}


@pytest.fixture(scope="module")
def audit() -> Any:
    spec = importlib.util.spec_from_file_location("audit", settings.BASE_DIR / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def database_of_holes(holes: dict[str, Any]) -> Iterator[str]:
    """Serve a database of holes as osv.dev does, by the names of packages."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = holes.get(asked["package"]["name"])
            body = json.dumps({"vulns": [found]} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.processes
def test_a_known_hole_is_found_and_none_where_there_is_none(audit: Any) -> None:
    with database_of_holes({"six": HOLE}) as address:
        (problem,) = audit.known_holes({"six": "1.17.0", "h11": "0.16.0"}, address)
        assert "six 1.17.0" in problem
        assert "GHSA-made-up" in problem
        assert audit.known_holes({"h11": "0.16.0"}, address) == []


@pytest.mark.processes
def test_nobody_to_ask_is_said_in_one_line_and_is_no_hole(audit: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        assert audit.known_holes({"six": "1.17.0"}, f"http://127.0.0.1:{taken.getsockname()[1]}/v1/query") == []
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.processes
def test_a_question_that_cannot_be_asked_fails(audit: Any) -> None:
    (problem,) = audit.known_holes({"six": "of no version"}, "http://127.0.0.1:9/v1/query")
    assert "failed" in problem


def test_every_licence_of_what_we_ship_goes_with_ours(audit: Any) -> None:
    pins = dict(pin for name in audit.SHIPPED for pin in audit.PIN.findall((settings.BASE_DIR / name).read_text()))
    assert len(pins) > 100
    assert list(audit.licence_problems(pins)) == []


@pytest.mark.parametrize(
    ("licence", "goes"),
    [("MIT", True), ("MIT OR GPL-2.0-only", True), ("MIT AND SSPL-1.0", False), ("GPL-2.0-only", False), ("", False)],
)
def test_of_a_choice_one_must_go_and_of_several_each(audit: Any, licence: str, goes: bool) -> None:
    assert audit.is_allowed(licence) == goes


@pytest.mark.processes
def test_the_sbom_names_what_is_pinned_with_its_licence(audit: Any, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("six==1.17.0\n")
    audit.write_sbom(tmp_path / "requirements.txt", tmp_path / "sbom.json")
    sbom = json.loads((tmp_path / "sbom.json").read_text())
    (component,) = sbom["components"]
    assert (sbom["bomFormat"], component["purl"]) == ("CycloneDX", "pkg:pypi/six@1.17.0")
    assert component["licenses"] == [{"expression": "MIT"}]
    assert sbom["metadata"]["component"]["name"] == "vividpages"
