"""Adding a service is adding its folder: proved with one that nobody has heard of."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from accounts.tests.keyrings import OLD
from providers import services
from providers.admin import CatalogueModelForm
from providers.choosing import catalogue, model_choices
from providers.choosing.catalogue import entry_named
from providers.choosing.factory import Caller, text_model
from providers.choosing.keys import add_key, check_again
from providers.errors import KeyMissing, KeyRefused, UnknownService
from providers.models import PaidCall
from providers.money.ledger import Account
from providers.services import all_services, service_named, services_with_access
from providers.tests.asking import GOOD, KEY, REQUEST
from providers.tests.wire import WireServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from accounts.models import User

DESCRIPTOR = '''
    """Oracle: a service that nobody has heard of."""

    from providers.interfaces.service import Access, Service


    def _check(credentials, client):
        from providers.services.oracle.text import free_check

        return free_check(credentials, client)


    def _text(entry, credentials, client):
        from providers.services.oracle.text import OracleText

        return OracleText(entry, credentials, client)


    SERVICE = Service(
        name="oracle",
        title="The Oracle",
        kinds=("text",),
        access=Access(purpose="Answers.", where="At Delphi.", needs_secret=True, check=_check),
        text=_text,
    )
'''
ADAPTER = '''
    """Questions to the Oracle."""

    from pydantic import BaseModel

    from providers.interfaces.text import TextAnswer
    from providers.interfaces.usage import Usage
    from providers.wire.json_client import JsonApi, JsonClient


    class Saying(BaseModel):
        saying: str
        tokens: int


    def client_for(credentials, client):
        api = JsonApi(
            title="The Oracle", default_url="http://delphi.test", words_of=lambda error: error["error"], seconds=5
        )
        return JsonClient(credentials, api, http_client=client)


    def free_check(credentials, client):
        client_for(credentials, client).get("/mood", dict)
        return "The Oracle answers."


    class OracleText:
        def __init__(self, entry, credentials, client):
            self.name = entry.model
            self.context_tokens = entry.context_tokens
            self.most_output_tokens = entry.most_output_tokens
            self._client = client_for(credentials, client)

        def complete(self, request):
            answer = self._client.post("/ask", {"question": request.prompt}, Saying)
            return TextAnswer(answer.saying, "end", Usage(input_tokens=answer.tokens, output_tokens=10))
'''
WIRE = '''
    """The Oracle on the wire server."""

    from providers.tests.wire.services import Question, Reply


    class Oracle:
        needs_key = True
        base = ""

        def __init__(self, wire):
            self._wire = wire
            self.routes = {("GET", "/mood"): lambda call, trouble: Reply({}), ("POST", "/ask"): self._ask}

        def failure(self, trouble):
            return Reply({"error": "no"}, {"key_refused": 401}.get(trouble.failure, 503))

        def _ask(self, call, trouble):
            question = Question("oracle", "pythia", "", call.json["question"], None, call.json)
            return Reply({"saying": self._wire.answer(question), "tokens": 1000})


    WIRE = Oracle
'''


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    cache.clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a made-up service, where services are looked for."""
    made = tmp_path / "oracle"
    (made / "tests").mkdir(parents=True)
    for name, text in {"__init__": DESCRIPTOR, "text": ADAPTER, "tests/__init__": "", "tests/wire": WIRE}.items():
        (made / f"{name}.py").write_text(dedent(text))
    monkeypatch.setattr(services, "__path__", [*services.__path__, str(tmp_path)])
    all_services.cache_clear()
    yield made
    all_services.cache_clear()
    for module in [name for name in sys.modules if name.startswith("providers.services.oracle")]:
        del sys.modules[module]
    vars(services).pop("oracle", None)


@pytest.fixture
def wire(folder: Path) -> Iterator[WireServer]:
    """A wire server that has found the made-up service as well."""
    with WireServer() as server:
        server.answer = lambda question: GOOD
        yield server


@pytest.fixture
def in_catalogue(folder: Path) -> None:
    """A model of the made-up service, as an admin enters it."""
    fields = {"service": "oracle", "name": "oracle/pythia", "kind": "text", "title": "Pythia", "concurrency": 1}
    form = CatalogueModelForm({**fields, "input_price": "2", "output_price": "10"})
    assert form.is_valid(), form.errors
    form.save()


def test_a_folder_is_all_that_makes_a_service_known(folder: Path) -> None:
    assert service_named("oracle").title == "The Oracle"
    assert "oracle" in [service.name for service in services_with_access()]


def test_a_service_whose_folder_has_gone_is_named_as_it_was() -> None:
    with pytest.raises(UnknownService):
        service_named("oracle")
    assert services.title_of("oracle") == "oracle"


def test_a_key_for_it_is_checked_kept_and_named(reader: User, wire: WireServer) -> None:
    api_key = add_key(user=reader, service="oracle", secret=KEY, base_url=wire.base_url("oracle"))

    assert (api_key.nickname, api_key.is_active, api_key.check_words) == ("The Oracle", True, "The Oracle answers.")
    assert check_again(api_key=api_key)
    assert [call.path for call in wire.calls_of("oracle")] == ["/mood", "/mood"]


def test_a_key_that_it_does_not_accept_is_not_kept(reader: User, wire: WireServer) -> None:
    wire.accepted_key = "another"

    with pytest.raises(KeyRefused):
        add_key(user=reader, service="oracle", secret=KEY, base_url=wire.base_url("oracle"))


def test_its_models_are_offered_and_usable_once_there_is_a_key(
    reader: User, wire: WireServer, in_catalogue: None
) -> None:
    def usable() -> list[bool]:
        return [
            choice.is_usable
            for choice in model_choices.choices_for(reader).text
            if choice.service_title == "The Oracle"
        ]

    before = usable()
    add_key(user=reader, service="oracle", secret=KEY, base_url=wire.base_url("oracle"))

    assert (before, usable()) == ([False], [True])


def test_its_models_are_called_through_the_ledger(reader: User, wire: WireServer, in_catalogue: None) -> None:
    add_key(user=reader, service="oracle", secret=KEY, base_url=wire.base_url("oracle"))
    entry = entry_named("oracle/pythia", "text")
    caller = Caller(reader, Account(user_id=reader.pk, purpose="discover"))

    first, second = (text_model(entry, caller).complete(REQUEST) for _ in range(2))

    assert first == second
    call = PaidCall.objects.get()
    assert (call.service, call.model, call.state) == ("oracle", "oracle/pythia", "answered")
    assert call.cost == Decimal("0.0021")  # 1,000 tokens in at $2 and 10 out at $10 a million
    assert len(wire.calls_of("oracle", "/ask")) == 1


def test_without_a_key_it_is_asked_for_by_its_title(reader: User, in_catalogue: None) -> None:
    caller = Caller(reader, Account(user_id=reader.pk))

    with pytest.raises(KeyMissing, match="The Oracle"):
        text_model(entry_named("oracle/pythia", "text"), caller)


@pytest.mark.parametrize("service", all_services().values(), ids=lambda service: service.name)
def test_every_service_can_make_what_it_says_it_has(service: services.Service) -> None:  # type: ignore[name-defined]
    makes = {
        "text": service.text,
        "image": service.image,
        "embedding": service.embedding,
        "moderation": service.moderation,
        "speech": service.speech,
        "video": service.video,
    }

    assert {kind for kind, make in makes.items() if make} == set(service.kinds) - (
        {"text"} if service.is_built_in else set()
    )
    assert set(service.unlisted) <= set(service.kinds)
    assert bool(service.list_models) == bool(service.unlisted)


def test_every_model_of_the_catalogue_is_of_a_service_that_has_such_models() -> None:
    for entry in catalogue._listed():  # noqa: SLF001
        assert entry.kind in entry.of_service.kinds, entry.name
        assert entry.references <= entry.of_service.references.most, entry.name


@pytest.mark.parametrize("service", services_with_access(), ids=lambda service: service.name)
def test_every_service_has_a_page_in_the_docs(service: services.Service) -> None:  # type: ignore[name-defined]
    pages = Path(__file__).parents[2] / "docs" / "services"

    assert (pages / f"{service.name}.md").is_file()
    assert f"({service.name}.md)" in (pages / "README.md").read_text()
