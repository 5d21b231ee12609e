"""What a build is expected to have, and what happens to one that has less."""

import shutil
from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.ontology.places_written import places_written
from pledgegraph.workspace import builds
from pledgegraph.workspace.expectations import ExpectationFailed, Expectations, check_build
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace


def expect(workspace: Workspace, *lines: str) -> None:
    path = workspace.folder / FILE
    head, _, _ = path.read_text("utf-8").partition("\n[expect]")
    path.write_text("\n".join([head.rstrip(), "[expect]", *lines]) + "\n", "utf-8")


def counted(pledges: int, **others: int) -> dict[str, dict[str, int]]:
    return {"counts": {"Pledge": pledges, **others}}


@pytest.mark.parametrize(
    ("wanted", "before", "said"),
    [
        (Expectations(pledges=90), None, ""),
        (Expectations(pledges=91), None, "has 90 pledges, and [expect] wants 91"),
        (Expectations(matches=1), None, "has 0 matches, and [expect] wants 1"),
        (Expectations(actors=7), None, ""),
        (Expectations(largest_drop=0.1), 100, ""),
        (Expectations(largest_drop=0.1), 101, "90 pledges and the one before 101"),
        (Expectations(largest_drop=0.0), 91, "allows 0 % less"),
        (Expectations(largest_drop=0.0), 90, ""),
        (Expectations(largest_drop=0.0), None, ""),
    ],
)
def test_a_build_with_less_is_refused(
    wanted: Expectations, before: int | None, said: str, tmp_path: Path
) -> None:
    earlier = None if before is None else counted(before)
    try:
        check_build(wanted, tmp_path, counted(90, Actor=7), earlier)
    except ExpectationFailed as failed:
        assert said and said in str(failed)
        assert (failed.exit_status, failed.code) == (1, "B005")
    else:
        assert not said


def test_the_build_before_keeps_answering(small: Workspace) -> None:
    """Of the four places that its two pledges name two are known: Chad, each time."""
    register = small.folder / "sources" / "register.csv"
    text = register.read_text("utf-8").replace(",Chad,", ",Chad; Atlantis,")
    register.write_text(text, "utf-8")
    before = builds.current_build(small.folder)
    expect(small, "pledges = 2", "places = 0.51")
    with pytest.raises(ExpectationFailed) as failed:
        small.build()
    assert "50 % are resolved, and [expect] wants 51 %" in str(failed.value)
    assert builds.current_build(small.folder) == before
    assert not list((small.folder / "build").glob("*.partial"))
    expect(small, "pledges = 2", "places = 0.5")
    small.build()
    made = builds.current_build(small.folder)
    assert made != before and places_written(made / "current") == (2, 2)


def test_a_build_is_looked_at_anew_when_more_is_expected(small: Workspace) -> None:
    before = small.input_hash()
    expect(small, "pledges = 3")
    assert small.input_hash() != before
    assert small.settings().expect == Expectations(pledges=3)


def test_wrong_keys_and_values_have_their_lines(unbuilt: Workspace) -> None:
    shutil.copyfile(unbuilt.folder / FILE, unbuilt.folder / "kept")
    start = len((unbuilt.folder / FILE).read_text("utf-8").rstrip().splitlines()) + 1
    expect(unbuilt, "pledge = 3", "actors = -1", "places = 95", 'largest_drop = "a lot"')
    with pytest.raises(SourceProblems) as stopped:
        unbuilt.settings()
    found = [(problem.code, problem.where.line - start) for problem in stopped.value.problems]
    assert found == [("W002", 1), ("W004", 2), ("W004", 3), ("W004", 4)]
    assert "Did you mean 'pledges'?" in str(stopped.value)
    (unbuilt.folder / FILE).write_text("expect = 3\n[graph]\nbase = 'https://e.org/p'\n", "utf-8")
    with pytest.raises(SourceProblems, match="expect is not a table"):
        unbuilt.settings()
