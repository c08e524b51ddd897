"""What is done at Canva: list templates, upload pictures, fill a template, export the design, fetch the file.

The forms of requests and answers are those of Canva's reference of its REST API.
"""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import httpx2
from django.conf import settings
from pydantic import Field

from providers.network.addresses import AddressRefused
from providers.network.clients import Guard, guarded_client
from providers.wire.connections import trusted
from publishing.canva.refusals import STRANGE, CanvaRefused
from publishing.canva.settings import integration
from publishing.canva.wire import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from publishing.canva.client import Canva

LONGEST_ASSET_NAME = 50
LONGEST_TITLE = 255
MOST_TEMPLATES = 500
"""Of one reader that are looked up."""
LARGEST_FILE = 512 * 1024 * 1024
FETCH_SECONDS = 300.0
TOO_LONG = "Canva did not finish in time. Make it again; if it stays so, fill fewer fields."
NOT_FETCHED = "The file that Canva made could not be fetched. Make it again."
Quality = Literal["regular", "pro"]


class Failure(Told):
    """Why a job failed."""

    code: str = ""


class Thing(Told):
    """An asset or a design."""

    id: str


class Result(Told):
    """What a filled template became."""

    design: Thing


class Job(Told):
    """A job as far as it is."""

    id: str
    status: str
    error: Failure | None = None
    asset: Thing | None = None
    result: Result | None = None
    urls: tuple[str, ...] = ()


class JobAnswer(Told):
    """An answer about a job."""

    job: Job


class ListedTemplate(Told):
    """A brand template."""

    id: str
    title: str = ""


class TemplateList(Told):
    """Some of the brand templates, and where to go on."""

    items: tuple[ListedTemplate, ...] = ()
    continuation: str = ""


class DataField(Told):
    """A field of a template."""

    type: str


class Dataset(Told):
    """The fields of a template by their names."""

    dataset: dict[str, DataField] = Field(default_factory=dict)


def templates(canva: Canva) -> Iterator[ListedTemplate]:
    """Read the reader's templates that have fields to fill."""
    query = {"dataset": "non_empty"}
    read = 0
    while True:
        listed = canva.get("/brand-templates", TemplateList, params=query)
        yield from listed.items
        read += len(listed.items)
        if not listed.continuation or not listed.items or read >= MOST_TEMPLATES:
            return
        query = {**query, "continuation": listed.continuation}


def fields_of(canva: Canva, template: str) -> dict[str, str]:
    """Return the types of a template's fields by their names."""
    answer = canva.get(f"/brand-templates/{quote(template, safe='')}/dataset", Dataset)
    return {name: field.type for name, field in answer.dataset.items()}


def upload(canva: Canva, data: bytes, name: str) -> str:
    """Put a picture among the reader's uploads; return its id."""
    encoded = base64.b64encode(name[:LONGEST_ASSET_NAME].encode()).decode()
    headers = {
        "Content-Type": "application/octet-stream",
        "Asset-Upload-Metadata": json.dumps({"name_base64": encoded}),
    }
    job = _finished(canva, "/asset-uploads", canva.post("/asset-uploads", JobAnswer, headers=headers, content=data).job)
    if job.asset is None:
        raise CanvaRefused(STRANGE)
    return job.asset.id


def fill(canva: Canva, template: str, values: Mapping[str, Mapping[str, str]], title: str) -> str:
    """Make a design of a template and the values of its fields; return its id."""
    content = {"brand_template_id": template, "title": title[:LONGEST_TITLE], "data": values}
    job = _finished(canva, "/autofills", canva.post("/autofills", JobAnswer, json=content).job)
    if job.result is None:
        raise CanvaRefused(STRANGE)
    return job.result.design.id


def export(canva: Canva, design: str, quality: Quality) -> str:
    """Have a design made a PDF; return where it can be fetched."""
    content = {"design_id": design, "format": {"type": "pdf", "export_quality": quality}}
    job = _finished(canva, "/exports", canva.post("/exports", JobAnswer, json=content).job)
    if not job.urls:
        raise CanvaRefused(STRANGE)
    return job.urls[0]


def fetch(url: str, file: Path) -> None:
    """Fetch what Canva has put at an address, without any token: by https from a public address, or from its own.

    Raises CanvaRefused.
    """
    ends = time.monotonic() + FETCH_SECONDS
    size = 0
    try:
        with _fetching(url) as client, client.stream("GET", url) as response, file.open("wb") as out:
            if not response.is_success:
                raise CanvaRefused(NOT_FETCHED)
            for piece in response.iter_bytes():
                size += len(piece)
                if size > LARGEST_FILE or time.monotonic() > ends:
                    raise CanvaRefused(NOT_FETCHED)
                out.write(piece)
    except (httpx2.HTTPError, httpx2.InvalidURL, AddressRefused):
        raise CanvaRefused(NOT_FETCHED) from None


def _fetching(url: str) -> httpx2.Client:
    named, own = httpx2.URL(url), httpx2.URL(integration().api_url)
    if (named.scheme, named.host, named.port) == (own.scheme, own.host, own.port):
        return httpx2.Client(verify=trusted(), timeout=FETCH_SECONDS)
    if named.scheme != "https":
        raise CanvaRefused(NOT_FETCHED)
    return guarded_client(Guard(allow_private=False, most_bytes=LARGEST_FILE), timeout=FETCH_SECONDS)


def _finished(canva: Canva, path: str, job: Job) -> Job:
    """Wait for a job until it is done, fails, or has taken too long. Raises CanvaRefused."""
    ends = time.monotonic() + settings.CANVA_JOB_SECONDS
    while job.status == "in_progress":
        if time.monotonic() > ends:
            raise CanvaRefused(TOO_LONG)
        canva.wait(settings.CANVA_POLL_SECONDS)
        job = canva.get(f"{path}/{quote(job.id, safe='')}", JobAnswer).job
    if job.status != "success":
        raise CanvaRefused(_why_failed(job.error.code if job.error else ""))
    return job


def _why_failed(code: str) -> str:
    reasons = {
        "license_required": (
            "The template has premium elements that your Canva plan does not include. Choose the regular quality, or "
            "buy them at Canva."
        ),
        "approval_required": "Your team at Canva has to approve the design before it can be exported.",
        "file_too_big": "Canva found a picture too large.",
        "import_failed": "Canva could not read a picture. Make it again.",
    }
    return reasons.get(code, "Canva could not finish the work. Make it again.")
