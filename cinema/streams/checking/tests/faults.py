"""One way or more to break each rule in a good stream, and no other rule with it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from cinema.streams.bmff.fragments import moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from cinema.streams.checking.tests.streams import Files

    Plant = Callable[[Files], None]

MASTER, VIDEO, LOW, SOUND, TEXT = "master.m3u8", "144.m3u8", "96.m3u8", "sound.m3u8", "captions-en.m3u8"
FRAME_TICKS = 1000


def change(files: Files, name: str, old: str, new: str) -> None:
    """Replace what the regular expression `old` finds first; it must find something."""
    data, count = re.subn(old.encode(), new.encode(), files[name], count=1, flags=re.MULTILINE)
    assert count, f"{name} has no {old}"
    files[name] = data


def changed(name: str, old: str, new: str) -> Plant:
    return partial(change, name=name, old=old, new=new)


def added(name: str, text: str) -> Plant:
    """Add lines at the end of a playlist, before it says that it ends."""

    def plant(files: Files) -> None:
        body, end, rest = files[name].partition(b"#EXT-X-ENDLIST")
        files[name] = body + text.encode() + b"\n" + end + rest

    return plant


def before_last(name: str, text: str) -> Plant:
    """Add a line before the last address of a playlist."""

    def plant(files: Files) -> None:
        last = segments(files, name)[-1].encode()
        head, _, tail = files[name].rpartition(last)
        files[name] = head + text.encode() + b"\n" + last + tail

    return plant


def prefixed(name: str, data: bytes) -> Plant:
    def plant(files: Files) -> None:
        files[name] = data + files[name]

    return plant


def raw(name: str, data: bytes) -> Plant:
    def plant(files: Files) -> None:
        files[name] += data

    return plant


def segments(files: Files, playlist: str) -> list[str]:
    lines = files[playlist].decode().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def in_last(playlist: str, edit: Callable[[bytes], bytes]) -> Plant:
    """Edit the last segment of a playlist."""

    def plant(files: Files) -> None:
        name = segments(files, playlist)[-1]
        before = files[name]
        files[name] = edit(before)
        assert files[name] != before

    return plant


def in_init(playlist: str, edit: Callable[[bytes], bytes]) -> Plant:
    def plant(files: Files) -> None:
        name = re.search(rb'EXT-X-MAP:URI="(.*?)"', files[playlist])[1].decode()
        files[name] = edit(files[name])

    return plant


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, 1)


def after(place: bytes, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        head, found, tail = data.partition(place)
        return head + found + tail.replace(old, new, 1)

    return edit


def moved_to_the_end(files: Files) -> None:
    change(files, SOUND, "^#EXT-X-MEDIA-SEQUENCE:0\n", "")
    added(SOUND, "#EXT-X-MEDIA-SEQUENCE:0")(files)


def without_last_segment(files: Files) -> None:
    change(files, TEXT, r"^#EXTINF:[\d.]+,\n.*\n(?=#EXT-X-ENDLIST)", "")


def without_last_file(files: Files) -> None:
    del files[segments(files, TEXT)[-1]]


def later(files: Files) -> None:
    """Have all segments of a variant a second later."""
    place = 0
    seconds = [float(value) for value in re.findall(rb"EXTINF:([\d.]+)", files[LOW])]
    for number, (name, length) in enumerate(zip(segments(files, LOW), seconds, strict=True), start=1):
        files[name] = moved(files[name], time=place + 30 * FRAME_TICKS, sequence=number)
        place += round(length * 30) * FRAME_TICKS


def other_size(files: Files) -> None:
    init = re.search(rb'EXT-X-MAP:URI="(.*?)"', files[LOW])[1].decode()
    before_last(VIDEO, f'#EXT-X-MAP:URI="{init}"')(files)


def repeated(line: str) -> Plant:
    """Have the last text segment, which is empty, once more, after `line`."""

    def plant(files: Files) -> None:
        added(TEXT, "\n".join(filter(None, [line, segments(files, TEXT)[-1]])))(files)

    return plant


def cue(text: str) -> Callable[[bytes], bytes]:
    return lambda data: data + b"\n" + text.encode() + b"\n"


def without_cue(files: Files) -> None:
    name = [name for name in segments(files, TEXT) if b"-->" in files[name]][1]
    files[name] = files[name].split(b"\n\n")[0] + b"\n"


def media(rest: str) -> Plant:
    return added(MASTER, f"#EXT-X-MEDIA:{rest}")


FAULTS: dict[str, list[Plant]] = {
    "not_utf8": [raw(VIDEO, b"# \xff\n"), raw(MASTER, b"# caf\xe9\n")],
    "byte_order_mark": [prefixed(VIDEO, b"\xef\xbb\xbf")],
    "control_characters": [raw(SOUND, b"# \x07\n"), raw(MASTER, b"# a\tb\n")],
    "first_line": [changed(SOUND, "^#EXTM3U\n", ""), prefixed(MASTER, b"\n")],
    "version": [added(VIDEO, "#EXT-X-VERSION:7"), changed(TEXT, "VERSION:7", "VERSION:seven")],
    "version_too_low": [changed(VIDEO, "VERSION:7", "VERSION:5"), changed(TEXT, "VERSION:7", "VERSION:2")],
    "mixed_kinds": [added(MASTER, "#EXT-X-TARGETDURATION:6"), added(MASTER, "#EXTINF:3,")],
    "attributes_broken": [
        changed(MASTER, 'URI="chapters.json"', 'URI="chapters.json",oops'),
        changed(MASTER, 'URI="chapters.json"', 'URI="chapters.json",'),
    ],
    "attribute_twice": [changed(MASTER, 'URI="chapters.json"', 'URI="chapters.json",X="1",X="1"')],
    "attribute_value": [
        changed(MASTER, "FORCED=NO", "FORCED=MAYBE"),
        changed(MASTER, 'LANGUAGE="en"', "LANGUAGE=en"),
        changed(MASTER, "RESOLUTION=256x144", "RESOLUTION=256"),
    ],
    "attribute_missing": [
        changed(MASTER, 'DATA-ID="com.apple.hls.chapters",', ""),
        changed(MASTER, 'TYPE=AUDIO,GROUP-ID="sound",NAME="Narration"', 'TYPE=AUDIO,GROUP-ID="sound"'),
    ],
    "missing_file": [without_last_file, changed(MASTER, "^96.m3u8", "95.m3u8")],
    "variant_without_address": [added(MASTER, '#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS="avc1.64001e"')],
    "bandwidth_too_low": [changed(MASTER, r":BANDWIDTH=\d+", ":BANDWIDTH=9000")],
    "average_bandwidth_wrong": [changed(MASTER, r"AVERAGE-BANDWIDTH=\d+", "AVERAGE-BANDWIDTH=9000")],
    "codecs_missing": [changed(MASTER, 'CODECS="[^"]*",', "")],
    "codecs_wrong": [changed(MASTER, "avc1.64001e", "avc1.640028"), changed(MASTER, ",mp4a.40.2", "")],
    "resolution_wrong": [changed(MASTER, "256x144", "640x360")],
    "group_unknown": [changed(MASTER, 'SUBTITLES="captions"', 'SUBTITLES="words"')],
    "name_twice": [media('TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",URI="captions-en.m3u8"')],
    "default_twice": [media('TYPE=SUBTITLES,GROUP-ID="captions",NAME="B",DEFAULT=YES,URI="captions-en.m3u8"')],
    "default_not_chosen": [changed(MASTER, "AUTOSELECT=YES", "AUTOSELECT=NO")],
    "rendition_address": [
        media('TYPE=SUBTITLES,GROUP-ID="captions",NAME="B"'),
        media('TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="B"'),
    ],
    "forced_elsewhere": [changed(MASTER, 'CHANNELS="2"', 'CHANNELS="2",FORCED=NO')],
    "session_data": [
        changed(MASTER, 'URI="chapters.json"', 'URI="chapters.json",VALUE="x"'),
        added(MASTER, '#EXT-X-SESSION-DATA:DATA-ID="com.apple.hls.chapters",VALUE="x"'),
    ],
    "target_missing": [changed(TEXT, "^#EXT-X-TARGETDURATION:6\n", ""), changed(TEXT, "DURATION:6", "DURATION:6.5")],
    "tag_twice": [added(VIDEO, "#EXT-X-ENDLIST"), added(LOW, "#EXT-X-PLAYLIST-TYPE:VOD")],
    "segment_too_long": [changed(TEXT, "DURATION:6", "DURATION:3")],
    "duration_missing": [repeated("")],
    "duration_broken": [repeated("#EXTINF:abc,")],
    "sequence_late": [
        moved_to_the_end,
        changed(SOUND, "MEDIA-SEQUENCE:0", "MEDIA-SEQUENCE:-1"),
    ],
    "discontinuity_sequence_late": [added(VIDEO, "#EXT-X-DISCONTINUITY-SEQUENCE:0")],
    "unknown_type": [changed(VIDEO, "TYPE:VOD", "TYPE:LIVE")],
    "vod_not_ended": [changed(VIDEO, "^#EXT-X-ENDLIST\n", "")],
    "range_broken": [before_last(TEXT, "#EXT-X-BYTERANGE:10"), before_last(TEXT, "#EXT-X-BYTERANGE:some")],
    "range_outside": [before_last(TEXT, "#EXT-X-BYTERANGE:9999@0")],
    "key_broken": [
        before_last(TEXT, '#EXT-X-KEY:METHOD=NONE,URI="key"'),
        before_last(TEXT, "#EXT-X-KEY:METHOD=AES-128"),
    ],
    "date_broken": [before_last(VIDEO, "#EXT-X-PROGRAM-DATE-TIME:yesterday")],
    "start_outside": [added(VIDEO, "#EXT-X-START:TIME-OFFSET=999")],
    "map_missing": [changed(SOUND, "^#EXT-X-MAP.*\n", "")],
    "initialisation_broken": [in_init(VIDEO, swapped(b"mvex", b"free"))],
    "segment_broken": [in_last(VIDEO, lambda data: data[:-10]), in_last(SOUND, swapped(b"mdat", b"free"))],
    "time_missing": [in_last(VIDEO, swapped(b"tfdt", b"free"))],
    "track_unknown": [
        in_last(VIDEO, swapped(b"tfhd\x00\x02\x00\x00\x00\x00\x00\x01", b"tfhd\x00\x02\x00\x00\x00\x00\x00\x02"))
    ],
    "gap": [
        in_last(VIDEO, lambda data: moved(data, time=0, sequence=9)),
        in_last(SOUND, lambda data: moved(data, time=48_000 * 60, sequence=9)),
    ],
    "change_unsaid": [other_size],
    "duration_wrong": [changed(VIDEO, "EXTINF:3.33333", "EXTINF:3.53333")],
    "not_independent": [in_last(VIDEO, after(b"trun", b"\x02\x00\x00\x00", b"\x01\x01\x00\x00"))],
    "targets_differ": [changed(VIDEO, "DURATION:6", "DURATION:7")],
    "discontinuities_differ": [before_last(VIDEO, "#EXT-X-DISCONTINUITY")],
    "lengths_differ": [without_last_segment],
    "variants_apart": [later],
    "no_webvtt": [in_last(TEXT, swapped(b"WEBVTT", b"SUBRIP"))],
    "timestamp_map_missing": [in_last(TEXT, swapped(b"X-TIMESTAMP-MAP=", b"NOTE "))],
    "cue_missing": [without_cue],
    "cue_elsewhere": [in_last(TEXT, cue("00:09:00.000 --> 00:09:01.000\nLate"))],
    "cue_backwards": [in_last(TEXT, cue("00:00:18.000 --> 00:00:17.000\nBack"))],
}
