"""What the command draw says: where a file is, and why there is nothing to draw."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from pledgegraph.workspace.workspace import Workspace

from .running import Run


def test_only_a_page_is_for_a_browser(sample: Workspace, run: Run) -> None:
    place = ("-C", sample.folder, "draw", "--country", "Chad", "-o")
    assert run(*place, "x.png").err == "x.png is written.\n"
    assert run(*place, "x.csv").err == "x.csv is written.\n"
    assert run(*place, "x.htm", "--layout", "thin").err == "x.htm: open it in a browser.\n"
    assert run(*place, "x.svg", "--lang", "fr").err == "x.svg est écrit.\n"


def test_the_network_as_a_drawing(sample: Workspace, run: Run, tmp_path: Path) -> None:
    """Its text stays text, its description names the counts, and it is ours to make anew."""
    draw = ("-C", sample.folder, "draw", "--country", "Kenya", "--layout", "network", "-o")
    place = tmp_path / "kenya.svg"
    assert run(*draw, place).status == run(*draw, place).status == 0
    first = place.read_bytes()
    root = ElementTree.fromstring(first)
    said = " ".join(root.itertext())
    name = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{name}title") == "Kenya: support recorded for 1 of 1 host-country pledge"
    counts = root.findtext(f"{name}desc")
    assert counts and counts.endswith("12 things, 12 ties. matched: 1.")
    for text in (
        "Government of Kenya",
        "835,771 people, 2025",
        "Not a product of UNHCR.",
        "matched",
    ):
        assert text in said
    assert not root.findall(f".//{name}script") and b"style" not in first
    bitmap = tmp_path / "kenya.png"
    assert run(*draw, bitmap).err.endswith("kenya.png is written.\n")
    # In its header: twice 1280 pixels
    assert int.from_bytes(bitmap.read_bytes()[16:20], "big") == 2560
    french = tmp_path / "k.svg"
    assert run(*draw, french, "--lang", "fr").status == 0
    assert "soutien attesté pour 1" in french.read_text("utf-8")
    assert "supports" not in french.read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["-o", "x.jpg"], "A picture is not written as .jpg. Name a file that ends in .html,"),
        ([], "Say what to draw. Use --country"),
        (["--country", "Denmark"], "No pledge is recorded for Denmark in these sources."),
        (["--layout", "table", "--country", "Chad"], "The layout table is of one support platform"),
        (["--platform", "SSAR", "--layout", "thin"], "No host-country pledge is in scope of SSAR"),
        (["--country", "Chda"], "Chad"),
        (["--country", "Chad", "-o", ".png"], ".png is an ending without a name. Name the file"),
        (["--country", "Chad", "--paper", "a4"], "The network is not for a paper size."),
        (
            ["--question", "unsupported", "--platform", "IGAD", "--layout", "table"],
            "The layout table is of a support platform, not of an answer.",
        ),
        (["--country", "Chad", "--layout", "thin", "--matches"], "Use --matches with --layout"),
    ],
)
def test_nothing_to_draw(sample: Workspace, run: Run, given: list[str], says: str) -> None:
    done = run("-C", sample.folder, "draw", *given)
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1 and not done.out


def test_an_answer_narrowed_to_a_platform_is_drawn(sample: Workspace, run: Run) -> None:
    given = ("--question", "unsupported", "--platform", "IGAD", "-o", "x.csv")
    done = run("-C", sample.folder, "draw", *given)
    assert (done.status, done.err) == (0, "x.csv is written.\n")


@pytest.mark.parametrize("ending", [".html", ".svg", ".png", ".graphml", ".gexf"])
def test_a_file_of_somebody_else_is_not_written_over(
    sample: Workspace, run: Run, tmp_path: Path, ending: str
) -> None:
    place = tmp_path / f"x{ending}"
    draw = ("-C", sample.folder, "draw", "--country", "RWA", "-o", place)
    place.write_text("a letter to the minister", "utf-8")
    done = run(*draw)
    assert (done.status, place.read_text("utf-8")) == (2, "a letter to the minister")
    assert done.err == (
        f"U002 x{ending} is already there, and is not a picture from pledgegraph."
        " Name another file, or remove this one.\n"
    )
    place.write_text("", "utf-8")
    assert run(*draw).status == 0, "an empty file was made to be filled"
    assert run(*draw).status == 0, "our own is made anew"
