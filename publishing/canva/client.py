"""Calls to Canva for one reader: with their token, renewed once, no faster than Canva wants, and never without end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from providers.wire.retry_after import retry_after
from publishing.canva.refusals import AWAY, BUSY, CONNECT_AGAIN, CanvaRefused, ConnectAgain
from publishing.canva.settings import integration
from publishing.canva.wire import NothingCame, Schema, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from publishing.canva.wire import Answer

DEFAULT_WAIT_SECONDS = 10.0
"""Where Canva says that it was too much, and not for how long."""
MOST_REPEATS = 4
"""Of what may be asked again, while Canva is out of order."""
LOOK_UP_SECONDS = 1.0
"""How long is slept before the caller is asked whether it is still wanted."""
PLAN = (
    "Canva does not let your account do this. Brand templates and filling them belong to certain plans of Canva: look "
    "there which you have."
)
SCOPES_MISSING = "The connection with Canva does not allow this. Connect again and allow all that is asked for."
GONE = "Canva no longer has what was asked for. Look up your templates again."
_PLAN_CODES = ("permission_denied", "user_role_required")
_QUOTA_CODES = ("quota_exceeded", "credit_quota_exceeded")


class Tokens(Protocol):
    """Who has the reader's token."""

    def token(self) -> str:
        """Return it."""

    def renewed(self, rejected: str) -> str:
        """Return another one."""


class Canva:
    """Canva as one reader may use it. `keep_on` is called while something is waited for; it raises to end that."""

    def __init__(self, tokens: Tokens, keep_on: Callable[[], None] = lambda: None) -> None:
        self._tokens, self._keep_on = tokens, keep_on
        self._api_url = integration().api_url

    def get(self, path: str, schema: type[Schema], *, params: dict[str, str] | None = None) -> Schema:
        """Ask for something. Raises CanvaRefused."""
        return self._asked("GET", path, params=params or {}).parsed(schema)

    def post(self, path: str, schema: type[Schema], **options: Any) -> Schema:
        """Have something begun. Raises CanvaRefused."""
        return self._asked("POST", path, **options).parsed(schema)

    def wait(self, seconds: float) -> None:
        """Sleep, as long as the caller wants to."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._keep_on()
            time.sleep(min(left, LOOK_UP_SECONDS))

    @sensitive_variables()
    def _asked(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> Answer:
        token, is_new = self._tokens.token(), False
        failures, ends = 0, time.monotonic() + settings.CANVA_JOB_SECONDS
        while True:
            self._keep_on()
            try:
                sent = {**(headers or {}), "Authorization": f"Bearer {token}"}
                answer = send(method, f"{self._api_url}{path}", headers=sent, **options)
            except NothingCame as failed:
                failures += 1
                if failures > MOST_REPEATS or (failed.was_sent and method != "GET"):
                    raise
                self.wait(settings.CANVA_POLL_SECONDS)
                continue
            if answer.is_success:
                return answer
            if answer.status == 401 and not is_new:
                token, is_new = self._tokens.renewed(token), True
            elif answer.status == 429 and answer.code not in _QUOTA_CODES:
                self._slow_down(answer, ends)
            elif answer.status >= 500 and method == "GET" and failures < MOST_REPEATS:
                failures += 1
                self.wait(settings.CANVA_POLL_SECONDS)
            else:
                raise _refusal(answer)

    def _slow_down(self, answer: Answer, ends: float) -> None:
        asked = retry_after(answer.headers)
        seconds = DEFAULT_WAIT_SECONDS if asked is None else asked
        if time.monotonic() + seconds > ends:
            raise CanvaRefused(BUSY)
        self.wait(max(seconds, 0.01))


def _refusal(answer: Answer) -> CanvaRefused:
    """Return in the reader's words what Canva's refusal means; Canva's own may quote the book."""
    if answer.status == 401:
        return ConnectAgain(CONNECT_AGAIN)
    if answer.code == "missing_scope":
        return ConnectAgain(SCOPES_MISSING)
    if answer.code in _QUOTA_CODES:
        return CanvaRefused("Your account at Canva has reached its limit. Look there when it begins anew.")
    if answer.status == 403 or answer.code in _PLAN_CODES:
        return CanvaRefused(PLAN)
    if answer.status == 404:
        return CanvaRefused(GONE)
    if answer.status >= 500:
        return CanvaRefused(AWAY)
    return CanvaRefused(
        f"Canva rejected the request ({answer.status}). Look up your templates again, then try once more."
    )
