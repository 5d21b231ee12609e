"""Matches: on which pledge and actor each hangs, and what it brings."""

from pathlib import Path

import pytest

from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.names.supporters import Remark, read_remark
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.tables import Tables

from ..reading import codes, links, loaded, node, written  # noqa: TID252 (tests are no package that could be named)

KIND = "vocabulary/contribution-types/"
HOST = {
    "local_id": "H1",
    "title": "h",
    "forum": "GRF 2019",
    "submitting_entity": "Government of Ethiopia",
    "role": "host",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Ethiopia",
}
DONOR = {
    "local_id": "D1",
    "title": "d",
    "submitting_entity": "Government of Denmark",
    "role": "donor",
    "contribution_type": "financial",
    "theme": "Education",
    "country_of_implementation": "Ethiopia",
}


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("financial", Remark((f"{KIND}financial",))),
        (
            "Financial and technical, in part",
            Remark((f"{KIND}financial", f"{KIND}technical"), extent="part"),
        ),
        (
            "financial/material; declined",
            Remark((f"{KIND}financial", f"{KIND}material"), "declined"),
        ),
        ("policy, tea plantation", Remark((f"{KIND}policy",), rest="tea plantation")),
        ("in part: 25,000 cards", Remark(extent="part", rest="25,000 cards")),
        (
            "resettlement/complementary pathways – offered",
            Remark((f"{KIND}resettlement",), "offered"),
        ),
        ("employment", Remark((f"{KIND}other",))),
        ("ANATS/CNARR", Remark(rest="ANATS/CNARR")),
        ("", Remark()),
    ],
)
def test_remarks(text: str, remark: Remark) -> None:
    assert read_remark(text) == remark


@pytest.mark.parametrize("row", [HOST, DONOR])
def test_a_row_without_an_identifier_has_no_match(tmp_path: Path, row: dict[str, str]) -> None:
    """Neither the match of a host's row nor the finding about a supporter's can name the pledge."""
    nameless = row | {"local_id": "", "matched_with": "Government of Kenya; World Bank"}
    loading = loaded(tmp_path, pledgegraph=[nameless, HOST | {"matched_with": "UNHCR"}])
    assert codes(loading) == ["V008"]
    pledge = node(loading.stated, "Pledge", local_identifier="H1")["id"]
    assert {end for _, end in links(loading.stated, "SUPPORTS")} == {pledge}


def supported(tables: Tables) -> set[tuple[str, str]]:
    """(pledge supported, pledge or actor that supports it), by what their identifiers start
    with.
    """
    pledges, supporters = dict(links(tables, "SUPPORTS")), links(tables, "SUPPORTED_BY")
    return {
        (pledges[match].split("/")[1][:2], end.partition("/")[2][:21]) for match, end in supporters
    }


def test_told_on_both_rows_is_one_match_of_the_pledge(tmp_path: Path) -> None:
    rows = [
        HOST | {"matched_with": "Denmark (in part)", "source_url": "https://a.example"},
        DONOR | {"matched_with": "Ethiopia (policy, agreed)", "source_url": "https://b.example"},
        DONOR | {"local_id": "D2", "theme": "Health"},
    ]
    tables = loaded(tmp_path, pledgegraph=rows).stated
    (match,) = tables["Match"].to_pylist()
    assert (match["extent"], match["status"]) == ("part", "agreed")
    assert match["evidence"] == ["https://a.example", "https://b.example"]
    assert {end[:9] for _, end in links(tables, "SUPPORTED_BY")} == {"pledge/d1"}
    assert [end for start, end in links(tables, "CONTRIBUTION_TYPE") if start == match["id"]] == [
        f"{KIND}financial"
    ]


def test_told_by_the_host_alone_hangs_on_the_actor(tmp_path: Path) -> None:
    loading = loaded(tmp_path, pledgegraph=[HOST | {"matched_with": "Denmark (financial)"}, DONOR])
    assert supported(loading.stated) == {("h1", "government-of-denmark")}
    assert codes(loading) == []


def test_two_pledges_that_name_the_host_back_both_support_it(tmp_path: Path) -> None:
    back = [DONOR | {"local_id": name, "matched_with": "Ethiopia"} for name in ("D1", "D2")]
    tables = loaded(
        tmp_path, pledgegraph=[HOST | {"matched_with": "Denmark (financial)"}, *back]
    ).stated
    assert {end[:9] for _, end in links(tables, "SUPPORTED_BY")} == {"pledge/d1", "pledge/d2"}


@pytest.mark.parametrize(
    "other", [{"theme": "Health"}, {"country_of_implementation": "Kenya"}, {"role": "donor"}]
)
def test_told_by_the_supporter_alone_needs_one_pledge_of_place_and_area(
    tmp_path: Path, other: dict[str, str]
) -> None:
    second = HOST | {"local_id": "H2"} | other
    loading = loaded(tmp_path, pledgegraph=[HOST, second, DONOR | {"matched_with": "Ethiopia"}])
    assert {pledge for pledge, _ in supported(loading.stated)} == {"h1"}


def test_told_by_the_supporter_of_two_or_none_is_a_finding(tmp_path: Path) -> None:
    supporter = DONOR | {"matched_with": "Ethiopia"}
    for rows in (
        [HOST, HOST | {"local_id": "H2"}, supporter],
        [supporter],
        [HOST | {"theme": "Health"}, supporter],
    ):
        loading = loaded(tmp_path, pledgegraph=rows)
        assert loading.stated["Match"].num_rows == 0
        assert codes(loading) == ["M001"]


def test_nobody_supports_himself_and_nobody_is_no_supporter(tmp_path: Path) -> None:
    loading = loaded(
        tmp_path,
        pledgegraph=[HOST | {"matched_with": "Ethiopia (financial); 15 UN entities (technical)"}],
    )
    assert loading.stated["Match"].num_rows == 0
    assert codes(loading) == ["M002", "N003"]


def test_named_twice_brings_both(tmp_path: Path) -> None:
    cell = "Denmark (policy); Denmark (financial); Denmark (technical, offered)"
    tables = loaded(tmp_path, pledgegraph=[HOST | {"matched_with": cell}]).stated
    brought = {match["status"]: match["id"] for match in tables["Match"].to_pylist()}
    types = {
        status: {e for s, e in links(tables, "CONTRIBUTION_TYPE") if s == i}
        for status, i in brought.items()
    }
    assert types == {None: {f"{KIND}policy", f"{KIND}financial"}, "offered": {f"{KIND}technical"}}


def test_support_from_elsewhere(tmp_path: Path) -> None:
    rows = [
        {
            "pledge": "grf_00350",
            "supporter": "World Bank (IDA)",
            "contribution": "financial",
            "extent": "in part",
            "covered": "25000",
            "unit": "cards",
            "channel": "Norway",
            "evidence": "https://a.example ; b",
        },
        {"pledge": "H2", "supporter": "GRF-00999", "contribution": "", "status": "declined"},
        {"pledge": "H2", "supporter": "Denmark; Norway", "contribution": "financial"},
        {"pledge": "H2", "supporter": "Ethiopia", "contribution": "financial"},
        {"pledge": "H2", "supporter": "others", "contribution": "financial"},
        {"pledge": "nowhere", "supporter": "Denmark"},
        {"pledge": "A1", "supporter": "Denmark"},
    ]
    register = [
        HOST | {"pledge_id": "GRF_00350"},
        HOST | {"local_id": "H2"},
        DONOR | {"pledge_id": "GRF-00999"},
        HOST | {"local_id": "A1", "is_aggregate": "yes", "n_pledges": "4"},
    ]
    loading = loaded(tmp_path, pledgegraph=register, support=rows)
    tables = loading.stated
    part = node(tables, "Match", extent="part")
    assert (part["id"], part["covered"], part["covered_unit"], part["remark"]) == (
        "pledge/GRF-00350#match-world-bank",
        25_000,
        "cards",
        "IDA",
    )
    assert part["evidence"] == ["b", "https://a.example"]
    assert links(tables, "CHANNEL") == {(part["id"], "actor/government-of-norway")}
    declined = node(tables, "Match", status="declined")
    assert (declined["id"], "pledge/GRF-00999") in links(tables, "SUPPORTED_BY")
    together = node(tables, "Match", extent=None, status=None)["id"]
    assert {end for start, end in links(tables, "SUPPORTED_BY") if start == together} == {
        "actor/government-of-denmark",
        "actor/government-of-norway",
    }
    assert codes(loading) == ["M002", "M003", "M003", "N003"]


def test_two_pledges_of_one_supporter_are_two_matches(tmp_path: Path) -> None:
    donors = [
        DONOR | {"local_id": name, "matched_with": "Government of Ethiopia"}
        for name in ("D1", "D2")
    ]
    stated = loaded(tmp_path, pledgegraph=[HOST, *donors]).stated
    assert (
        len({start for start, _ in links(stated, "SUPPORTED_BY")}) == stated["Match"].num_rows == 2
    )


def test_a_match_with_and_without_its_pledge_has_one_identifier(tmp_path: Path) -> None:
    host = HOST | {"matched_with": "Government of Denmark (financial)"}
    support = {"pledge": "H1", "supporter": "D1", "contribution": "financial"}
    stated = loaded(tmp_path, pledgegraph=[host, DONOR], support=[support]).stated
    assert stated["Match"].num_rows == 2
    assert len(set(stated["Match"]["id"].to_pylist())) == 1


def of_two_files(
    folder: Path,
    hosts: list[dict[str, str]],
    donors: list[dict[str, str]],
    replaced: tuple[str, ...] = (),
) -> Loading:
    """Two registers of one workspace, the donors' the newer one."""
    files = [
        SourceFile(
            name,
            written(folder / f"{name}.csv", "pledgegraph", rows),
            f"{name}.csv",
            "pledgegraph",
            rank=rank,
        )
        for rank, (name, rows) in enumerate((("hosts", hosts), ("donors", donors)), 1)
    ]
    return load(files, replaced=replaced)


def test_a_match_told_by_the_supporter_finds_its_host_in_another_register(tmp_path: Path) -> None:
    loading = of_two_files(tmp_path, [HOST], [DONOR | {"matched_with": "Ethiopia"}])
    assert codes(loading) == []
    assert {(pledge, supporter[:2]) for pledge, supporter in supported(loading.stated)} == {
        ("h1", "d1")
    }


def test_two_registers_that_tell_one_match_tell_it_once_each(tmp_path: Path) -> None:
    host = HOST | {"matched_with": "Denmark (in part)"}
    stated = of_two_files(tmp_path, [host], [DONOR | {"matched_with": "Ethiopia"}]).stated
    assert len(set(stated["Match"]["id"].to_pylist())) == 1
    assert stated["Match"]["source"].to_pylist() == ["source/donors", "source/hosts"]
    assert {end[:9] for _, end in links(stated, "SUPPORTED_BY")} == {"pledge/d1"}
    records = {
        row["source"]: row["object"]
        for row in stated["RECORDED_IN"].to_pylist()
        if "#match-" in row["subject"]
    }
    assert records == {
        "source/hosts": "source/hosts#row-2",
        "source/donors": "source/donors#row-2",
    }


def test_a_pledge_that_two_extracts_tell_is_one_host(tmp_path: Path) -> None:
    loading = of_two_files(tmp_path, [HOST], [HOST, DONOR | {"matched_with": "Ethiopia"}])
    assert {(pledge, supporter[:2]) for pledge, supporter in supported(loading.stated)} == {
        ("h1", "d1")
    }
    assert codes(loading) == []


def test_pledges_of_a_replaced_register_are_not_matched(tmp_path: Path) -> None:
    loading = of_two_files(
        tmp_path, [HOST], [DONOR | {"matched_with": "Ethiopia"}], replaced=("source/hosts",)
    )
    (problem,) = loading.problems
    assert problem.code == "M001"
    assert problem.found.endswith(
        " shares its place and area with 0 host-country pledges of Government of Ethiopia"
        " (actor/government-of-ethiopia)"
    )
    assert supported(loading.stated) == set()


@pytest.mark.parametrize(
    ("said", "said_back", "extent", "expected"),
    [
        ("in part", "in full", "part", ["M005"]),
        ("in full", "in part", "full", ["M005"]),
        ("agreed", "declined", None, ["M005"]),
        ("in part", "agreed", "part", []),
        ("", "in part", "part", []),
    ],
)
def test_rows_that_contradict_each_other_are_told_and_the_hosts_counts(
    said: str, said_back: str, extent: str | None, expected: list[str], tmp_path: Path
) -> None:
    rows = [
        HOST | {"matched_with": f"Denmark ({said})"},
        DONOR | {"matched_with": f"Ethiopia ({said_back})"},
    ]
    loading = loaded(tmp_path, pledgegraph=rows)
    assert [match["extent"] for match in loading.stated["Match"].to_pylist()] == [extent]
    assert codes(loading) == expected
    for problem in loading.problems:
        assert problem.where.line == 3
        assert "pledgegraph.csv:2" in problem.found


def of_audiences(folder: Path, **sources: tuple[str, list[dict[str, str]]]) -> Loading:
    """Registers of one date, each for an audience."""
    files = []
    for rank, (name, (audience, rows)) in enumerate(sources.items(), 1):
        path = written(folder / f"{name}.csv", "pledgegraph", rows)
        files.append(SourceFile(name, path, path.name, "pledgegraph", rank=rank, audience=audience))
    return load(files)


def test_an_internal_register_changes_no_match_that_a_public_one_states(tmp_path: Path) -> None:
    host = HOST | {"matched_with": "Denmark (financial)"}
    donors = [DONOR | {"local_id": name, "matched_with": "Ethiopia"} for name in ("D2", "D1")]
    public = of_audiences(tmp_path, a=("public", [host, donors[0]])).stated
    both = of_audiences(
        tmp_path, a=("public", [host, donors[0]]), b=("internal", [donors[1]])
    ).stated
    for name in ("Match", "SUPPORTED_BY", "SUPPORTS", "CONTRIBUTION_TYPE", "RECORDED_IN"):
        of_public = [row for row in both[name].to_pylist() if row["source"] == "source/a"]
        assert of_public == [
            row for row in public[name].to_pylist() if row["source"] == "source/a"
        ], name
    ids = {row["source"]: row["id"] for row in both["Match"].to_pylist()}
    assert len(set(ids.values())) == 2


def test_a_match_that_only_an_internal_register_shows_is_its_own(tmp_path: Path) -> None:
    donor = DONOR | {"matched_with": "Ethiopia"}
    loading = of_audiences(tmp_path, a=("public", [donor]), b=("internal", [HOST]))
    assert loading.stated["Match"]["source"].to_pylist() == ["source/b"]
    assert codes(loading) == []
