"""What is made for the public: the same bytes with and without the records that are not."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pledgegraph.graph.export import FORMATS
from pledgegraph.settings import FILE, SourceSettings, settings_text
from pledgegraph.workspace import Workspace

from .conftest import write_small

SECRET = "Secret Fund"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Workspace]:
    """The small workspace, and the same one with a register and support of which the public must not know."""
    without = write_small(tmp_path_factory.mktemp("without") / "w")
    folder = tmp_path_factory.mktemp("with") / "w"
    shutil.copytree(without.folder, folder)
    made = Workspace(folder)
    header, first, *_ = (folder / "sources" / "register.csv").read_text("utf-8").splitlines()
    told = dict(zip(header.split(","), first.split(","), strict=True))
    told |= {"local_id": "SECRET1", "title": "confidential", "submitting_entity": SECRET, "matched_with": "A1"}
    (folder / "sources" / "desk.csv").write_text(f"{header}\n{','.join(told.values())}\n", "utf-8", newline="\n")
    support = f"pledge,supporter,contribution,extent,status,remark\nA1,{SECRET},financial,full,,confidential talks\n"
    (folder / "sources" / "secret.csv").write_text(support, "utf-8", newline="\n")
    own = made.settings()
    more = (
        SourceSettings("desk", "sources/desk.csv", "pledgegraph", audience="partners", retrieved="2026-11-20"),
        SourceSettings("secret", "sources/secret.csv", "support", audience="internal", retrieved="2026-11-20"),
    )
    settings = replace(own, sources=(*own.sources, *more))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    without.build()
    made.build()
    return without, made


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of each file in a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_for_the_public_is_the_same_without_the_others(
    name: str, both: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    without, made = both
    places = [tmp_path / which / f"x{FORMATS[name].ending}" for which in ("without", "with")]
    for workspace, place in zip(both, places, strict=True):
        place.parent.mkdir()
        workspace.export(name, place)
    assert contents(places[0]) == contents(places[1])
    made.export(name, places[1], ("public", "partners", "internal"))
    everything = b"".join(contents(places[1]).values())
    assert SECRET.encode() in everything and contents(places[1]) != contents(places[0])
    made.export(name, places[1])
    assert contents(places[1]) == contents(places[0])
    assert without.dataset()[0].summaries() == made.dataset()[0].summaries()


def test_an_answer_at_home_says_how_many_records_are_not_public(both: tuple[Workspace, Workspace]) -> None:
    told = "sources/desk.csv (partners, 1 record), sources/secret.csv (internal, 1 record)."
    assert both[1].ask("unsupported").notices[-1].endswith(told)
    assert not any("not public" in notice for notice in both[0].ask("unsupported").notices)
