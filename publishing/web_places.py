"""Web places: a site at an address, asked as one asks a host that one does not know.

Nothing but http and https is asked. Redirects are followed a few times, never in a circle, and
never to a machine of one's own network. A file that comes too slowly is given up.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pledgegraph.wording import worded

from .site_places import CHUNK, NotTaken

MOST_REDIRECTS = 5
_LED = (301, 302, 303, 307, 308)
_AS_IT_IS = "/%:=&?~+!$,;'()*@"
"""Signs of an address that a request has as they are; others, such as é, are written in percent."""
_PORTS = {"http": 80, "https": 443}
_LATER = worded("Fetch again later, or ask the office that publishes the site.")
_OFFICE = worded("Tell the office that publishes the site.")


@dataclass(frozen=True)
class Patience:
    """How long a host may take.

    Attributes:
        answer: seconds without a byte.
        whole: seconds for a file.
    """

    answer: float = 20
    whole: float = 900


class WebPlace:
    """A site at an address.

    Attributes:
        is_private: whether the host of the site was found in one's own network.
    """

    def __init__(
        self,
        address: str,
        *,
        may_be_private: bool,
        patience: Patience | None = None,
    ) -> None:
        self._home = address.rstrip("/") + "/"
        self._own = _host_of(self._home)
        self._may_be_private = may_be_private
        self._patience = patience or Patience()
        self.is_private = False

    def chunks(self, path: str) -> Iterator[bytes]:
        """As ``Place.chunks``."""
        end = time.monotonic() + self._patience.whole
        address = urljoin(self._home, path)
        asked = set[str]()
        while True:
            if address in asked or len(asked) > MOST_REDIRECTS:
                found = worded("{address} leads round in a circle", address=address)
                raise NotTaken("H003", found, _OFFICE)
            asked.add(address)
            with (
                closing(self._connection(address)) as connection,
                _ended_at(end, connection),
            ):
                # The answer has a hold on the connection of its own
                with self._answer(connection, address, end) as answer:
                    if answer.status in _LED:
                        address = _led_to(address, answer.headers.get("Location", ""))
                        continue
                    yield from self._read(answer, address, end)
            return

    def _answer(
        self,
        connection: http.client.HTTPConnection,
        address: str,
        end: float,
    ) -> http.client.HTTPResponse:
        parts = urlsplit(address)
        target = quote(parts.path or "/", safe=_AS_IT_IS)
        if parts.query:
            target = f"{target}?{quote(parts.query, safe=_AS_IT_IS)}"
        # Packed bytes as they are: the checksum is of them
        headers = {"User-Agent": "pledgegraph", "Accept-Encoding": "identity"}
        try:
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError):
            raise _given_up(address, end) from None
        if answer.status != 200 and answer.status not in _LED:
            found = worded(
                "{address} is answered with status {status}",
                address=address,
                status=str(answer.status),
            )
            raise NotTaken("H001", found, _LATER)
        return answer

    def _read(
        self,
        answer: http.client.HTTPResponse,
        address: str,
        end: float,
    ) -> Iterator[bytes]:
        while True:
            try:
                # What has come, however little: a slow host would hold up a larger read
                chunk = answer.read1(CHUNK)
            except (OSError, http.client.HTTPException, ValueError):
                raise _given_up(address, end) from None
            # An ended connection looks like the end of a file whose length nobody has said
            if time.monotonic() > end:
                raise _given_up(address, end)
            if not chunk:
                return
            yield chunk

    def _connection(self, address: str) -> http.client.HTTPConnection:
        parts = urlsplit(address)
        host, port = _host_of(address)
        numbers = self._numbers_of(address, host, port)
        seconds = self._patience.answer
        plain = _opened(address, numbers, port, seconds)
        if parts.scheme == "http":
            connection = http.client.HTTPConnection(host, port, timeout=seconds)
            connection.sock = plain
            return connection
        context = ssl.create_default_context()
        secure = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
        try:
            secure.sock = context.wrap_socket(plain, server_hostname=host)
        except ssl.SSLCertVerificationError:
            plain.close()
            found = worded("the certificate of {address} is not valid", address=address)
            raise NotTaken("H001", found, _LATER) from None
        except OSError:
            plain.close()
            raise _no_answer(address) from None
        return secure

    def _numbers_of(
        self,
        address: str,
        host: str,
        port: int,
    ) -> Sequence[str]:
        """The numbers of a host that may be asked, in the order of the system."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _no_answer(address) from None
        numbers = [str(each[4][0]) for each in found]
        if all(map(_is_public, numbers)):
            return numbers
        is_own = (host, port) == self._own
        if is_own and self._may_be_private:
            self.is_private = True
            return numbers
        raise NotTaken(
            "H003",
            worded("{address} is in a network that is not public", address=address),
            worded("A site in your own network is asked only at the address that you gave."),
        )


def _opened(
    address: str,
    numbers: Sequence[str],
    port: int,
    seconds: float,
) -> socket.socket:
    """A connection to the first of these numbers that takes one. They were looked at: the name may
    mean another machine by now.
    """
    for number in numbers:
        # A host may have a number of the newer kind that its network does not reach
        with suppress(OSError):
            return socket.create_connection((number, port), timeout=seconds)
    raise _no_answer(address)


@contextmanager
def _ended_at(end: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Ends a connection when its time is over: of the head of an answer, too, a byte may come now
    and then.
    """

    # Once it has answered, the connection may leave it to the answer
    used = connection.sock

    def shut() -> None:
        # It may be closed already
        with suppress(OSError):
            used.shutdown(socket.SHUT_RDWR)

    left = max(0, end - time.monotonic())
    watch = threading.Timer(left, shut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _led_to(address: str, place: str) -> str:
    """Where an address leads."""
    try:
        return urljoin(address, place)
    except ValueError:
        found = worded("{address} leads to something that is not an address", address=address)
        raise NotTaken("H003", found, _OFFICE) from None


def _is_public(number: str) -> bool:
    """Whether an address is one of the internet."""
    address = ipaddress.ip_address(number.partition("%")[0])
    # An address of the older kind may be written in the newer one
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


def _host_of(address: str) -> tuple[str, int]:
    """The host and the port of an address; ``NotTaken`` for one that is not of the web."""
    try:
        parts: SplitResult = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError, UnicodeError):
        host, port = "", 0
    if not host:
        raise NotTaken(
            "H003",
            worded("{address} is not an address of the web", address=address),
            worded("Give an address that begins with https:// or http://."),
        )
    return host, port


def _given_up(address: str, end: float) -> NotTaken:
    """Why nothing more comes: its time is over, or the host has gone."""
    if time.monotonic() <= end:
        return _no_answer(address)
    found = worded("{address} comes too slowly", address=address)
    return NotTaken("H005", found, _LATER)


def _no_answer(address: str) -> NotTaken:
    return NotTaken("H001", worded("{address} does not answer", address=address), _LATER)
