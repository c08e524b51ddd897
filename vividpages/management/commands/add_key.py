"""`manage.py add_key SERVICE`: give VividPages a key, as the page “Keys” does (`docs/keys.md`)."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser
from django.views.decorators.debug import sensitive_variables

from accounts.keys import KeyNotKept
from accounts.sealing import SealingError
from accounts.services import NoSuchReader, reader_named
from providers.choosing import keys
from providers.choosing.keys import TooManyChecks
from providers.errors import KeyRefused
from providers.network.addresses import AddressRefused
from providers.services import service_named, services_with_access
from vividpages.ready import ReadyCommand
from web.account.forms import KeyForm

if TYPE_CHECKING:
    from providers.interfaces.service import Service

VARIABLE = "VIVIDPAGES_KEY"
BAD_INPUT = 2


class Command(ReadyCommand):
    """The key is read from the standard input or VIVIDPAGES_KEY: an argument would stand in the list of processes.

    It is checked with one call that costs nothing. Exits 2 if it is not kept, 0 if it is, also switched off.
    """

    help = f"Add a key for a service. It is read from the standard input, or from {VARIABLE}."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose key for which service, but not the key."""
        names = [service.name for service in services_with_access()]
        parser.add_argument("service", metavar="SERVICE", choices=names, help=", ".join(names))
        parser.add_argument("--user", metavar="EMAIL", help="whose key it is (default: this machine's own reader)")
        parser.add_argument("--base-url", default="", metavar="URL", help="where the server is, if it is your own")
        parser.add_argument("--name", default="", metavar="N", help="what you call it")

    @sensitive_variables()
    def handle(self, *args: Any, **options: Any) -> None:
        """Check the key and keep it."""
        service = service_named(options["service"])
        access = service.access
        assert access is not None  # the parser takes no others
        try:
            user = reader_named(options["user"])
        except NoSuchReader as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        form = KeyForm(
            access, {"secret": _secret(service), "base_url": options["base_url"], "nickname": options["name"]}
        )
        if not form.is_valid():
            raise CommandError(
                " ".join(str(words) for errors in form.errors.values() for words in errors), returncode=2
            )
        try:
            api_key = keys.add_key(user=user, service=service.name, **form.cleaned_data)
        except (KeyRefused, AddressRefused, TooManyChecks, KeyNotKept, SealingError) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        state = "kept" if api_key.is_active else "kept, but switched off"
        self.stdout.write(f"“{api_key.nickname}” is {state}. {api_key.check_words}")


def _secret(service: Service) -> str:
    """Read the key from the environment; else typed unseen at a terminal; else from the first line that is piped in."""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if sys.stdin.isatty():
        needs_secret = service.access is not None and service.access.needs_secret
        return getpass(f"Key for {service.title}{'' if needs_secret else ' (empty if it needs none)'}: ")
    return sys.stdin.readline()
