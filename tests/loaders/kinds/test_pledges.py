"""Pledges: from a row to nodes and links; nothing lost, nothing added, in any order."""

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.current import current
from pledgegraph.ontology.tables import Tables

from ..reading import codes, links, loaded, node, written  # noqa: TID252 (tests are no package that could be named)

SAMPLE = Path(__file__).parents[3] / "examples" / "sample" / "sources" / "pledges_facts.csv"
ROW = {
    "local_id": "P1",
    "title": "t",
    "submitting_entity": "Government of Ethiopia",
    "role": "Host",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Ethiopia",
}


def test_a_row_becomes_a_pledge_with_its_links(tmp_path: Path) -> None:
    row = ROW | {
        "pledge_id": "grf_00350",
        "forum": "Global Refugee Forum 2019",
        "standing": "Submitted",
        "theme": "Economic inclusion;, Moonshots;",
        "contribution_type": "Policy; in kind; magic (x)",
        "country_of_implementation": "DR Congo; IGAD region; Global",
        "needs_support": "no",
        "is_aggregate": "No",
        "joint_partners": "Netherlands; 15 UN entities",
        "submission_date": "Mon, 11 Dec 2023 00:00:00",
    }
    loading = loaded(tmp_path, pledgegraph=[row])
    tables = loading.stated
    (pledge,) = tables["Pledge"].to_pylist()
    assert pledge["id"] == "pledge/GRF-00350"
    assert (pledge["submitter_role"], pledge["standing"], pledge["submitted_on"]) == (
        "host",
        "submitted",
        "2023-12-11",
    )
    assert pledge["asks_for_support"] is False
    assert pledge["partner_as_written"] == ["15 UN entities"]
    assert pledge["place_as_written"] == ["Global", "IGAD region"]
    assert pledge["contribution_note"] == ["magic (x)"]
    assert links(tables, "ANNOUNCED_AT") == {(pledge["id"], "forum/grf-2019")}
    assert {end for _, end in links(tables, "JOINT_WITH")} == {"actor/government-of-netherlands"}
    assert {end for _, end in links(tables, "IMPLEMENTED_IN")} == {"country/COD"}
    assert {end for _, end in links(tables, "AREA_OF_FOCUS")} == {
        "vocabulary/areas-of-focus/jobs-and-livelihoods"
    }
    kinds = {
        end.rpartition("/")[2]
        for start, end in links(tables, "CONTRIBUTION_TYPE")
        if start == pledge["id"]
    }
    assert kinds == {"policy", "material"}
    assert codes(loading) == ["N002", "N004", "N007"]


def test_silence_is_unknown(tmp_path: Path) -> None:
    (pledge,) = loaded(tmp_path, pledgegraph=[ROW | {"role": ""}]).stated["Pledge"].to_pylist()
    stated = {name for name, value in pledge.items() if value not in (None, [])}
    assert stated == {"id", "source", "local_identifier", "title", "submitter_as_written"}


@pytest.mark.parametrize("word", ["unknown", "N/A", "-", "Not stated", " tbc "])
def test_unknown_is_no_word_in_a_table(tmp_path: Path, word: str) -> None:
    fields = (
        "forum",
        "needs_support",
        "stage",
        "standing",
        "entity_type",
        "joint_partners",
        "amount",
        "target_year",
    )
    loading = loaded(
        tmp_path, pledgegraph=[ROW | dict.fromkeys(fields, word) | {"matched_with": "none"}]
    )
    assert loading.problems == []
    (pledge,) = loading.stated["Pledge"].to_pylist()
    assert (pledge["asks_for_support"], pledge["standing"], pledge["partner_as_written"]) == (
        None,
        None,
        [],
    )
    assert loading.stated["Match"].num_rows == loading.stated["ImplementationUpdate"].num_rows == 0
    assert links(loading.stated, "ANNOUNCED_AT") == set()


def test_an_aggregate_is_no_pledge(tmp_path: Path) -> None:
    rows = [ROW | {"is_aggregate": "YES", "n_pledges": "9"}, ROW | {"local_id": "P2"}]
    tables = loaded(tmp_path, pledgegraph=rows).stated
    assert tables["Pledge"].num_rows == 1
    assert node(tables, "PledgeAggregate")["pledge_count"] == 9


def test_fractions_are_reported_and_kept_in_the_note(tmp_path: Path) -> None:
    row = ROW | {
        "amount": "2.5",
        "currency": "USD",
        "amount_note": "about",
        "target_value": "100; 2.5; 10",
        "target_unit": "schools; percent; roads",
        "target_year": "2027",
        "classification_note": "n",
    }
    loading = loaded(tmp_path, pledgegraph=[row])
    (pledge,) = loading.stated["Pledge"].to_pylist()
    assert (pledge["amount"], pledge["amount_note"]) == (None, "about; 2.5")
    assert pledge["note"] == "n; target as written: 2.5"
    targets = {
        (t["unit"], t["value"], t["target_year"]) for t in loading.stated["Target"].to_pylist()
    }
    assert targets == {("schools", 100, 2027), ("percent", None, 2027), ("roads", 10, 2027)}
    assert codes(loading) == ["V005", "V005"]
    assert loading.blocking() == []


@pytest.mark.parametrize(
    ("cell", "populations", "origins"),
    [
        ("Refugees and host communities", {"REF", "HST"}, set()),
        ("IDPs; Returnees", {"IDP", "RET"}, set()),
        ("Syria", set(), {"country/SYR"}),
        ("stateless people, Afghanistan", {"STA"}, {"country/AFG"}),
    ],
)
def test_whom_a_pledge_concerns(
    tmp_path: Path, cell: str, populations: set[str], origins: set[str]
) -> None:
    tables = loaded(tmp_path, pledgegraph=[ROW | {"origin_population": cell}]).stated
    assert {
        end.rpartition("/")[2] for _, end in links(tables, "POPULATION_CONCERNED")
    } == populations
    assert {end for _, end in links(tables, "CONCERNS_PEOPLE_FROM")} == origins


def test_statelessness_alone_says_whom_it_concerns(tmp_path: Path) -> None:
    for theme, concerned in (("Statelessness", {"STA"}), ("Statelessness; Protection", set())):
        tables = loaded(tmp_path, pledgegraph=[ROW | {"theme": theme}]).stated
        assert {
            end.rpartition("/")[2] for _, end in links(tables, "POPULATION_CONCERNED")
        } == concerned


def test_one_identifier_twice_in_a_source_names_both_rows(tmp_path: Path) -> None:
    rows = [ROW | {"pledge_id": "GRF-00350"}, ROW | {"local_id": "P2", "pledge_id": "GRF_00350"}]
    loading = loaded(tmp_path, pledgegraph=rows)
    (problem,) = loading.blocking()
    assert problem.code == "V001"
    assert problem.where.line == 3
    assert ":2" in problem.found


def register(folder: Path, rows: list[dict[str, str]], columns: list[str]) -> Loading:
    path = written(folder / "register.csv", "pledgegraph", rows, columns)
    return load([SourceFile("register", path, "register.csv", "pledgegraph", rank=1)])


def in_any_order(tables: Tables) -> dict[str, list[object]]:
    """The current tables without what says in which line or cell something is."""
    now, _ = current(tables, {"source/register": 1, "source/vocabularies": 0})
    found: dict[str, list[object]] = {}
    for name, table in now.nodes.items():
        kept = [column for column in table.column_names if column != "stated_in_cell"]
        if name != "SourceRecord":
            found[name] = table.select(kept).to_pylist()
    by_line = ("RECORDED_IN", "FROM_SOURCE")
    return found | {n: t.to_pylist() for n, t in now.links.items() if n not in by_line}


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_order_of_rows_and_columns_changes_nothing(
    tmp_path: Path, order: random.Random
) -> None:
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    expected = in_any_order(register(tmp_path, rows, columns).stated)
    order.shuffle(rows)
    order.shuffle(columns)
    assert in_any_order(register(tmp_path, rows, columns).stated) == expected


def test_personal_columns_are_never_read(tmp_path: Path) -> None:
    columns = [
        *ROW,
        "forum",
        "joint_partners",
        "stage",
        "needs_support",
        "matched_with",
        "support_extent",
        "standing",
        "is_aggregate",
        "Email (personal)",
    ]
    path = written(
        tmp_path / "r.csv", "pledgegraph", [ROW | {"Email (personal)": "jo@example.org"}], columns
    )
    file = SourceFile("r", path, "r.csv", "pledgegraph", ignore=("Email (personal)",))
    loading = load([file])
    assert loading.blocking() == []
    assert "jo@example.org" not in str(loading.cells["source/r"].to_pylist())
    assert all(
        "jo@example.org" not in str(table.to_pylist()) for table in loading.stated.nodes.values()
    )


@pytest.mark.parametrize(
    ("authority", "pledges", "found"), [("", 2, ["M004"]), ("office-b", 3, [])]
)
def test_two_registers_that_number_alike(
    tmp_path: Path, authority: str, pledges: int, found: list[str]
) -> None:
    kenya = [{"local_id": name, "submitting_entity": "Government of Kenya"} for name in "12"]
    uganda = [{"local_id": "1", "submitting_entity": "Government of Uganda"}]
    files = [
        written(tmp_path / f"{n}.csv", "pledgegraph", rows)
        for n, rows in (("a", kenya), ("b", uganda))
    ]
    first, second = (
        SourceFile(file.stem, file, file.name, "pledgegraph", rank=1) for file in files
    )
    loading = load([first, replace(second, authority=authority)])
    assert len(set(loading.stated["Pledge"]["id"].to_pylist())) == pledges
    doubtful = [problem for problem in loading.problems if problem.code == "M004"]
    assert [problem.code for problem in doubtful] == found
    assert all("a.csv:2, column " in problem.found for problem in doubtful)


def test_support_for_a_number_that_two_offices_use_is_a_finding_that_names_both(
    tmp_path: Path,
) -> None:
    row = {"submitting_entity": "Government of Kenya", "local_id": "1"}
    files = [written(tmp_path / f"{name}.csv", "pledgegraph", [row]) for name in "ab"]
    support = {"pledge": "1", "supporter": "Denmark", "contribution": "financial"}
    path = written(tmp_path / "s.csv", "support", [support])
    registers = [
        SourceFile(f.stem, f, f.name, "pledgegraph", rank=1, authority=f.stem) for f in files
    ]
    loading = load([*registers, SourceFile("s", path, "s.csv", "support", rank=2)])
    assert loading.stated["Match"].num_rows == 0
    (problem,) = (problem for problem in loading.problems if problem.code == "M004")
    assert (problem.where.file, problem.where.line, problem.where.column) == ("s.csv", 2, "pledge")
    first, second = sorted(set(loading.stated["Pledge"]["id"].to_pylist()))
    assert all(word in problem.hint for word in (first, second, "(a.csv)", "(b.csv)"))
    written(path, "support", [support | {"pledge": first}])
    chosen = load([*registers, SourceFile("s", path, "s.csv", "support", rank=2)])
    assert links(chosen.stated, "SUPPORTS") == {(chosen.stated["Match"]["id"][0].as_py(), first)}


def test_support_goes_along_when_a_pledge_gets_its_official_number(tmp_path: Path) -> None:
    row = {"submitting_entity": "Government of Kenya", "local_id": "A1"}
    old = written(tmp_path / "old.csv", "pledgegraph", [row])
    new = written(tmp_path / "new.csv", "pledgegraph", [row | {"pledge_id": "GRF-00350"}])
    path = written(tmp_path / "s.csv", "support", [{"pledge": "A1", "supporter": "Denmark"}])
    sources = [
        SourceFile("new", new, "new.csv", "pledgegraph", rank=2),
        SourceFile("old", old, "old.csv", "pledgegraph", rank=1),
        SourceFile("s", path, "s.csv", "support", rank=3),
    ]
    for replaced in ((), ("source/old",)):
        loading = load(sources, replaced=replaced)
        assert {pledge for _, pledge in links(loading.stated, "SUPPORTS")} == {"pledge/GRF-00350"}
    other = replace(sources[1], authority="another office")
    assert load([sources[0], other, sources[2]]).stated["Match"].num_rows == 0
    loading = load([sources[0], other, sources[2]], replaced=("source/old",))
    assert {pledge for _, pledge in links(loading.stated, "SUPPORTS")} == {"pledge/GRF-00350"}


def test_a_number_with_a_remark_or_of_another_register_is_no_actor(tmp_path: Path) -> None:
    row = {
        "submitting_entity": "Government of Kenya",
        "local_id": "A1",
        "matched_with": "GRF-00350 (financial); B7",
    }
    files = [
        written(tmp_path / "a.csv", "pledgegraph", [row]),
        written(
            tmp_path / "b.csv",
            "pledgegraph",
            [{"submitting_entity": "Government of Norway", "local_id": "B7"}],
        ),
    ]
    loading = load([SourceFile(f.stem, f, f.name, "pledgegraph", rank=1) for f in files])
    assert loading.stated["Match"].num_rows == 0
    assert sum(problem.code == "N003" for problem in loading.problems) == 2
    assert not [
        name for name in loading.stated["Actor"]["id"].to_pylist() if "grf" in name or "b7" in name
    ]


def test_two_supporters_of_whom_one_has_two_pledges_that_name_the_host(tmp_path: Path) -> None:
    place = {
        "country_of_implementation": "Ethiopia",
        "theme": "Education",
        "contribution_type": "financial",
    }
    rows = [
        place
        | {
            "local_id": "H",
            "submitting_entity": "Government of Ethiopia",
            "role": "host",
            "contribution_type": "policy",
            "matched_with": "Government of Denmark; Government of Germany",
        },
        *(
            place
            | {
                "local_id": name,
                "submitting_entity": "Government of Germany",
                "role": "donor",
                "matched_with": "Government of Ethiopia",
            }
            for name in ("G1", "G2")
        ),
    ]
    register = written(tmp_path / "r.csv", "pledgegraph", rows)
    loading = load([SourceFile("r", register, "r.csv", "pledgegraph", rank=1)])
    assert {actor for _, actor in links(loading.stated, "SUPPORTED_BY")} >= {
        "actor/government-of-denmark"
    }


@pytest.mark.parametrize(
    ("cell", "actors"),
    [
        ("GRF-99999", set()),
        ("\uff27\uff32\uff26_99999 (Denmark)", set()),
        ("UNHCR; grf 350", {"actor/unhcr"}),
        ("GRF\u201300350", set()),
    ],
)
@pytest.mark.parametrize(
    ("column", "relation"),
    [("submitting_entity", "SUBMITTED_BY"), ("joint_partners", "JOINT_WITH")],
)
def test_the_number_of_a_pledge_is_no_submitter_and_no_partner(
    column: str, relation: str, cell: str, actors: set[str], tmp_path: Path
) -> None:
    kind = "State" if column == "joint_partners" else "NGO"
    loading = loaded(tmp_path, pledgegraph=[ROW | {"entity_type": kind, column: cell}])
    assert {end for _, end in links(loading.stated, relation)} - {
        "actor/government-of-ethiopia"
    } == actors
    assert {actor["id"] for actor in loading.stated["Actor"].to_pylist()} <= actors | {
        "actor/government-of-ethiopia"
    }
    (problem,) = loading.problems
    assert (problem.code, problem.where.column, problem.severity) == ("N003", column, "finding")
    assert "names a pledge, not an actor" in problem.found
    (pledge,) = loading.stated["Pledge"].to_pylist()
    number = cell.rpartition("; ")[2]
    written = pledge["partner_as_written"] or [pledge["submitter_as_written"]]
    assert number in written[0]
