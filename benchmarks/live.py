"""From a change in the worker to the fragment in the browser: real web server, real channel layer, real Chromium.

    python -m benchmarks.live [--changes 60]

Prints one JSON object: milliseconds from the moment a worker tells of a change to the moment the page has swapped
it in (p50, p95; budget: p95 ≤ 150), and the floor, a render of the same fragment in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
django.setup()


from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from accounts.services import local_reader  # noqa: E402
from books.models import VividPage  # noqa: E402
from books.tests.making import make_job  # noqa: E402
from books.tests.vividpages import make_vividpage  # noqa: E402
from jobs import broadcast  # noqa: E402
from jobs.models import Unit  # noqa: E402
from vividpages.tests.machine import Machine, end_other_sessions  # noqa: E402
from web.making import live as progress  # noqa: E402

if TYPE_CHECKING:
    from accounts.models import User

OBSERVE = """() => {
  window.swaps = [];
  new MutationObserver(() => window.swaps.push(Date.now())).observe(document.body, {childList: true, subtree: true});
}"""


def measure(page: Page, address: str, changes: int) -> dict[str, float | int]:
    """Tell of `changes` changes, one after the other, and wait for each."""
    reader = local_reader()
    vividpage = make_vividpage(owner=reader, title="A benchmark", status=VividPage.Status.WORKING)
    job = make_job(vividpage, "analysis", planned=True)
    Unit.objects.bulk_create(Unit(job=job, number=n, kind=f"u{n}", label=f"Unit {n}") for n in range(1, changes + 1))
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(reader), "url": address}])
    page.goto(f"{address}/books/{vividpage.pk}/")
    page.wait_for_timeout(1000)  # the socket connects and tells the first state
    page.evaluate(OBSERVE)
    took: list[float] = []
    for unit in job.units.all():
        Unit.objects.filter(pk=unit.pk).update(state=Unit.State.DONE)
        page.evaluate("window.swaps = []")
        received = time.time() * 1000
        broadcast.changed(vividpage.pk, at_once=True)
        page.wait_for_function("() => window.swaps.length > 0", polling=5)
        took.append(page.evaluate("window.swaps[0]") - received)
        page.wait_for_timeout(150)
    began = time.perf_counter()
    for _ in range(20):
        progress.render(vividpage.pk, vividpage.owner)
    floor = (time.perf_counter() - began) / 20 * 1000
    p95 = statistics.quantiles(took, n=20)[-1]
    return {
        "changes": changes,
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(p95, 1),
        "render_ms": round(floor, 1),
        "ratio_p50_to_render": round(statistics.median(took) / floor, 2),
    }


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=60)
    options = parser.parse_args()
    databases = setup_databases(verbosity=0, interactive=False)
    config = settings.CHANNEL_LAYERS["default"]["CONFIG"]
    if "NAME" in config:
        config["NAME"] = settings.DATABASES["default"]["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(media=Path(folder), log=Path(folder) / "log")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
                )
                print(json.dumps(measure(browser.new_page(), machine.start_web(), options.changes)))
                browser.close()
        finally:
            machine.stop()
            end_other_sessions()
            teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
