"""What Canva does not do, in the reader's words."""

from __future__ import annotations


class CanvaRefused(Exception):
    """It cannot be done as asked; the words are the reader's and say what to do."""


class ConnectAgain(CanvaRefused):
    """There is no connection that Canva accepts."""


CONNECT_FIRST = "Connect your Canva account first: Canva, in the menu of your account."
CONNECT_AGAIN = "Canva does not accept the connection any more. Connect your account with Canva again."
AWAY = "Canva cannot be reached at the moment. Try again later."
BUSY = "Canva asks us to slow down for longer than we wait. Try again later."
STRANGE = (
    "Canva answered in a way that is not understood. Try again later, and tell whoever runs this site if it stays so."
)
