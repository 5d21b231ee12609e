"""The vocabularies that ship: a lint of the Turtle files, and that they know what the sample
register says.
"""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import read_vocabulary, vocabulary, vocabulary_names

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology" / "vocabularies"
SOURCES = ROOT / "examples" / "sample" / "sources"
BASE = "https://w3id.org/pledgegraph/vocabulary/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PG = "https://w3id.org/pledgegraph#"
DCTERMS = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CODES = {
    "areas-of-focus": {
        "arrangements",
        "education",
        "jobs-and-livelihoods",
        "energy-and-infrastructure",
        "solutions",
        "protection-capacity",
    },
    "contribution-types": {"financial", "material", "technical", "resettlement", "policy", "other"},
    "entity-types": {
        "state",
        "civil-society",
        "un",
        "regional-organization",
        "ifi",
        "private-sector",
        "foundation",
        "city",
        "academic",
        "faith-based",
        "parliament",
        "refugee-led",
        "sport",
        "multi-stakeholder",
    },
    "arrangement-kinds": {
        "secretariat",
        "plan",
        "committee",
        "taskforce",
        "network",
        "framework",
    },
    "forums": {"hlss-2019", "grf-2019", "hlom-2021", "grf-2023", "grfpr-2025", "grf-2027"},
    "gcr-objectives": {"1", "2", "3", "4"},
    "implementation-stages": {"planning", "in-progress", "fulfilled"},
    "match-exclusions": {"declined", "supporter-withdrew", "other-means", "offered"},
    "match-extents": {"full", "part", "not-stated"},
    "match-statuses": {"offered", "agreed", "under-way", "ended", "declined"},
    "membership-roles": {
        "country-covered",
        "core-group",
        "chair",
        "co-chair",
        "secretariat",
        "lead",
        "co-sponsor",
        "signatory",
    },
    "no-place-reasons": {
        "third-country-solutions",
        "place-in-text",
        "countries-counted",
        "global",
        "not-stated",
    },
    "population-types": {
        "REF",
        "ASY",
        "IDP",
        "OIP",
        "STA",
        "OOC",
        "RET",
        "RDP",
        "RST",
        "NAT",
        "HST",
    },
    "standings": {"draft", "announced", "submitted", "withdrawn"},
    "support-levels": {"matched", "partly-supported", "joint", "related", "none-recorded"},
    "submitter-roles": {"host", "host-region", "donor", "provider", "resettlement", "origin"},
}
"""Codes of every scheme but the themes: data and queries name them, so none of them goes or
changes.
"""

Statements = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]


def statements(name: str) -> Statements:
    """What a file says: subject -> predicate -> objects, all as written in the Turtle file."""
    found: Statements = {}
    for quad in ox.parse(path=str(FOLDER / f"{name}.ttl")):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal | ox.NamedNode)
        found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(
            quad.object
        )
    return found


def concepts(name: str) -> Statements:
    return {
        subject: said
        for subject, said in statements(name).items()
        if ox.NamedNode(f"{SKOS}Concept") in said[RDF_TYPE]
    }


def texts(
    said: dict[str, list[ox.Literal | ox.NamedNode]], predicate: str, language: str | None = None
) -> list[str]:
    return [
        o.value
        for o in said.get(predicate, [])
        if isinstance(o, ox.Literal) and language in (None, o.language)
    ]


def cells(column: str) -> set[str]:
    """Every value of a column of the sample register, as written."""
    with (SOURCES / "pledges_facts.csv").open(encoding="utf-8", newline="") as file:
        parts = {part.strip() for row in csv.DictReader(file) for part in row[column].split(";")}
    return parts - {""}


NAMES = sorted(path.stem for path in FOLDER.glob("*.ttl"))


def test_the_schemes_are_these() -> None:
    assert NAMES == sorted([*CODES, "themes"]) == list(vocabulary_names())


def test_the_shapes_name_only_schemes_that_are_there() -> None:
    columns = {column.vocabulary for table in schema().classes.values() for column in table.columns}
    links = {relation.vocabulary for relation in schema().relations.values()}
    assert (columns | links) - {"", "m49"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_names_its_licence(name: str) -> None:
    head = (FOLDER / f"{name}.ttl").read_text("utf-8").partition("@prefix")[0]
    assert "Licence: MIT" in head
    assert all(line.startswith("# ") for line in head.splitlines())
    scheme = statements(name)[f"{BASE}{name}"]
    assert scheme[RDF_TYPE] == [ox.NamedNode(f"{SKOS}ConceptScheme")]
    assert scheme[f"{DCTERMS}license"] == [ox.NamedNode("https://spdx.org/licenses/MIT")]
    languages = {o.language for o in scheme[f"{SKOS}prefLabel"] if isinstance(o, ox.Literal)}
    assert languages >= {"en", "fr"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_scheme_and_its_concepts(name: str) -> None:
    assert statements(name).keys() - concepts(name).keys() == {f"{BASE}{name}"}


@pytest.mark.parametrize("name", NAMES)
def test_each_concept_is_whole(name: str) -> None:
    for subject, said in concepts(name).items():
        notation = texts(said, f"{SKOS}notation")
        assert len(notation) == 1, subject
        assert subject == f"{BASE}{name}/{notation[0]}"
        assert said[f"{SKOS}inScheme"] == [ox.NamedNode(f"{BASE}{name}")], subject
        for language in ("en", "fr"):
            assert len(texts(said, f"{SKOS}prefLabel", language)) == 1, (subject, language)
        more = [texts(said, f"{SKOS}prefLabel", language) for language in ("es", "ar")]
        assert len(said[f"{SKOS}prefLabel"]) == 2 + sum(map(len, more)), subject
        definition = texts(said, f"{SKOS}definition", "en")
        assert len(definition) == 1 and definition[0].endswith("."), subject
        assert definition[0].rstrip(".") != texts(said, f"{SKOS}prefLabel", "en")[0], subject


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_of_skos_finds_its_way(name: str) -> None:
    """The scheme leads to its concepts and says what it is; each spelling says its language (zxx:
    it has none).
    """
    found, scheme = concepts(name), statements(name)[f"{BASE}{name}"]
    assert [node.value for node in scheme[f"{SKOS}hasTopConcept"]] == list(found)
    assert all(
        said[f"{SKOS}topConceptOf"] == [ox.NamedNode(f"{BASE}{name}")] for said in found.values()
    )
    assert scheme[f"{DCTERMS}title"] == scheme[f"{SKOS}prefLabel"]
    for language in ("en", "fr"):
        (description,) = texts(scheme, f"{DCTERMS}description", language)
        assert description.endswith("."), language
    spellings = [text for said in found.values() for text in said.get(f"{SKOS}hiddenLabel", [])]
    assert {text.language for text in spellings if isinstance(text, ox.Literal)} <= {
        "en",
        "es",
        "fr",
        "zxx",
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_a_page_and_another_scheme_is_mapped_to(name: str) -> None:
    """Within a scheme a concept is broader, in another one a match."""
    for subject, said in concepts(name).items():
        assert all(isinstance(o, ox.NamedNode) for o in said.get(f"{DCTERMS}source", [])), subject
        for predicate, within in (("broader", True), ("broadMatch", False)):
            for end in said.get(f"{SKOS}{predicate}", []):
                assert end.value.startswith(f"{BASE}{name}/") == within, subject


@pytest.mark.parametrize("name", NAMES)
def test_a_label_without_a_source_says_that_it_is_ours(name: str) -> None:
    more = {"Spanish label and definition: our translation", "Arabic label: UNBIS Thesaurus"}
    marks = {"French label: our translation", "Both labels are ours"}
    for subject, said in concepts(name).items():
        notes = set(texts(said, f"{SKOS}note"))
        assert notes <= marks | more, subject
        assert notes - more or f"{DCTERMS}source" in said, subject


@pytest.mark.parametrize("name", NAMES)
def test_no_spelling_stands_under_two_concepts(name: str) -> None:
    spelled: dict[str, set[str]] = {}
    for subject, said in concepts(name).items():
        labels = ("prefLabel", "altLabel", "hiddenLabel", "notation")
        for text in (text for label in labels for text in texts(said, f"{SKOS}{label}")):
            spelled.setdefault(fold(text), set()).add(subject)
    assert {text: meanings for text, meanings in spelled.items() if len(meanings) > 1} == {}


def test_the_reader_refuses_a_spelling_under_two_concepts(tmp_path: Path) -> None:
    text = (FOLDER / "standings.ttl").read_text("utf-8")
    bad = tmp_path / "standings.ttl"
    bad.write_text(text.replace('"retracted"', '"DRAFT"'), "utf-8", newline="\n")
    with pytest.raises(ValueError, match="two concepts are spelled 'draft'"):
        read_vocabulary(bad)


@pytest.mark.parametrize("name", NAMES)
def test_a_hidden_label_is_not_also_a_shown_one(name: str) -> None:
    for subject, said in concepts(name).items():
        shown = {
            fold(text)
            for label in ("prefLabel", "altLabel")
            for text in texts(said, f"{SKOS}{label}")
        }
        hidden = [fold(text) for text in texts(said, f"{SKOS}hiddenLabel")]
        assert len(hidden) == len(set(hidden)), subject
        assert shown.isdisjoint(hidden), subject


@pytest.mark.parametrize("name", sorted(CODES))
def test_codes(name: str) -> None:
    assert vocabulary(name).concepts.keys() >= CODES[name]


def test_the_shapes_allow_the_codes_of_the_scheme() -> None:
    closed = [
        c
        for table in schema().classes.values()
        for c in table.columns
        if c.allowed and c.vocabulary
    ]
    assert {c.vocabulary for c in closed} >= {
        "standings",
        "submitter-roles",
        "match-extents",
        "match-statuses",
    }
    for column in closed:
        assert set(column.allowed) == vocabulary(column.vocabulary).concepts.keys(), column.name


def test_forums_stand_in_order_of_time() -> None:
    forums = sorted(vocabulary("forums").concepts.values(), key=lambda forum: forum.sequence)
    assert [(forum.sequence, forum.notation, forum.held_on) for forum in forums] == [
        (1, "hlss-2019", "2019-10"),
        (2, "grf-2019", "2019-12-16"),
        (3, "hlom-2021", "2021-12-14"),
        (4, "grf-2023", "2023-12-13"),
        (5, "grfpr-2025", "2025-12-15"),
        (6, "grf-2027", "2027"),
    ]


def test_themes_stand_under_an_area_only_where_that_is_certain() -> None:
    themes = vocabulary("themes").concepts
    areas = {
        theme.notation: theme.broader.rpartition("/")[2]
        for theme in themes.values()
        if theme.broader
    }
    known = {
        "arrangements-for-burden-and-responsibility-sharing": "arrangements",
        "education": "education",
        "jobs-and-livelihoods": "jobs-and-livelihoods",
        "economic-inclusion": "jobs-and-livelihoods",
        "energy-and-infrastructure": "energy-and-infrastructure",
        "environment": "energy-and-infrastructure",
        "solutions": "solutions",
        "solutions-local-integration": "solutions",
        "solutions-return": "solutions",
        "solutions-return-and-reintegration": "solutions",
        "durable-solutions": "solutions",
        "third-country-solutions": "solutions",
        "complementary-pathways": "solutions",
        "protection-capacity": "protection-capacity",
        "documentation": "protection-capacity",
    }
    assert areas.items() >= known.items()
    assert len(themes) >= 35
    for said in concepts("themes").values():
        assert len(texts(said, f"{SKOS}scopeNote", "en")) == 1, "no basis"


def test_only_statelessness_names_a_population() -> None:
    found = {
        subject: said[f"{PG}populationConcerned"]
        for subject, said in concepts("themes").items()
        if f"{PG}populationConcerned" in said
    }
    assert found == {f"{BASE}themes/statelessness": [ox.NamedNode(f"{BASE}population-types/STA")]}


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("theme", "themes"),
        ("contribution_type", "contribution-types"),
        ("forum", "forums"),
        ("entity_type", "entity-types"),
        ("role", "submitter-roles"),
        ("gcr_objective", "gcr-objectives"),
        ("stage", "implementation-stages"),
        ("standing", "standings"),
        ("support_extent", "match-extents"),
    ],
)
def test_every_value_of_the_sample_is_known(column: str, name: str) -> None:
    found = cells(column)
    assert found
    known = vocabulary(name)
    bare = {text.partition(" (")[0] if name == "contribution-types" else text for text in found}
    assert sorted(text for text in bare if known.find(text) is None) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("contribution-types", "resettlement/complementary pathways", "resettlement"),
        ("contribution-types", "Policy", "policy"),
        ("contribution-types", "other", "other"),
        ("entity-types", "State (group)", "state"),
        ("entity-types", "UN agency", "un"),
        ("entity-types", "Philanthropy / foundation", "foundation"),
        ("entity-types", "Civil society organisation", "civil-society"),
        ("entity-types", "Multi-stakeholder", "multi-stakeholder"),
        ("forums", "Global Refugee Forum 2023", "grf-2023"),
        ("forums", "grf 2019", "grf-2019"),
        ("forums", "High-Level Officials Meeting 2021", "hlom-2021"),
        ("implementation-stages", "Planning stage", "planning"),
        ("match-extents", "complete", "full"),
        ("match-extents", "in part", "part"),
        ("match-extents", "-", "not-stated"),
        ("match-statuses", "ongoing", "under-way"),
        ("match-statuses", "withdrawn", "declined"),
        ("membership-roles", "core group / supporting member", "core-group"),
        ("gcr-objectives", "Renforcer l'autonomie des refugies", "2"),
        ("population-types", "IDPs", "IDP"),
    ],
)
def test_spellings_accepted_on_intake(name: str, text: str, code: str) -> None:
    concept = vocabulary(name).find(text)
    assert concept is not None and concept.notation == code


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("implementation-stages", "no update"),
        ("implementation-stages", "(no update received)"),
        ("match-statuses", "pledged"),
        ("match-statuses", "complete"),
        ("forums", "HLOM"),
        ("forums", "GRF"),
        ("themes", "Social protection"),
    ],
)
def test_words_that_no_concept_stands_for(name: str, text: str) -> None:
    assert vocabulary(name).find(text) is None
