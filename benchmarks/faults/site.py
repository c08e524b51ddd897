"""A site to strike at: `manage.py serve` on a database and disks of its own, with every line in our hands."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError

from benchmarks.faults import family
from benchmarks.faults.bills import BilledWire
from benchmarks.faults.disks import Disk, can_mount
from benchmarks.faults.lines import Line, to_port, to_socket
from benchmarks.faults.programs import Redis, find_redis

PROFILES = ("disk", "s3", "redis", "clock")
"""How a site is set up: as it is without settings, with S3, with Redis, with a clock that we set."""
CLOCK = Path(__file__).parent / "clock"
"""The folder that makes the clock of a process one that we set."""
START_SECONDS = 300.0
LIMITS_OFF = dict.fromkeys(
    (
        *(f"READER_{name}_AN_HOUR" for name in ("UPLOADS", "STARTS", "SEGMENTS")),
        *(f"API_{name}_A_MINUTE" for name in ("ANONYMOUS", "READS", "WRITES", "SPENDS")),
        "READER_STORAGE_BYTES",
    ),
    "0",
)


@dataclass
class Site:
    """What runs, and by what it is reached. Made by `opened`."""

    var: Path
    wire: BilledWire
    database: Line
    disks: dict[str, Disk]
    profile: str = ""
    port: int = 0
    serving: subprocess.Popen[bytes] | None = None
    s3_line: Line | None = None
    redis: Redis | None = None
    log: Path = Path(os.devnull)
    _of_profile: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        """Where the web server answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """Where the database lies."""
        return self.var / "postgres"

    @property
    def clock_file(self) -> Path:
        """Where the offset of the processes' clock is read from."""
        return self.log.parent / "clock"

    def lacks(self, profile: str) -> str:
        """Return why a profile cannot be had here; "" if it can."""
        if profile == "redis" and not find_redis():
            return "no redis-server on the PATH"
        return ""

    def take(self, profile: str) -> None:
        """Serve as a profile has it, and anew if what served has ended."""
        if profile == self.profile and self.serving is not None and self.serving.poll() is None:
            self.wait_until_served()
            return
        self.stop()
        self._of_profile = ExitStack()
        environment = self._environment(profile)
        self.profile = profile
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with self.log.open("ab") as log:
            self.serving = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=Path(__file__).parents[2],
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_served()

    def wait_until_served(self) -> None:
        """Wait for the web server and all processes of the queue. Raises TimeoutError."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            family.wake_all(self)
            if self.answers() and len(family.workers(self)) == 2:
                return
            time.sleep(0.1)
        raise TimeoutError(f"the site does not come up; {self.log} says why")

    def answers(self) -> bool:
        """Return whether the web server answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/health/live", timeout=2) as response:
                return bool(response.status == 200)
        except (URLError, OSError):
            return False

    def stop(self) -> None:
        """End what serves."""
        if self.serving is not None and self.serving.poll() is None:
            family.wake_all(self)
            self.serving.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.serving.wait(45)
            for process in family.all_of(self):
                with suppress(Exception):
                    process.kill()
            if self.serving.poll() is None:
                self.serving.kill()
                self.serving.wait()
        self.serving = None
        self._of_profile.close()

    def mend(self) -> None:
        """Be as a site should be, whatever was done to it."""
        self.database.mend()
        if self.s3_line is not None:
            self.s3_line.mend()
        for disk in self.disks.values():
            disk.empty()
        if self.redis is not None and not self.redis.is_running():
            self.redis.start()
        if self.profile == "clock":
            self.clock_file.write_text("+0")
        family.wake_all(self)
        self.keep_database()

    def keep_database(self) -> None:
        """Start the database again if it has died."""
        from vividpages import embedded

        for _ in range(30):
            with suppress(embedded.CannotStart):
                embedded.keep_running(self.data)
                return
            time.sleep(1)

    def _environment(self, profile: str) -> dict[str, str]:
        made: dict[str, Any] = {
            **LIMITS_OFF,
            "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{self.database.port}/vividpages",
            "VIVIDPAGES_VAR": str(self.var),
            "MEDIA_ROOT": str(self.var / "media"),
            "METRICS_DIR": str(self.log.parent / "metrics"),
            "ALLOW_PRIVATE_PROVIDERS": "1",
            "MODERATION_NUDENET": "0",
            "RETENTION_AT": "",
            "WORKERS": "2",
            "WEB_PROCESSES": "1",
            "LOG_LEVEL": "WARNING",
        }
        if profile == "redis":
            self.redis = Redis()
            self._of_profile.callback(self.redis.stop)
            made["REDIS_URL"] = self.redis.url
        elif profile == "s3":
            made |= self._s3()
        elif profile == "clock":
            self.clock_file.write_text("+0")
            made |= {"PYTHONPATH": str(CLOCK), "CLOCK_FILE": str(self.clock_file)}
        return made

    def _s3(self) -> dict[str, str]:
        """Start an S3 server, and keep our own files there, too: directly, where theirs go by the line."""
        from django.test.utils import override_settings

        from vividpages.tests.s3 import S3Server, storages_on_s3

        server = S3Server()
        self._of_profile.callback(server.stop)
        environment = server.new_bucket()
        self.s3_line = Line(to_port(int(server.url.rpartition(":")[2])))
        self._of_profile.callback(self.s3_line.close)
        self._of_profile.enter_context(override_settings(STORAGES=storages_on_s3(environment)))
        return {**environment, "S3_ENDPOINT_URL": f"http://127.0.0.1:{self.s3_line.port}"}


def set_up(stack: ExitStack, folder: Path | None) -> Site:
    """Make database and disks, and learn their settings. Call it before anything of Django is imported."""
    base = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
    base.mkdir(parents=True, exist_ok=True)
    base.chmod(0o755)
    var = base / "var"
    disks: dict[str, Disk] = {}
    if can_mount(base / "probe"):
        for name, place in (("database", var), ("media", var / "media")):
            disks[name] = Disk(place)
            if folder is None:
                stack.callback(disks[name].unmount)
    os.environ |= {
        **LIMITS_OFF,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "vividpages.settings",
        "VIVIDPAGES_VAR": str(var),
        "METRICS_DIR": str(base / "metrics"),
        "ALLOW_PRIVATE_PROVIDERS": "1",
        "MODERATION_NUDENET": "0",
        "RETENTION_AT": "",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.faults.bills import BilledWire
    from vividpages import embedded

    stack.callback(embedded.let_go, var / "postgres")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    socket_file = Path(settings.DATABASES["default"]["HOST"]) / embedded.SOCKET
    site = Site(
        var=var,
        wire=stack.enter_context(BilledWire()),
        database=Line(to_socket(socket_file)),
        disks=disks,
        log=base / "serve.log",
    )
    stack.callback(site.database.close)
    stack.callback(site.stop)
    return site


def is_root() -> bool:
    """Return whether disks of our own can be mounted."""
    return os.geteuid() == 0 and shutil.which("mount") is not None
