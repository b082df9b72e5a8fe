"""A kernel connection that sends small messages at once.

jupyter_server leaves Nagle's algorithm on for the websocket between browser and kernel: a reply smaller than a packet
waits for the browser to acknowledge the one before, and browsers delay that by some 40 ms. Everything works without
this class, only slower to the touch, so a server that is run by others need not have it.
"""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class NoDelayConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection, with TCP_NODELAY set on the browser's side of it."""

    def connect(self) -> Any:
        """Turn the delay off, then connect as always."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
