"""How often a password may be guessed: by network address and account together, and apart on a known device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import get_ip

from accounts.access import devices, tallies
from accounts.access.tallies import Limit

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_DEVICE = Limit("sign-in-on-device", 10, 300)
"""Of one account on one device that it is known on; whatever others do, the right password is taken there."""
FROM_AN_ADDRESS = Limit("sign-in", 5, 300)
"""Of one account from one network address."""
OF_AN_ACCOUNT = Limit("sign-in-of-account", 100, 3600)
"""Of one account from all addresses that are not known: those of many machines together."""
OF_A_NETWORK = Limit("sign-in-from-network", 50, 300)
"""Wrong ones of all accounts from one network address."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A password that is tried. It is counted before it is looked at, so that many at once are all counted."""

    counted: tuple[tuple[Limit, tuple[str, ...]], ...]
    network: str

    def was_right(self) -> None:
        """Count it no more."""
        for limit, whose in self.counted:
            tallies.give_back(limit, *whose)

    def was_wrong(self) -> None:
        """Count it for its network address as well."""
        if self.network:
            tallies.count_up(OF_A_NETWORK, self.network)


def begin(request: HttpRequest, email: str) -> Guess:
    """Count a guess. Raises TooOften if it must not be looked at."""
    email, network = email.strip().lower(), get_ip(request)
    device = devices.known_as(request, email)
    if device is not None:
        try:
            tallies.spend(ON_A_DEVICE, device, email)
        except tallies.TooOften:
            pass  # as anybody else from here on
        else:
            return Guess(((ON_A_DEVICE, (device, email)),), network="")
    tallies.check(OF_A_NETWORK, network)
    by_address = ((FROM_AN_ADDRESS, (network, email)), (OF_AN_ACCOUNT, (email,)))
    for limit, whose in by_address:
        tallies.spend(limit, *whose)
    return Guess(by_address, network)
