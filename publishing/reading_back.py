"""Reading back: what the host of a running site gets wrong, found by asking it."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pledgegraph.errors import UsageProblem
from pledgegraph.wording import worded

from .hosting import MEDIA_TYPES
from .oxigraph import FOLDER as OXIGRAPH
from .oxigraph import MODULE, PROGRAM_PATH
from .search import FILE as INDEX_FILE
from .sparql_page import FOLDER as SPARQL
from .sparql_page import RUN

MODULE_PATH = f"{OXIGRAPH}/{MODULE}"
SECONDS = 20
"""How long a host may take for one file."""
MOST_BYTES = 50_000_000
"""Of a file: one without an end is not read to its end."""
MOST_KINDS = 40
JAVASCRIPT = ("text/javascript", "application/javascript")
PACKED = (MEDIA_TYPES[".gz"], "application/x-gzip", "application/wasm")
"""What a browser takes for the program: a host may unpack it on the way."""
GZIP, WASM = b"\x1f\x8b", b"\0asm"
"""How a file begins that is packed, and a program for browsers."""
ASKED = 3
"""Things of each kind that are asked for: a host treats all files of a kind alike."""


@dataclass(frozen=True)
class Finding:
    """What a host gets wrong: the address, what it said, and what would be right."""

    address: str
    found: str
    hint: str


@dataclass(frozen=True)
class Reply:
    """What a host said: the status at the end of redirects, the address there, type and bytes."""

    status: int
    address: str
    media_type: str
    data: bytes
    shared: bool


def read_back(address: str) -> tuple[int, list[Finding]]:
    """How many addresses of a running site were asked for, and what its host gets wrong.

    Raises:
        UsageProblem: the address is not one of the web, or there is no such site.
    """
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise UsageProblem(
            worded("{address} is not an address of a site", address=repr(address)),
            worded("Give an http(s) address: --check https://example.org/pledges/"),
        )
    # Letters that an address line cannot have are sent with percent signs, as browsers do
    plain = quote(address, safe="/%:[]@!$&'()*+,;=~-._")
    home = plain if plain.endswith("/") else f"{plain}/"
    things = _things(home)
    findings = []
    count = 0
    for thing in things:
        for asked, finding in _checked(home, thing):
            count += asked
            if finding is not None:
                findings.append(finding)
    for ending, path in ((".ttl", "void.ttl"), (".gz", "dumps/pledges.ttl.gz")):
        count += 1
        findings += _wrong_file(home + path, MEDIA_TYPES[ending])
    asked, wrong = _sparql(home)
    return count + asked, findings + wrong


def _sparql(home: str) -> tuple[int, list[Finding]]:
    """What the page for SPARQL runs, if the site has one: how many files, and what is wrong."""
    if _asked(f"{home}{SPARQL}/").status != 200:
        return 1, []
    findings = []
    for path in (MODULE_PATH, *RUN):
        reply = _asked(home + path)
        if reply.status != 200:
            hint = "The page for SPARQL needs it: upload the whole folder."
            findings.append(Finding(home + path, _status(reply), hint))
        elif reply.media_type not in JAVASCRIPT:
            # A browser runs no module of another type, whatever is in it
            hint = f"It must be {MEDIA_TYPES['.js']}: see hosting/README.md of the site."
            findings.append(Finding(home + path, f"type {reply.media_type or 'none'}", hint))
    findings += _program(home + PROGRAM_PATH)
    return len(RUN) + 3, findings


def _program(address: str) -> list[Finding]:
    """Whether Oxigraph came as it is in the site, packed, with the type of what is packed."""
    reply = _asked(address)
    if reply.status != 200:
        hint = "The page for SPARQL needs it: upload the whole folder."
        return [Finding(address, _status(reply), hint)]
    if reply.media_type not in PACKED:
        hint = f"It must be {MEDIA_TYPES['.gz']}: see hosting/README.md of the site."
        return [Finding(address, f"type {reply.media_type or 'none'}", hint)]
    if not reply.data.startswith((GZIP, WASM)):
        return [Finding(address, "not the file that was written", "Upload it again, as bytes.")]
    return []


def _things(home: str) -> Sequence[str]:
    """Some things of each kind, by their paths."""
    reply = _asked(home + INDEX_FILE)
    try:
        index = json.loads(reply.data)
        found = []
        for kind in index[:MOST_KINDS]:
            for _, _, link in kind["things"][:ASKED]:
                path = f"{kind['start']}{link}".rstrip("/")
                # Behind the address of the site: what a site says leads to no other host
                found.append(quote(path, safe="/%:@!$&'()*+,;=~-._"))
    except (ValueError, KeyError, TypeError):
        raise UsageProblem(
            worded(
                "There is no site of pledgegraph at {address}: {status} for {file}",
                address=home,
                status=str(reply.status or "no answer"),
                file=INDEX_FILE,
            ),
            worded("Give the address of the site's first page."),
        ) from None
    return found


def _checked(home: str, thing: str) -> Iterator[tuple[int, Finding | None]]:
    """The page of a thing at its IRI, and its data."""
    address = home + thing
    reply = _asked(address)
    if reply.status != 200:
        hint = "The host must answer a folder with its index.html."
        yield 1, Finding(address, _status(reply), hint)
    elif reply.media_type != "text/html":
        yield 1, Finding(address, f"type {reply.media_type or 'none'}", "It must be text/html.")
    elif not reply.address.startswith(home):
        hint = "A redirect must stay under the address of the site."
        yield 1, Finding(address, f"leads to {reply.address}", hint)
    else:
        yield 1, None
    for ending in (".ttl", ".jsonld"):
        found = _wrong_file(f"{address}{ending}", MEDIA_TYPES[ending])
        yield 1, found[0] if found else None


def _wrong_file(address: str, media_type: str) -> list[Finding]:
    reply = _asked(address)
    if reply.status != 200:
        return [Finding(address, _status(reply), "Upload the whole folder.")]
    if reply.media_type != media_type:
        hint = f"It must be {media_type}: see hosting/README.md of the site."
        return [Finding(address, f"type {reply.media_type or 'none'}", hint)]
    if not reply.shared:
        hint = "Send Access-Control-Allow-Origin: *, so that pages of others can read it."
        return [Finding(address, "no Access-Control-Allow-Origin", hint)]
    return []


def _status(reply: Reply) -> str:
    return f"status {reply.status}" if reply.status else "no answer"


class _WebOnly(HTTPRedirectHandler):
    """Follows few redirects, and none to a file or another kind of server."""

    max_redirections = 5

    def redirect_request(self, *given: Any) -> Request | None:
        """The next request; the last of what is given is its address."""
        if urlsplit(given[-1]).scheme not in ("http", "https"):
            return None
        return super().redirect_request(*given)


def _read(answer: Any) -> bytes:
    """What a host sends, as far as it comes in time: one may send a byte a second for ever."""
    end = time.monotonic() + SECONDS
    parts = []
    size = 0
    while size < MOST_BYTES and time.monotonic() < end:
        part = answer.read1(MOST_BYTES - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _asked(address: str) -> Reply:
    """Ask for an address as a browser would. Nothing but http and https is followed."""
    # As a page of another site would ask
    headers = {"User-Agent": "pledgegraph", "Origin": "https://example.org"}
    request = Request(address, headers=headers)
    opener = build_opener(_WebOnly)
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return Reply(
                answer.status,
                answer.url,
                answer.headers.get_content_type() if "Content-Type" in answer.headers else "",
                _read(answer),
                "Access-Control-Allow-Origin" in answer.headers,
            )
    except HTTPError as refused:
        return Reply(refused.code, address, "", b"", False)
    except (URLError, OSError, http.client.HTTPException, ValueError):
        return Reply(0, address, "", b"", False)
