"""A site is written whole or not at all, and keeps what is the same."""

import contextlib
import gzip
import re
import shutil
import sys
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.errors import NoBuildYet, OutputRefused
from pledgegraph.publishing import oxigraph
from pledgegraph.publishing import site as sites
from pledgegraph.publishing.oxigraph import has_oxigraph
from pledgegraph.workspace import published_answers
from pledgegraph.workspace.publications import check_public, publish
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.listing import LIST

from ..shared import Share  # noqa: TID252 (tests are no package that could be named)


@pytest.fixture(autouse=True)
def no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty answers take longer than everything else, and are read in test_computed_pages."""
    monkeypatch.setattr(published_answers, "published_answers", lambda build: {})


@pytest.fixture
def site(small: Workspace, share: Share, tmp_path: Path) -> Path:
    """The site of the small workspace, which remembers it."""

    def made(folder: Path) -> None:
        shutil.copytree(small.folder, folder / "w")
        publish(Workspace(folder / "w"), folder / "site")

    folder = share("site-small", made)
    shutil.rmtree(small.folder)
    shutil.copytree(folder / "w", small.folder)
    shutil.copytree(folder / "site", tmp_path / "site")
    return tmp_path / "site"


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file with its number in the system and its time."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file() and file.name != LIST:
            status = file.stat()
            found[file.relative_to(folder).as_posix()] = (status.st_ino, status.st_mtime_ns)
    return found


def test_what_is_the_same_stays_and_what_is_gone_goes(small: Workspace, site: Path) -> None:
    before = state(site)
    assert len(before) > 1000
    picture = site / "country" / "TCD" / "picture.svg"
    assert "A2" in re.findall(r"\w+", picture.read_text("utf-8"))
    publish(small, site)
    assert state(site) == before
    (site / "CNAME").write_text("data.example.org")
    pledges = {path.stem for path in (site / "pledge").glob("*.ttl")}
    register = small.folder / "sources" / "register.csv"
    lines = register.read_text("utf-8").splitlines()
    register.write_text("\n".join(lines[:-1]) + "\n", "utf-8")
    small.build()
    publish(small, site)
    (gone,) = {
        path.stem for path in (site / "pledge").glob("*.ttl") if "deprecated" in path.read_text()
    }
    assert gone in pledges
    after = state(site)
    page = (site / "pledge" / gone / "index.html").read_text("utf-8")
    assert "no longer in these records" in page and "Identity cards" not in page
    # In no picture, list, dump or answer, packed or not
    assert "A2" not in re.findall(r"\w+", picture.read_text("utf-8"))
    assert {path.name for path in files_with(site, gone)} == {
        "index.html",
        f"{gone}.ttl",
        f"{gone}.jsonld",
        "feed.xml",
        ".pledgegraph-files",
    }
    assert {path.parent.name for path in files_with(site, gone) if path.name == "index.html"} == {
        gone
    }
    assert {path for path in after if gone in path} == {path for path in before if gone in path}
    assert (site / "CNAME").read_text() == "data.example.org"
    # The lists, the source, the actor and the themes and places of the pledge that is gone
    changed = {path for path, status in after.items() if before.get(path) != status}
    assert 0 < len(changed) < 60


def files_with(site: Path, words: str) -> list[Path]:
    """The files of a site that have some words, also where they are packed."""
    found = []
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if words.encode() in (gzip.decompress(data) if path.suffix == ".gz" else data):
                found.append(path)
    return found


def test_half_a_site_replaces_nothing(
    small: Workspace, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not whole any more, so that it is made again
    (site / "void.ttl").unlink()
    before = state(site)

    def fails(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sites, "mentions_in", fails)
    with pytest.raises(OSError, match="No space left"):
        publish(small, site)
    assert state(site) == before
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("site", "w")] == []


def test_a_folder_that_is_not_ours_is_refused(small: Workspace, tmp_path: Path) -> None:
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "a.jpg").write_text("x")
    with pytest.raises(OutputRefused, match="not from pledgegraph"):
        publish(small, foreign)
    assert [path.name for path in foreign.iterdir()] == ["a.jpg"]
    for place in (small.folder, small.folder / "sources", small.folder / "build" / "x"):
        with pytest.raises(OutputRefused):
            publish(small, place)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(OutputRefused, match="is a file"):
        publish(small, file)


def test_without_a_build_there_is_nothing_to_publish(unbuilt: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NoBuildYet):
        publish(unbuilt, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_site_of_records_that_are_not_public_is_never_written() -> None:
    """The last wall: a build for the public that has others is a defect, and no site is made."""
    with pytest.raises(AssertionError):
        check_public({"sources": [{"audience": "public"}, {"audience": "partners"}]})


def test_a_workspace_without_public_sources_says_so(small: Workspace, tmp_path: Path) -> None:
    from pledgegraph.errors import UsageProblem

    settings = small.folder / "pledgegraph.toml"
    settings.write_text(settings.read_text("utf-8") + 'audience = "internal"\n', "utf-8")
    shutil.rmtree(small.folder / "build")
    small.build()
    with pytest.raises(UsageProblem, match="No source is public"):
        publish(small, tmp_path / "site")


def test_without_oxigraph_there_is_no_page_for_sparql(
    small: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scripts = tmp_path / "scripts"
    if has_oxigraph():
        shutil.copytree(oxigraph.SCRIPTS, scripts)
        with (scripts / "web_bg.wasm").open("r+b") as file:
            file.write(b"damaged")
    monkeypatch.setattr(oxigraph, "SCRIPTS", scripts)
    site = tmp_path / "site"
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(small.folder), "publish", str(site)])
    with contextlib.suppress(SystemExit):
        cli.main()
    said = " ".join(capsys.readouterr().err.split())
    assert "No page for SPARQL: this installation has no Oxigraph for browsers." in said
    assert not (site / "sparql").exists() and not (site / "assets" / "oxigraph").exists()
    assert "sparql/" not in (site / "index.html").read_text("utf-8")
    assert "sparql/" not in (site / "sitemap.xml").read_text("utf-8")
