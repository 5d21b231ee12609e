"""``check --shapes``: what breaks a shape is shown at the cell that states it."""

import json
from pathlib import Path

import pytest

from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .running import Run

A1 = "pledge/a1-e0b68043"
PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix pg: <https://w3id.org/pledgegraph#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RULES = """
[] a sh:NodeShape ; sh:targetClass pg:Pledge ;
   sh:property [ sh:path pg:title ; sh:maxLength 14 ; sh:message "a title of 14 letters at most" ] ;
   sh:property [ sh:path pg:announcedAt ; sh:minCount 1 ] ;
   sh:property [ sh:path pg:amount ; sh:minInclusive 1000 ] .
[] a sh:NodeShape ; sh:targetClass pg:Match ;
   sh:property [ sh:path pg:extent ; sh:minCount 1 ] .
"""


@pytest.fixture
def ruled(unbuilt: Workspace) -> Workspace:
    """A1 has a long title and a small amount, A2 no forum and a match without extent."""
    header = "local_id,title,submitting_entity,entity_type,role,forum,contribution_type,theme"
    header += ",country_of_implementation,amount,currency,matched_with"
    host, rest_of = "Government of Chad,State,host", "policy,Education,Chad"
    rows = [
        f'A1,"Schools\nfor all of them",{host},GRF 2019,{rest_of}',
        f"A2,Cards,{host},,{rest_of}",
    ]
    path = unbuilt.folder / "sources" / "register.csv"
    known = path.read_text("utf-8").splitlines()[0].split(",")
    columns = [name for name in header.split(",")]
    rest = [name for name in known if name not in columns]
    fill = "," * len(rest)
    lines = [",".join([*columns, *rest])]
    lines += [rows[0] + ",900,USD," + fill, rows[1] + ",,,Government of Denmark (financial)" + fill]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (unbuilt.folder / "rules.ttl").write_text(PREFIXES + RULES, "utf-8")
    return unbuilt


def shown(run: Run, workspace: Workspace, shapes: str | Path) -> list[tuple[str, str]]:
    done = run("-C", workspace.folder, "check", "--format", "json", "--shapes", shapes)
    rows = json.loads(done.out)
    return [
        (f"{row['file']}:{row['line']} {row['column']}", f"{row['found']}. {row['hint']}")
        for row in rows
        if row["code"] == "S001"
    ]


def test_what_breaks_a_shape_of_ones_own(run: Run, ruled: Workspace) -> None:
    a2, missing = "pledge/a2-1a29fcdc", "Expected: at least one."
    long = "'Schools\\nfor all of them'"
    assert shown(run, ruled, ruled.folder / "rules.ttl") == [
        (
            "sources/register.csv:2 title",
            f"title of {A1} is {long}. Expected: a title of 14 letters at most.",
        ),
        # Below the line end of its title
        ("sources/register.csv:3 amount", f"amount of {A1} is '900'. Expected: 1000 or more."),
        ("sources/register.csv:4 forum", f"announcedAt of {a2} is missing. {missing}"),
        (
            "sources/register.csv:4 support_extent",
            f"extent of {a2}#match-government-of-denmark is missing. {missing}",
        ),
    ]


def test_our_own_shapes_are_kept(run: Run, ruled: Workspace) -> None:
    assert shown(run, ruled, "own") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a b", "is not Turtle"),
        (PREFIXES, "has no property shape"),
        (
            f"{PREFIXES}[] sh:sparql [ sh:select 'SELECT * {{ SERVICE <http://x> {{}} }}' ] .",
            "query",
        ),
    ],
)
def test_what_is_not_a_file_of_shapes(text: str, said: str, run: Run, ruled: Workspace) -> None:
    path = ruled.folder / "rules.ttl"
    path.write_text(text, "utf-8")
    done = run("-C", ruled.folder, "check", "--shapes", path)
    assert done.status == 2 and said in done.err
    assert (ruled.folder / FILE).exists()
