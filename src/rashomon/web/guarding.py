"""Who may ask, and what a browser may do with the answer: host names, the token, same-origin proof, and the headers of every answer."""

import hmac
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
TOKEN_COOKIE = "rashomon_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(pictures: str | None) -> str:
    """The Content-Security-Policy, with ``pictures`` as a second source of pictures where there is one."""
    return POLICY.replace("img-src 'self'", f"img-src 'self' {pictures}") if pictures else POLICY


class Guard:
    """Middleware. ``token`` is asked for where it is set; without it only loopback names are answered, so that no page elsewhere can
    reach the server under a name of its own. ``pictures``: another origin from which pages may show pictures: that of the map's tiles.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str | None,
        refuse: Callable[[str, str, int], tuple[bytes, str]],
        pictures: str | None = None,
    ) -> None:
        self.app = app
        self.token = token
        self.refuse = refuse
        self.headers = HEADERS | {"Content-Security-Policy": policy(pictures)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        given = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        if self.token is None and host_of(given.get("host", "")) not in LOOPBACK:
            await self._answer(scope, guarded, "this server answers only to localhost", 403)
        elif self.token is not None and not self._knows(given):
            await self._ask(scope, guarded)
        elif scope["method"] not in {"GET", "HEAD", "OPTIONS"} and not same_origin(given):
            await self._answer(scope, guarded, "this form was sent from another site", 403)
        else:
            await self.app(scope, receive, guarded)

    def _knows(self, given: dict[str, str]) -> bool:
        cookie = SimpleCookie(given.get("cookie", ""))
        shown = [cookie[TOKEN_COOKIE].value] if TOKEN_COOKIE in cookie else []
        scheme, _, value = given.get("authorization", "").partition(" ")
        shown += [value.strip()] if scheme.lower() == "bearer" else []
        return any(self._is(value) for value in shown)

    def _is(self, value: str) -> bool:
        return self.token is not None and hmac.compare_digest(value.encode(), self.token.encode())

    async def _ask(self, scope: Scope, send: Send) -> None:
        """A right token in the address becomes a cookie, and the address is cleared of it."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name == "token" and self._is(value) for name, value in pairs):
            rest = urlencode([(n, v) for n, v in pairs if n != "token"])
            path = "/" + quote(scope["path"].lstrip("/\\"))
            target = path + (f"?{rest}" if rest else "")
            cookie = f"{TOKEN_COOKIE}={self.token}; Path=/; HttpOnly; SameSite=Strict"
            headers = [(b"location", target.encode("utf-8")), (b"set-cookie", cookie.encode("latin-1"))]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._answer(scope, send, "a token is needed; open the address that 'rashomon serve' printed", 401)

    async def _answer(self, scope: Scope, send: Send, message: str, status: int) -> None:
        body, kind = self.refuse(scope["path"], message, status)
        headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
        headers += [(b"www-authenticate", b"Bearer")] if status == 401 else []
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def host_of(header: str) -> str:
    """A Host header without its port.

    >>> [host_of(h) for h in ("127.0.0.1:8000", "[::1]:80", "Localhost")]
    ['127.0.0.1', '[::1]', 'localhost']
    """
    name = header.lower()
    return name[: name.rfind("]") + 1] if name.startswith("[") else name.split(":")[0]


def same_origin(given: dict[str, str]) -> bool:
    """Whether what changes something comes from one of our own pages, or from a program that is no browser."""
    site, origin = given.get("sec-fetch-site"), given.get("origin")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    return origin is None or urlsplit(origin).netloc.lower() == given.get("host", "").lower()
