"""The commands of docs/api.md: each is called as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from books.models import Reading
from characters.editing.tests.books import make_book
from publishing.models import Edition
from storyboards.models import PictureVersion
from storyboards.tests.making import add_version, keep_drawn, make_drawn_book, work_on
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from api.tests.conftest import Caller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]


def commands() -> list[str]:
    """Return the commands of the page that call the API, one line each."""
    page = Path(settings.BASE_DIR, "docs", "api.md").read_text(encoding="utf-8")
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("curl")]


def run(call: Caller, command: str, names: dict[str, str]) -> Any:
    """Send what a command sends."""
    for name, value in names.items():
        command = command.replace(f"${name}", value)
    words = shlex.split(command.replace("$(uuidgen)", "k1"))
    taken = {flag: words[place + 1] for place, flag in enumerate(words) if flag in ("-X", "-d", "-F")}
    (address,) = (word for word in words if word.startswith("/api/v1"))
    if "-F" in taken:
        return call.client.post(address, {"epub": SimpleUploadedFile("book.epub", epub_file().read())})
    method = taken.get("-X", "POST" if "-d" in taken else "GET")
    data = taken.get("-d", "").encode()
    return call.client.generic(method, address, data, content_type="application/json")


def test_the_commands_of_the_page_are_answered(call: Caller) -> None:
    drawn = make_drawn_book(call.user)
    Reading.objects.create(reader=call.user, vividpage=drawn, spoilers="all")
    edition = Edition.objects.create(vividpage=drawn, kind="epub", state=Edition.State.CANCELLED)
    names = {"VIVIDPAGES": "/api/v1", "TOKEN": "t", "EDITION": str(edition.pk)}
    seen = 0
    for command in commands():
        if "/events" in command or command.startswith("curl -OJ"):
            continue  # the one has a test of its own; the other wants a finished file
        if "/waiting" in command:
            work_on(drawn)
        if "$VERSION" in command:
            names["VERSION"] = str(PictureVersion.objects.get(standing="waiting").pk)
        answer = run(call, command, names)
        assert answer.status_code < 300, (command, answer.content)
        names.setdefault("BOOK", answer.json().get("id", "") if "-F" in command else str(drawn.pk))
        if command.endswith('/start"'):
            names["BOOK"] = str(drawn.pk)
        if "-F" in command:
            names["BOOK"] = answer.json()["id"]
        seen += 1
    assert seen >= 10


LISTS = [
    "/vividpages",
    "/jobs",
    "/vividpages/{id}/people",
    "/vividpages/{id}/places",
    "/vividpages/{id}/storyboards",
    "/vividpages/{id}/quotes",
    "/vividpages/{id}/chapters",
    "/vividpages/{id}/edits",
    "/vividpages/{id}/continuity",
    "/vividpages/{id}/waiting",
    "/vividpages/{id}/editions",
    "/editions",
    "/readings",
    "/search?q=Jim",
]


def test_lists_take_as_many_queries_for_many_rows_as_for_few(call: Caller, django_assert_max_num_queries: Any) -> None:
    vividpage = make_book(call.user)
    Reading.objects.create(reader=call.user, vividpage=vividpage, spoilers="all")

    def more(count: int) -> None:
        for number in range(count):
            other = make_book(call.user)
            Reading.objects.create(reader=call.user, vividpage=other)
            Edition.objects.create(vividpage=vividpage, kind="epub", options={"n": number}, state="cancelled")
            Edition.objects.create(vividpage=other, kind="epub", state="cancelled")
            person = vividpage.characters.create(name=f"Nr {count}-{number}", scene_numbers=[1], role="minor")
            add_version(person)
            vividpage.settings_found.create(name=f"place {count}-{number}", scene_numbers=[1])
        for scene in vividpage.scenes.all():
            keep_drawn(scene)

    def counted(path: str) -> int:
        with django_assert_max_num_queries(80) as queries:
            assert call("GET", path.format(id=vividpage.pk)).status_code == 200
        return len(queries)

    more(1)
    [counted(path) for path in LISTS]  # what is read once for all
    few = {path: counted(path) for path in LISTS}
    more(3)
    many = {path: counted(path) for path in LISTS}
    assert many == few
