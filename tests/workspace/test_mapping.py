"""A first layout for an unknown file: what is matched, what is written and shown, and that nobody's
name is in it.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path

import pytest

from pledgegraph.cli import main
from pledgegraph.commands.failures import LISTED
from pledgegraph.commands.mapping import show_mapping
from pledgegraph.errors import SourceProblems, UsageProblem, WorkspaceProblem
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import header_key
from pledgegraph.loaders.files.own_layouts import layouts_of
from pledgegraph.loaders.matched_columns import LIKELY, NAMES, column_names, matched, personal
from pledgegraph.workspace.adding import add
from pledgegraph.workspace.mapping import map_file
from pledgegraph.workspace.workspace import Workspace

PERSONS = ("Jeanne Martin", "Paul Durand", "+41 22 739 81 11", "jeanne.martin@example.org")
FRENCH = f"""Suivi des engagements

Réf.;Entité;Intitulé;Domaine;PAYS;Date;Date;Montant (USD);{{}};Observations internes;Etat
A-1;Tchad;Écoles;Éducation;Tchad;03/04/2023;2024;35.000;{PERSONS[0]};{PERSONS[1]};En cours
A-2;Danemark;Eau;{PERSONS[3]};Tchad;04/05/2023;;;{PERSONS[2]};;
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "suivi 2026.csv"
    path.write_text(FRENCH.format("Personne de contact"), "utf-8")
    return path


def test_what_is_written_can_be_used_as_it_is(sheet: Path, small: Workspace) -> None:
    made = map_file(small.folder, sheet)
    assert (made.path.relative_to(small.folder).as_posix(), made.missing) == (
        "layouts/suivi-2026.toml",
        [],
    )
    layout = layouts_of(small.folder)["suivi-2026"]
    assert dict(layout.columns) == {
        "local_identifier": "Réf.",
        "submitter": "Entité",
        "title": "Intitulé",
        "theme": "Domaine",
        "place": "PAYS",
        "submitted_on": "Date [1]",
        "amount": "Montant (USD)",
        "stage": "Etat",
    }
    assert dict(layout.ignore) == {"Personne de contact": "a person"}
    assert made.looked.matched.unknown == ("Date [2]", "Observations internes")
    (source,) = add(small, [sheet])
    assert source.layout == "suivi-2026"
    loading = small.check()
    assert loading.blocking() == []
    assert loading.stated["Pledge"].num_rows == 4


def test_samples_are_of_mapped_columns_and_without_addresses(sheet: Path, tmp_path: Path) -> None:
    text = map_file(tmp_path, sheet).path.read_text("utf-8")
    assert 'theme = "Domaine"' in text and "# Éducation\n" in text
    assert '# not recognised: "Observations internes", 1 different text of up to 11 characters' in (
        text
    )
    assert "# [cells.submitted_on]    # nothing shows which of 03/04/2023 is the month" in text
    assert "# [cells.amount]" in text
    for person in PERSONS:
        assert person not in text


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "xlsx", "ods"])
def test_no_person_is_shown_of_any_format(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Persons stand in every column that nothing matches, and in those about a person."""
    path = tmp_path / f"office.{kind}"
    header = ["Ref", "Entity", "Title", "Contact", "Desk", "Nom", "E-mail", "Rank", "Tel.", "x|y"]
    row = ["R1", "Government of Chad", "Schools", *PERSONS, PERSONS[0], PERSONS[2], PERSONS[1]]
    write(path, [header, row])
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(tmp_path), "map", str(path)])
    with pytest.raises(SystemExit) as left:
        main()
    shown = capsys.readouterr()
    text = shown.out + shown.err + (tmp_path / "layouts" / "office.toml").read_text("utf-8")
    assert left.value.code in (0, None)
    for name in header:
        assert name in text
    assert "Government of Chad" in text
    for person in PERSONS:
        assert person not in text


def write(path: Path, rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    if path.suffix == ".xlsx":
        import xlsxwriter

        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Data")
            for number, row in enumerate(rows):
                sheet.write_row(number + 2, 1, row)
    elif path.suffix == ".ods":
        write_ods(path, rows)
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")


def write_ods(path: Path, rows: list[list[str]]) -> None:
    import zipfile

    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in rows
    ]
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0"'
        f' xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="Data">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def test_what_the_command_shows(
    sheet: Path,
    small: Workspace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = str(small.folder)
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", home, "map", str(sheet)])
    with pytest.raises(SystemExit):
        main()
    shown = capsys.readouterr()
    assert shown.out.startswith("suivi 2026.csv: 2 rows of the kind pledges, header in row 3\n")
    assert shown.err.splitlines() == [
        f"Written: {small.folder / 'layouts' / 'suivi-2026.toml'}",
        "Not recognised, so not loaded: Date [2], Observations internes",
        f"Next: look through it, then pledgegraph -C {home} add '{sheet}'",
    ]


def test_a_file_that_a_layout_fits_has_no_second_one(small: Workspace, sheet: Path) -> None:
    register = small.folder / "sources" / "register.csv"
    known = layouts_of(small.folder)[small.settings().sources[0].layout].name
    with pytest.raises(UsageProblem, match=f"The layout '{known}' already fits register.csv"):
        map_file(small.folder, register)
    with pytest.raises(UsageProblem, match="Use it: `pledgegraph init DIR FILE`"):
        map_file(small.folder / "new", register)
    assert not (small.folder / "new").exists() and not (small.folder / "layouts").exists()
    map_file(small.folder, sheet)
    with pytest.raises(UsageProblem, match=r"The layout 'suivi-2026' already fits suivi 2026\.csv"):
        map_file(small.folder, sheet)
    assert [path.name for path in (small.folder / "layouts").iterdir()] == ["suivi-2026.toml"]
    assert map_file(small.folder, sheet, name="other").path.name == "other.toml"


def test_of_records_there_is_no_header_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.json"
    path.write_text(
        '[{"Ref": "1", "Entity": "UNHCR", "Title": {"en": "Ana"}, "Desk": {"who": "Ana"}},'
        ' {"Ref": "2", "Entity": "UNHCR", "Title": "Schools", "Desk": [{"who": "Ana"}]}]',
        "utf-8",
    )
    made = map_file(tmp_path, path)
    show_mapping(made)
    text = made.path.read_text("utf-8")
    shown = capsys.readouterr().out
    assert shown.startswith("desk.json: 2 rows of the kind pledges\n")
    assert text.startswith("# A first layout, written by `pledgegraph map` for desk.json.\n")
    said = "records within the record, not loaded"
    assert f'# not recognised: "Desk", {said}\n' in text and said in shown
    assert f"# 1 different text of up to 7 characters; {said}\n" in text
    assert "header" not in text + shown and "Ana" not in text + shown


@pytest.mark.parametrize("command", ["map", "init"])
def test_a_file_of_one_column_is_told_what_helps(
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Title\na\n", "utf-8")
    at = ["-C", str(tmp_path / "w"), "map"] if command == "map" else ["init", str(tmp_path / "w")]
    monkeypatch.setattr(sys, "argv", ["pledgegraph", *at, str(path)])
    with pytest.raises(SystemExit):
        main()
    (line,) = capsys.readouterr().err.splitlines()
    assert "the header has one column only, 'Title'" in line
    assert line.endswith(" or with commas, semicolons or tabs between its columns.")
    assert "map FILE" not in line and "pledgegraph.toml" not in line


def test_check_is_not_named_for_a_file_that_is_not_a_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "uneven.csv"
    path.write_text("Ref,Entity,Title\n" + "1,a,b,c\n" * (LISTED + 3), "utf-8")
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(tmp_path), "map", str(path)])
    with pytest.raises(SystemExit):
        main()
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[-1]) == (LISTED + 1, "3 more problems.")


def test_where_a_file_is_unknown_the_command_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.csv"
    path.write_text("Ref,Entity,Title\n1,UNHCR,a\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "init", str(tmp_path / "w"), str(path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    way = f"Or write a first layout: pledgegraph -C {tmp_path / 'w'} map FILE."
    assert way in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_of_a_workbook_the_sheet_that_fits_best(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        pivot = book.add_worksheet("Pivot")
        pivot.write_row(0, 0, ["Country", "Total"])
        pivot.write_row(1, 0, ["Chad", 2])
        data = book.add_worksheet("Data")
        data.write(0, 0, "Register of the office")
        data.write_row(3, 0, ["Ref", "Submitting entity", "Title", "Country"])
        data.write_row(4, 0, ["R1", "UNHCR", "a", "Chad"])
    made = map_file(tmp_path, path)
    layout = layouts_of(tmp_path)["book"]
    assert (made.looked.sheet.name, made.looked.sheet.header_line) == ("Data", 4)
    assert (layout.sheet, layout.header_row) == ("Data", 0)


def test_words_to_be_explained_are_listed(tmp_path: Path, small: Workspace) -> None:
    """Those of a column that has its very name; what each means is for a person to say."""
    path = tmp_path / "desk.csv"
    path.write_text(
        "Ref,Entity,Theme,Contribution,Remarks\n1,UNHCR,Escuelas; Health,financiera,call Ana\n",
        "utf-8",
    )
    made = map_file(small.folder, path)
    text = made.path.read_text("utf-8")
    asked = "# [cells.{}.values]    # words that are not known: say what each means"
    assert text.endswith(
        asked.format("theme")
        + '\n# "Escuelas" = ""\n\n'
        + asked.format("contribution")
        + '\n# "financiera" = ""\n'
    )
    # what an office notes for itself is not for everybody
    assert made.looked.matched.unknown == ("Remarks",) and "Ana" not in text
    said = text.replace("# [cells.theme", "[cells.theme")
    said = said.replace('# "Escuelas" = ""', '"Escuelas" = "Education"')
    made.path.write_text(said, "utf-8")
    add(small, [path])
    loading = small.check()
    assert [problem.code for problem in loading.problems if problem.code == "N004"] == []
    assert ("vocabulary/themes/education") in loading.stated["THEME"]["object"].to_pylist()


def test_official_numbers_are_known_by_their_form(tmp_path: Path) -> None:
    """A pledge has its number in every source, whatever the column is called."""
    path = tmp_path / "desk.csv"
    path.write_text("Ref,Entity\nGRF-00001,UNHCR\nGRF_00002,UNHCR\n", "utf-8")
    map_file(tmp_path, path)
    layout = layouts_of(tmp_path)["desk"]
    assert layout.columns["local_identifier"] == layout.columns["official_identifier"] == "Ref"
    assert layout.fingerprint == ("Ref", "Entity")
    path.write_text("Ref,Entity\nGRF-00001,UNHCR\nother,UNHCR\n", "utf-8")
    map_file(tmp_path, path, name="other")
    assert "official_identifier" not in layouts_of(tmp_path)["other"].columns


def test_sheets_of_one_kind_are_read_together(tmp_path: Path, small: Workspace) -> None:
    import xlsxwriter

    path = tmp_path / "Register 2026-03-01.xlsx"
    header = ["Ref", "Submitting entity", "Title", "Country"]
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write_row(0, 0, ["Country", "Total"])
        for year, names in (("2024", header), ("2025", header[::-1])):
            sheet = book.add_worksheet(f"Year {year}")
            row = dict(zip(header, [year, "UNHCR", "a", "Chad"], strict=True))
            sheet.write_row(0, 0, names)
            sheet.write_row(1, 0, [row[name] for name in names])
    made = map_file(small.folder, path)
    assert made.path.name == "register.toml"
    assert "# sheets with the same columns: Year 2025" in made.path.read_text("utf-8")
    assert layouts_of(small.folder)["register"].sheet == "Year 202*"
    add(small, [path])
    loading = small.check()
    assert loading.blocking() == []
    assert {"2024", "2025"} < set(loading.stated["Pledge"]["local_identifier"].to_pylist())


def test_what_is_still_to_map_is_said(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_text("Title,Theme,Stage\na,b,c\n", "utf-8")
    made = map_file(tmp_path, path)
    assert list(made.missing) == ["submitter", "local_identifier"]
    assert '# submitter = "..."    # needed, and no column is like it' in made.path.read_text()
    with pytest.raises(SourceProblems, match="the field 'submitter' is missing"):
        layouts_of(tmp_path)


def test_what_is_refused_writes_nothing(tmp_path: Path, sheet: Path) -> None:
    unlike = tmp_path / "unlike.csv"
    unlike.write_text("aaaa,bbbb\n1,2\n", "utf-8")
    with pytest.raises(UsageProblem, match=r"No column of unlike\.csv is like one"):
        map_file(tmp_path, unlike)
    with pytest.raises(UsageProblem, match="There is no kind 'pledge'"):
        map_file(tmp_path, sheet, kind="pledge")
    for name in ("../x", "A b", "x.toml", "-x"):
        with pytest.raises(UsageProblem, match="cannot be the name of a layout"):
            map_file(tmp_path, sheet, name=name)
    with pytest.raises(SourceProblems, match="F001"):
        map_file(tmp_path, tmp_path / "none.csv")
    assert not (tmp_path / "layouts").exists()
    map_file(tmp_path, sheet, name="desk")
    with pytest.raises(WorkspaceProblem, match="There is a layout 'desk' already"):
        map_file(tmp_path, sheet, name="desk")
    shutil.rmtree(tmp_path / "layouts")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("TITRE DE L'ENGAGEMENT", "title"),
        ("título_del_compromiso", "title"),
        ("Pledge-Title", "title"),
        ("Entidad", "submitter"),
        ("Type d'entité / Entity type", "entity_type"),
        ("Amount (in USD)", "amount"),
        ("País de acogida", "place"),
        ("Estado*", "stage"),
    ],
)
def test_names_of_columns_in_three_languages(name: str, field: str) -> None:
    assert matched([name], "pledges").fields == {field: name}


def test_a_name_with_a_slip_is_matched_and_marked() -> None:
    found = matched(["Submiting entity", "Submitting entity type", "Strange"], "pledges")
    assert found.fields == {
        "submitter": "Submiting entity",
        "entity_type": "Submitting entity type",
    }
    assert (found.by["submitter"], found.unknown) == (LIKELY, ("Strange",))


@pytest.mark.parametrize(
    "name",
    ["Contact person", "E-mail", "Correo electrónico", "Prénom", "Focal point (name)", "Tel."],
)
def test_columns_about_persons_are_not_loaded(name: str) -> None:
    assert personal(name) != ""
    assert matched([name, "Title"], "pledges").personal.keys() == {name}


def test_a_name_means_one_field_of_a_kind() -> None:
    seen: dict[tuple[str, str], str] = {}
    for line in NAMES.read_text("utf-8").splitlines()[1:]:
        kind, field, names = line.split(",", 2)
        assert field in FIELDS[kind]
        for name in names.split("|"):
            assert seen.setdefault((kind, header_key(name)), field) == field, name
    assert column_names()["population"]["returnedidpss"] == "RDP"
