"""Every concept of the vocabularies that answers speak of can stand in a register, and is spoken
of.
"""

from collections.abc import Sequence
from contextlib import closing

import pytest

from pledgegraph.ontology.vocabularies import in_order, vocabulary
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.phrases import Phrases
from pledgegraph.queries.texts import text_of
from pledgegraph.workspace.workspace import Workspace

from .test_small_cases import build

POPULATIONS = list(vocabulary("population-types").concepts.values())
STAGES = list(vocabulary("implementation-stages").concepts.values())
TYPES = list(vocabulary("contribution-types").concepts)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A host-country pledge for each population, stage and contribution type, and what
    ``unsupported`` says of them.
    """
    columns: dict[str, Sequence[str]] = {
        "origin_population": [concept.name for concept in POPULATIONS],
        "stage": [concept.name for concept in STAGES],
        "contribution_type": TYPES,
    }
    rows = [
        {"local_id": f"{name}-{value}", name: value}
        for name, values in columns.items()
        for value in values
    ]
    made = build({"rows": rows, "reference": ["population"]}, tmp_path_factory.mktemp("words"))
    return made.ask("unsupported", as_of="2026-11-23")


def test_every_population_is_told(answer: Answer) -> None:
    listed = {row["pledge"] for row in answer.rows}
    assert {f"origin_population-{concept.name}" for concept in POPULATIONS} <= listed
    (reported,) = (notice for notice in answer.notices if notice.startswith("People: "))
    counted = {
        word
        for row in answer.rows
        if isinstance(row["people_types"], list)
        for word in row["people_types"]
    }
    assert len(counted) > 4
    for concept in POPULATIONS:
        assert (concept.in_text in reported) == (concept.in_text in counted)


def test_every_stage_is_told_by_its_label(answer: Answer) -> None:
    stages = {str(row["pledge"]): row["stage"] for row in answer.rows if row["stage"]}
    reported = {
        f"stage-{concept.name}": concept.name
        for concept in STAGES
        if concept.notation != "fulfilled"
    }
    assert stages == reported
    assert any("stage-Fulfilled is officially fulfilled" in notice for notice in answer.notices)


def test_no_contribution_is_lost() -> None:
    in_words = Phrases().contributions
    assert in_words(TYPES) == "financial, technical, material, policy, resettlement, other"
    assert in_words([*reversed(TYPES), "labour-mobility"]) == ", ".join([*TYPES, "labour-mobility"])
    assert in_words(["technical", "technical", "financial"]) == "financial, technical"
    assert in_words([]) == "contribution not stated"


def test_words_for_a_sentence() -> None:
    reported = {concept.notation: concept.in_text for concept in POPULATIONS}
    assert reported == {
        "REF": "refugees",
        "ASY": "asylum-seekers",
        "OIP": "others in need of international protection",
        "IDP": "internally displaced persons",
        "STA": "stateless persons",
        "RET": "returned refugees",
        "RDP": "returned internally displaced persons",
        "HST": "host community",
        "OOC": "others of concern",
        "NAT": "naturalised refugees",
        "RST": "resettlement arrivals",
    }


def test_a_code_of_another_version_is_its_own_name() -> None:
    said = Phrases()
    assert (said.name_of("standings", "paused"), said.in_text("standings", "paused")) == (
        "paused",
        "paused",
    )
    assert in_order("standings", ["paused", "draft"]) == ["draft", "paused"]


@pytest.mark.parametrize("name", ["embedded", "sparql"])
def test_a_country_has_the_finest_region_that_m49_gives_it(
    small_built: Workspace, name: str
) -> None:
    with closing(small_built.engine(name)) as engine:
        text = text_of("joint-candidates.near", engine.language, ())
        rows = engine.ask(text, {"ids": ["country/ETH", "country/COL"]}, name)
    regions = {str(row["country"]): row["name"] for row in rows if row["kind"] == "region"}
    assert (regions["KEN"], regions["PER"]) == ("Eastern Africa", "South America")
    assert set(regions.values()) == {"Eastern Africa", "South America"}
