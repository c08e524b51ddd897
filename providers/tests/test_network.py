"""Connections to what readers typed, against real servers on this machine.

The servers are reached by made-up names through a resolver of the test's own. "Public" in these tests is an address
that the guard lets through; what listens is this machine, so private networks are allowed where a connection is to
come about.
"""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import anthropic
import httpx2
import openai
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from providers.network.addresses import AddressRefused, refusal_in
from providers.network.clients import Guard, guarded_client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django import Settings

PUBLIC = "93.184.215.14"


@dataclass
class HttpServer:
    """A server that answers every request with one answer, and remembers who was asked for."""

    port: int
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    hosts: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)


@pytest.fixture
def start() -> Iterator[Callable[..., HttpServer]]:
    running: list[ThreadingHTTPServer] = []

    def start_server(tls: ssl.SSLContext | None = None) -> HttpServer:
        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.hosts.append(self.headers["Host"])
                server.accepted.append(self.headers["Accept-Encoding"])
                self.send_response(server.status)
                for name, value in {"Content-Length": str(len(server.body)), **server.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(server.body)

            def log_message(self, *args: object) -> None:
                """Write nothing."""

        http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True)
        server = HttpServer(port=http.server_port)
        running.append(http)
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server

    yield start_server
    for http in running:
        http.shutdown()
        http.server_close()


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_server_is_reached_by_its_name_at_the_address_that_was_checked(start: Callable[..., HttpServer]) -> None:
    server = start()

    response = guarded_client(Guard(allow_private=True, resolve=local)).get(f"http://models.test:{server.port}/v1")

    assert response.json() == {}
    assert server.hosts == [f"models.test:{server.port}"]


def test_a_private_address_is_not_connected_to(start: Callable[..., HttpServer]) -> None:
    server = start()

    with pytest.raises(AddressRefused):
        guarded_client(Guard(allow_private=False, resolve=local)).get(f"http://models.test:{server.port}/v1")

    assert server.hosts == []


def test_the_setting_holds_where_the_guard_says_nothing(start: Callable[..., HttpServer], settings: Settings) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False
    server = start()

    with pytest.raises(AddressRefused):
        guarded_client().get(f"http://localhost:{server.port}/v1")

    assert server.hosts == []


def test_metadata_is_refused_even_where_private_networks_are_allowed() -> None:
    with pytest.raises(AddressRefused, match="metadata"):
        guarded_client(Guard(allow_private=True)).get("http://169.254.169.254/latest/meta-data/")


def test_a_name_that_turns_private_after_it_was_checked_is_refused_at_the_next_connection(
    start: Callable[..., HttpServer],
) -> None:
    server = start()
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    guarded = guarded_client(Guard(allow_private=True, resolve=lambda host, port: next(answers)))
    server.headers = {"Connection": "close"}
    guarded.get(f"http://rebinding.test:{server.port}/")

    with pytest.raises(AddressRefused):
        guarded.get(f"http://rebinding.test:{server.port}/")

    assert len(server.hosts) == 1


def test_a_name_is_asked_for_once_for_each_connection_so_no_second_answer_can_differ(
    start: Callable[..., HttpServer],
) -> None:
    server = start()
    resolved_hosts: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        resolved_hosts.append(host)
        return ["127.0.0.1"]

    guarded_client(Guard(allow_private=True, resolve=resolve)).get(f"http://models.test:{server.port}/")

    assert resolved_hosts == ["models.test"]


def test_the_second_address_of_a_name_is_tried_when_nobody_listens_at_the_first(
    start: Callable[..., HttpServer],
) -> None:
    server = start()
    guard = Guard(allow_private=True, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])

    assert guarded_client(guard).get(f"http://models.test:{server.port}/").status_code == 200


def test_a_name_without_an_address_is_a_failed_connection_like_any_other() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(httpx2.ConnectError):
        guarded_client(Guard(allow_private=True, resolve=resolve)).get("http://nowhere.test/")


@pytest.mark.parametrize("follow", [True, False])
def test_a_redirect_is_refused_and_not_followed(start: Callable[..., HttpServer], follow: bool) -> None:
    inside = start()
    server = start()
    server.status, server.headers = 302, {"Location": f"http://127.0.0.1:{inside.port}/admin"}

    with pytest.raises(AddressRefused, match="another address"):
        guarded_client(Guard(allow_private=True, resolve=local)).get(
            f"http://models.test:{server.port}/", follow_redirects=follow
        )

    assert inside.hosts == []


@pytest.mark.parametrize("url", ["http://ann:secret@models.test/", "ftp://models.test/"])
def test_a_name_and_password_or_another_scheme_are_refused(url: str) -> None:
    with pytest.raises((AddressRefused, httpx2.UnsupportedProtocol)):
        guarded_client(Guard(allow_private=True, resolve=local)).get(url)


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1"])
def test_an_address_as_one_number_or_in_octal_reaches_nobody(start: Callable[..., HttpServer], host: str) -> None:
    server = start()

    with pytest.raises((AddressRefused, httpx2.InvalidURL)):
        guarded_client(Guard(allow_private=True)).get(f"http://{host}:{server.port}/")

    assert server.hosts == []


def test_no_proxy_of_the_environment_is_used(start: Callable[..., HttpServer], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = start(), start()
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")

    guarded_client(Guard(allow_private=True, resolve=local)).get(f"http://models.test:{server.port}/")

    assert (len(proxy.hosts), len(server.hosts)) == (0, 1)


def test_an_answer_larger_than_is_allowed_is_broken_off(start: Callable[..., HttpServer]) -> None:
    server = start()
    server.body = b"x" * 100_000

    with pytest.raises(httpx2.ReadError):
        guarded_client(Guard(allow_private=True, resolve=local, most_bytes=50_000)).get(
            f"http://models.test:{server.port}/"
        )


def test_an_answer_that_takes_longer_than_is_allowed_is_broken_off(start: Callable[..., HttpServer]) -> None:
    server = start()

    with pytest.raises(httpx2.ReadError):
        guarded_client(Guard(allow_private=True, resolve=local, most_seconds=-1)).get(
            f"http://models.test:{server.port}/"
        )


def test_a_packed_answer_is_refused_for_nobody_knows_what_it_unpacks_to(start: Callable[..., HttpServer]) -> None:
    server = start()
    server.body, server.headers = gzip.compress(b"x" * 1_000_000), {"Content-Encoding": "gzip"}

    with pytest.raises(AddressRefused):
        guarded_client(Guard(allow_private=True, resolve=local)).get(f"http://models.test:{server.port}/")

    assert server.accepted == ["identity"]


# --- TLS ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for models.test, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "models.test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("models.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "models.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure(start: Callable[..., HttpServer], certificate: Path) -> HttpServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return start(context)


def test_a_certificate_is_verified_by_the_name_and_not_by_the_address(secure: HttpServer, certificate: Path) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    guarded = guarded_client(Guard(allow_private=True, resolve=local), verify=trusting)

    assert guarded.get(f"https://models.test:{secure.port}/").status_code == 200


def test_a_certificate_of_another_name_is_not_accepted(secure: HttpServer, certificate: Path) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    guarded = guarded_client(Guard(allow_private=True, resolve=local), verify=trusting)

    with pytest.raises(httpx2.ConnectError, match="Hostname mismatch"):
        guarded.get(f"https://others.test:{secure.port}/")


def test_a_certificate_of_unknown_origin_is_not_accepted(secure: HttpServer) -> None:
    with pytest.raises(httpx2.ConnectError, match="certificate"):
        guarded_client(Guard(allow_private=True, resolve=local)).get(f"https://models.test:{secure.port}/")


# --- the SDKs -------------------------------------------------------------------------------------------------------


def test_anthropics_sdk_goes_through_the_guard() -> None:
    client = anthropic.Anthropic(
        api_key="k", base_url="http://models.test", max_retries=0, http_client=guarded_client(Guard(False, local))
    )

    with pytest.raises(anthropic.APIConnectionError) as error:
        client.models.list()

    assert refusal_in(error.value)


def test_openais_sdk_goes_through_the_guard() -> None:
    client = openai.OpenAI(
        api_key="k", base_url="http://models.test/v1", max_retries=0, http_client=guarded_client(Guard(False, local))
    )

    with pytest.raises((openai.APIConnectionError, AddressRefused)) as error:
        client.models.list()

    assert refusal_in(error.value)


def test_addresses_of_this_machine_in_ipv6_are_refused(settings: Settings) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False
    for url in ("http://[::1]/", "http://[::ffff:7f00:1]/", f"http://[64:ff9b::{ipaddress.IPv4Address('127.0.0.1')}]/"):
        with pytest.raises(AddressRefused):
            guarded_client().get(url)
