"""What a replay is: a published fault, the attack on us, and the guard without which that attack would succeed."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vividpages.tests.replays.house import House

    Attack = Callable[[House], str]


@dataclass(frozen=True, slots=True)
class Guard:
    """What refuses an attack. `taken_out` makes the broken build: whatever the guard does is not done meanwhile.

    Nothing here stands in for what is tested. The build that is tested is the real one; the broken one shows that the
    attack would be noticed if it succeeded.
    """

    names: tuple[str, ...]
    swaps: tuple[tuple[str, Any], ...] = ()
    held: tuple[tuple[object, str, Any], ...] = ()
    settings: tuple[tuple[str, Any], ...] = ()

    def __and__(self, other: Guard) -> Guard:
        """Return both: two layers, each of which refuses the attack by itself."""
        return Guard(
            (*self.names, *other.names),
            (*self.swaps, *other.swaps),
            (*self.held, *other.held),
            (*self.settings, *other.settings),
        )

    @contextmanager
    def taken_out(self) -> Iterator[None]:
        """Break the build."""
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            for target, instead in self.swaps:
                patch.setattr(target, instead)
            for holder, attribute, instead in self.held:
                patch.setattr(holder, attribute, instead)
            stack.enter_context(override_settings(**dict(self.settings)))
            yield


def code(target: str, instead: Any) -> Guard:
    """Guard by a function or constant of ours or of a library; `instead` is what a build without it would have."""
    return Guard((target,), swaps=((target, instead),))


def held(name: str, holder: object, attribute: str, instead: Any) -> Guard:
    """Guard by something that has no path of its own, such as what a decorator has closed over."""
    return Guard((name,), held=((holder, attribute, instead),))


def setting(name: str, instead: Any) -> Guard:
    """Guard by a setting."""
    return Guard((f"settings.{name}",), settings=((name, instead),))


@dataclass(frozen=True, slots=True)
class Replay:
    """A published fault and its attack on us.

    `attack` returns what the attacker has got, or "" for nothing. `refusal` says how it is refused here.
    """

    number: str
    product: str
    fact: str
    source: str
    refusal: str
    guard: Guard
    attack: Attack

    @property
    def id(self) -> str:
        """What its tests are called."""
        return f"{self.product} {self.number}".replace(" ", "-")

    @property
    def room(self) -> str:
        """The module that it stands in."""
        return self.attack.__module__.rpartition(".")[2]


REPLAYS: list[Replay] = []


def replay(
    number: str, product: str, fact: str, *, source: str, refusal: str, guard: Guard
) -> Callable[[Attack], Attack]:
    """Have an attack tried by the tests and told in the docs."""

    def known(attack: Attack) -> Attack:
        REPLAYS.append(Replay(number, product, fact, source, refusal, guard, attack))
        return attack

    return known


def cve(number: str) -> str:
    """Return the address of a CVE at the National Vulnerability Database."""
    return f"https://nvd.nist.gov/vuln/detail/{number}"


DJANGO = "https://docs.djangoproject.com/en/5.2/releases/security/"
CALIBRE_WEB = "https://github.com/janeczku/calibre-web/blob/master/SECURITY.md"
