"""The workspace: a folder with pledgegraph.toml and its sources; the one conductor of check, build and open."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph import __version__, builds
from pledgegraph.errors import NoBuildYet, Problem, SourceProblems, UsageProblem, Where, suggest
from pledgegraph.settings import FILE, Settings, read_settings

if TYPE_CHECKING:
    from pledgegraph.graph.dataset import Dataset, Label
    from pledgegraph.graph.engine import Engine
    from pledgegraph.loaders.explain import Explained
    from pledgegraph.loaders.loading import Loading, SourceFile
    from pledgegraph.ontology.tables import Tables
    from pledgegraph.queries.answers import Answer

HERE = Path(__file__).parent
SPARQL_SECONDS = 60.0


@dataclass(frozen=True)
class Workspace:
    """A folder. ``pledgegraph.open(folder)`` gives one."""

    folder: Path

    def settings(self) -> Settings:
        """What pledgegraph.toml says; see ``read_settings`` for its errors."""
        return read_settings(self.folder)

    def sources(self, settings: Settings) -> list[SourceFile]:
        """The sources with their paths, hashes and ranks (by date retrieved, then by order)."""
        from pledgegraph.loaders.loading import SourceFile
        from pledgegraph.loaders.mapping import layouts

        order = sorted(range(len(settings.sources)), key=lambda i: (settings.sources[i].retrieved, i))
        found = []
        for place, entry in enumerate(settings.sources):
            if entry.layout not in layouts():
                hint = suggest(entry.layout, layouts()) or f"Layouts are: {', '.join(layouts())}."
                raise SourceProblems(
                    [
                        Problem(
                            "W004",
                            "error",
                            Where(FILE),
                            f"source {entry.name}: layout {entry.layout!r} is not known",
                            hint,
                        )
                    ]
                )
            path = self.folder / entry.file
            found.append(
                SourceFile(
                    entry.name,
                    path,
                    entry.file,
                    entry.layout,
                    entry.title,
                    entry.licence or settings.licence,
                    entry.publisher,
                    entry.retrieved,
                    entry.audience,
                    _sha256(path),
                    order.index(place) + 1,
                    entry.ignore,
                    entry.nulls,
                    entry.encoding or None,
                    entry.delimiter or None,
                    entry.bad_values,
                )  # fmt: skip
            )
        return found

    def check(self) -> Loading:
        """Every problem in the sources, without building."""
        from pledgegraph.loaders.loading import load

        return load(self.sources(self.settings()))

    def build(self, *, force: bool = False, on_step: Callable[[str], object] | None = None) -> dict[str, Any]:
        """Make the graph from the sources and let it answer; the manifest. The same input is built once.

        Raises:
            SourceProblems: sources that cannot be used; the previous build still answers.
            BuildRunning: another build of this workspace is under way.
        """
        from pledgegraph.pipeline import make_build

        step = on_step or (lambda name: None)
        settings = self.settings()
        sources = self.sources(settings)
        name = self.input_hash()
        with builds.building(self.folder):
            before = self._current_name()
            if not force and before.partition("-")[0] == name:
                return self.manifest()
            partial = self.folder / "build" / f"{name}.partial"
            partial.mkdir()
            try:
                make_build(partial, settings, sources, name, step)
                builds.finish(partial, f"{name}-2" if before == name else name)
            except BaseException:
                builds.remove(partial)
                raise
        return self.manifest()

    def _current_name(self) -> str:
        try:
            return builds.current_build(self.folder).name
        except NoBuildYet:
            return ""

    def input_hash(self) -> str:
        """A hash of all that a build depends on: the settings, the sources' bytes, this version of pledgegraph."""
        state = hashlib.sha256(__version__.encode() + (self.folder / FILE).read_bytes())
        for file in ("ontology/shapes.ttl", "loaders/countries.csv", "loaders/actor_names.csv"):
            state.update((HERE / file).read_bytes())
        for entry in self.settings().sources:
            state.update(_sha256(self.folder / entry.file).encode())
        return state.hexdigest()[:16]

    def manifest(self) -> dict[str, Any]:
        """What the current build was made of, and what it holds."""
        found = json.loads((builds.current_build(self.folder) / "manifest.json").read_text("utf-8"))
        assert isinstance(found, dict)
        return found

    def is_stale(self) -> bool:
        """Whether the sources or the settings changed since the current build."""
        return bool(self.manifest()["inputs"] != self.input_hash())

    def engine(self, name: str = "embedded") -> Engine:
        """The current build in an engine: ``embedded``, ``sparql``, or ``neo4j`` as the environment names it."""
        folder = builds.current_build(self.folder)
        if name == "embedded":
            from pledgegraph.graph.embedded import FILE as LADYBUG
            from pledgegraph.graph.embedded import EmbeddedEngine

            return EmbeddedEngine(folder / LADYBUG)
        if name == "sparql":
            from pledgegraph.graph.sparql import SparqlEngine

            return SparqlEngine(folder, self.manifest()["base"])
        if name == "neo4j":
            return self._neo4j_engine()
        known = ("embedded", "sparql", "neo4j")
        raise UsageProblem(f"There is no engine {name!r}", suggest(name, known) or f"One of {', '.join(known)}.")

    def _neo4j_engine(self) -> Engine:
        """The database that the environment names, if it holds the current build."""
        from pledgegraph.graph.neo4j import Neo4jEngine, address, check_answers

        manifest = self.manifest()
        opened = Neo4jEngine(address(os.environ))
        try:
            audiences = [source.audience for source in self.settings().sources]
            check_answers(opened, manifest["base"], manifest["inputs"], audiences)
        except BaseException:
            opened.close()
            raise
        return opened

    def dataset(self, audiences: Sequence[str] = ("public",)) -> tuple[Dataset, Label]:
        """The current build for a graph database: the records of these audiences, and what to say of them there."""
        from pledgegraph.graph.dataset import Dataset, Label, fingerprint
        from pledgegraph.graph.derive import derive
        from pledgegraph.ontology.tables import read_tables

        folder, manifest = builds.current_build(self.folder), self.manifest()
        label = Label(
            manifest["title"],
            manifest["tool"],
            manifest["inputs"],
            fingerprint(folder, audiences),
            tuple(sorted(set(audiences))),
        )
        if {source.audience for source in self.settings().sources} <= set(audiences):
            whole = Dataset(manifest["base"], read_tables(folder / "current"), read_tables(folder / "derived"))
            return whole, label
        _, now = self._for_audiences(audiences)
        return Dataset(manifest["base"], now, derive(now)), label

    @property
    def tables(self) -> Tables:
        """The current tables of the build, by class and relationship: ``.tables["Pledge"]``."""
        from pledgegraph.ontology.tables import read_tables

        return read_tables(builds.current_build(self.folder) / "current")

    def ask(self, question: str, *, engine: str = "embedded", **parameters: object) -> Answer:
        """Ask a question of the catalogue: ``.ask("unsupported", country=["ETH"])``."""
        from pledgegraph.queries.ask import ask
        from pledgegraph.queries.catalogue import question_named

        if parameters.get("country"):
            parameters["country"] = _country_codes(parameters["country"])
        opened = self.engine(engine)
        try:
            return ask(question_named(question), parameters, opened, self.manifest())
        finally:
            opened.close()

    def cypher(self, text: str, **parameters: object) -> list[dict[str, Any]]:
        """Rows of a reading Cypher text on the embedded engine."""
        opened = self.engine()
        try:
            return [dict(row) for row in opened.ask(text, parameters)]
        finally:
            opened.close()

    def sparql(self, text: str) -> list[dict[str, Any]]:
        """Rows of a SPARQL SELECT."""
        from pledgegraph.graph.sparql import SparqlEngine

        folder = builds.current_build(self.folder)
        opened = SparqlEngine(folder, self.manifest()["base"], timeout=SPARQL_SECONDS)
        try:
            return [dict(row) for row in opened.ask(text, {})]
        finally:
            opened.close()

    def explain(self, name: str) -> tuple[str, list[Explained]]:
        """The identifier that a name stands for, and the cell behind each of its values."""
        from pledgegraph.loaders.explain import explain

        manifest = self.manifest()
        return explain(builds.current_build(self.folder), name, manifest["base"], manifest["sources"])

    def draw(self, about: str, names: Sequence[str], title: str) -> str:
        """A picture as one HTML file that works offline; ``about`` is country, situation, actor or pledge."""
        from pledgegraph.graph.draw import draw
        from pledgegraph.graph.pictures import picture

        opened = self.engine()
        try:
            return draw(picture(opened, about, names, title, self.manifest()["sources_up_to"]))
        finally:
            opened.close()

    def export(self, name: str, path: Path, audiences: Sequence[str] = ("public",)) -> int:
        """Write the build in a format of ``graph.export``; only sources of these audiences leave the building."""
        from pledgegraph.graph.export import FORMATS, Graph

        if name not in FORMATS:
            raise UsageProblem(
                f"There is no format {name!r}", suggest(name, FORMATS) or f"One of {', '.join(FORMATS)}."
            )
        stated, now = self._for_audiences(audiences)
        return FORMATS[name][1](Graph(stated, now, self.manifest()["base"]), path)

    def _for_audiences(self, audiences: Sequence[str]) -> tuple[Tables, Tables]:
        """The stated and the current tables of the sources for these audiences."""
        from pledgegraph.ontology.current import current
        from pledgegraph.ontology.tables import of_sources, read_tables

        stated = read_tables(builds.current_build(self.folder) / "stated")
        rows = stated["Source"].to_pylist()
        stated = of_sources(stated, [row["id"] for row in rows if row["audience"] in audiences])
        replaced = [f"source/{other}" for entry in self.settings().sources for other in entry.replaces]
        now, _ = current(stated, {row["id"]: row["rank"] for row in rows}, replaced)
        return stated, now


def _country_codes(given: object) -> list[str]:
    """Countries by any accepted spelling (``Turkey``) as codes; what is not known stays for the engine to refuse."""
    from pledgegraph.loaders.countries import find_country

    names = [given] if isinstance(given, str) else [str(name) for name in given]  # type: ignore[attr-defined]
    found = [(name, find_country(name)) for name in names]
    return [name if country is None else country.iso3 for name, country in found]


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
