"""A typed client that a public generator makes of the published description, against a running server."""

from __future__ import annotations

import importlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from accounts.tokens import create_token
from api.management.commands.api_schema import PUBLISHED
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.live_server_helper import LiveServer

    from accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole, pytest.mark.processes]
PACKAGE = "vivid_pages_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Make the client, and let it be imported."""
    folder = tmp_path_factory.mktemp("client")
    generator = Path(sys.executable).with_name("openapi-python-client")
    post_hooks = folder / "config.yml"
    post_hooks.write_text("post_hooks: []\n")  # how it is formatted matters to nobody here
    command = [
        str(generator),
        "generate",
        "--config",
        str(post_hooks),
        "--path",
        str(PUBLISHED),
        "--output-path",
        str(folder / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "unable to parse" not in done.stdout.lower()
    sys.path.insert(0, str(folder / "out"))
    yield PACKAGE
    sys.path.remove(str(folder / "out"))


def _call(module: str, function: str = "sync") -> Any:
    return getattr(importlib.import_module(f"{PACKAGE}.api.{module}"), function)


def test_a_generated_client_uploads_reads_and_deletes_a_book(
    generated: str, live_server: LiveServer, reader: User
) -> None:
    with transaction.atomic():
        _, secret = create_token(owner=reader, name="Client", scopes=["read", "write"])
    package, models, types = (importlib.import_module(f"{generated}{name}") for name in ("", ".models", ".types"))
    client = package.AuthenticatedClient(base_url=live_server.url, token=secret)
    file = types.File(payload=BytesIO(epub_file().read()), file_name="lamp.epub", mime_type="application/epub+zip")
    body = models.UploadVividpageFileParams(epub=file)
    made = _call("vividpages.upload_vividpage")(client=client, body=body)
    assert isinstance(made, models.WholeBook), made
    listed = _call("vividpages.list_vividpages")(client=client)
    assert [book.id for book in listed.items] == [made.id]
    read = _call("vividpages.read_vividpage")(made.id, client=client)
    assert read.title == made.title
    refused = _call("account.list_tokens", "sync_detailed")(client=client)
    assert (refused.status_code, refused.parsed.status) == (403, 403)
    assert _call("vividpages.delete_vividpage", "sync_detailed")(made.id, client=client).status_code == 204
