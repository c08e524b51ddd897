"""Fetching pages, against servers on this machine, which are reached by names of the test's own."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
import zlib
from itertools import repeat
from typing import TYPE_CHECKING

import pytest

from authors.sources.tests.files import LIFE, WALK, page_of
from writing.sources import words
from writing.sources.fetching import Fetcher, FetchLimits, Pauses, RobotsCache, Unreachable
from writing.sources.tests.server import Answer, PageServer, dripping_headers, here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from providers.network.addresses import Resolver

PAGE = page_of(LIFE, WALK)


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer() as running:
        running.pages["/varga"] = Answer(PAGE)
        yield running


def fetcher(resolve: Resolver = here, *, most: int = 1_000_000, seconds: float = 60.0, private: bool = True) -> Fetcher:
    limits = FetchLimits(bytes=most, seconds=seconds, redirects=3, allow_private=private)
    return Fetcher("VividPages/test", limits, resolve, RobotsCache(), Pauses())


def reason(fetching: Fetcher, address: str) -> str:
    with pytest.raises(Unreachable) as raised:
        fetching.fetch(address)
    return str(raised.value)


def test_a_page_is_fetched_with_what_its_server_says_of_it(server: PageServer) -> None:
    page = fetcher().fetch(server.address("/varga"))

    assert (page.data, page.media_type, page.address) == (PAGE, "text/html; charset=utf-8", server.address("/varga"))
    assert set(server.agents) == {"VividPages/test"}


def test_a_redirect_is_followed_to_where_the_page_is(server: PageServer) -> None:
    server.pages["/old"] = Answer(status=301, headers={"Location": server.address("/varga", "other.test")})

    assert fetcher().fetch(server.address("/old")).address == server.address("/varga", "other.test")
    assert ("other.test", "/robots.txt") in server.asked


def test_redirects_in_circles_end(server: PageServer) -> None:
    server.pages["/round"] = Answer(status=302, headers={"Location": "/round"})

    assert reason(fetcher(), server.address("/round")) == words.SENT_IN_CIRCLES
    assert server.paths() == ["/round"] * 4


def test_a_page_in_a_private_network_is_not_asked_for(server: PageServer) -> None:
    assert reason(fetcher(private=False), server.address("/varga")) == words.PRIVATE
    assert server.asked == []


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.1:{}/varga", "http://inside.test:{}/varga", "http://[::1]:{}/varga"]
)
def test_a_redirect_into_a_private_network_is_not_followed(server: PageServer, inside: str) -> None:
    """The first server is let through as if it were public; what it leads to is not."""

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "pages.test" else ["169.254.169.254"]

    server.pages["/lure"] = Answer(status=302, headers={"Location": inside.format(server.port)})
    with PageServer() as private:
        private.pages["/varga"] = Answer(PAGE)
        server.pages["/lure"] = Answer(status=302, headers={"Location": inside.format(private.port)})

        assert reason(fetcher(resolve), server.address("/lure")) == words.PRIVATE
        assert private.asked == []


def test_a_name_that_turns_private_between_two_connections_is_not_asked_again(server: PageServer) -> None:
    """DNS rebinding: robots.txt is fetched from the public address, then the name leads inside."""
    answers = iter([["127.0.0.1"], *repeat(["169.254.169.254"], 5)])

    assert reason(fetcher(lambda host, port: next(answers)), server.address("/varga")) == words.PRIVATE
    assert server.paths() == []


def test_robots_txt_is_asked_once_and_followed(server: PageServer) -> None:
    server.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /secret\n", media_type="text/plain")
    server.pages["/secret"] = Answer(PAGE)
    fetching = fetcher()

    assert reason(fetching, server.address("/secret")) == words.NOT_ALLOWED
    assert fetching.fetch(server.address("/varga")).data == PAGE
    assert [path for _, path in server.asked] == ["/robots.txt", "/varga"]


@pytest.mark.parametrize(("status", "is_fetched"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_robots_txt_that_is_not_there_allows_and_one_that_cannot_be_had_does_not(
    server: PageServer, status: int, is_fetched: bool
) -> None:
    server.pages["/robots.txt"] = Answer(b"x", status=status)

    if is_fetched:
        assert fetcher().fetch(server.address("/varga")).data == PAGE
    else:
        assert reason(fetcher(), server.address("/varga")) == words.NO_ROBOTS
        assert server.paths() == []


def test_pauses_that_are_too_long_are_told_and_not_waited_for(server: PageServer) -> None:
    server.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 600\n", media_type="text/plain")
    fetching = fetcher()

    assert fetching.fetch(server.address("/varga")).data == PAGE
    assert reason(fetching, server.address("/varga")) == words.SLOW_SITE


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 418, 429, 451, 500, 503])
def test_an_answer_without_a_page_is_told_with_what_to_do(server: PageServer, status: int) -> None:
    server.pages["/none"] = Answer(status=status)

    assert reason(fetcher(), server.address("/none")) == words.of_status(status)


def test_a_page_that_says_it_has_ten_gigabytes_is_not_read(server: PageServer) -> None:
    server.pages["/huge"] = Answer(headers={"Content-Length": str(10 * 1024**3)}, pieces=lambda: repeat(b"a" * 65536))

    assert "1 MB" in reason(fetcher(), server.address("/huge"))


def test_a_page_without_end_is_left_at_the_limit(server: PageServer) -> None:
    server.pages["/endless"] = Answer(headers={"Connection": "close"}, pieces=lambda: repeat(b"a" * 65536))

    assert "1 MB" in reason(fetcher(), server.address("/endless"))


def test_a_page_that_drips_is_left_when_its_time_is_over(server: PageServer) -> None:
    def drip() -> Iterator[bytes]:
        while not server.closing.wait(0.05):
            yield b"a"

    server.pages["/slow"] = Answer(headers={"Connection": "close"}, pieces=drip)
    fetching = fetcher(seconds=20.0)
    fetching.fetch(server.address("/varga"))  # robots.txt is known

    assert (
        reason(
            Fetcher(fetching.agent, FetchLimits(seconds=1.0, allow_private=True), here, fetching.robots),
            server.address("/slow"),
        )
        == words.TOO_SLOW
    )


def test_headers_that_drip_are_left_when_the_time_is_over() -> None:
    closing = threading.Event()
    port, end = dripping_headers(closing)
    try:
        assert reason(fetcher(seconds=1.0), f"http://slow.test:{port}/") == words.TOO_SLOW
    finally:
        end()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("GZIP", gzip.compress(PAGE[:100], mtime=0) + gzip.compress(PAGE[100:], mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
    ],
    ids=["gzip", "two in one", "deflate", "bare deflate"],
)
def test_a_compressed_page_is_unpacked(server: PageServer, coding: str, packed: bytes) -> None:
    def in_pieces() -> Iterator[bytes]:
        yield from (packed[at : at + 7] for at in range(0, len(packed), 7))

    headers = {"Content-Encoding": coding, "Content-Length": str(len(packed))}
    server.pages["/zip"] = Answer(headers=headers, pieces=in_pieces)
    server.pages["/robots.txt"] = Answer(
        gzip.compress(b"User-agent: *\nAllow: /"), headers={"Content-Encoding": "gzip"}
    )

    assert fetcher().fetch(server.address("/zip")).data == PAGE


def test_a_page_that_unpacks_to_gigabytes_is_left_at_the_limit(server: PageServer) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    twice = gzip.compress(bomb)
    server.pages["/bomb"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    server.pages["/twice"] = Answer(twice, headers={"Content-Encoding": "gzip"})

    tracemalloc.start()
    assert "fetched" in reason(fetcher(most=1_000_000), server.address("/bomb"))
    assert fetcher().fetch(server.address("/twice")).data == bomb, "what is in it is a file like others"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000_000


@pytest.mark.parametrize(
    "sent",
    [gzip.compress(PAGE, mtime=0)[:-20], gzip.compress(PAGE, mtime=0)[:60], b"\x1f\x8b\x08nonsense", b"page"],
    ids=["cut", "cut early", "damaged", "not packed"],
)
def test_a_compressed_page_that_is_damaged_or_cut_off_is_told(server: PageServer, sent: bytes) -> None:
    server.pages["/zip"] = Answer(sent, headers={"Content-Encoding": "gzip"})

    assert reason(fetcher(), server.address("/zip")) == words.BROKEN_OFF


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_what_is_packed_in_a_way_that_was_not_asked_for_is_refused(server: PageServer, coding: str) -> None:
    server.pages["/zip"] = Answer(b"packed", headers={"Content-Encoding": coding})

    assert reason(fetcher(), server.address("/zip")) == words.COMPRESSED


def test_a_name_without_a_server_is_told() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert "nowhere.test" in reason(fetcher(nobody), "http://nowhere.test/")


def test_a_server_that_hangs_up_is_told(server: PageServer) -> None:
    def hang_up() -> Iterator[bytes]:
        raise OSError
        yield b""

    server.pages["/cut"] = Answer(b"begun", headers={"Content-Length": "5000"}, pieces=hang_up)

    assert reason(fetcher(), server.address("/cut")) == words.BROKEN_OFF
