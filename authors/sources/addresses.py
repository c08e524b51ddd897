"""Addresses of web pages: whether one can be fetched, and when two are the same."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from authors.sources.errors import AddressUnfit

LONGEST = 2000
"""Characters; what longer ones hold is seldom an address."""
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref_src|igshid|msclkid)", re.IGNORECASE)
"""Parameters that say where a reader came from, and nothing of the page."""
PORTS = {"http": 80, "https": 443}
WITH_SECRETS = "Leave the name and password out of the address. A page that needs them can be added as a file."
OTHER_SCHEME = "Only pages of the web can be fetched: the address has to begin with https:// or http://."
NO_PAGE = "This address leads nowhere. Copy it anew from your browser."


def checked(typed: str) -> str:
    """Return the address that was typed as it is fetched: with a scheme, without a fragment. Raises AddressUnfit."""
    text = typed.strip()
    if not text or len(text) > LONGEST or any(c.isspace() or not c.isprintable() or c == "\\" for c in text):
        raise AddressUnfit
    if "://" not in text:
        if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):
            raise AddressUnfit(OTHER_SCHEME)
        text = f"https://{text}"
    return _checked(_split(text))


def redirected(address: str, location: str) -> str:
    """Return where a redirect leads. Raises AddressUnfit."""
    if len(location) > LONGEST or any(not c.isprintable() for c in location):
        raise AddressUnfit(NO_PAGE)
    try:
        return _checked(_split(urljoin(address, location.strip())))
    except ValueError:
        raise AddressUnfit(NO_PAGE) from None


def identity(address: str) -> str:
    """Return what two addresses of the same page have in common: no scheme, no “www.”, no parameters that follow."""
    parts = _split(address)
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0])))
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in PORTS.values() else ""
    return f"{host}{port}{parts.path.rstrip('/') or ''}{'?' + query if query else ''}"


def site_of(address: str) -> str:
    """Return the scheme, host and port of an address: what has one robots.txt."""
    parts = _split(address)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(address: str) -> str:
    """Return the host of an address, without “www.”."""
    return (_split(address).hostname or "").removeprefix("www.")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise AddressUnfit from None
    return parts


def _checked(parts: SplitResult) -> str:
    if parts.scheme.lower() not in PORTS:
        raise AddressUnfit(OTHER_SCHEME)
    if parts.username is not None or parts.password is not None:
        raise AddressUnfit(WITH_SECRETS)
    host = _host(parts.hostname or "")
    if parts.port == 0:
        raise AddressUnfit
    scheme = parts.scheme.lower()
    port = f":{parts.port}" if parts.port and parts.port != PORTS[scheme] else ""
    return urlunsplit((scheme, f"{host}{port}", parts.path or "/", parts.query, ""))


def _host(name: str) -> str:
    """Return the name of a server as the network knows it. Raises AddressUnfit."""
    if ":" in name:
        return f"[{name}]"
    try:
        host = name.encode("idna").decode("ascii").lower() if not name.isascii() else name.lower()
    except UnicodeError:
        raise AddressUnfit from None
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?", host):
        raise AddressUnfit
    return host
