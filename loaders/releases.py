"""Releases: what the dump of another site states, as sources of this workspace.

A dump has the stated tables of its site, so nothing has to be read from cells again: its
identifiers become those of this workspace, and each of its sources stays one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, UsageProblem, Where
from pledgegraph.loaders.files.cleaned_texts import cleaned_texts
from pledgegraph.loaders.kinds.called_pledges import CalledPledges
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.packed import TooLarge
from pledgegraph.ontology.quads import LARGEST, read_nquads
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import (
    ID,
    OBJECT,
    SUBJECT,
    Tables,
    of_sources,
)
from pledgegraph.wording import Worded, worded

from .accounts import NODES, UPDATES, Account
from .ignored_actors import without_actors
from .merged_nodes import merged_nodes
from .release_checks import without_own_lists, wrong_in
from .site_identifiers import Called, SiteIdentifiers, renamed
from .source_files import SourceFile

FORMER = "former_identifier"
PLACES = ("position", "stated_in_cell")
"""Columns that say where in a file of the site something is."""
CALLED = ("Pledge", "PledgeAggregate", "Actor")
"""Classes whose nodes may be called otherwise here."""
_HINT = worded("Ask the office that publishes the site, or take an older release.")


class Unusable(Exception):
    """A dump that cannot be a source: what is wrong with it, and how to fix it."""

    def __init__(self, found: str, hint: str = _HINT) -> None:
        super().__init__(found)
        self.found = found
        self.hint = hint


def read_release(
    path: Path,
    base: str,
    largest: int | None = None,
) -> Tables:
    """The tables that the sources of a site state, by the site's identifiers and without
    pledgegraph's own lists.

    Args:
        path: the dump of the site in N-Quads, which may be packed.
        base: the start of the site's IRIs.
        largest: bytes that it may have, unpacked.

    Raises:
        Unusable: it is damaged, too large, or states what no table can hold.
    """
    try:
        # By the reader of our own dumps: what it does not know is not a statement of ours
        whole = read_nquads(path, base, largest or LARGEST)
    except UsageProblem as problem:
        hint = problem.hint or _HINT
        raise Unusable(str(problem), hint) from None
    except TooLarge as problem:
        found = worded("unpacked it has more than {size} bytes", size=str(problem))
        raise Unusable(found, worded('Write largest = "4 GiB" if it may be so large.')) from None
    except (OSError, EOFError, zlib.error):
        raise Unusable(worded("it cannot be unpacked: it is cut off or damaged")) from None
    tables = without_own_lists(whole)
    wrong = wrong_in(tables)
    if wrong:
        raise Unusable(_joined(wrong))
    return tables


def _joined(parts: Sequence[Worded]) -> Worded:
    text = parts[0]
    for part in parts[1:]:
        text = worded("{text}; {further}", text=text, further=part)
    return text


def kind_of(tables: Tables, source: str) -> str:
    """The kind of a source of a site, by what its rows became."""
    own = of_sources(tables, [source])
    for kind, classes in _KINDS:
        if any(own[name].num_rows for name in classes):
            return kind
    return "pledges"


_KINDS = (
    ("pledges", (*NODES["pledges"], *UPDATES)),
    ("support", NODES["support"]),
    ("population", NODES["population"]),
    ("national-arrangements", NODES["national-arrangements"]),
    ("multistakeholder-pledges", NODES["multistakeholder-pledges"]),
    ("platform-members", NODES["platform-members"]),
    ("situations", NODES["situations"]),
    ("platforms", NODES["platforms"]),
)
"""Kind of source → what makes it one, those first whose rows state nodes of others too."""


@dataclass
class Releases:
    """What has been read of sites.

    Attributes:
        same: what pledges were called that are others by decision → their identifiers.
    """

    gathering: Gathering
    accounts: list[Account] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    called: list[CalledPledges] = field(default_factory=list)
    """What their pledges are called, for support that is recorded here."""

    def read(self, sources: Sequence[SourceFile]) -> None:
        """Add what all of these state; a dump that cannot be used is a problem."""
        for path, of_site in _by_dump(sources).items():
            first = of_site[0]
            assert first.at_site is not None
            try:
                tables = read_release(
                    path,
                    first.at_site.base,
                    first.largest,
                )
            except Unusable as problem:
                where = Where(first.shown)
                found = Problem(
                    "H007",
                    "error",
                    where,
                    problem.found,
                    problem.hint,
                )
                self.problems.append(found)
                continue
            for source in of_site:
                self._read(source, tables)

    def _read(self, source: SourceFile, tables: Tables) -> None:
        assert source.at_site is not None
        names = SiteIdentifiers(
            source.at_site,
            source.authority,
            source.decisions,
        )
        own = of_sources(tables, [source.at_site.source])
        # A name is decided here by what it is called here, so numbers come first
        called: dict[str, str | None] = {}
        for identifiers in _called_otherwise(own):
            called.update(names.called(identifiers.to_pylist()))
        ignored = [before for before, now in called.items() if now is None]
        own = without_actors(own, ignored)
        for before, now in called.items():
            numbered = names.numbered(before)
            if now is not None and now != numbered:
                self.same[numbered] = now
        reading = _Reading(source, names, called, self.gathering)
        removed = 0
        for name, table in own.nodes.items():
            removed += reading.nodes(name, table)
        for name, table in own.links.items():
            reading.links(name, table)
        if removed:
            self.problems.append(_removed(source, removed))
        self.accounts.append(_account(source, own))
        self.called.append(self._called_pledges(source))

    def _called_pledges(self, source: SourceFile) -> CalledPledges:
        """What the pledges of a source are called here, and there by their own numbers."""
        pledges = self.gathering.rows_of(
            source.id,
            "Pledge",
            (ID, "official_identifier", "local_identifier"),
        )
        pairs = self.gathering.pairs(source.id, ("represents",))
        states, countries = pairs["represents"]
        of_country = dict(zip(states.to_pylist(), countries.to_pylist(), strict=True))
        assert source.at_site is not None
        return CalledPledges(
            source.id,
            source.shown,
            source.authority or source.at_site.base,
            source.rank,
            source.level,
            pledges["official_identifier"].combine_chunks(),
            pledges["local_identifier"].combine_chunks(),
            pledges[ID].combine_chunks(),
            states=of_country,
        )


def _by_dump(sources: Sequence[SourceFile]) -> Mapping[Path, list[SourceFile]]:
    found: dict[Path, list[SourceFile]] = {}
    for source in sources:
        of_site = found.setdefault(source.path, [])
        of_site.append(source)
    return found


def _called_otherwise(own: Tables) -> Iterator[pa.ChunkedArray]:
    """The pledges, aggregates and actors that a source describes or leads to."""
    for name in CALLED:
        yield own[name][ID]
    starts = tuple(f"{schema().classes[name].segment}/" for name in CALLED)
    for table in own.links.values():
        for side in (SUBJECT, OBJECT):
            ends = pc.unique(table[side])
            heads = pc.list_element(
                pc.split_pattern(ends, "#", max_splits=1),
                0,
            )
            for start in starts:
                yield pc.unique(
                    heads.filter(
                        pc.starts_with(
                            heads,
                            start,
                        )
                    )
                )


@dataclass(frozen=True)
class _Reading:
    """One source of a site, on its way into the tables."""

    source: SourceFile
    names: SiteIdentifiers
    called: Called
    gathering: Gathering

    def nodes(self, name: str, table: pa.Table) -> int:
        """Add the nodes of a class; how many texts had an address, which is taken out."""
        if not table.num_rows:
            return 0
        columns = {}
        # The site may have been made by somebody who does not look for addresses
        removed = 0
        for column in schema().classes[name].columns:
            if column.derived:
                continue
            values = table[column.name].combine_chunks()
            if column.kind == "text" and not column.vocabulary:
                values, count = cleaned_texts(values)
                removed += count
            columns[column.name] = values
        own = table[ID].combine_chunks()
        identifiers = self._here(own)
        if name == "Source":
            columns.update(self._described(len(own)))
        if name == "Actor":
            columns["name"] = self._actor_names(
                own,
                columns["name"],
            )
        for place in PLACES:
            if place in columns:
                columns[place] = self._placed(columns[place])
        if FORMER in columns:
            columns[FORMER] = _each(
                columns[FORMER],
                self._here,
            )
        # Without decisions no two nodes become one, and most workspaces have none of a site
        made = pa.table({ID: identifiers, **columns})
        if self.called:
            is_here = pc.is_valid(identifiers)
            is_own = pc.equal(
                identifiers,
                own,
            ).filter(is_here)
            made = merged_nodes(made.filter(is_here), is_own)
        arrays = dict(
            zip(
                made.column_names,
                made.columns,
                strict=True,
            )
        )
        self.gathering.nodes(
            name,
            self.source.id,
            arrays,
        )
        return removed

    def links(self, name: str, table: pa.Table) -> None:
        """Add the links of a relationship; one that leads to what is nothing here is left out."""
        if not table.num_rows:
            return
        starts = self._here(table[SUBJECT].combine_chunks())
        ends = self._here(table[OBJECT].combine_chunks())
        self.gathering.links(
            name,
            self.source.id,
            starts,
            ends,
        )

    def _here(self, identifiers: pa.Array) -> pa.Array:
        named = renamed(identifiers, self.called)
        return self.names.of_sources(named)

    def _placed(self, places: pa.Array) -> pa.Array:
        if pa.types.is_list(places.type):
            return _each(places, self.names.position)
        return self.names.position(places)

    def _described(self, rows: int) -> dict[str, list[object]]:
        """What this workspace says of a source itself."""
        said = {
            "file_name": self.source.shown,
            "audience": self.source.audience,
            "rank": self.source.rank,
        }
        return {name: [value] * rows for name, value in said.items()}

    def _actor_names(self, own: pa.Array, names: pa.Array) -> pa.Array:
        """The names of actors; one that is another by decision is called as that one."""
        found = names.to_pylist()
        same = self.source.decisions.actors.same
        there = set(own.to_pylist())
        for row, identifier in enumerate(own.to_pylist()):
            meant = same.get(identifier)
            if meant is None:
                continue
            # By its identifier alone: its name is what its own row says
            if meant.spelling or meant.actor in there:
                found[row] = meant.spelling or None
        return pa.array(found, pa.string())


def _each(lists: pa.Array, change: object) -> pa.Array:
    """Lists with each of their texts changed."""
    assert callable(change)
    texts = change(lists.flatten())
    return pa.ListArray.from_arrays(lists.offsets, texts)


def _removed(source: SourceFile, count: int) -> Problem:
    found = worded(
        "{count} texts of the site held an e-mail address or a telephone number, taken out",
        count=count,
    )
    return Problem(
        "P001",
        "finding",
        Where(source.shown),
        found,
        _HINT,
    )


def _account(source: SourceFile, own: Tables) -> Account:
    # Which rows the site left aside is reported in its own build
    loaded = {}
    kind = source.read_as.kind
    for name in (*NODES[kind], *(UPDATES if kind == "pledges" else ())):
        count = own[name].num_rows
        if count:
            loaded[name] = count
    return Account(
        source.id,
        own["SourceRecord"].num_rows,
        loaded,
    )
