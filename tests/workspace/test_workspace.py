"""Workspaces: made by init, extended by a template, checked without a build, read by notebooks."""

import gzip
import socket
from pathlib import Path

import pytest

import pledgegraph
from pledgegraph.errors import SourceProblems, UsageProblem, WorkspaceProblem
from pledgegraph.loaders.files.layouts import KINDS, layouts
from pledgegraph.workspace import starting
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from ..figures import shorten_figures  # noqa: TID252 (tests are no package that could be named)

SHEETS = Path(__file__).resolve().parents[1] / "sheets"
REGISTER = SHEETS / "plain.csv"


def files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def named(workspace: Workspace) -> dict[str, tuple[str, str]]:
    return {source.name: (source.file, source.layout) for source in workspace.settings().sources}


def test_a_register_is_recognised_and_stands_beside_the_reference_sources(tmp_path: Path) -> None:
    made = starting.init(tmp_path / "w", [REGISTER])
    sources = named(made)
    assert sources["plain"] == ("sources/plain.csv", "pledgegraph")
    assert len(sources) == len(starting.REFERENCE) + 1
    assert made.settings().title == "w"
    assert made.settings().sources[-1].retrieved == ""
    assert made.check().blocking() == []


def test_a_file_of_a_reference_kind_takes_its_place(tmp_path: Path) -> None:
    own = tmp_path / "our_situations.csv"
    own.write_bytes((starting.SAMPLE / "situations.csv").read_bytes())
    sources = named(starting.init(tmp_path / "w", [own]))
    assert [name for name, (_, layout) in sources.items() if layout == "situations"] == [
        "our-situations"
    ]


def test_without_files(tmp_path: Path) -> None:
    assert len(named(starting.init(tmp_path / "w", []))) == len(starting.REFERENCE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,b\n1,2\n", "F008"),
        ("", "F003"),
        (None, "F001"),
        ("a,b\n\0,2\n", "F005"),
        ("one\n", "F008"),
    ],
    ids=["no layout", "empty", "missing", "NUL", "one column"],
)
def test_a_file_of_no_kind_leaves_nothing_behind(
    tmp_path: Path, content: str | None, code: str
) -> None:
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SourceProblems) as stopped:
        starting.init(tmp_path / "w", [REGISTER, path])
    (problem,) = stopped.value.problems
    assert (problem.code, problem.where.file) == (code, "x.csv")
    assert not (tmp_path / "w").exists()


def test_the_nearest_layout_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("pledge,supporter,contribution\nA1,Japan,financial\n")
    with pytest.raises(
        SourceProblems,
        match=r"Nearest is recorded support \(support\), which needs the columns extent",
    ):
        starting.init(tmp_path / "w", [tmp_path / "x.csv"])


def test_a_workspace_is_not_overwritten(small: Workspace) -> None:
    before = (small.folder / FILE).read_bytes()
    for files in ([], [REGISTER]):
        with pytest.raises(WorkspaceProblem, match="already has a pledgegraph.toml"):
            starting.init(small.folder, files)
    assert (small.folder / FILE).read_bytes() == before


def test_files_with_one_name(tmp_path: Path) -> None:
    """Also where a file system takes capitals for small letters, and where a reference source has
    the name.
    """
    paths = []
    for folder, name in (
        ("a", "register.csv"),
        ("b", "register.csv"),
        ("c", "Register.csv"),
        ("d", "situations.csv"),
    ):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / name)
        paths[-1].write_bytes(REGISTER.read_bytes())
    made = starting.init(tmp_path / "w", paths)
    own = [file for file, layout in named(made).values() if layout == "pledgegraph"]
    assert own == [
        "sources/register.csv",
        "sources/register-2.csv",
        "sources/Register-3.csv",
        "sources/situations-2.csv",
    ]
    with pytest.raises(UsageProblem, match="is given twice"):
        starting.init(tmp_path / "v", [paths[0], paths[0]])


def test_a_file_by_another_link_to_it_is_the_same(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_bytes(REGISTER.read_bytes())
    link = tmp_path / "again.csv"
    link.hardlink_to(register)
    with pytest.raises(UsageProblem, match="again.csv is given twice"):
        starting.init(tmp_path / "w", [register, link])
    assert not (tmp_path / "w").exists()


def test_a_file_that_lies_in_the_folder_already(tmp_path: Path) -> None:
    inside = tmp_path / "w" / "sources" / "register.csv"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(REGISTER.read_bytes())
    made = starting.init(tmp_path / "w", [inside])
    assert named(made)["register"] == ("sources/register.csv", "pledgegraph")
    assert inside.read_bytes() == REGISTER.read_bytes()


def test_another_file_in_the_place_of_a_source_is_kept(tmp_path: Path) -> None:
    inside = tmp_path / "w" / "sources" / "plain.csv"
    inside.parent.mkdir(parents=True)
    inside.write_text("mine")
    with pytest.raises(WorkspaceProblem, match="already exists"):
        starting.init(tmp_path / "w", [REGISTER])
    assert files_in(tmp_path / "w") == ["sources/plain.csv"]
    assert inside.read_text() == "mine"


def test_a_file_where_the_folder_goes(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("x")
    with pytest.raises(WorkspaceProblem, match="is not a folder"):
        starting.init(tmp_path / "w", [])


@pytest.mark.parametrize(
    "name", ["a\nb.csv", "=1+1.csv", ".csv", "ÉTAT é.csv", "vocabularies.csv", "x" * 200 + ".csv"]
)
def test_odd_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(REGISTER.read_bytes())
    made = starting.init(tmp_path / "w", [tmp_path / name])
    shorten_figures(made.folder / "sources" / "population.csv.gz")
    assert made.check().blocking() == []


@pytest.mark.parametrize(
    ("name", "source", "file"),
    [
        ("Register of +254 700 000 001.csv", "register-of", "Register of.csv"),
        ("jane@x.org.csv", "source", "source.csv"),
        ("a of jane@x.org.csv.gz", "a-of", "a of.csv.gz"),
        ("Register 2023-12-31.csv", "register-2023-12-31", "Register 2023-12-31.csv"),
    ],
)
def test_no_source_is_named_after_an_address(
    tmp_path: Path, name: str, source: str, file: str
) -> None:
    data = REGISTER.read_bytes()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    made = starting.init(tmp_path / "jane@x.org", [tmp_path / name])
    assert named(made)[source] == (f"sources/{file}", "pledgegraph")
    shorten_figures(made.folder / "sources" / "population.csv.gz")
    assert made.check().blocking() == []
    assert "jane@x.org" not in (made.folder / FILE).read_text("utf-8")


def test_a_template_of_each_kind(small: Workspace) -> None:
    for kind in KINDS:
        for template in (kind, f"{kind}.csv"):
            made = starting.init(small.folder, [], template)
            entry = made.settings().sources[-1]
            file = f"sources/{kind}.csv" if template.endswith(".csv") else f"sources/{kind}.xlsx"
            assert (entry.file, layouts()[entry.layout].kind) == (file, kind)
    assert made.check().blocking() == []
    made.build()


def test_a_template_beside_a_reference_source_of_its_name(tmp_path: Path) -> None:
    made = starting.init(tmp_path / "w", [], "situations.csv")
    shorten_figures(made.folder / "sources" / "population.csv.gz")
    assert named(made)["situations-2"] == ("sources/situations-2.csv", "situations")
    assert made.check().blocking() == []


def test_a_template_for_a_workspace_that_is_there(small: Workspace) -> None:
    """Its file keeps every word, comments too; the new source is below."""
    with (small.folder / FILE).open("a", encoding="utf-8") as file:
        file.write("# a comment of mine, without a line end")
    before = (small.folder / FILE).read_text("utf-8")
    made = starting.init(small.folder, [], "support.csv")
    after = (small.folder / FILE).read_text("utf-8")
    assert after.startswith(before + "\n")
    assert named(made)["support"] == ("sources/support.csv", "support")
    assert made.check().blocking() == []
    with pytest.raises(WorkspaceProblem, match="already exists and is empty"):
        starting.init(small.folder, [], "support.csv")
    assert (small.folder / FILE).read_text("utf-8") == after
    path = small.folder / "sources" / "support.csv"
    header = path.read_text("utf-8").strip().split(",")
    row = {
        "pledge": "A1",
        "supporter": "Government of Japan",
        "contribution": "financial",
        "extent": "full",
    }
    path.write_text(
        ",".join(header) + "\n" + ",".join(row.get(name, "") for name in header) + "\n", "utf-8"
    )
    made.build()
    assert [row["pledge"] for row in made.ask("unsupported").rows] == ["A2"]
    assert named(starting.init(small.folder, [], "support.csv"))["support-2"] == (
        "sources/support-2.csv",
        "support",
    )


def test_a_template_whose_command_was_killed_is_taken_up(small: Workspace, tmp_path: Path) -> None:
    """Killed between the file and its line in pledgegraph.toml: the next command names the file
    that is there, with what somebody has written into it since.
    """
    other = starting.init(tmp_path / "other", [], template="support.csv")
    template = (other.folder / "sources" / "support.csv").read_bytes()
    begun = small.folder / "sources" / "support.csv"
    begun.write_bytes(template + b"P1,Government of Denmark\n")
    starting.init(small.folder, [], template="support.csv")
    assert [source.file for source in small.settings().sources if source.layout == "support"] == [
        "sources/support.csv"
    ]
    assert list((small.folder / "sources").glob("support*")) == [begun]
    assert begun.read_bytes() == template + b"P1,Government of Denmark\n"


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="Did you mean 'support'"):
        starting.init(tmp_path / "w", [], "suport")
    assert not (tmp_path / "w").exists()


def test_a_demo_again(sample: Workspace) -> None:
    before = files_in(sample.folder)
    assert starting.demo(sample.folder).build() == sample.manifest()
    assert files_in(sample.folder) == before


def test_open_in_a_notebook(small_built: Workspace, tmp_path: Path) -> None:
    opened = pledgegraph.open(str(small_built.folder))
    assert opened.tables["Pledge"].num_rows == 2
    assert list(opened.ask("unsupported", country=["Chad"]).to_pandas()["pledge"]) == ["A1", "A2"]
    assert opened.cypher(
        "MATCH (p:Pledge {local_identifier: $name}) RETURN p.title AS t", name="A1"
    ) == [{"t": "Identity cards"}]
    assert opened.sparql(
        "SELECT ?t { ?p a pg:Pledge ; pg:localIdentifier 'A1' ; pg:title ?t }"
    ) == [{"t": "Identity cards"}]
    with pytest.raises(WorkspaceProblem):
        pledgegraph.open(tmp_path)
    with pytest.raises(UsageProblem, match="There is no engine 'sparkl'. Did you mean 'sparql'"):
        opened.ask("unsupported", engine="sparkl")
    with pytest.raises(UsageProblem, match="has no parameter 'contry'"):
        opened.ask("unsupported", contry=["ETH"])


def test_nothing_asks_the_network(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    small.check()
    small.build(force=True)
    for engine in ("embedded", "sparql"):
        assert len(small.ask("unsupported", engine=engine).rows) == 2
    assert small.draw_named("country", "Chad")


def test_the_newest_source_counts(small: Workspace) -> None:
    """By the dates retrieved, whatever their order in pledgegraph.toml; one without a date by its
    place there.
    """
    settings = small.settings()
    ranks = {source.name: source.rank for source in small.sources(settings)}
    assert ranks == {"register": 1}
    text = (small.folder / FILE).read_text("utf-8")
    dates = [
        ("newer", "2026-11-20"),
        ("undated", ""),
        ("undated-too", ""),
        ("same-day", "2026-11-01"),
        ("last", ""),
    ]
    for name, when in dates:
        text += (
            f'\n[[sources]]\nname = "{name}"\nfile = "sources/register.csv"\nlayout ='
            ' "pledgegraph"\n'
        )
        text += f'retrieved = "{when}"\n' if when else ""
    (small.folder / FILE).write_text(text, "utf-8")
    ranks = {source.name: source.rank for source in small.sources(small.settings())}
    assert sorted(ranks, key=ranks.__getitem__) == [
        "register",
        "same-day",
        "last",
        "newer",
        "undated",
        "undated-too",
    ]
