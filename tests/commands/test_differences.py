"""What changed between two builds, or two extracts: each change is made by hand here."""

import json
import shutil
from pathlib import Path

import pytest

from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace

from ..conftest import write_small  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252
from .running import Run

A1, A2 = "pledge/a1-e0b68043", "pledge/a2-1a29fcdc"


def changed_text(text: str) -> str:
    """The register a year later: A1 is about Kenya too, in progress and supported; A2 is gone; A3
    is new, and by Alpha Org, as Alfa Organisation is called now.
    """
    header, first, _ = text.splitlines()
    names = header.split(",")
    cells = dict(zip(names, first.split(","), strict=True))
    third = cells | {"local_id": "A3", "submitting_entity": "Alpha Org", "title": "Schools"}
    third["joint_partners"] = ""
    cells |= {
        "country_of_implementation": "Chad; Kenya",
        "stage": "in progress",
        "stage_date": "2026-05",
        "matched_with": "UNHCR (financial)",
        "joint_partners": "Alpha Org",
        "amount": "500",
    }
    rows = [",".join(row[name] for name in names) for row in (cells, third)]
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture(scope="module")
def two_builds(share: Share) -> Workspace:
    """A workspace with two builds."""

    def make(folder: Path) -> object:
        made = write_small(folder / "w")
        path = made.folder / "sources" / "register.csv"
        header, first, second = path.read_text("utf-8").splitlines()
        names = header.split(",")
        cells = first.split(",")
        cells[names.index("joint_partners")] = "Alfa Organisation"
        path.write_text("\n".join([header, ",".join(cells), second]) + "\n", "utf-8")
        made.build()
        shutil.copyfile(path, folder / "old.csv")
        path.write_text(changed_text(path.read_text("utf-8")), "utf-8")
        return made.build()

    return Workspace(share("two-builds", make) / "w")


CHANGES = [
    ("added", "A3", "", "", ""),
    ("removed", "A2", "", "", ""),
    ("changed", "A1", "implemented_in", "", "KEN"),
    ("changed", "A1", "amount", "", "500"),
    ("update", "A1", "", "", "2026-05; in-progress"),
    ("match", "A1", "", "", "UNHCR"),
    ("actor merged", "Alpha Org", "", "Alfa Organisation", "Alpha Org"),
]


def in_short(text: str) -> list[tuple[str, ...]]:
    keys = ("change", "pledge", "field", "before", "after")
    return [tuple(row[key] for key in keys) for row in json.loads(text)]


def test_the_last_two_builds(run: Run, two_builds: Workspace) -> None:
    at = ("-C", two_builds.folder, "diff")
    done = run(*at, "--format", "json")
    found = in_short(done.out)
    # What the sources wrote about places and partners is shown next to what it is read as
    expected = [row for row in found if row[2] not in ("partner_as_written", "place_as_written")]
    assert sorted(expected) == sorted(CHANGES)
    assert done.status == 0
    assert done.err.startswith(
        "Pledges added: 1, gone: 1, changed: 1; new updates: 1, new matches: 1."
    )
    table = run(*at).out
    assert "Pledges added: 1\n  A3 Schools\n" in table
    assert "  A1 Identity cards: amount: unknown → 500\n" in table
    assert "Actors that are others now: 1\n  Alpha Org: Alfa Organisation → Alpha Org\n" in table
    french = run(*at, "--lang", "fr").out
    assert "Engagements ajoutés : 1" in french and "amount: inconnu → 500" in french
    markdown = run(*at, "--format", "markdown").out
    assert markdown.startswith("## What changed\n\nPledges added: 1") and "| A3 |" in markdown


def test_of_one_actor_and_of_one_country(run: Run, two_builds: Workspace) -> None:
    at = ("-C", two_builds.folder, "diff", "--format", "json")
    of_chad = in_short(run(*at, "--actor", "Gov. of Chad").out)
    assert {row[1] for row in of_chad} == {"A1", "A2"}
    of_alpha = in_short(run(*at, "--actor", "Alpha Org").out)
    assert {row[1] for row in of_alpha} == {"A1", "A3", "Alpha Org"}
    assert {row[1] for row in in_short(run(*at, "--actor", "UNHCR").out)} == {"A1"}
    assert {row[1] for row in in_short(run(*at, "--country", "kenya").out)} == {"A1"}
    refused = run(*at, "--actor", "Alpha Orga")
    assert refused.status == 2 and "'Alpha Org'" in refused.err
    assert run(*at, "--country", "Atlantis").status == 2


def test_files_workspaces_and_builds(run: Run, two_builds: Workspace, tmp_path: Path) -> None:
    old = two_builds.folder.parent / "old.csv"
    new = two_builds.folder / "sources" / "register.csv"
    at = ("-C", two_builds.folder, "diff")
    whole = run(*at, "--format", "json").out
    assert run(*at, old, new, "--format", "json").out == whole
    before = builds.build_before(two_builds.folder)
    assert run(*at, before, two_builds.folder, "--format", "json").out == whole
    out = tmp_path / "changes.json"
    assert run(*at, old, "-o", out).status == 0
    assert out.read_text("utf-8") == whole
    assert run(*at, two_builds.folder).out == "Nothing changed.\n"
    refused = run(*at, tmp_path / "nowhere")
    assert refused.status == 2 and "is not a build, a workspace or a file" in refused.err


def test_one_build_alone_has_nothing_to_be_compared_with(run: Run, small: Workspace) -> None:
    done = run("-C", small.folder, "diff")
    assert done.status == 2 and "There is no build before the current one" in done.err


def test_an_actor_that_is_another_by_decision(run: Run, two_builds: Workspace) -> None:
    """Alpha Org is UNHCR, as somebody has decided; nothing else changed."""
    folder = two_builds.folder.parent / "decided"
    shutil.copytree(two_builds.folder, folder)
    (folder / "decisions").mkdir()
    text = "name,decision,other,who,when,why\nAlpha Org,same,UNHCR,,,\n"
    (folder / "decisions" / "actors.csv").write_text(text, "utf-8")
    Workspace(folder).build()
    found = in_short(run("-C", folder, "diff", "--format", "json").out)
    assert [row for row in found if row[2] != "submitter_as_written"] == [
        ("actor merged", "UNHCR", "", "Alpha Org", "UNHCR")
    ]
    shutil.rmtree(folder)


def test_a_pledge_that_is_another_by_decision_is_merged(run: Run, small: Workspace) -> None:
    """Nothing but the decision changed: its update and its places are those of the kept one."""
    (small.folder / "decisions").mkdir()
    text = f"name,decision,other,who,when,why\n{A1},same,{A2},,,\n"
    (small.folder / "decisions" / "pledges.csv").write_text(text, "utf-8")
    small.build()
    found = in_short(run("-C", small.folder, "diff", "--format", "json").out)
    assert found == [("merged", "A1", "", "A1", "A2")]
