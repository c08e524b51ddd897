"""Addresses that readers give: what the server fetches for them, and what it never does."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from django.test import override_settings
from django.urls import reverse

from notifications.delivering import calling
from notifications.models import Webhook
from providers.network.addresses import resolve_name
from providers.network.clients import Guard as Connections
from providers.network.clients import guarded_client
from vividpages.tests.replays.house import SECRET
from vividpages.tests.replays.replay import CALIBRE_WEB, code, replay
from writing.sources.fetching import Fetcher, FetchLimits, RobotsCache, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx2

    from vividpages.tests.replays.house import House


def kept(house: House, address: str) -> str:
    """Have a stranger give an address for webhooks; return it if it is kept, so that it will be called."""
    browser = house.browser(house.stranger)
    browser.post(reverse("add_webhook"), {"address": address, "format": "plain"})
    return "".join(Webhook.objects.filter(owner=house.stranger).values_list("address", flat=True))


class Inner(BaseHTTPRequestHandler):
    """A server that only the machine itself should reach: `/on` leads on, and all else is secret."""

    server: Any

    def do_GET(self) -> None:
        """Answer."""
        self.server.asked.append(self.path)
        if self.path == "/on":
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"" if self.path == "/robots.txt" else SECRET.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer, without what was sent."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def inner_server() -> Iterator[Any]:
    """Run a server in the private network; `asked` is what it has been asked for."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Inner)
    server.asked = []
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


PUBLIC = code("providers.network.addresses._is_public", lambda _: True)


@replay(
    "CVE-2022-0339",
    "Calibre-Web",
    "The cover of a book could be fetched from an address of the server itself.",
    source=CALIBRE_WEB,
    refusal="An address is refused that is none of the public network.",
    guard=PUBLIC,
)
def the_machine_itself(house: House) -> str:
    return kept(house, "https://127.0.0.1:9200/cover.jpg")


@replay(
    "CVE-2022-0766",
    "Calibre-Web",
    "The list of refused addresses had forgotten 0.0.0.0, which leads to the server itself as well.",
    source=CALIBRE_WEB,
    refusal="No list of refused names: whatever is not a public address by the registries is refused.",
    guard=PUBLIC,
)
def the_machine_by_another_number(house: House) -> str:
    return kept(house, "https://0.0.0.0/cover.jpg")


@replay(
    "CVE-2022-0990",
    "Calibre-Web",
    "Other servers of the private network could be asked.",
    source=CALIBRE_WEB,
    refusal="Private networks are refused as the machine itself is, unless whoever runs the site allows them.",
    guard=PUBLIC,
)
def a_neighbour(house: House) -> str:
    return kept(house, "https://192.168.178.1/")


@replay(
    "CVE-2022-0939",
    "Calibre-Web",
    "An IPv6 address that carries one of IPv4 passed the check, and led to the server itself.",
    source=CALIBRE_WEB,
    refusal="What an IPv6 address carries (mapped, 6to4, Teredo, NAT64, ISATAP) is checked as well.",
    guard=code("providers.network.addresses._embedded", lambda _: []),
)
def the_machine_in_an_ipv6_address(house: House) -> str:
    return kept(house, "https://[64:ff9b::7f00:1]/cover.jpg")


@replay(
    "CVE-2022-23644",
    "BookWyrm",
    "A cover was loaded from any address that a reader gave, also from where a cloud keeps its machine's passwords.",
    source="https://github.com/advisories/GHSA-5m7g-66h6-5cvq",
    refusal="Addresses of metadata services are refused, also where private networks are allowed.",
    guard=code("providers.network.addresses.METADATA", ()),
)
def passwords_of_the_machine(house: House) -> str:
    with override_settings(ALLOW_PRIVATE_WEBHOOKS=True):
        return kept(house, "http://169.254.169.254/latest/meta-data/")


@replay(
    "CVE-2023-47619",
    "audiobookshelf",
    "A reader could have files of the server read by giving their address.",
    source="https://osv.dev/vulnerability/CVE-2023-47619",
    refusal="An address has to be one of http or https, and to name a server.",
    guard=code("providers.network.addresses.refuse_form", lambda *_: None),
)
def file_of_the_machine(house: House) -> str:
    with override_settings(ALLOW_PRIVATE_WEBHOOKS=True):
        return kept(house, "file:///etc/passwd")


def unchecked(host: str, port: int, *, resolve: Any = resolve_name, **_: Any) -> list[str]:
    """Look up a name and check nothing."""
    return list(resolve(host, port))


@replay(
    "CVE-2023-51697",
    "audiobookshelf",
    "Feeds were fetched from wherever they said to be, also from within the private network.",
    source="https://osv.dev/vulnerability/CVE-2023-51697",
    refusal="The numbers that a name stands for are checked when the connection is made, and it goes to just those.",
    guard=code("providers.network.clients.checked_addresses", unchecked),
)
def name_that_leads_inside(house: House) -> str:
    with inner_server() as server:
        address = f"http://books.example:{server.server_address[1]}/feed"
        fetcher = Fetcher("test", FetchLimits(), resolve=lambda *_: ["127.0.0.1"], robots=RobotsCache())
        try:
            return fetcher.fetch(address).data.decode()
        except Unreachable:
            return "".join(server.asked)


def following(guard: Connections, **options: Any) -> httpx2.Client:
    """Make a client that goes wherever it is sent."""
    client = guarded_client(guard, **options)
    client.follow_redirects = True
    return client


@replay(
    "CVE-2022-0767",
    "Calibre-Web",
    "An address that had passed the check sent the server on to one that would not have.",
    source=CALIBRE_WEB,
    refusal="No redirect is followed; where pages are fetched, each address on the way is checked as the first is.",
    guard=code("notifications.delivering.calling.guarded_client", following)
    & code("providers.network.clients.Guard.refuse_answer", lambda *_: None),
)
def sent_on(house: House) -> str:
    with inner_server() as server, override_settings(ALLOW_PRIVATE_WEBHOOKS=True):
        calling.post(calling.Call(f"http://127.0.0.1:{server.server_address[1]}/on", b"{}", {}))
        assert server.asked[:1] == ["/on"]
        return "".join(server.asked[1:])
