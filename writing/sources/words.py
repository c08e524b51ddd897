"""Why a page could not be fetched, in the writer's words: each says what to do."""

from __future__ import annotations

import ssl

import httpx2

AS_A_FILE = "Open it in your browser, save it as PDF, and add that file."
PRIVATE = (
    "This address is not one of the open web, so it is not fetched. Give the address of a page that anybody can open, "
    "or add what is there as a file."
)
NOT_ALLOWED = f"The site asks programs not to fetch this page (robots.txt), so it was not. {AS_A_FILE}"
NO_ROBOTS = (
    f"The site could not say whether programs may fetch its pages (robots.txt). Try again later. Or: {AS_A_FILE}"
)
SLOW_SITE = f"The site asks for such long pauses between pages that it cannot be fetched from here. {AS_A_FILE}"
SENT_IN_CIRCLES = f"The site sends us from address to address without end. {AS_A_FILE}"
COMPRESSED = f"The site sends this page only in a form that is not taken here (compressed). {AS_A_FILE}"
TOO_SLOW = f"The site answered too slowly, so we stopped waiting. Try again later. Or: {AS_A_FILE}"
BROKEN_OFF = f"The connection with the site broke off. Try again. Or: {AS_A_FILE}"
NO_CERTIFICATE = (
    "The site has no valid certificate, so nobody knows whether the page is really its own. Look whether the address "
    "is right."
)
STATUSES = {
    401: f"The page asks for a name and password. {AS_A_FILE}",
    402: f"The page is only for those who pay. {AS_A_FILE}",
    403: f"The site does not give this page to programs. {AS_A_FILE}",
    404: "There is no page at this address. Look whether it is spelt rightly, or search for where the page has moved.",
    410: "The page has been taken down for good. Perhaps an archive of the web has it.",
    429: "The site says that it was asked too often. Wait an hour, then try again.",
    451: f"The site may not show this page here for legal reasons. {AS_A_FILE}",
}


def of_status(status: int) -> str:
    """Say what an answer without a page means."""
    if status in STATUSES:
        return STATUSES[status]
    if status >= 500:
        return f"The site has trouble of its own (it answered {status}). Try again later."
    return f"The site did not send the page (it answered {status}). {AS_A_FILE}"


def too_large(most: int) -> str:
    """Say that a page is too large."""
    megabytes = max(1, most // (1024 * 1024))
    return f"There is more at this address than the {megabytes} MB that are fetched. Add a part of it as a file."


def of_trouble(error: Exception, host: str) -> str:
    """Say what went wrong on the way to a server."""
    if isinstance(error, httpx2.TimeoutException):
        return TOO_SLOW
    if _is_certificate(error):
        return NO_CERTIFICATE
    if isinstance(error, httpx2.ConnectError):
        return f"No server was found for {host}. Look whether the address is spelt rightly, and try again later."
    return BROKEN_OFF


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return "CERTIFICATE" in str(error)
