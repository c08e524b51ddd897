"""Readers, sockets and sign-ins, all at once: real web server processes on a real database, and a real novel.

    python -m benchmarks.load NOVEL.epub [--part api readers sockets sign_ins] [--keep FOLDER]

Prints one JSON object. The novel is read and analysed by the rules, once for a folder that is kept. Its owner stands
in the middle of it, has as many browsers as there are readers, and every second page asks for all of the book.

- readers: requests a second and milliseconds (p50, p95), as fast as they can and at a given rate. Pages take turns.
- api: milliseconds of the status of a book and a job, of lists, and of /health/live, while programs of fifty readers
  with thirty books each call so often a second together (--api-rate, --api-seconds), and how many errors there were.
- sockets: how many of those that watch the book in the making are connected, and milliseconds from a change to its
  fragment in each of them.
- sign_ins: how many different people get in who sign in at once; who is told to come later does so.

`load` is the machine's load average before and after: other programs take their share of the processors. What a request
takes of them (`processor_ms_per_request`) depends on others far less than seconds do.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"


class Web:
    """The web server, started by a command in which PORT stands for its port."""

    def __init__(self, command: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        words = shlex.split(command.replace("PORT", str(self.port)))
        self.log = (Path(os.environ["VIVIDPAGES_VAR"]) / "web.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, *words], cwd=folder, start_new_session=True, stdout=self.log, stderr=self.log
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline, Path(self.log.name).read_text()
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def _answers(self) -> bool:
        import urllib.request

        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False


class Processors:
    """What web server and database have had of the processors since it was made; others' work does not count."""

    def __init__(self, web: Web) -> None:
        self._web = psutil.Process(web.process.pid)
        self._before = self._seconds()

    def milliseconds_per(self, count: int) -> dict[str, float]:
        """Return the milliseconds of one processor for each of `count` requests."""
        now = self._seconds()
        return {name: round((now[name] - self._before[name]) * 1000 / max(1, count), 1) for name in now}

    def _seconds(self) -> dict[str, float]:
        var = os.environ["VIVIDPAGES_VAR"]
        postmaster = int((Path(var) / "postgres" / "postmaster.pid").read_text().split()[0])
        trees = {"web": self._web, "database": psutil.Process(postmaster)}
        return {name: sum(map(_used, [tree, *tree.children(recursive=True)])) for name, tree in trees.items()}


def _used(process: psutil.Process) -> float:
    """Return the seconds, with those of its children that have ended."""
    try:
        return float(sum(process.cpu_times()[:4]))
    except psutil.NoSuchProcess:
        return 0.0


class Clients:
    """The process that plays the readers."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.load_clients"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(plan) + "\n")
        self.process.stdin.flush()

    def result(self) -> dict[str, Any]:
        """Read the next object that it prints."""
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


def prepare(novel: Path) -> VividPage:
    """Return the novel, analysed and drawn up to a dozen pictures, with its owner in the middle of it."""
    from django.core.management import call_command

    from accounts.services import local_reader
    from books.models import Reading, VividPage

    if not VividPage.objects.filter(owner=local_reader(), word_count__gt=0).exists():
        call_command("generate_vividpage", novel, "--until", "analysis")
    vividpage = VividPage.objects.filter(owner=local_reader()).latest("word_count")
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)
    half = vividpage.scenes.get(number=vividpage.scene_count // 2)
    Reading.objects.update_or_create(
        reader=vividpage.owner, vividpage=vividpage, defaults={"scene": half, "farthest": half}
    )
    return vividpage


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def sessions(user: User, count: int) -> list[str]:
    """Return session keys of as many browsers of one reader."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    keys = []
    for _ in range(count):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    return keys


def pages_of(vividpage: VividPage) -> dict[str, list[str]]:
    """Return the ten pages that are opened most, each by several addresses."""
    from django.urls import reverse

    from books.models import VividPage as Book
    from books.tests.making import make_job
    from books.tests.vividpages import make_vividpage

    in_making = Book.objects.filter(owner=vividpage.owner, title="In the making").first()
    if in_making is None:
        in_making = make_vividpage(owner=vividpage.owner, title="In the making", status=Book.Status.WORKING)
        make_job(in_making, "analysis", planned=True)
    of_all = ["", "?all=1"]
    book = [vividpage.pk]
    chapters = list(vividpage.chapters.filter(kind="body").values_list("number", flat=True))
    people = list(vividpage.characters.order_by("-mentions").values_list("pk", flat=True)[:20])
    places = list(vividpage.settings_found.values_list("pk", flat=True)[:20])
    words = ["Natasha", "winter", "a ball in Moscow", "battle", "Pierre speaks"]
    return {
        "bookcase": [reverse("bookcase")],
        "book": [reverse("book", args=book) + every for every in of_all],
        "chapter": [reverse("read", args=[*book, number]) for number in chapters],
        "people": [reverse("people", args=book) + every for every in of_all],
        "person": [reverse("person", args=[*book, pk]) + every for pk in people for every in of_all],
        "place": [reverse("place", args=[*book, pk]) + every for pk in places for every in of_all],
        "gallery": [reverse("book_pictures", args=book) + every for every in ["", "?all=1", "?all=1&page=2"]],
        "search": [reverse("book_search", args=book) + f"?q={word.replace(' ', '+')}" for word in words],
        "making": [reverse("book", args=[in_making.pk])],
        "live": [reverse("book_live", args=[in_making.pk])],
    }


def measure_readers(web: Web, vividpage: VividPage, options: argparse.Namespace) -> dict[str, Any]:
    """Measure readers as fast as they can, then at a rate."""
    plan = {
        "part": "readers",
        "port": web.port,
        "pages": pages_of(vividpage),
        "sessions": sessions(vividpage.owner, options.readers),
        "seconds": options.seconds,
        "warm_up": 3,
    }
    results = {}
    for name, rate in (("as_fast_as_they_can", 0), (f"at_{options.rate}_a_second", options.rate)):
        processors = Processors(web)
        result = Clients({**plan, "rate": rate}).result()
        results[name] = {**result, "processor_ms_per_request": processors.milliseconds_per(result.pop("opened"))}
    return results


def callers_of(count: int, books: int) -> list[dict[str, Any]]:
    """Make readers with books and one in the making; return their tokens, and what their programs call."""
    from accounts.models import User
    from accounts.tokens import create_token
    from books.models import VividPage as Book
    from books.tests.making import make_job
    from books.tests.vividpages import make_vividpage
    from jobs.models import Unit

    callers = []
    for number in range(count):
        email = f"program-{number}@example.com"
        User.objects.filter(email=email).delete()
        user = User.objects.create_user(email)
        made = [make_vividpage(owner=user, title=f"Book {place}") for place in range(books)]
        Book.objects.filter(pk=made[0].pk).update(status=Book.Status.WORKING)
        job = make_job(made[0], "analysis", planned=True)
        Unit.objects.bulk_create(Unit(job=job, number=n, kind=f"u{n}", label=f"Unit {n}") for n in range(20))
        paths = {
            "status": [f"/api/v1/vividpages/{made[0].pk}", f"/api/v1/jobs/{job.pk}"],
            "list": ["/api/v1/vividpages", "/api/v1/jobs"],
        }
        callers.append({"token": create_token(owner=user, name="Load", scopes=["read"])[1], "paths": paths})
    return callers


def measure_api(web: Web, options: argparse.Namespace) -> dict[str, Any]:
    """Measure programs that call the API at a rate."""
    plan = {"part": "api", "port": web.port, "callers": callers_of(50, 30), "warm_up": 3}
    processors = Processors(web)
    result = Clients({**plan, "rate": options.api_rate, "seconds": options.api_seconds}).result()
    calls = sum(result["answers"].values())
    return {**result, "processor_ms_per_request": processors.milliseconds_per(calls)}


def measure_sockets(web: Web, vividpage: VividPage, options: argparse.Namespace) -> dict[str, Any]:
    """Measure browsers that watch the novel while units of its analysis are done."""
    from books.models import VividPage as Book
    from books.tests.making import make_job
    from jobs import broadcast
    from jobs.models import Job, Unit

    Book.objects.filter(pk=vividpage.pk).update(status=Book.Status.WORKING)
    Job.objects.filter(subject=vividpage.pk, stage="analysis").delete()
    job = make_job(vividpage, "analysis", planned=True)
    count = options.changes
    units = [Unit(job=job, number=n, kind=f"u{n}", label=f"Unit {n}") for n in range(1, count + 2)]
    Unit.objects.bulk_create(units)
    clients = Clients(
        {
            "part": "sockets",
            "port": web.port,
            "path": f"/ws/books/{vividpage.pk}/",
            "sessions": sessions(vividpage.owner, 1) * options.sockets,
            "changes": count,
        }
    )
    came = clients.result()["answers"]
    changed: list[float] = []
    for number in range(1, count + 1):
        Unit.objects.filter(job=job, number=number).update(state=Unit.State.DONE)
        changed.append(time.time())
        broadcast.changed(vividpage.pk, at_once=True)
        time.sleep(options.interval)
    result = clients.result()
    took = [
        min((at for seen, at in times.items() if int(seen) >= number), default=float("inf")) - changed[number - 1]
        for times in result.pop("told")
        for number in range(1, count + 1)
    ]
    Book.objects.filter(pk=vividpage.pk).update(status=Book.Status.COMPLETED)
    from benchmarks.load_clients import spread

    return {**result, "answers_at_first": came, "change_to_fragment": spread([seconds * 1000 for seconds in took])}


def measure_sign_ins(web: Web, options: argparse.Namespace) -> dict[str, Any]:
    """Measure people with real password hashes."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password
    from django.core.cache import cache
    from django.urls import reverse

    from accounts.models import User

    hashed = make_password(PASSWORD)
    emails = [f"load-{number}@example.com" for number in range(options.sign_ins)]
    User.objects.filter(email__in=emails).delete()
    users = User.objects.bulk_create(User(email=email, password=hashed) for email in emails)
    EmailAddress.objects.bulk_create(EmailAddress(user=u, email=u.email, verified=True, primary=True) for u in users)
    cache.clear()
    plan = {"part": "sign_ins", "port": web.port, "path": reverse("account_login"), "emails": emails}
    return Clients({**plan, "password": PASSWORD}).result()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novel", type=Path)
    parser.add_argument("--part", nargs="*", default=["api", "readers", "sockets", "sign_ins"])
    parser.add_argument("--keep", type=Path, help="a folder for the database, used again the next time")
    parser.add_argument("--web", default="manage.py web --port PORT", help="what starts the web server")
    parser.add_argument("--folder", type=Path, default=ROOT, help="the checkout whose web server is started")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--rate", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--api-rate", type=int, default=100)
    parser.add_argument("--api-seconds", type=int, default=60)
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--interval", type=float, default=1.0)
    parser.add_argument("--sign-ins", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = str(options.keep or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django

        django.setup()
        _migrate()
        vividpage = prepare(options.novel) if {"readers", "sockets"} & {*options.part} else None
        result: dict[str, Any] = {"web": options.web, "cores": os.cpu_count(), "load": [os.getloadavg()[0]]}
        web = Web(options.web, options.folder)
        try:
            if "api" in options.part:
                result["api"] = measure_api(web, options)
            if vividpage and "readers" in options.part:
                result["readers"] = measure_readers(web, vividpage, options)
            if vividpage and "sockets" in options.part:
                result["sockets"] = measure_sockets(web, vividpage, options)
            if "sign_ins" in options.part:
                result["sign_ins"] = measure_sign_ins(web, options)
        finally:
            web.stop()
        result["load"].append(os.getloadavg()[0])
        print(json.dumps(result))


if __name__ == "__main__":
    main()
