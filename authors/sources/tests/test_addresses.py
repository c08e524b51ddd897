"""Which addresses can be fetched, and which are the same."""

from __future__ import annotations

import pytest

from authors.sources.addresses import LONGEST, checked, host_of, identity, redirected
from authors.sources.errors import AddressUnfit


@pytest.mark.parametrize(
    ("typed", "fetched"),
    [
        (" https://maps.test/varga#early ", "https://maps.test/varga"),
        ("maps.test", "https://maps.test/"),
        ("HTTP://Maps.Test:80/A?b=c", "http://maps.test/A?b=c"),
        ("https://späth.test/x", "https://xn--spth-moa.test/x"),
        ("maps.test:8080/a", "https://maps.test:8080/a"),
    ],
)
def test_an_address_is_fetched_as_it_was_meant(typed: str, fetched: str) -> None:
    assert checked(typed) == fetched


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nonsense",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://maps.test/",
        "https://a:b@maps.test/",
        "https://maps.test\\@evil.test/",
        "https://maps.test/\x00",
        "https://",
        "https://maps.test:99999/",
        "data:text/html,x",
        "https://maps.test/" + "a" * LONGEST,
        "https://localhost/",
        "https://[::1/",
        "gopher://x.y",
    ],
)
def test_what_is_no_address_of_a_page_is_refused_in_words(typed: str) -> None:
    with pytest.raises(AddressUnfit, match=r"\w+ \w+"):
        checked(typed)


def test_addresses_of_the_same_page_have_one_identity() -> None:
    same = [
        "http://www.maps.test/a/?utm_source=x&b=2&a=1",
        "https://maps.test/a?a=1&b=2",
        "https://maps.test:443/a?a=1&b=2",
    ]

    assert len({identity(address) for address in same}) == 1
    assert identity("https://maps.test/a?a=2") != identity("https://maps.test/a?a=1")


def test_a_redirect_leads_where_it_says_but_not_out_of_the_web() -> None:
    assert redirected("https://maps.test/a/b", "../c#x") == "https://maps.test/c"
    assert host_of(redirected("https://maps.test/", "//www.other.test/")) == "other.test"
    with pytest.raises(AddressUnfit):
        redirected("https://maps.test/", "file:///etc/passwd")
