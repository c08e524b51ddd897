"""The web server: as many processes as there are processors, each started again when it dies or freezes."""

from __future__ import annotations

import logging
import os
import threading
import time

import uvicorn
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from uvicorn.supervisors import Multiprocess

from monitoring import sampling

logger = logging.getLogger(__name__)

KEPT_SECONDS = 60
"""For how long a thread of the web server keeps a connection to the database."""
ANSWER_SECONDS = 60
"""How long a page waits for one answer of the database."""
GRACE_SECONDS = 20
"""What requests that are under way may take when the server is told to stop; `serve` and Docker wait longer."""
SAMPLE_SECONDS = 60
"""Between two looks at what our processes have counted: workers may run on other machines, and see none of it."""
SOCKET_MESSAGE_BYTES = 64 * 1024
"""The longest message that a browser may send; ours send none."""


def run(*, host: str, port: int) -> None:
    """Serve until told to stop."""
    # For the processes: they read the settings anew.
    os.environ["VIVIDPAGES_WEB_PROCESS"] = "yes"
    os.environ.setdefault("CONN_MAX_AGE", str(KEPT_SECONDS))
    os.environ.setdefault("DATABASE_ANSWER_SECONDS", str(ANSWER_SECONDS))
    config = uvicorn.Config(
        "vividpages.asgi:application",
        host=host,
        port=port,
        workers=settings.WEB_PROCESSES,
        loop="asyncio",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=SOCKET_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.TRUSTED_PROXIES,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    threading.Thread(target=_sample_again_and_again, daemon=True, name="samples").start()
    Multiprocess(config, sockets=[config.bind_socket()]).run()


def _sample_again_and_again() -> None:
    """Write down what the processes of this machine have counted, for charts and alerts.

    In this process, which answers nobody, and starts the others anew rather than fork.
    """
    while True:
        time.sleep(SAMPLE_SECONDS)
        try:
            sampling.record()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("no sample could be kept: %s", type(error).__name__)
        finally:
            connection.close()
