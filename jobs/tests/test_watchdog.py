"""A watchdog and a process of which the test says how it fares."""

from __future__ import annotations

import errno

import pytest

from jobs.cluster.watchdog import MANY_SHORT_LIVES, Watchdog


class Subject:
    def __init__(self) -> None:
        self.alive = True
        self.heard = 0
        self.killed = self.asked_to_end = False

    def is_alive(self) -> bool:
        return self.alive

    def beats(self) -> float:
        return self.heard

    def terminate(self) -> None:
        self.asked_to_end = True

    def kill(self) -> None:
        self.killed, self.alive = True, False


@pytest.fixture
def started() -> list[Subject]:
    return []


@pytest.fixture
def watchdog(started: list[Subject]) -> Watchdog:
    def start() -> Subject:
        started.append(Subject())
        return started[-1]

    return Watchdog("the subject", start, silence_seconds=10, start_seconds=20)


def test_what_has_ended_is_started_again(watchdog: Watchdog, started: list[Subject]) -> None:
    watchdog.look(seconds=1)
    started[0].alive = False
    watchdog.look(seconds=1)
    watchdog.look(seconds=1)

    assert len(started) == 2
    assert watchdog.process is started[1]


def test_what_cannot_be_started_just_now_is_started_later(started: list[Subject]) -> None:
    passed = iter([OSError(errno.EAGAIN, "try again"), None])

    def start() -> Subject:
        if error := next(passed):
            raise error
        started.append(Subject())
        return started[-1]

    watchdog = Watchdog("the subject", start, silence_seconds=10)
    watchdog.look(seconds=1)
    assert watchdog.process is None
    watchdog._not_before = 0.0  # noqa: SLF001 - the pause is over
    watchdog.look(seconds=1)

    assert watchdog.process is started[0]


def test_what_is_silent_is_killed_and_replaced(watchdog: Watchdog, started: list[Subject]) -> None:
    watchdog.look(seconds=1)
    started[0].heard += 1
    for _ in range(12):
        watchdog.look(seconds=1)
    watchdog.look(seconds=1)

    assert started[0].killed
    assert len(started) == 2


def test_what_is_heard_of_is_left_alone(watchdog: Watchdog, started: list[Subject]) -> None:
    watchdog.look(seconds=1)
    for n in range(100):
        started[0].heard += n % 9 == 0
        watchdog.look(seconds=1)

    assert len(started) == 1
    assert not started[0].killed


def test_what_has_not_been_heard_of_yet_has_longer(watchdog: Watchdog, started: list[Subject]) -> None:
    for _ in range(20):
        watchdog.look(seconds=1)
    assert not started[0].killed

    watchdog.look(seconds=1)
    watchdog.look(seconds=1)
    assert started[0].killed


def test_what_ends_as_soon_as_it_is_there_is_not_started_at_once_for_ever(
    watchdog: Watchdog, started: list[Subject]
) -> None:
    for _ in range(50):
        watchdog.look(seconds=0.1)
        started[-1].alive = False

    assert len(started) < MANY_SHORT_LIVES
    assert not watchdog.is_failing


def test_what_is_retired_is_asked_to_end_and_not_replaced(watchdog: Watchdog, started: list[Subject]) -> None:
    watchdog.look(seconds=1)
    watchdog.retire()
    watchdog.look(seconds=1)
    assert started[0].asked_to_end

    started[0].alive = False
    watchdog.look(seconds=1)
    watchdog.look(seconds=1)

    assert watchdog.process is None
    assert len(started) == 1
