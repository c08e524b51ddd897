"""Calls to addresses that readers or browsers gave: guarded, short, and no redirect is followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2
from django.conf import settings

from notifications.delivering.outcomes import Outcome, State
from providers.network.addresses import refusal_in
from providers.network.clients import Guard, guarded_client
from providers.wire.retry_after import retry_after

MOST_BYTES = 64 * 1024
SECONDS = 10.0
MOST_SECONDS = 20.0
"""For a whole call, however steadily it drips."""
AGENT = "VividPages-Notifications/1"
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Call:
    """A POST."""

    address: str
    body: bytes
    headers: Mapping[str, str]


def post(call: Call) -> Outcome:
    """Make a call and say what became of it: 2xx is delivered, 410 is gone, any other is tried again.

    Nothing of the answer but its code is kept.
    """
    guard = Guard(
        allow_private=settings.ALLOW_PRIVATE_WEBHOOKS,
        most_bytes=MOST_BYTES,
        most_seconds=MOST_SECONDS,
        connected_seconds=MOST_SECONDS,
    )
    try:
        with guarded_client(guard, timeout=SECONDS) as client:
            answer = client.post(call.address, content=call.body, headers={"User-Agent": AGENT, **call.headers})
    except httpx2.TimeoutException:
        return Outcome(State.WAITING, f"There was no answer within {SECONDS:.0f} seconds.")
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return Outcome(State.WAITING, "The address could not be reached, or broke off.")
    except Exception as error:
        if refusal_in(error) is None:
            raise
        return Outcome(State.WAITING, "It sends us on, or leads to where this site does not call.")
    if answer.is_success:
        return Outcome(State.DELIVERED, "Taken.", answer.status_code)
    return Outcome(
        State.WAITING,
        f"It answered {answer.status_code}.",
        answer.status_code,
        after=retry_after(answer.headers),
        is_gone=answer.status_code == 410,
    )
