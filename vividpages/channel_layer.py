"""The channel layer over PostgreSQL, which goes on when the database has been away.

The library's own listens once per process: when its connection ends, every socket of the process waits for ever. Ours
connects again, and whenever it begins to listen or can no more it wakes all who wait: nobody knows what was sent.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

import psycopg
from channels_postgres import core
from channels_postgres.db import GROUP_CHANNEL_TABLE, MESSAGE_TABLE, DatabaseLayer
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

logger = logging.getLogger(__name__)

LISTENING = "layer.listening"
"""The type of the message to every channel of this process when the layer has begun to listen, or can no more."""
RETRY_SECONDS = 0.5
CLEARING_SECONDS = 600.0
"""Between two clearings of what has expired."""
ADD_TO_GROUP = f"""
WITH earlier AS (DELETE FROM {GROUP_CHANNEL_TABLE} WHERE group_key = %(group)s AND channel = %(channel)s)
INSERT INTO {GROUP_CHANNEL_TABLE} (group_key, channel, expire) VALUES (%(group)s, %(channel)s, %(expires)s)
"""  # noqa: S608  # the table's name is the library's


class _Connections:
    """The connections of one event loop: no more than `most`, each made when it is needed and there is none.

    A pool that connects in the background waits longer after each failure, and whoever asks it then waits as well, for
    as long as the database was away. Here whoever asks is told at once that it is.
    """

    def __init__(self, address: str, *, most: int) -> None:
        self._address = address
        self._idle: list[psycopg.AsyncConnection[Any]] = []
        self._room = asyncio.Semaphore(most)

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[psycopg.AsyncConnection[Any], None]:
        """Open a connection that answers. Raises psycopg.OperationalError if there is no database."""
        async with self._room:
            connection = await self._take()
            try:
                yield connection
            finally:
                if connection.closed or connection.info.transaction_status != TransactionStatus.IDLE:
                    await connection.close()
                else:
                    self._idle.append(connection)

    async def close(self) -> None:
        """Close those that nobody uses."""
        while self._idle:
            await self._idle.pop().close()

    async def _take(self) -> psycopg.AsyncConnection[Any]:
        while self._idle:
            connection = self._idle.pop()
            try:
                await connection.execute("")
            except psycopg.OperationalError:  # ended while it was idle, as all others may have been
                await connection.close()
            else:
                return connection
        return await _connect(self._address)


async def _connect(address: str) -> psycopg.AsyncConnection[Any]:
    """Connect without prepared statements: behind a pooler, the next transaction is in another session."""
    return await psycopg.AsyncConnection.connect(address, autocommit=True, prepare_threshold=None)


class _Database(DatabaseLayer):  # type: ignore[misc]  # the library has no types
    """The layer's queries, over connections of their own for each event loop."""

    def __init__(self, address: str, db_params: dict[str, Any], *, most: int) -> None:
        super().__init__({}, db_params)
        self.pools: WeakKeyDictionary[asyncio.AbstractEventLoop, _Connections] = WeakKeyDictionary()
        self._address = address
        self._most = most

    async def get_db_pool(self, db_params: dict[str, Any]) -> _Connections:  # noqa: ARG002  # as the library calls it
        """Return the running loop's connections."""
        loop = asyncio.get_running_loop()
        if loop not in self.pools:
            self.pools[loop] = _Connections(self._address, most=self._most)
        return self.pools[loop]

    async def add_channel_to_group(self, group_key: str, channel: str, expire: int) -> None:
        """Have a channel in a group for `expire` seconds from now, once."""
        expires = datetime.now(UTC) + timedelta(seconds=expire)
        connections = await self.get_db_pool(self.db_params)
        async with connections.connection() as connection:
            await connection.execute(ADD_TO_GROUP, {"group": group_key, "channel": channel, "expires": expires})

    async def clear(self) -> None:
        """Delete the messages and members of groups that have expired."""
        connections = await self.get_db_pool(self.db_params)
        async with connections.connection() as connection:
            for table in (MESSAGE_TABLE, GROUP_CHANNEL_TABLE):
                await connection.execute(f"DELETE FROM {table} WHERE expire < now()")  # noqa: S608


def _address_of(database: dict[str, Any]) -> str:
    params = DatabaseWrapper({"TIME_ZONE": None, **database}).get_connection_params()
    return make_conninfo(**{name: value for name, value in params.items() if name not in ("cursor_factory", "context")})


class ReconnectingPostgresLayer(core.PostgresChannelLayer):  # type: ignore[misc]
    """Messages to the sockets of all processes, by LISTEN and NOTIFY."""

    extensions: ClassVar[list[str]] = ["groups", "flush"]

    def __init__(self, **config: Any) -> None:
        super().__init__(**config)
        self._address = make_conninfo(**self.db_params)
        # A session that listens is held on to, and so past a pooler.
        self._listening_address = _address_of(config["LISTEN"]) if config["LISTEN"] else self._address
        self.django_db = _Database(self._address, self.db_params, most=config["CONNECTIONS"])
        self.listening = asyncio.Event()
        self._listener: asyncio.Task[None] | None = None

    async def receive(self, channel: str) -> dict[str, Any]:
        """Receive the next message to `channel`, which is one of this process."""
        queue = self._get_or_create_queue(channel)
        self._channel_advisory_locks[channel] = True  # nobody else's: its name is made up here
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self.listen_to_all_channels())
        await self.listening.wait()
        message: dict[str, Any] = await self._get_message_from_channel(channel, queue)
        return message

    async def group_discard(self, group: str, channel: str, expire: int | None = None) -> None:  # noqa: ARG002
        """Take `channel` out of `group`, and forget it: each channel here is in one group.

        The library's own leaves two tasks behind for each, which sleep for many minutes before they clear what has
        expired; here whoever listens clears.
        """
        self._channel_advisory_locks.pop(channel, None)
        core.ASYNCIO_EVENT_CHANNEL_MAPPING.pop(channel, None)
        await self.django_db.delete_channel_group(self._group_key(group), channel)

    async def listen_to_all_channels(self) -> None:
        """Put what is sent into the queues of this process's channels, whatever becomes of the connection."""
        while True:
            try:
                await self._listen()
            except Exception as error:  # noqa: BLE001 - nobody awaits this task, and sockets would wait for ever
                logger.warning("the channel layer does not listen: %s", type(error).__name__)
            if self.listening.is_set():
                self.listening.clear()
                self._wake_all()
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
        connection = await _connect(self._listening_address)
        async with connection:
            await connection.execute("LISTEN channels_postgres_messages")
            self.listening.set()
            self._wake_all()
            while True:
                await self.django_db.clear()
                async for event in connection.notifies(timeout=CLEARING_SECONDS):
                    channel = event.payload.split(":")[1]
                    if channel in self._channel_advisory_locks:
                        self._get_or_create_queue(channel).put_nowait(event.payload)

    def _wake_all(self) -> None:
        message = base64.b64encode(self.serialize({"type": LISTENING})).decode()
        for channel in self._channel_advisory_locks:
            self._get_or_create_queue(channel).put_nowait(f"0:{channel}:{message}:{time.time() + self.expiry}")
