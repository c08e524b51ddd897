"""What a robots.txt (RFC 9309) allows. It is a stranger's file: read it in the sandbox."""

from __future__ import annotations

from protego import Protego

from authors.contract import Plain

MOST_BYTES = 512 * 1024
"""What is read of a robots.txt; RFC 9309 asks for 500 kibibytes at least."""
LONGEST_DELAY = 3600.0


class RobotsRules(Plain):
    """Whether an address may be fetched, and how many seconds are asked for between two fetches."""

    allowed: bool
    delay: float = 0.0


def rules_for(data: bytes, *, address: str, agent: str) -> RobotsRules:
    """Read what a robots.txt says of an address to whoever calls itself `agent`."""
    robots = Protego.parse(data.decode("utf-8-sig", errors="replace"))
    delay = robots.crawl_delay(agent) or 0.0
    return RobotsRules(allowed=robots.can_fetch(address, agent), delay=min(max(delay, 0.0), LONGEST_DELAY))
