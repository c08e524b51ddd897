"""A reader's own workflows for their ComfyUI: uploaded, offered as models, drawn with, deleted; nobody else's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import keys as kept_keys
from accounts.models import ApiKey, User
from accounts.tests.keyrings import OLD
from providers.choosing import workflows
from providers.choosing.catalogue import entry_named
from providers.choosing.factory import Caller, image_model
from providers.choosing.model_choices import choices_for
from providers.errors import UnknownModel
from providers.interfaces.images import PictureRequest
from providers.models import OwnWorkflow
from providers.money.ledger import Account
from providers.services.comfyui.workflows import text_to_picture
from providers.tests.wire.fixtures import wire as wire
from sketch.scene import DepictedScene
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from providers.tests.wire import WireServer

GRAPH = json.loads(json.dumps(text_to_picture()).replace('"%prompt%"', '"masterpiece, %prompt%"'))
REQUEST = PictureRequest(prompt="A bell.", width=720, height=720, seed=7, style="ink", scene=DepictedScene())


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True


@pytest.fixture
def page(client: Client, reader: User) -> Client:
    sign_in_now(client, reader)
    return client


@pytest.fixture
def api_key(reader: User, wire: WireServer) -> ApiKey:
    return kept_keys.create_key(
        owner=reader, service="comfyui", secret="", base_url=wire.base_url("comfyui"), nickname="Home"
    )


def upload(page: Client, api_key: ApiKey, text: str, name: str = "Ink") -> Any:
    file = SimpleUploadedFile("workflow_api.json", text.encode(), content_type="application/json")
    return page.post(reverse("key_workflows", args=[api_key.pk]), {"name": name, "workflow": file})


def own_models(reader: User) -> list[str]:
    offered = choices_for(reader).image
    return [choice.entry.name for choice in offered if "workflow/" in choice.entry.name and choice.is_usable]


def test_an_uploaded_workflow_is_a_model_that_draws_with_it(
    page: Client, reader: User, api_key: ApiKey, wire: WireServer
) -> None:
    assert upload(page, api_key, json.dumps(GRAPH)).status_code == 302
    (name,) = own_models(reader)
    caller = Caller(reader, Account(user_id=reader.pk, purpose="scene"))

    picture = image_model(entry_named(name, "image"), caller).draw(REQUEST)

    assert (picture.width, picture.height) == (720, 720)
    queued: Any = next(call.json["prompt"] for call in wire.calls_of("comfyui", "/prompt"))
    assert queued["wanted"]["inputs"]["text"] == "masterpiece, A bell."
    assert entry_named(name, "image").references == 4
    assert entry_named(name, "image").title == "Ink (your workflow)"


def test_a_workflow_that_is_replaced_is_another_model_and_the_former_one_says_so(
    page: Client, reader: User, api_key: ApiKey
) -> None:
    upload(page, api_key, json.dumps(GRAPH))
    (former,) = own_models(reader)
    upload(page, api_key, json.dumps(text_to_picture()))
    (latter,) = own_models(reader)

    assert former != latter
    with pytest.raises(UnknownModel, match="replaced"):
        image_model(entry_named(former, "image"), Caller(reader, Account(user_id=reader.pk)))


def with_value(value: str) -> str:
    """A workflow with this JSON among the inputs of a node."""
    return json.dumps(GRAPH).replace('"masterpiece, %prompt%"', f'"%prompt%", "more": {value}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        '{"nodes": [], "links": []}',
        with_value(r'"\u0000"'),
        with_value(r'"\ud800"'),
        with_value("NaN"),
        with_value("1e999"),
        with_value("[" * 500 + "]" * 500),
        with_value("[" * 5_000 + "]" * 5_000),
    ],
    ids=["empty", "words", "not for the API", "NUL", "half a character", "NaN", "infinity", "deep", "very deep"],
)
def test_what_is_no_workflow_is_not_kept_and_the_page_says_what_to_do(page: Client, api_key: ApiKey, text: str) -> None:
    response = upload(page, api_key, text)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not OwnWorkflow.objects.exists()


def test_there_are_no_more_than_twenty(page: Client, api_key: ApiKey) -> None:
    for number in range(workflows.MOST):
        workflows.keep_workflow(api_key=api_key, name=f"Number {number}", text=json.dumps(GRAPH))

    assert upload(page, api_key, json.dumps(GRAPH)).status_code == 422
    assert upload(page, api_key, json.dumps(GRAPH), name="Number 3").status_code == 302


def test_a_deleted_workflow_is_offered_no_more(page: Client, reader: User, api_key: ApiKey) -> None:
    upload(page, api_key, json.dumps(GRAPH))
    workflow = OwnWorkflow.objects.get()
    assert "Ink" in page.get(reverse("key_workflows", args=[api_key.pk])).content.decode()

    page.post(reverse("key_workflow_delete", args=[api_key.pk, workflow.pk]))

    assert own_models(reader) == []


def test_the_key_leads_to_its_workflows_and_other_keys_have_none(page: Client, reader: User, api_key: ApiKey) -> None:
    other = kept_keys.create_key(owner=reader, service="ollama", secret="", base_url="http://127.0.0.1:9")
    html = page.get(reverse("keys")).content.decode()

    assert reverse("key_workflows", args=[api_key.pk]) in html
    assert reverse("key_workflows", args=[other.pk]) not in html
    assert page.get(reverse("key_workflows", args=[other.pk])).status_code == 404


def test_a_stranger_finds_nothing(client: Client, api_key: ApiKey) -> None:
    workflow = workflows.keep_workflow(api_key=api_key, name="Ink", text=json.dumps(GRAPH))
    sign_in_now(client, User.objects.create_user("stranger@example.org"))

    assert client.get(reverse("key_workflows", args=[api_key.pk])).status_code == 404
    assert upload(client, api_key, json.dumps(GRAPH)).status_code == 404
    assert client.post(reverse("key_workflow_delete", args=[api_key.pk, workflow.pk])).status_code == 404
    assert OwnWorkflow.objects.count() == 1


def test_workflows_go_with_their_key(api_key: ApiKey) -> None:
    workflows.keep_workflow(api_key=api_key, name="Ink", text=json.dumps(GRAPH))

    kept_keys.delete_key(api_key=api_key)

    assert not OwnWorkflow.objects.exists()
