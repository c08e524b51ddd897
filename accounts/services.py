"""What concerns an account as a whole: making one from the command line, and doing one thing at a time for it."""

from __future__ import annotations

import hashlib

from django.db import connection, transaction

from accounts.models import User

LOCAL_READER = "reader@example.com"
"""Whose books are those that this machine makes for itself: the demo, and commands that name no user."""


@transaction.atomic
def local_reader() -> User:
    """Return the account of this machine's own reader, made without a password if there is none yet."""
    return User.objects.filter(email=LOCAL_READER).first() or User.objects.create_user(LOCAL_READER)


class NoSuchReader(Exception):
    """No account has that address; the words say what to do."""


def reader_named(email: str | None) -> User:
    """Return the reader that a command is run for; without an address this machine's own. Raises NoSuchReader."""
    if email is None:
        return local_reader()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise NoSuchReader(f"There is no account with the address {email}; sign up first.")
    return user


def one_at_a_time(user: User) -> None:
    """Wait for whatever else counts what this reader has, and let the next wait until this transaction ends.

    It is taken before any other lock. Rows of the reader stay free: calls that are entered in the ledger need them.
    """
    number = int.from_bytes(hashlib.sha256(user.pk.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
