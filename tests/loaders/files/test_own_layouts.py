"""Layouts of a workspace's own: found by name and by columns, checked like the package's, and
extending them.
"""

from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.files.own_layouts import layout_names, layouts_of, own_layout_files
from pledgegraph.workspace.adding import add
from pledgegraph.workspace.starting import init
from pledgegraph.workspace.workspace import Workspace

DESK = """kind = "pledges"
title = "register of a desk"
authority = "desk"
fingerprint = ["Ref", "Who pledges"]
separator = ";"

[columns]
local_identifier = "Ref"
submitter = "Who pledges"
title = "What"
place = "Where"
"""
SHEET = "Ref,Who pledges,What,Where\nD1,Government of Kenya,Schools,Kenya\n"
FRENCH = """extends = "dashboard"
title = "extrait en français"

[columns]
local_identifier = "Numéro"
submitter = "Entité"
title = "Intitulé"
stage = "Étape"
"""


def laid(folder: Path, **texts: str) -> Path:
    (folder / "layouts").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "layouts" / f"{name}.toml").write_text(text, "utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(SourceProblems) as stopped:
        layouts_of(folder)
    return [str(problem) for problem in stopped.value.problems]


def test_they_stand_beside_those_of_the_package(tmp_path: Path) -> None:
    folder = laid(tmp_path, desk=DESK)
    assert layout_names(folder) == list(layouts_of(folder)) == [*layouts(), "desk"]
    assert list(layouts_of(tmp_path / "none")) == list(layouts())


def test_a_file_of_such_a_layout_is_recognised_and_built(tmp_path: Path) -> None:
    """By ``init`` where the folder has the layout already, by ``add``, and by name."""
    sheet = tmp_path / "desk.csv"
    sheet.write_text(SHEET, "utf-8")
    made = init(laid(tmp_path / "w", desk=DESK), [sheet])
    assert made.settings().sources[-1].layout == "desk"
    more = tmp_path / "more.csv"
    more.write_text(SHEET.replace("D1", "D2"), "utf-8")
    assert [source.layout for source in add(made, [more])] == ["desk"]
    loading = made.check()
    assert loading.blocking() == []
    assert loading.stated["Pledge"]["local_identifier"].to_pylist() == ["D1", "D2"]


def test_a_mistake_has_its_file_and_line(tmp_path: Path) -> None:
    folder = laid(
        tmp_path, desk=DESK.replace("submitter", "submiter"), pledgegraph=DESK, other='kind = "x'
    )
    assert problems(folder) == [
        "L001 layouts/desk.toml:9: a layout of kind pledges has no field 'submiter'. Did you mean"
        " 'submitter', 'submitted_on' or 'submitter_country'?",
        "L001 layouts/desk.toml:7: the field 'submitter' is missing. Map it in [columns]:"
        ' submitter = "HEADER".',
        "L001 layouts/other.toml:1: not valid TOML: Unterminated string. Correct the line.",
        "L001 layouts/pledgegraph.toml: pledgegraph has a layout of the name 'pledgegraph'. Call"
        ' the file otherwise; to change that layout, write extends = "pledgegraph" in it.',
    ]


def test_a_layout_that_no_source_has_stops_no_build(small: Workspace) -> None:
    laid(small.folder, broken="kind = 1")
    assert small.check().blocking() == []
    assert small.changed() == []


def test_what_extends_another_says_only_what_differs(tmp_path: Path) -> None:
    french = layouts_of(laid(tmp_path, french=FRENCH))["french"]
    base = layouts()["dashboard"]
    assert (french.kind, french.authority, french.title) == (
        base.kind,
        base.authority,
        "extrait en français",
    )
    # the official number still comes from the column that has it there
    assert french.columns["official_identifier"] == "Pledge ID"
    assert french.columns["local_identifier"] == "Numéro"
    assert french.fingerprint == ("Pledge ID", "Entité", "Country - Submitting Entity", "Intitulé")
    assert "Étape" in french.optional
    assert french.other_names["Étape"] == ("Implementation Stage2", "Implementation Stage")
    header = ["Pledge ID", "Entité", "Country - Submitting Entity", "Intitulé"]
    assert french.fits(header) and not base.fits(header)


def test_what_cannot_be_extended(tmp_path: Path) -> None:
    folder = laid(
        tmp_path,
        a=FRENCH.replace("dashboard", "b"),
        b=FRENCH.replace("dashboard", "a"),
        c=FRENCH.replace("dashboard", "../desk"),
        d=FRENCH.replace('"dashboard"', '["dashboard"]'),
    )
    assert [line.partition(". ")[0] for line in problems(folder)] == [
        "L001 layouts/a.toml:1: layout 'a' extends itself in the end",
        "L001 layouts/b.toml:1: layout 'b' extends itself in the end",
        "L001 layouts/c.toml:1: there is no layout '../desk'",
        "L001 layouts/d.toml:1: extends is not a text",
    ]


def test_a_changed_layout_makes_a_new_build(tmp_path: Path) -> None:
    """Also where only the one that it extends has changed; another one does not count."""
    sheet = tmp_path / "desk.csv"
    sheet.write_text(SHEET, "utf-8")
    folder = laid(tmp_path / "w", base=DESK, desk='extends = "base"\nauthority = "other"\n')
    made = init(folder, [sheet])
    assert made.settings().sources[-1].layout == "desk"
    before = made.input_hash()
    laid(folder, unused=DESK)
    assert made.input_hash() == before
    assert [path.stem for path in own_layout_files(folder, ["desk"])] == ["base", "desk"]
    laid(folder, base=DESK.replace('"Where"', '"Place"'))
    assert made.input_hash() != before


def test_explain_shows_the_cells_of_such_a_layout(small: Workspace, tmp_path: Path) -> None:
    sheet = tmp_path / "desk.csv"
    sheet.write_text(SHEET, "utf-8")
    laid(small.folder, desk=DESK)
    add(small, [sheet])
    small.build()
    _, explained = small.explain("D1")
    shown = {(entry.property, str(entry.where), entry.raw) for entry in explained}
    assert ("title", 'sources/desk.csv:2, column "What"', "Schools") in shown
