"""Dumps in parts: together they say what the whole says and keep the shapes, and each file is what
its hash says.
"""

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.choices import PARTS as PARTS_BY_NAME
from pledgegraph.graph.choices import Choice
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.parts import PARTS, parts_of
from pledgegraph.ontology.shacl import violations
from pledgegraph.workspace.workspace import Workspace

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nq": ox.RdfFormat.N_QUADS}


@pytest.fixture(scope="module")
def dumps(tried: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the public records."""
    folder: Path = tmp_path_factory.mktemp("dumps") / "all"
    tried.export("dumps", folder, ["public"])
    return folder


def quads_of(dumps: Path, part: str, ending: str) -> set[ox.Quad]:
    data = gzip.decompress((dumps / f"{part}.{ending}.gz").read_bytes())
    return set(ox.parse(input=data, format=FORMATS[ending]))


@pytest.mark.parametrize(("whole", "ending"), [("turtle", "ttl"), ("nquads", "nq")])
def test_the_parts_together_are_the_whole(
    whole: str, ending: str, tried: Workspace, dumps: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"whole.{ending}"
    tried.export(whole, file, ["public"])
    together: set[ox.Quad] = set()
    for part in PARTS:
        together |= quads_of(dumps, part, ending)
    assert together == set(ox.parse(path=str(file)))


def test_a_part_is_the_same_in_turtle_and_json_ld(dumps: Path) -> None:
    for part in PARTS:
        assert quads_of(dumps, part, "ttl") == quads_of(dumps, part, "jsonld"), part


def test_the_parts_loaded_together_keep_the_shapes(dumps: Path, tmp_path: Path) -> None:
    file = tmp_path / "together.ttl"
    texts = [gzip.decompress((dumps / f"{part}.ttl.gz").read_bytes()) for part in PARTS]
    file.write_bytes(b"\n".join(texts))
    assert violations(file) == []


def test_each_part_has_its_classes(dumps: Path) -> None:
    """The figures have those who publish them; no other part has a figure."""
    classes = {}
    for part in PARTS:
        kinds = set()
        for quad in quads_of(dumps, part, "ttl"):
            if quad.predicate.value.endswith("#type"):
                kinds.add(str(quad.object).rstrip(">").rpartition("#")[2])
        classes[part] = kinds
    assert classes["provenance"] == {"Source", "SourceRecord"}
    assert classes["vocabularies"] == {"Concept", "ConceptScheme"}
    assert classes["figures"] <= {"PopulationFigure", "Source"}
    assert {"Pledge", "Actor", "Country"} <= classes["facts"]
    assert not classes["facts"] & {"PopulationFigure", "Source", "SourceRecord", "Concept"}


def test_figures_go_with_their_source_and_their_rows_do_not() -> None:
    found = Gathering()
    figure = "country/TCD#figure-SDN-REF-2025"
    found.nodes("Source", "source/f", {"id": ["source/f"], "publisher": ["UNHCR"]})
    found.nodes("Source", "source/g", {"id": ["source/g"], "publisher": ["Somebody"]})
    found.nodes("PopulationFigure", "source/f", {"id": [figure], "value": [5]})
    found.nodes("SourceRecord", "source/f", {"id": ["source/f#row-2"]})
    found.links("recordedIn", "source/f", [figure], ["source/f#row-2"])
    found.links("asylum", "source/f", [figure, "situation/sudan"], ["country/TCD"] * 2)
    parts = parts_of(found.tables())
    assert parts["figures"].counts() == {"Source": 1, "PopulationFigure": 1, "ASYLUM": 1}
    assert parts["figures"].nodes["Source"]["publisher"].to_pylist() == ["UNHCR"]
    assert parts["facts"].links["ASYLUM"]["subject"].to_pylist() == ["situation/sudan"]
    assert parts["provenance"].counts() == {"Source": 2, "SourceRecord": 1, "RECORDED_IN": 1}


def test_each_file_is_what_its_hash_says(dumps: Path) -> None:
    lines = (dumps / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {}
    for line in lines:
        digest, name = line.split("  ")
        named[name] = digest
    files = {path.relative_to(dumps).as_posix() for path in dumps.rglob("*") if path.is_file()}
    ours = {name for name in files if not name.startswith(".")}
    assert set(named) == ours - {"SHA256SUMS"}
    for name, digest in named.items():
        assert hashlib.sha256((dumps / name).read_bytes()).hexdigest() == digest, name


def test_metadata_describe_each_column_of_each_file(dumps: Path) -> None:
    for metadata in dumps.glob("csv/*/csv-metadata.json"):
        described = json.loads(metadata.read_text("utf-8"))
        assert described["@context"] == "http://www.w3.org/ns/csvw"
        files = {each["url"]: each["tableSchema"]["columns"] for each in described["tables"]}
        assert set(files) == {path.name for path in metadata.parent.glob("*.csv")}
        for name, columns in files.items():
            with (metadata.parent / name).open(encoding="utf-8-sig", newline="") as file:
                header = next(csv.reader(file))
            assert [column["name"] for column in columns] == header, name
    pledges = json.loads((dumps / "csv/facts/csv-metadata.json").read_text("utf-8"))
    (table,) = [each for each in pledges["tables"] if each["url"] == "Pledge.csv"]
    (amount,) = [each for each in table["tableSchema"]["columns"] if each["name"] == "amount"]
    assert amount == {
        "name": "amount",
        "titles": "amount",
        "datatype": "integer",
        "propertyUrl": "https://w3id.org/pledgegraph#amount",
    }


def test_the_same_build_is_the_same_bytes(dumps: Path, tried: Workspace, tmp_path: Path) -> None:
    tried.export("dumps", tmp_path / "again", ["public"])
    again = (tmp_path / "again" / "SHA256SUMS").read_bytes()
    assert again == (dumps / "SHA256SUMS").read_bytes()


def test_parts_and_forms_are_chosen(tried: Workspace, dumps: Path, tmp_path: Path) -> None:
    assert PARTS_BY_NAME == tuple(PARTS)
    chosen = tmp_path / "chosen"
    tried.export("dumps", chosen, ["public"], Choice(["facts"], ["nquads", "csv"]))
    names = {path.name for path in chosen.iterdir() if not path.name.startswith(".")}
    readers = {"README.txt", "SHA256SUMS", "computed.ttl", "pledgegraph.ttl", "shapes.ttl"}
    assert names == {"facts.nq.gz", "csv"} | readers
    assert [path.name for path in (chosen / "csv").iterdir()] == ["facts"]
    assert (chosen / "facts.nq.gz").read_bytes() == (dumps / "facts.nq.gz").read_bytes()
    said = (chosen / "README.txt").read_text("utf-8")
    assert "Not in this folder: provenance, figures, vocabularies." in said


def test_a_row_of_hxl_tags_is_a_second_header(tried: Workspace, tmp_path: Path) -> None:
    tried.export("dumps", tmp_path / "d", ["public"], Choice(["facts"], ["csv"], hxl=True))
    folder = tmp_path / "d" / "csv" / "facts"
    metadata = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    assert metadata["dialect"] == {"headerRowCount": 2, "commentPrefix": None}
    tried.export("csv", tmp_path / "c", ["public"], Choice(hxl=True))
    for file in (folder / "ANNOUNCED_AT.csv", tmp_path / "c" / "ANNOUNCED_AT.csv"):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        assert rows[:2] == [["subject", "object"], ["#activity+id", "#event+id"]]
        assert rows[2][0].startswith("pledge/")
    # Our own reader takes the tags for no pledge
    (sheet,) = read_sheets(folder / "Country.csv", "Country.csv")
    assert sheet.header[:2] == ["id", "iso3"]
    assert not any("#country+id" in cells for cells in sheet.columns)


@pytest.mark.parametrize(
    ("name", "choice", "said"),
    [
        ("turtle", Choice(hxl=True), "--hxl does not fit the format turtle"),
        ("csv", Choice(forms=["csv"]), "--as does not fit the format csv"),
        ("dumps", Choice(parts=["fact"]), "--part does not know 'fact'"),
        ("dumps", Choice(forms=["xml"]), "--as does not know 'xml'"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(
    name: str, choice: Choice, said: str, tried: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UsageProblem, match=said):
        tried.export(name, tmp_path / "x", choice=choice)
    assert not (tmp_path / "x").exists()
