"""Catalogues: the site as a data set, in DCAT for portals of data and in VoID for programs that
follow links.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledgegraph.ontology.namespaces import PG

from .frames import About

DCAT = "dcat.ttl"
VOID = "void.ttl"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = (
    "<http://publications.europa.eu/resource/authority/language/ENG>",
    "<http://publications.europa.eu/resource/authority/language/FRA>",
)
_KEYWORDS = ("refugees", "pledges", "Global Compact on Refugees")


@dataclass(frozen=True)
class Terms:
    """Under which terms the site is published: what DCAT asks for, from pledgegraph.toml."""

    description: str
    licence: str
    publisher: str
    contact: str


@dataclass(frozen=True)
class Dump:
    """A file with all statements: its path in the site, what it is, its size and checksum; with how
    many bytes it is unpacked, and how many statements it has.
    """

    path: str
    title: str
    media_type: str
    size: int
    sha256: str
    unpacked: int = 0
    statements: int = 0

    @classmethod
    def of(
        cls,
        path: str,
        title: str,
        media_type: str,
        data: bytes,
        unpacked: int = 0,
        statements: int = 0,
    ) -> Dump:
        """A dump with these bytes."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(path, title, media_type, len(data), digest, unpacked, statements)


Lines = Sequence[tuple[str, Iterable[str]]]


def dcat_of(
    about: About,
    terms: Terms,
    dumps: Sequence[Dump],
) -> str:
    """The catalogue in DCAT, as the application profile for Europe (3.0.1) asks for it."""
    here = f"{about.base}/{DCAT}"
    publisher = f"<{terms.publisher}>"
    contact = f"<{here}#contact>"
    # Who has no name is called by the address
    name = _text(about.publisher or terms.publisher)
    common: list[tuple[str, Iterable[str]]] = [
        ("dcterms:title", [_text(about.title)]),
        ("dcterms:description", [_text(terms.description)]),
        ("dcterms:publisher", [publisher]),
        ("dcterms:language", _LANGUAGES),
        ("dcterms:modified", _date(about.date)),
    ]
    dataset = [
        ("a", ["dcat:Dataset"]),
        *common,
        ("dcterms:identifier", [_text(f"{here}#dataset")]),
        ("dcterms:conformsTo", [f"<{PG.rstrip('#')}>"]),
        ("dcat:contactPoint", [contact]),
        ("dcat:keyword", [f"{_text(each)}@en" for each in _KEYWORDS]),
        ("dcat:landingPage", [f"<{about.base}/>"]),
        ("dcat:distribution", [f"<{here}#{_name(dump)}>" for dump in dumps]),
    ]
    catalogue = [
        ("a", ["dcat:Catalog"]),
        *common,
        ("dcterms:license", [f"<{terms.licence}>"]),
        ("foaf:homepage", [f"<{about.base}/>"]),
        ("dcat:dataset", [f"<{here}#dataset>"]),
    ]
    parts = [
        _head(),
        _about(f"<{here}#catalogue>", catalogue),
        _about(f"<{here}#dataset>", dataset),
        _about(publisher, [("a", ["foaf:Agent"]), ("foaf:name", [name])]),
        _about(contact, _contact(about, terms)),
        _about(f"<{terms.licence}>", [("a", ["dcterms:LicenseDocument"])]),
    ]
    for dump in dumps:
        parts += _distribution(here, about, terms, dump)
    for term, kind in _kinds(about, dumps).items():
        parts.append(_about(term, [("a", [kind])]))
    return "".join(parts)


def _kinds(about: About, dumps: Sequence[Dump]) -> dict[str, str]:
    """The classes of what the catalogue names: a validator does not fetch it to find them."""
    found = {
        f"<{about.base}/>": "foaf:Document",
        f"<{PG.rstrip('#')}>": "dcterms:Standard",
        f"<{_MEDIA}application/gzip>": "dcterms:MediaType",
        "spdx:checksumAlgorithm_sha256": "spdx:ChecksumAlgorithm",
    }
    for language in _LANGUAGES:
        found[language] = "dcterms:LinguisticSystem"
    for dump in dumps:
        found[f"<{about.base}/{dump.path}>"] = "rdfs:Resource"
        found[f"<{_MEDIA}{dump.media_type}>"] = "dcterms:MediaType"
    return found


def _contact(about: About, terms: Terms) -> Lines:
    """The office that answers questions; an address is of an office, as the settings say it."""
    by = "vcard:hasEmail" if terms.contact.startswith("mailto:") else "vcard:hasURL"
    return [
        ("a", ["vcard:Organization", "vcard:Kind"]),
        ("vcard:fn", [_text(about.publisher or terms.publisher)]),
        (by, [f"<{terms.contact}>"]),
    ]


def _distribution(
    here: str,
    about: About,
    terms: Terms,
    dump: Dump,
) -> list[str]:
    name = f"<{here}#{_name(dump)}>"
    checksum = f"<{here}#{_name(dump)}-checksum>"
    address = f"<{about.base}/{dump.path}>"
    described = [
        ("a", ["dcat:Distribution"]),
        ("dcterms:title", [f"{_text(dump.title)}@en"]),
        ("dcterms:license", [f"<{terms.licence}>"]),
        ("dcterms:modified", _date(about.date)),
        ("dcat:accessURL", [address]),
        ("dcat:downloadURL", [address]),
        ("dcat:mediaType", [f"<{_MEDIA}{dump.media_type}>"]),
        ("dcat:compressFormat", [f"<{_MEDIA}application/gzip>"]),
        ("dcat:byteSize", [f'"{dump.size}"^^xsd:nonNegativeInteger']),
        ("spdx:checksum", [checksum]),
    ]
    sum_of = [
        ("a", ["spdx:Checksum"]),
        ("spdx:algorithm", ["spdx:checksumAlgorithm_sha256"]),
        ("spdx:checksumValue", [f'"{dump.sha256}"^^xsd:hexBinary']),
    ]
    return [_about(name, described), _about(checksum, sum_of)]


def void_of(
    about: About,
    dumps: Sequence[Dump],
    counts: Mapping[str, int],
    example: str,
) -> str:
    """The data set in VoID: ``counts`` are the things of each class, by its IRI, and ``""`` the
    statements.
    """
    here = f"<{about.base}/{VOID}#dataset>"
    lines: list[tuple[str, Iterable[str]]] = [
        ("a", ["void:Dataset"]),
        ("dcterms:title", [_text(about.title)]),
        ("dcterms:modified", _date(about.date)),
        ("foaf:homepage", [f"<{about.base}/>"]),
        ("void:uriSpace", [_text(f"{about.base}/")]),
        ("void:vocabulary", [f"<{PG.rstrip('#')}>"]),
        ("void:triples", [str(counts[""])]),
        ("void:dataDump", [f"<{about.base}/{dump.path}>" for dump in dumps]),
        ("void:exampleResource", [f"<{about.base}/{example}>"]),
    ]
    parts = [_head()]
    names = []
    for number, (iri, count) in enumerate(sorted(counts.items())):
        if iri:
            name = f"<{about.base}/{VOID}#class-{number}>"
            names.append(name)
            of_class = [("void:class", [f"<{iri}>"]), ("void:entities", [str(count)])]
            parts.append(_about(name, of_class))
    lines.append(("void:classPartition", names))
    return "".join([parts[0], _about(here, lines), *parts[1:]])


def _name(dump: Dump) -> str:
    return dump.path.rpartition("/")[2].replace(".", "-")


def _head() -> str:
    return "".join(f"@prefix {name}: <{start}> .\n" for name, start in _PREFIXES.items())


def _about(subject: str, lines: Lines) -> str:
    said = []
    for predicate, objects in lines:
        values = ", ".join(objects)
        # What is not known is not said
        if values:
            said.append(f"{predicate} {values}")
    return f"\n{subject} " + " ;\n    ".join(said) + " .\n"


def _text(text: str) -> str:
    """A literal: the escapes of JSON are those of Turtle too."""
    return json.dumps(text, ensure_ascii=False)


def _date(date: str) -> list[str]:
    """The date up to which the sources go; none where it is not known to the day."""
    return [f'"{date}"^^xsd:date'] if len(date) == len("2026-11-01") else []
