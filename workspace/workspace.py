"""The workspace: a folder with pledgegraph.toml and its sources, and everything one can do with
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import Problem, SourceProblems, UsageProblem, WorkspaceProblem
from pledgegraph.graph.choices import EVERYTHING, Choice
from pledgegraph.wording import worded

from . import builds
from .analysis import network_of, rdf_of
from .given_names import aliases, identified, node_called, with_places
from .inputs import program_hash
from .own_queries import cypher_of, notices_of, sparql_of
from .settings import AUDIENCES, Settings
from .settings_file import read_settings
from .sources import input_hash, source_files
from .versions import telling_other_version

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine
    from pledgegraph.graph.neo4j.dataset import Dataset, Label
    from pledgegraph.loaders.explain import Explained
    from pledgegraph.loaders.loading import Loading
    from pledgegraph.loaders.source_files import SourceFile
    from pledgegraph.ontology.tables import Tables
    from pledgegraph.queries.answers import Answer

    from .open_pairs import OpenPair

Audience = str | Sequence[str]
"""``public``, ``partners`` or ``internal``, or several of them: only records for these."""


@dataclass(frozen=True)
class Workspace:
    """A folder. ``pledgegraph.open(folder)`` gives one.

    Every question finds the current build once, so that a build that finishes meanwhile does not
    affect the answer; ``pinned`` is the folder of a build that all questions of this object use. A
    question with an ``audience`` uses a build of its sources only, any other uses every record.
    """

    folder: Path
    pinned: Path | None = None
    narrowed: tuple[str, ...] = ()
    """The audiences whose records it is limited to; empty if it has every record."""
    whole: Path | None = None
    """The complete build, if ``pinned`` is a view of it."""

    network, rdf = network_of, rdf_of
    cypher, sparql, sparql_notices = cypher_of, sparql_of, notices_of

    def reading(self, audience: Audience | None = None) -> Workspace:
        """This workspace, fixed to the build that is current now, as an audience may see it."""
        build = self.pinned or builds.current_build(self.folder)
        # Found once: a build that ends meanwhile must not change half of an answer
        pinned = replace(self, pinned=build)
        if audience is None:
            return pinned
        view, narrowed = pinned.build_folder(audience), _audiences(audience)
        return replace(self, pinned=view, narrowed=narrowed, whole=self.whole or build)

    def settings(self) -> Settings:
        """What pledgegraph.toml says; see ``read_settings`` for its errors."""
        from pledgegraph.loaders.files.own_layouts import layout_names

        return read_settings(self.folder, layout_names(self.folder))

    def sources(self, settings: Settings) -> list[SourceFile]:
        """The sources with their paths, hashes and ranks, the newest last."""
        return source_files(self.folder, settings)

    def check(self) -> Loading:
        """Every problem in the sources, without building."""
        from .pipeline import check_sources

        settings = self.settings()
        return check_sources(settings, self.sources(settings))

    def check_shapes(self, loading: Loading, shapes: str) -> list[Problem]:
        """What SHACL shapes (a file, or ``own`` for ours) say of what ``check`` loaded, by cell."""
        from .shape_problems import shape_problems

        settings = self.settings()
        return shape_problems(loading, self.sources(settings), settings.base, shapes)

    def write_marked(self, path: Path, problems: Sequence[Problem], language: str = "en") -> None:
        """Write the sheets of the sources as a workbook, with these problems marked in them."""
        from pledgegraph.loaders.sheet_copies import sheet_copies

        from .marked_workbook import write_marked

        copies = list(sheet_copies(self.sources(self.settings())))
        write_marked(path, problems, copies, language)

    def open_pairs(self) -> list[OpenPair]:
        """Actors and pledges of the current build that may be one, and on which nobody has decided,
        the likest first. Nothing is merged without a decision.
        """
        from .open_pairs import open_pairs

        return open_pairs(self.folder, self.build_folder())

    def build(
        self,
        *,
        force: bool = False,
        on_step: Callable[[str], object] | None = None,
        on_rows: Callable[[int], object] | None = None,
    ) -> dict[str, Any]:
        """Build the graph from the sources, make it current and return its manifest. The same input
        is built only once. ``on_step`` gets the name of each step, ``on_rows`` numbers of rows.

        Raises:
            SourceProblems: sources that cannot be used; the previous build still answers.
            BuildRunning: another build of this workspace is running.
        """
        from pledgegraph.ontology.lean import take_memory_from_the_system

        from .new_build import build_anew

        take_memory_from_the_system()  # before the settings, which load Arrow
        settings = self.settings()
        sources = self.sources(settings)
        hashed = self.input_hash
        step = on_step or (lambda name: None)
        return build_anew(self.folder, settings, sources, hashed, step, on_rows, force=force)

    def build_folder(self, audience: Audience | None = None) -> Path:
        """The folder of the current build, or of its view for an audience."""
        build = self.pinned or builds.current_build(self.folder)
        if audience is None:
            return build
        from .views import view_of

        wanted = _audiences(audience)
        if self.narrowed and not set(wanted) <= set(self.narrowed):
            raise UsageProblem(
                worded(
                    "This workspace is limited to the records for {audiences}",
                    audiences=", ".join(self.narrowed),
                ),
                worded("Ask the workspace with all records."),
            )
        if self.narrowed and set(wanted) == set(self.narrowed):
            return build
        return view_of(self.folder, self.whole or build, wanted)

    def input_hash(self) -> str:
        """A hash of everything a build depends on: program, settings and bytes of the sources."""
        return self._hash_with(program_hash())

    def _hash_with(self, program: str) -> str:
        return input_hash(self.folder, self.settings(), program)

    def has_build(self) -> bool:
        """Whether there is a build that answers."""
        return builds.has_current(self.folder)

    def manifest(self) -> dict[str, Any]:
        """The inputs and the content of the current build."""
        return builds.read_manifest(self.build_folder())

    def is_stale(self) -> bool:
        """Whether `pledgegraph build` would now make a different build."""
        return bool(self.changed())

    def changed(self) -> list[str]:
        """What changed since the current build: the sources (or pledgegraph.toml), pledgegraph
        itself, both, nothing.

        Sources that can no longer be read count as changed.
        """
        manifest = self.manifest()
        program = str(manifest.get("program", ""))
        found: list[str] = [] if program == program_hash() else [worded("pledgegraph itself")]
        try:
            # With the program of the build: only then a difference is one of the sources
            same = manifest["inputs"] == self._hash_with(program)
        except (SourceProblems, WorkspaceProblem):
            same = False
        return found if same else [worded("the sources"), *found]

    def engine(self, name: str = "embedded") -> Engine:
        """The current build in an engine of ``graph.engines``."""
        folder = self.build_folder()
        return _engine(folder, name, builds.read_manifest(folder))

    def dataset(self, audience: Audience = "public") -> tuple[Dataset, Label]:
        """The current build for a graph database: the records for an audience, and a label."""
        from .datasets import dataset_of

        return dataset_of(self.build_folder(audience), _audiences(audience))

    @property
    def tables(self) -> Tables:
        """The current tables of the build, by class and relationship: ``.tables["Pledge"]``."""
        from pledgegraph.ontology.table_files import read_tables

        folder = self.build_folder()
        with builds.reading(folder):
            return read_tables(folder / "current")

    def ask(
        self,
        question: str,
        *,
        engine: str = "embedded",
        lang: str = "en",
        audience: Audience | None = None,
        behind: bool = False,
        **parameters: object,
    ) -> Answer:
        """Ask a question of the catalogue: ``.ask("unsupported", country=["ETH"])``; ``lang`` is en
        or fr. With what is ``behind`` its numbers: the identifiers of the pledges that they count.
        """
        from pledgegraph.graph.engines import telling_edits
        from pledgegraph.queries.ask import ask
        from pledgegraph.queries.catalogue import question_named

        asked, reader = question_named(question), self.reading(audience)
        folder, manifest = reader.build_folder(), reader.manifest()
        edits = telling_edits(engine, lambda: self.dataset(audience or self.narrowed or AUDIENCES))
        same_version = telling_other_version(manifest)
        with builds.reading(folder), with_places(folder), same_version, edits:
            with closing(_engine(folder, engine, manifest)) as opened:
                given = identified(parameters, manifest)
                found = aliases(manifest)
                answer = ask(asked, given, opened, manifest, lang, found, behind=behind)
        if lang != "en":
            answer = answer.with_option("lang", lang)
        narrowed = [audience] if isinstance(audience, str) else list(audience or self.narrowed)
        return answer.with_option("audience", narrowed) if narrowed else answer

    def show(
        self,
        name: str,
        *,
        engine: str = "embedded",
        lang: str = "en",
        audience: Audience | None = None,
    ) -> Answer:
        """The page about the actor, country, situation, support platform or pledge that a name
        spells: what is on record, dated and linked.
        """
        from .shown_page import shown_page

        return shown_page(self.reading(audience), name, lang, engine)

    def texts(
        self,
        question: str,
        language: str,
        *,
        audience: Audience | None = None,
        **parameters: object,
    ) -> str:
        """The texts of a question in ``cypher`` or ``sparql``, with the parameters filled in."""
        from pledgegraph.ontology.dates import sources_date
        from pledgegraph.queries.catalogue import question_named
        from pledgegraph.queries.showing import shown

        asked, reader = question_named(question), self.reading(audience)
        folder, manifest = reader.build_folder(), reader.manifest()
        with builds.reading(folder), with_places(folder):
            with closing(_engine(folder, "embedded", manifest)) as opened:
                base = manifest["base"]
                given = identified(parameters, manifest)
                today = sources_date(manifest)
                return shown(asked, given, language, opened, base, aliases(manifest), today)

    def listed(
        self, what: str, text: str = "", *, lang: str = "en", audience: Audience | None = None
    ) -> list[dict[str, Any]]:
        """The things that ``pledgegraph list`` shows, optionally only those that contain a text."""
        from .lists import listed

        reader = self.reading(audience)
        with closing(reader.engine()) as opened:
            return listed(opened, reader.manifest(), what, text, lang)

    def nearest(
        self, what: str, text: str, *, lang: str = "en", audience: Audience | None = None
    ) -> list[str]:
        """The names of things that ``pledgegraph list`` shows that are spelled most like a text."""
        from .lists import nearest

        with closing(self.reading(audience).engine()) as opened:
            return nearest(opened, what, text, lang)

    def explain(
        self, name: str, *, lang: str = "en", audience: Audience | None = None
    ) -> tuple[str, list[Explained]]:
        """The identifier that a name stands for, and the cell behind each of its values."""
        from pledgegraph.loaders.explain import explain

        folder = self.build_folder(audience)
        manifest = builds.read_manifest(folder)
        with builds.reading(folder), with_places(folder):
            identifier = node_called(folder, identified(name, manifest), lang, manifest)
            return identifier, explain(folder, identifier, manifest["sources"])

    def draw(
        self,
        about: str,
        names: Sequence[str],
        title: str,
        *,
        lang: str = "en",
        audience: Audience | None = None,
    ) -> str:
        """A page of what a parameter of pictures, such as country or pledge, names."""
        return self.draw_scope({about: list(names)}, title, lang=lang, audience=audience)

    def draw_named(
        self, about: str, name: str, *, lang: str = "en", audience: Audience | None = None
    ) -> str:
        """A picture of the country, situation or actor with this name."""
        return self.draw_scope({about: [name]}, lang=lang, audience=audience)

    def draw_scope(
        self,
        parameters: Mapping[str, Any],
        title: str = "",
        *,
        lang: str = "en",
        audience: Audience | None = None,
        ending: str = ".html",
        matches: bool = False,
    ) -> str:
        """A picture of the pledges that a question with these parameters would count, by ``ending``
        a page that works offline, GraphML, GEXF or CSV; ``matches``: with a card for each match.
        """
        from .pictures import NetworkFile, drawn

        form = NetworkFile(lang, ending, matches)
        reader = self.reading(audience)
        with with_places(reader.build_folder()), closing(reader.engine()) as opened:
            return drawn(opened, reader.manifest(), parameters, form, title)

    def draw_answer(
        self,
        question: str,
        parameters: Mapping[str, Any],
        *,
        lang: str = "en",
        audience: Audience | None = None,
        ending: str = ".html",
        matches: bool = False,
    ) -> str:
        """A picture of the pledges in the answer to a question; see ``draw_scope``."""
        from .pictures import NetworkFile, drawn_answer

        form = NetworkFile(lang, ending, matches)
        reader = self.reading(audience)
        answer = reader.ask(question, **parameters)
        with closing(reader.engine()) as opened:
            return drawn_answer(opened, answer, reader.manifest(), form)

    def export(
        self,
        name: str,
        path: Path,
        audience: Audience = "public",
        choice: Choice = EVERYTHING,
    ) -> int:
        """Write the build in a format of ``graph.export``, with records for an audience only; how
        many of what the format counts were written. ``choice`` says what of it is wanted.
        """
        from .exports import check_choice, format_named, write
        from .outputs import Output

        kind = format_named(name)
        check_choice(name, kind, choice)
        output = Output(path, self.folder, folder=not kind.ending)
        output.place()  # refuse before any work is done
        return write(kind, self.build_folder(audience), output, choice)


def _engine(
    folder: Path,
    name: str,
    manifest: Mapping[str, Any],
) -> Engine:
    from pledgegraph.graph.engines import open_engine

    return open_engine(name, folder, manifest)


def _audiences(audience: Audience | None) -> tuple[str, ...]:
    return (audience,) if isinstance(audience, str) else tuple(audience or ())
