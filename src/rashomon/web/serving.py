"""Starting the server: which doors may be opened, and the address that the reader is told."""

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from rashomon.errors import InputError
from rashomon.settings import Settings
from rashomon.web.app import create_app

SHORTEST_TOKEN = 16


def check_door(host: str, token: str | None) -> None:
    """Refuse to listen beyond this machine without a token.

    Raises:
        InputError: the door would stand open, or the token could be guessed or not be sent.
    """
    if token is not None and (
        len(token) < SHORTEST_TOKEN or not all(c.isascii() and (c.isalnum() or c in "-_") for c in token)
    ):
        raise InputError(f"the token needs at least {SHORTEST_TOKEN} letters, digits, - or _")
    if token is None and not _loopback(host):
        raise InputError(f"{host!r} can be reached from other machines; give --token, or listen on 127.0.0.1")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def run(settings: Settings, *, host: str, port: int, token: str | None, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; ``tell`` hears the address once the door is open.

    Raises:
        InputError: the address is taken or is not this machine's.
    """
    app = create_app(settings, token=token)
    try:
        door = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128
        )
    except (OSError, OverflowError) as error:
        raise InputError(f"cannot listen on {host}:{port} ({error}); give --port another number") from error
    # Connections take this from the door. Else a kept connection waits 40 ms for each small answer: head and body are sent apart.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    shown = f"[{host}]" if ":" in host else host
    query = f"/?token={quote(token)}" if token else "/"
    tell(f"the board is at http://{shown}:{door.getsockname()[1]}{query}  (Ctrl+C stops it)")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=True)
    uvicorn.Server(config).run(sockets=[door])
