"""Where nodes come from: their rows and cells as a person finds them, in tables and in RDF."""

from pathlib import Path

import xlsxwriter

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads

from .reading import loaded, node, written  # noqa: TID252 (tests are no package that has a name)

BASE = "https://data.example.org/p"
PROV = "http://www.w3.org/ns/prov#"
CHAD = {
    "local_id": "H1",
    "title": "Schools",
    "forum": "GRF 2019",
    "entity_type": "State",
    "role": "host",
    "submitting_entity": "Government of Chad",
    "country_of_implementation": "Chad",
    "theme": "Education",
    "contribution_type": "policy",
    "matched_with": "Government of Denmark (financial)",
    "target_value": "500",
    "target_unit": "schools",
    "stage": "in progress",
    "stage_date": "2024-05",
}
MADE = ("Pledge", "Match", "Target", "ImplementationUpdate", "Membership", "Actor")


def lines_of(loading: Loading, path: Path) -> set[str]:
    write_nquads(loading.stated, BASE, path)
    return set(path.read_text("utf-8").splitlines())


def test_rows_and_cells_of_a_text_file(tmp_path: Path) -> None:
    """A line end in a cell before it puts a cell one line below its row."""
    rows = [{**CHAD, "title": "Schools\nfor all"}, {**CHAD, "local_id": "H2", "matched_with": ""}]
    stated = loaded(tmp_path, pledgegraph=rows).stated
    positions = {row["id"]: row["position"] for row in stated["SourceRecord"].to_pylist()}
    start = "source/pledgegraph#row"
    assert positions == {f"{start}-2": "pledgegraph.csv:2", f"{start}-4": "pledgegraph.csv:4"}
    match = node(stated, "Match")
    assert match["stated_in_cell"] == ['pledgegraph.csv:3, column "matched_with"']
    targets = [row["stated_in_cell"] for row in stated["Target"].to_pylist()]
    place = "pledgegraph.csv:4"
    assert [f'{place}, column "{name}"' for name in ("target_unit", "target_value")] in targets


def test_rows_and_cells_of_a_workbook(tmp_path: Path) -> None:
    """Below a title row: the header is in row 2, the pledge in row 3."""
    header = list(layouts()["pledgegraph"].columns.values())
    path = tmp_path / "extract.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Pledges")
    sheet.write_row(0, 0, ["Extract of 2026"])
    sheet.write_row(1, 0, header)
    sheet.write_row(2, 0, [CHAD.get(name, "") for name in header])
    book.close()
    loading = load([SourceFile("extract", path, "extract.xlsx", "pledgegraph")])
    record = node(loading.stated, "SourceRecord")
    assert record["position"] == "extract.xlsx!Pledges!A3"
    column = xlsxwriter.utility.xl_col_to_name(header.index("matched_with"))
    cell = f"extract.xlsx!Pledges!{column}3"
    assert node(loading.stated, "Match")["stated_in_cell"] == [cell]
    lines = lines_of(loading, tmp_path / "extract.nq")
    row, graph = f"<{BASE}/{record['id']}>", f"<{BASE}/source/extract>"
    match = f"<{BASE}/{node(loading.stated, 'Match')['id']}>"
    assert f"{match} <{PROV}wasDerivedFrom> {row} {graph} ." in lines
    assert f'{match} <https://w3id.org/pledgegraph#statedInCell> "{cell}" {graph} .' in lines
    position = '"extract.xlsx!Pledges!A3"'
    assert f"{row} <https://w3id.org/pledgegraph#position> {position} {graph} ." in lines
    assert read_nquads(tmp_path / "extract.nq", BASE).equals(loading.stated)


def test_whatever_rows_make_comes_from_a_row(tmp_path: Path) -> None:
    """Also who is named in a cell of matches, of members or of support alone, and each channel."""
    platform = {"code": "IGAD", "label_en": "IGAD Support Platform"}
    member = {"platform_code": "IGAD", "member": "Government of Kenya (chair)"}
    shared = {"code": "EDU", "label_en": "Early years", "leads_or_cosponsors": "UNICEF"}
    support = {"pledge": "H1", "supporter": "Lake Fund", "channel": "River Bank"}
    files = []
    for rank, (layout, row) in enumerate(
        {
            "platforms": platform,
            "platform_members": member,
            "multistakeholder_pledges": shared,
            "pledgegraph": CHAD,
            "support": support,
        }.items()
    ):
        columns = list(dict.fromkeys(layouts()[layout].columns.values()))
        known = {key: text for key, text in row.items() if key in columns}
        assert known == row, (layout, columns)
        path = written(tmp_path / f"{layout}.csv", layout, [row])
        files.append(SourceFile(layout, path, path.name, layout, rank=rank))
    loading = load(files)
    recorded = {
        (link["subject"], link["source"]) for link in loading.stated["RECORDED_IN"].to_pylist()
    }
    for cls in MADE:
        rows = loading.stated[cls].to_pylist()
        assert rows, cls
        for row in rows:
            assert (row["id"], row["source"]) in recorded, row
    lines = lines_of(loading, tmp_path / "all.nq")
    named = {"lake-fund", "river-bank", "unicef", "government-of-denmark", "government-of-kenya"}
    for name in named:
        start = f"<{BASE}/actor/{name}> <{PROV}wasDerivedFrom> <{BASE}/source/"
        assert any(line.startswith(start) for line in lines), name
    # What our own lists define is not derived from a row that names it
    assert not any(line.startswith(f"<{BASE}/country/TCD> <{PROV}") for line in lines)
