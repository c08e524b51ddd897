from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from vividpages.tests.machine import Machine, reserved_port
from vividpages.tests.s3 import S3Server, keep_files_on_s3
from vividpages.tests.signed_in import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def machine(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(media=settings.MEDIA_ROOT, log=tmp_path / "processes.log")
    yield machine
    machine.stop()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    server = S3Server()
    yield server
    server.stop()


@pytest.fixture(params=["disk", "s3"])
def any_storage(request: pytest.FixtureRequest, settings: Settings) -> dict[str, str]:
    """Files are kept on a disk, then on S3. What processes need to know of it is returned."""
    if request.param == "disk":
        return {"MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    server: S3Server = request.getfixturevalue("s3_server")
    environment = server.new_bucket()
    keep_files_on_s3(settings, environment)
    return environment


@pytest.fixture
def port() -> Iterator[int]:
    with reserved_port() as port:
        yield port


@pytest.fixture
def var() -> Iterator[Path]:
    """A data folder that the user who serves for root can enter."""
    with tempfile.TemporaryDirectory() as var:
        yield Path(var)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("Chromium is required here and was not found")
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as environment:
        # Playwright keeps an event loop in this thread; the database is used by it all the same.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            timeout=PATIENCE,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-quic"],
        )
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from samples.build import build_sample

    return build_sample(tmp_path_factory.mktemp("sample") / "sample.epub")
