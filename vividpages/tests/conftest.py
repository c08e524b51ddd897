from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from vividpages.tests.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture
def machine(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(media=settings.MEDIA_ROOT, log=tmp_path / "processes.log")
    yield machine
    machine.stop()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def sample_epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from samples.build import build_sample

    return build_sample(tmp_path_factory.mktemp("sample") / "sample.epub")
