"""The channel layer over PostgreSQL, which goes on when the database has been away.

The library's own listens once per process: when its connection ends, every socket of the process waits for ever. Ours
connects again, and whenever it begins to listen it wakes all who wait, since nobody knows what was sent before.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import time
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import psycopg
from channels_postgres import core
from channels_postgres.db import DatabaseLayer
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

logger = logging.getLogger(__name__)

LISTENING = "layer.listening"
"""The type of the message that every channel of this process gets when the layer has begun to listen."""
RETRY_SECONDS = 0.5
KEEPALIVE: dict[str, Any] = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""How soon a database is noticed that went without a word; seconds and probes."""


class _Database(DatabaseLayer):  # type: ignore[misc]  # the library has no types
    """The layer's queries, over one pool of connections for each event loop."""

    def __init__(self, psycopg_options: dict[str, Any], db_params: dict[str, Any]) -> None:
        super().__init__(psycopg_options, db_params)
        self.pools: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncConnectionPool] = WeakKeyDictionary()

    async def get_db_pool(self, db_params: dict[str, Any]) -> AsyncConnectionPool:
        """The running loop's pool; it opens without waiting, so a database that is away now may come later."""
        loop = asyncio.get_running_loop()
        if loop not in self.pools:
            self.pools[loop] = AsyncConnectionPool(
                make_conninfo(**db_params, **KEEPALIVE),
                open=False,
                kwargs={"autocommit": True},
                check=AsyncConnectionPool.check_connection,
                **self.psycopg_options,
            )
            await self.pools[loop].open()
        return self.pools[loop]


class ReconnectingPostgresLayer(core.PostgresChannelLayer):  # type: ignore[misc]
    """Messages to the sockets of all processes, by LISTEN and NOTIFY."""

    extensions: ClassVar[list[str]] = ["groups", "flush"]

    def __init__(self, **config: Any) -> None:
        super().__init__(**config)
        self.django_db = _Database(config.get("PSYCOPG_OPTIONS", {}), self.db_params)
        self.listening = asyncio.Event()
        self._listener: asyncio.Task[None] | None = None

    async def receive(self, channel: str) -> dict[str, Any]:
        """The next message to `channel`, which is one of this process."""
        queue = self._get_or_create_queue(channel)
        self._channel_advisory_locks[channel] = True  # nobody else's: its name is made up here
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self.listen_to_all_channels())
        await self.listening.wait()
        message: dict[str, Any] = await self._get_message_from_channel(channel, queue)
        return message

    async def group_discard(self, group: str, channel: str, expire: int | None = None) -> None:
        """Take `channel` out of `group`, and forget it: each channel here is in one group."""
        self._channel_advisory_locks.pop(channel, None)
        core.ASYNCIO_EVENT_CHANNEL_MAPPING.pop(channel, None)
        await super().group_discard(group, channel, expire)

    async def listen_to_all_channels(self) -> None:
        """Put what is sent into the queues of this process's channels, whatever becomes of the connection."""
        while True:
            try:
                await self._listen()
            except psycopg.OperationalError as error:
                logger.warning("the channel layer does not listen: %s", type(error).__name__)
            self.listening.clear()
            await asyncio.sleep(RETRY_SECONDS)

    async def close(self) -> None:
        """Listen no more, and let go of the running loop's connections."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        pool = self.django_db.pools.pop(asyncio.get_running_loop(), None)
        if pool is not None:
            await pool.close()

    async def _listen(self) -> None:
        address = make_conninfo(**self.db_params, **KEEPALIVE)
        connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
        async with connection:
            await connection.execute("LISTEN channels_postgres_messages")
            self.listening.set()
            self._wake_all()
            async for event in connection.notifies():
                channel = event.payload.split(":")[1]
                if channel in self._channel_advisory_locks:
                    self._get_or_create_queue(channel).put_nowait(event.payload)

    def _wake_all(self) -> None:
        message = base64.b64encode(self.serialize({"type": LISTENING})).decode()
        for channel in self._channel_advisory_locks:
            self._get_or_create_queue(channel).put_nowait(f"0:{channel}:{message}:{time.time() + self.expiry}")
