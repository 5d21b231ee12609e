"""What depends on another node has that node's identifier with a fragment behind it."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.ontology.classes import are_of, classes_of
from pledgegraph.ontology.iris import dependent, identifier_of, iri
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.terms import check_identifiers

from .strategies import identifiers

BASE = "https://data.example.org/p"
CLASSES = {
    "pledge/GRF-00350#match-world-bank": "Match",
    "pledge/GRF-00350#target-a5f6e277": "Target",
    "aggregate/pf117-3570ee26#update-08abd8a2": "ImplementationUpdate",
    "platform/igad#membership-government-of-chad-chair": "Membership",
    "country/TCD#figure-SDN-REF-2025": "PopulationFigure",
    "source/extract-2026#row-32": "SourceRecord",
    "source/extract-2026": "Source",
    "pledge/GRF-00350": "Pledge",
    "vocabulary/themes/education": "Concept",
    "cell/TCD-themes-education": "Cell",
}
NO_CLASS = (
    "match/GRF-00350-world-bank",
    "pledge/GRF-00350#pledge-x",
    "pledge/GRF-00350#x-match",
    "a/b#c#row-1",
)


@pytest.mark.parametrize(("identifier", "name"), CLASSES.items())
def test_the_class_is_read_from_the_identifier(identifier: str, name: str) -> None:
    assert schema().class_of(identifier) == name
    check_identifiers(pa.array([identifier]), segments_of(name))
    others = [other for other in schema().classes if other != name]
    for other in others:
        with pytest.raises(ValueError, match="cannot be an identifier here"):
            check_identifiers(pa.array([identifier]), segments_of(other))


@pytest.mark.parametrize("identifier", NO_CLASS)
def test_other_words_name_no_class(identifier: str) -> None:
    with pytest.raises(KeyError):
        schema().class_of(identifier)
    assert classes_of(pa.array([identifier])).to_pylist() == [None]


@pytest.mark.parametrize(
    "identifier", ["pledge/..#match-x", "pledge/#match-x", "pledge/a#match-x#match-y", "#match-x"]
)
def test_a_fragment_needs_a_parent_that_an_iri_can_have(identifier: str) -> None:
    with pytest.raises(ValueError, match=r"expected \.\.\.#match- and IRI characters"):
        check_identifiers(pa.array([identifier]), ("#match",))


def test_the_classes_of_a_column_of_several_forms() -> None:
    column = [*CLASSES, None, *NO_CLASS]
    expected = [*CLASSES.values(), *[None] * (1 + len(NO_CLASS))]
    chunks = pa.chunked_array([column[:3], column[3:]])
    assert classes_of(chunks).to_pylist() == expected
    assert classes_of(pa.array(column)[2:6]).to_pylist() == expected[2:6]
    is_match = [name == "Match" for name in CLASSES.values()]
    assert are_of(pa.array(list(CLASSES)), "Match").to_pylist() == is_match


@given(st.lists(st.one_of([identifiers(name) for name in schema().classes])))
def test_a_column_is_read_as_each_of_its_identifiers(column: list[str]) -> None:
    expected = [schema().class_of(identifier) for identifier in column]
    assert classes_of(pa.array(column, pa.string())).to_pylist() == expected


def test_the_iri_of_a_match_resolves_to_that_of_its_pledge() -> None:
    identifier = dependent("pledge/GRF-00350", "match", "world-bank")
    assert identifier == "pledge/GRF-00350#match-world-bank"
    found = iri(identifier, BASE)
    assert found.partition("#")[0] == iri("pledge/GRF-00350", BASE)
    assert identifier_of(found, BASE) == identifier


def segments_of(name: str) -> tuple[str, ...]:
    return tuple(segment for segment, cls in schema().segments().items() if cls == name)
