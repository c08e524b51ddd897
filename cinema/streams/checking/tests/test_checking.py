"""Each fault is found by the rule that it breaks and by no other; good streams have none."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cinema.streams.checking.checker import check_stream
from cinema.streams.checking.rules.catalogue import RULES
from cinema.streams.checking.rules.rule import SEVERITY
from cinema.streams.checking.tests.faults import FAULTS
from cinema.streams.checking.tests.streams import files_in, of_ffmpeg, of_ours

if TYPE_CHECKING:
    from cinema.streams.checking.tests.faults import Plant
    from cinema.streams.checking.tests.streams import Files

OF_TRANSPORT_STREAMS = {"tables_missing"}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return of_ours(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def transport_stream(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return of_ffmpeg(tmp_path_factory.mktemp("ts"), "mpegts")


def test_a_good_stream_of_ours_has_no_faults(ours: Files) -> None:
    assert check_stream(ours.__getitem__) == []


@pytest.mark.parametrize("playlist", ["stream.m3u8", "master.m3u8"])
@pytest.mark.parametrize("kind", ["mpegts", "fmp4"])
def test_good_streams_of_ffmpeg_have_no_faults(tmp_path: Path, kind: str, playlist: str) -> None:
    files = of_ffmpeg(tmp_path, kind)

    assert playlist in files
    assert check_stream(tmp_path, playlist=playlist) == []


@pytest.mark.parametrize(
    ("rule", "plant"),
    [pytest.param(rule, plant, id=f"{rule}-{number}") for rule in FAULTS for number, plant in enumerate(FAULTS[rule])],
)
def test_each_fault_is_found_by_its_own_rule_alone(ours: Files, rule: str, plant: Plant) -> None:
    files = dict(ours)
    plant(files)

    assert {finding.rule for finding in check_stream(files.__getitem__)} == {rule}


def test_a_transport_stream_without_its_tables_is_found(transport_stream: Files) -> None:
    files = dict(transport_stream)
    name = next(name for name in files if name.endswith(".ts"))
    files[name] = files[name][188 * 3 :]

    findings = check_stream(files.__getitem__, playlist="stream.m3u8")

    assert [(finding.rule, finding.file) for finding in findings] == [("tables_missing", name)]


def test_every_rule_has_a_fault_that_it_finds_and_says_what_it_asks() -> None:
    names = [rule.name for rule in RULES]

    assert set(names) == FAULTS.keys() | OF_TRANSPORT_STREAMS
    assert len(names) == len(set(names))
    assert all(rule.asks.endswith(".") and rule.section[0].isdigit() for rule in RULES)


def test_a_finding_says_where_and_how_bad_it_is(ours: Files) -> None:
    files = dict(ours)
    FAULTS["bandwidth_too_low"][0](files)
    FAULTS["resolution_wrong"][0](files)

    first, second = check_stream(files.__getitem__)

    assert (first.section, first.severity, first.file) == ("4.3.4.2", "error", "master.m3u8")
    assert files["master.m3u8"].decode().splitlines()[first.line - 1].startswith("#EXT-X-STREAM-INF:BANDWIDTH=9000,")
    assert (second.severity, second.message) == ("warning", "It is 256 × 144 pixels, and says 640x360.")


def test_nothing_outside_the_streams_folder_is_read(ours: Files, tmp_path: Path) -> None:
    (tmp_path / "secret.m3u8").write_bytes(ours["96.m3u8"])
    folder = tmp_path / "film"
    for name, data in ours.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b"\n96.m3u8", b"\n../secret.m3u8").replace(b"\n144.m3u8", b"\n%00"))

    assert [finding.rule for finding in check_stream(folder)] == ["missing_file"] * 2
    assert "96.m3u8" in files_in(folder)


def test_the_documentation_lists_the_rules_as_they_are() -> None:
    page = (Path(__file__).parents[4] / "docs" / "films.md").read_text()

    listed = page.split("| rule | section | | asks |\n|---|---|---|---|\n")[1].split("\n\n")[0]
    assert listed.splitlines() == [
        f"| `{rule.name}` | {rule.section} | {SEVERITY[rule.level]} | {rule.asks} |" for rule in RULES
    ]


def test_streams_that_are_broken_anyhow_are_checked_to_the_end(ours: Files) -> None:
    pieces = ["²".encode(), b"-1", b"9" * 5000, b"\n", b'"', b",", b"\x00\x00\x00\x01", b"@5", b"#EXTINF:"]
    names = [name for name in ours if name.endswith(("m3u8", "m4s", "mp4", "vtt"))]
    found = 0
    for seed in range(80):
        choose = random.Random(seed)
        name = choose.choice(names[-8:] if seed % 2 else names)
        data = bytearray(ours[name])
        for _ in range(choose.randint(1, 8)):
            place = choose.randrange(len(data))
            data[place : place + choose.choice([0, 0, 1, 20])] = choose.choice([*pieces, data[place : place + 30]])
        found += bool(check_stream({**ours, name: bytes(data)}.__getitem__))

    assert found > 40  # what is lost in pictures nobody sees
