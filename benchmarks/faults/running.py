"""Running one cell: prepare the step, strike, let it come to its end, and look at what is left."""

from __future__ import annotations

import os
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.faults.checks import money, rows, told
from benchmarks.faults.clicks import read
from benchmarks.faults.kinds import FAULTS, Fault, Scene
from benchmarks.faults.kinds.fault import is_claimed
from benchmarks.faults.steps import STEPS
from benchmarks.faults.waiting import hurry, waits_too_long
from benchmarks.faults.watching import Watch

if TYPE_CHECKING:
    from benchmarks.faults.cells import Cell
    from benchmarks.faults.site import Site
    from benchmarks.faults.steps import Step

DEADLINE_SECONDS = 120.0
"""How long a step may take after its fault before it counts as lost."""
TAKE_OVER_SECONDS = 15.0
"""Within which somebody else must have what a dead or frozen process was at, on a machine that is not overloaded."""
LATENCY_SECONDS = 0.25
"""Of each call of a service."""
MOST_RETRIES = 4
"""How often a reader tries again what has failed."""
TELLING = frozenset({"drawing", "filming", "writing"})
"""Steps of whose end a reader is told by a notification."""


@dataclass
class Result:
    """What came of a cell. Seconds: of the whole cell, and until what was taken from a process was taken over.

    `load` is how many processes wanted each core as it began.
    """

    fault: str
    step: str
    seed: int
    verdict: str = "well"
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    take_over: float | None = None
    hit: str = ""
    retries: int = 0
    reasons: list[str] = field(default_factory=list)
    orphans: int = 0
    bills: int = 0
    load: float = 0.0

    def as_row(self) -> dict[str, Any]:
        """Return it for the file of results."""
        return asdict(self)


def run(cell: Cell, site: Site) -> Result:
    """Run a cell on a site that is well, and leave the site well."""
    began = time.monotonic()
    result = Result(cell.fault, cell.step, cell.seed, load=_load())
    fault = FAULTS[cell.fault]()
    try:
        site.take(fault.profile)
        _empty(site)
        _run(fault, STEPS[cell.step], site, cell, result)
    except Exception as error:  # the cell has broken in a way that nobody thought of  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        result.problems.append(f"{type(error).__name__}: {error} ({last.name}:{last.lineno})")
    finally:
        with suppress(Exception):
            site.mend()
    result.problems = list(dict.fromkeys(result.problems))
    result.verdict = "broken" if result.problems else "well"
    result.seconds = round(time.monotonic() - began, 1)
    return result


def _load() -> float:
    """Return how many processes want each core, as it was in the last minute."""
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 1)


def _empty(site: Site) -> None:
    from django.db import connection

    connection.close()
    rows.empty_tables()
    rows.empty_storage()
    site.wire.forget()
    site.wire.latency = LATENCY_SECONDS
    site.wire.answer = _answer


def _answer(question: Any) -> str:
    from analysts.tests import attentive_reader
    from authors.tests import attentive_writer

    return attentive_writer.answer(question) if "AUTHOR-DATA" in question.prompt else attentive_reader.read(question)


def _run(fault: Fault, kind: type[Step], site: Site, cell: Cell, result: Result) -> None:
    from accounts.models import User

    chance = Random(cell.key)
    reader = User.objects.create_user(f"{cell.seed}-{time.time_ns()}@example.com", "correct horse battery")
    step = kind(reader, site.wire)
    step.prepare()
    scene = Scene(site, step, chance)
    with Watch(step) as watch:
        fault.begin(scene)
        _wait_for_the_moment(scene)
        if step.stand().state == "done":
            scene.hit = f"{scene.hit} after it was done".strip()
        scene.struck = time.monotonic()
        fault.strike(scene)
        result.take_over = _take_over(scene)
        _last(fault, scene)
        fault.end(scene)
        site.mend()
        _come_to_the_end(scene, watch, result)
        time.sleep(0.3)  # the last look
    result.hit = scene.hit
    result.reasons = [one.stand.reason for one in watch.looks if one.stand.reason]
    result.problems += watch.untrue + told.course(watch.looks)
    _check(fault, scene, watch, result)


def _wait_for_the_moment(scene: Scene) -> None:
    """Wait until somebody works on the step, and then a moment or two."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not is_claimed(scene):
        scene.step.tend()
        if scene.step.stand().state != "open":
            return
        time.sleep(0.03)
    until = time.monotonic() + scene.step.span * scene.chance.choice((0.0, 0.1, 0.5, 1.0)) * scene.chance.random()
    while time.monotonic() < until:
        scene.step.tend()
        time.sleep(0.05)


def _take_over(scene: Scene) -> float | None:
    """Wait until nobody holds what was taken from its holder. Returns seconds; None: nothing was."""
    from jobs.models import Unit

    if not scene.claims:
        return None
    left = dict(scene.claims)
    while left and time.monotonic() < scene.struck + DEADLINE_SECONDS:
        held = dict(Unit.objects.filter(pk__in=left, state=Unit.State.CLAIMED).values_list("pk", "claim"))
        left = {unit: claim for unit, claim in left.items() if held.get(unit) == claim}
        time.sleep(0.05)
    return round(time.monotonic() - scene.struck, 1)


def _last(fault: Fault, scene: Scene) -> None:
    """Let the fault be there for its time, or until the step is done in spite of it."""
    from django.db import DatabaseError, InterfaceError, connection

    until = time.monotonic() + fault.seconds
    while time.monotonic() < until:
        try:
            scene.step.tend()
            if scene.step.stand().state == "done":
                return
        except (DatabaseError, InterfaceError):
            connection.close()
        time.sleep(0.1)


def _come_to_the_end(scene: Scene, watch: Watch, result: Result) -> None:
    """Do what a reader does until the step is done; cut short what is waited for on purpose."""
    step, deadline = scene.step, time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        step.tend()
        stand = step.stand()
        if stand.state == "done":
            return
        if stand.state in ("failed", "waits") and not is_claimed(scene):
            if stand.state == "failed" or not hurry(step.subjects):
                if result.retries == MOST_RETRIES:
                    break
                result.retries += 1
                time.sleep(0.3)  # it is seen as it stands
                watch.asked()
                step.go_on()
        else:
            result.problems += waits_too_long(step.subjects)
            hurry(step.subjects)
        time.sleep(0.2)
    stand = step.stand()
    result.problems.append(f"it did not come to its end: {stand.shown} {stand.reason}")


def _check(fault: Fault, scene: Scene, watch: Watch, result: Result) -> None:
    step, bills = scene.step, list(scene.site.wire.bills)
    settle = time.monotonic() + 5
    while is_claimed(scene) and time.monotonic() < settle:
        time.sleep(0.1)
    scene.site.wait_until_served()
    result.bills = len(bills)
    if step.stand().state == "done":
        result.problems += step.untrue() + step.doubles() + rows.leftovers(step.subjects)
        path, shown = step.told()
        result.problems += told.answer(read(scene.site, step.reader, path), shown)
        notices = told.notices_of(step.reader.pk)
        result.problems += told.notices(notices, watch.looks, tells_done=step.name in TELLING)
    allowed = scene.under_way if fault.lets_pay_again else 0
    result.problems += money.ledger_against_bills(bills, money.entries_of(step.reader.pk))
    result.problems += money.paid_again(bills, allowed=allowed)
    result.problems += money.purses(money.purses_of(step.reader.pk))
    problems, result.orphans = rows.files(may_leave=fault.may_leave_files)
    result.problems += problems
    if result.take_over is not None and result.take_over > TAKE_OVER_SECONDS * max(1.0, result.load):
        result.problems.append(f"it was taken over after {result.take_over} seconds")
