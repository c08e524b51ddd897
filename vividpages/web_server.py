"""The web server: as many processes as there are processors, each started again when it dies or freezes."""

from __future__ import annotations

import os

import uvicorn
from django.conf import settings
from uvicorn.supervisors import Multiprocess

KEPT_SECONDS = 60
"""For how long a thread of the web server keeps a connection to the database."""
ANSWER_SECONDS = 60
"""How long a page waits for one answer of the database."""
GRACE_SECONDS = 20
"""What requests that are under way may take when the server is told to stop; `serve` and Docker wait longer."""
SOCKET_MESSAGE_BYTES = 64 * 1024
"""The longest message that a browser may send; ours send none."""


def run(*, host: str, port: int) -> None:
    """Serve until told to stop."""
    os.environ.setdefault("CONN_MAX_AGE", str(KEPT_SECONDS))  # for the processes: they read the settings anew
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
    Multiprocess(config, sockets=[config.bind_socket()]).run()
