"""What a log line holds: the ids of what is at hand, and neither words nor keys."""

from __future__ import annotations

import json
import logging
import logging.config
import sys
from typing import Any

import pytest

from telemetry import logs
from telemetry.context import bound, current
from telemetry.scrubbing import without_keys

KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789"
WORDS = "words of a secret book"


def formatted(form: str, message: str = "Something broke", error: Exception | None = None) -> str:
    formatter = logs.JsonLine() if form == "json" else logs.Line("{levelname} {name}: {message}", style="{")
    caught: Any = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    return formatter.format(logging.LogRecord("jobs.engine", logging.ERROR, __file__, 1, message, None, caught))


@pytest.mark.parametrize("form", logs.FORMATS)
def test_a_logged_error_tells_its_kind_and_place_but_not_its_words(form: str) -> None:
    error = ValueError(WORDS)
    error.__cause__ = KeyError("another secret")
    line = formatted(form, error=error)

    assert "ValueError" in line
    assert "KeyError" in line
    assert "test_logs.py" in line
    assert "secret" not in line


@pytest.mark.parametrize("form", logs.FORMATS)
@pytest.mark.parametrize(
    "message",
    [
        f"refused with {KEY}",
        f"Authorization: Bearer {KEY}",
        "POST https://example.com/v1?key=AIzaSyA1234567890abcdefghijklmno failed",
        "postgresql://reader:correct-horse@host/books is away",
        'password="correct-horse-battery"',
        "X-Api-Key: 0123456789abcdef",
    ],
)
def test_a_key_in_a_message_is_hidden(form: str, message: str) -> None:
    line = formatted(form, message)

    assert without_keys("[hidden]") in line
    assert not any(secret in line for secret in (KEY, "AIza", "correct-horse", "0123456789abcdef"))


def test_words_that_only_sound_like_keys_stay() -> None:
    for message in (
        "job 6f1c8a52-0c1f-4d0e-9a5e-2f6f2a3b4c5d: TimeoutError at /srv/vividpages/jobs/engine.py:12 in run",
        "a task has failed: jobs.tasks.collect_batches_of_everybody",
        "keyboard-shortcuts-and-tokens are fine",
    ):
        assert without_keys(message) == message


def test_json_has_the_ids_of_what_is_at_hand() -> None:
    with bound(request="r-1", user=lambda: 7), bound(job="j-2", unit=None):
        line = json.loads(formatted("json"))

    assert {name: line[name] for name in ("request", "user", "job")} == {"request": "r-1", "user": "7", "job": "j-2"}
    assert "unit" not in line
    assert current() == {}


def test_an_id_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="title"), bound(title=WORDS):
        pass


def test_levels_are_set_for_each_room() -> None:
    assert logs.levels_of(" jobs=debug, providers=INFO,") == {"jobs": "DEBUG", "providers": "INFO"}


@pytest.mark.parametrize("text", ["jobs", "jobs=LOUD", "=INFO"])
def test_levels_that_are_none_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="LOG_LEVELS holds"):
        logs.levels_of(text)


def test_what_libraries_say_while_debugging_is_not_logged_at_any_level(capsys: pytest.CaptureFixture[str]) -> None:
    configuration = logs.configuration(form="text", level="DEBUG", levels={"openai": "DEBUG"}, own=["jobs"])
    before = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(configuration)
        logging.getLogger("openai._base_client").debug("Request options: %s", WORDS)
        logging.getLogger("jobs.engine").debug("a slice begins")
    finally:
        logging.root.handlers[:], logging.root.level = before
        logging.getLogger("openai").setLevel(logging.NOTSET)
    said = capsys.readouterr().err

    assert "a slice begins" in said
    assert WORDS not in said
