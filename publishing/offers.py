"""Offers: what the catalogue of a site says of its release, for whoever takes it over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pledgegraph.ontology.namespaces import DCTERMS
from pledgegraph.ontology.small_graph import SmallGraph, iri_of
from pledgegraph.wording import Worded, worded

from .catalogues import DCAT

DCAT_TERMS = "http://www.w3.org/ns/dcat#"
_SPDX = "http://spdx.org/rdf/terms#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_QUADS = "application/n-quads"
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_SIZE = re.compile(r"[0-9]{1,15}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoOffer(Exception):
    """A catalogue of which no release can be taken: what is wrong with it."""

    def __init__(self, found: Worded) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class Offer:
    """A release as a site offers it.

    Attributes:
        base: the start of the site's IRIs.
        modified: its date; "" where the catalogue has none.
        dump: the path of the N-Quads below the base.
        size: bytes of the dump, as it is packed.
    """

    base: str
    title: str
    licence: str
    publisher: str
    modified: str
    dump: str
    size: int
    sha256: str


def offer_in(turtle: bytes) -> Offer:
    """What ``dcat.ttl`` offers.

    Raises:
        NoOffer: it is not such a catalogue, or leaves open what has to be known.
    """
    try:
        graph = SmallGraph.of_turtle(turtle)
    except SyntaxError as error:
        raise NoOffer(worded("{file} is not Turtle", file=DCAT)) from error
    sets = graph.of_type(f"{DCAT_TERMS}Dataset")
    if len(sets) != 1:
        raise NoOffer(worded("{file} describes no data set of pledgegraph", file=DCAT))
    here = iri_of(sets[0])
    # What the catalogue is called says where its site begins
    base, _, rest = here.rpartition("/")
    if rest != f"{DCAT}#dataset":
        raise NoOffer(worded("{file} describes no data set of pledgegraph", file=DCAT))
    for node in graph.values(sets[0], f"{DCAT_TERMS}distribution"):
        kind = graph.text(node, f"{DCAT_TERMS}mediaType")
        if kind.endswith(f"/{_QUADS}"):
            return _offer(graph, sets[0], node, base)
    raise NoOffer(worded("{file} names no dump in N-Quads", file=DCAT))


def _offer(
    graph: SmallGraph,
    data_set: object,
    dump: object,
    base: str,
) -> Offer:
    address = graph.text(dump, f"{DCAT_TERMS}downloadURL")
    path = address.removeprefix(f"{base}/")
    # A dump elsewhere is nobody's word: neither the site's host nor its checksum stands for it
    if path == address or not _is_below(path):
        raise NoOffer(worded("the dump is not below {base}/", base=base))
    checksum = ""
    for node in graph.values(dump, f"{_SPDX}checksum"):
        stated = graph.text(node, f"{_SPDX}checksumValue")
        checksum = stated.lower()
    size = graph.text(dump, f"{DCAT_TERMS}byteSize")
    if not _SHA256.fullmatch(checksum) or not _SIZE.fullmatch(size):
        raise NoOffer(worded("{file} states no size or no SHA-256 of the dump", file=DCAT))
    modified = graph.text(data_set, f"{DCTERMS}modified")
    return Offer(
        base=base,
        title=graph.text(data_set, f"{DCTERMS}title"),
        licence=graph.text(dump, f"{DCTERMS}license"),
        publisher=_publisher_of(graph, data_set),
        modified=modified if _DAY.fullmatch(modified) else "",
        dump=path,
        size=int(size),
        sha256=checksum,
    )


def _is_below(path: str) -> bool:
    parts = urlsplit(path)
    is_plain = not (parts.scheme or parts.netloc or parts.query or parts.fragment)
    steps = path.split("/")
    return is_plain and "\\" not in path and "%" not in path and not {"", ".", ".."} & set(steps)


def _publisher_of(graph: SmallGraph, data_set: object) -> str:
    """The name of the publisher, else its IRI."""
    for publisher in graph.values(data_set, f"{DCTERMS}publisher"):
        return graph.text(publisher, f"{_FOAF}name") or iri_of(publisher)
    return ""
