"""Inputs: a build is made anew when its sources, the program or a library that writes it changed,
and only then.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pledgegraph.workspace import inputs, pipeline, workspace
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

HARMLESS = {
    "__init__.py",
    "workspace/__init__.py",
    "writing/__init__.py",
    "writing/cache.py",
    "ontology/collector.py",
    "writing/left_over.py",
    "writing/listing.py",
    "writing/locks.py",
    "writing/marks.py",
    "workspace/analysis.py",
    "workspace/given_names.py",
    "workspace/outputs.py",
    "workspace/own_queries.py",
    "workspace/publication_settings.py",
    "workspace/versions.py",
    "writing/room.py",
    "writing/whole.py",
}
"""Modules that a build loads and that say nothing of what it holds."""


def test_the_own_data_of_the_package_counts_as_input() -> None:
    used = {path.relative_to(inputs.ROOT).as_posix() for path in inputs.own_data()}
    assert {
        "ontology/pledgegraph.ttl",
        "ontology/shapes.ttl",
        "loaders/names/countries.csv",
        "loaders/names/regions.csv",
        "loaders/names/actor_names.csv",
        "loaders/names/agencies.csv",
        "loaders/layouts/pledgegraph.toml",
    } <= used
    assert sum(name.startswith("ontology/vocabularies/") for name in used) > 10


WHOEVER_BUILDS = """
import sys
from pathlib import Path
from pledgegraph.workspace.workspace import Workspace
Workspace(Path(sys.argv[1])).build()
ours = [name for name in sorted(sys.modules) if name.startswith("pledgegraph.")]
print("\\n".join(sys.modules[name].__file__ for name in ours))
"""


def test_all_code_that_a_build_runs_counts_as_input(unbuilt: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHOEVER_BUILDS, str(unbuilt.folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {Path(line).relative_to(inputs.ROOT).as_posix() for line in done.stdout.split()}
    counted = {path.relative_to(inputs.ROOT).as_posix() for path in inputs.own_code()}
    assert {
        "workspace/pipeline.py",
        "loaders/kinds/pledges.py",
        "ontology/table_files.py",
        "derive/derived.py",
        "graph/embedded.py",
    } <= loaded
    assert sorted(loaded - counted - HARMLESS) == []


def test_a_newer_program_builds_anew(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = small.manifest()
    assert small.changed() == []
    monkeypatch.setattr(workspace, "program_hash", lambda: "0123456789abcdef")
    monkeypatch.setattr(pipeline, "program_hash", lambda: "0123456789abcdef")
    assert small.changed() == ["pledgegraph itself"]
    with (small.folder / "sources" / "register.csv").open("ab") as register:
        register.write(b"\n")
    assert small.changed() == ["the sources", "pledgegraph itself"]
    after = small.build()
    assert (small.changed(), after["program"], after["counts"]) == (
        [],
        "0123456789abcdef",
        before["counts"],
    )
    assert after["inputs"] != before["inputs"]
    (small.folder / FILE).write_bytes(b"[graph")
    assert small.changed() == ["the sources"]


def test_the_hash_of_the_program_is_that_of_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of where it lies nor of when it was written; of each byte, each name and each library's
    version.
    """
    hashes: list[str] = []
    for folder, content in (("a", "1\n"), ("b", "1\n"), ("c", "2\n")):
        (tmp_path / folder / "loaders").mkdir(parents=True)
        (tmp_path / folder / "loaders" / "x.py").write_text(content)
        os.utime(tmp_path / folder / "loaders" / "x.py", (1, 1 + len(hashes)))
        monkeypatch.setattr(inputs, "ROOT", tmp_path / folder)
        hashes.append(
            inputs.hash_of("0.1.0", {"ladybug": "1"}, [tmp_path / folder / "loaders" / "x.py"])
        )
    files = [tmp_path / "c" / "loaders" / "x.py"]
    hashes += [
        inputs.hash_of("0.1.0", {"ladybug": "2"}, files),
        inputs.hash_of("0.2.0", {"ladybug": "1"}, files),
    ]
    os.rename(files[0], files[0].with_name("y.py"))
    hashes.append(inputs.hash_of("0.1.0", {"ladybug": "1"}, [files[0].with_name("y.py")]))
    assert hashes[0] == hashes[1]
    assert len(set(hashes[1:])) == 5
