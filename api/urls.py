"""Every route of the API, under `/api/v1/`."""

from __future__ import annotations

from api.core.site import api as made_api
from api.routes.auth import auth
from api.routes.keys import keys
from api.routes.me import me
from api.routes.vividpages import vividpages

DESCRIPTION = (
    "Everything that a page does for a reader, for programs. Make an access token on your account's page of tokens and "
    "send it as “Authorization: Bearer …”. Errors are problems (RFC 9457) in plain words; lists go on with “cursor”; "
    "what creates or pays takes an Idempotency-Key; what is read has an ETag that a change can name in If-Match."
)

api = made_api(description=DESCRIPTION)
api.add_router("/auth", auth)
api.add_router("", me)
api.add_router("/users/api-keys", keys)
api.add_router("/vividpages", vividpages)
