"""Comparing: what changed between two builds, or two extracts, as rows for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgegraph.errors import nearest
from pledgegraph.ontology.changes import Change, changes, with_other_ends
from pledgegraph.ontology.spelling import fold

from .compared_links import ends_of, pairs_of, starts_of
from .compared_names import Names

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables

ADDED, REMOVED, MERGED, CHANGED = "added", "removed", "merged", "changed"
UPDATE, MATCH, MATCH_GONE, MATCH_CHANGED = "update", "match", "match removed", "match changed"
ACTOR = "actor merged"
KINDS = (ADDED, REMOVED, MERGED, CHANGED, UPDATE, MATCH, MATCH_CHANGED, MATCH_GONE, ACTOR)
"""Kinds of rows, in the order in which they are shown."""
_OF_A_PLEDGE = ("SUBMITTED_BY", "JOINT_WITH")
_SUPPORT = ("SUPPORTED_BY", "CHANNEL")
FORMER = "former_identifier"
_UPDATED = ("reported_on", "stage", "update_text", "challenge")


@dataclass(frozen=True)
class ComparedRow:
    """One change, for people and programs.

    Attributes:
        what: one of ``KINDS``.
        pledge: what the pledge is called, or the actor.
        property: the column or relationship that changed.
        about: identifiers of the pledges and actors that it is about.
    """

    what: str
    pledge: str
    title: str = ""
    property: str = ""
    before: str = ""
    after: str = ""
    about: frozenset[str] = field(default=frozenset(), compare=False)

    def as_row(self) -> dict[str, str]:
        """The change as flat values."""
        return {
            "change": self.what,
            "pledge": self.pledge,
            "title": self.title,
            "field": self.property.lower(),
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True)
class Comparison:
    """Two sets of current tables.

    Attributes:
        merged: pledges and actors that have been decided to be others, and as which.
    """

    old: Tables
    new: Tables
    merged: Mapping[str, str]

    def rows(self) -> list[ComparedRow]:
        """Every change, by kind and pledge."""
        # Names of both sides: what is gone has one in the old tables only
        names = Names(self.old, self.new)
        actors = merged_actors(self.old, self.new, self.merged)
        # Where an actor has another identifier now, its pledges did not change
        old = with_other_ends(self.old, actors)
        found = [
            *_pledges(
                old,
                self.new,
                names,
                self.merged,
            )
        ]
        found += _updates(
            old,
            self.new,
            names,
            self.merged,
        )
        found += _matches(
            old,
            self.new,
            names,
            self.merged,
        )
        for gone, kept in sorted(actors.items()):
            before = names.shown(gone)
            about = frozenset((gone, kept))
            found.append(
                ComparedRow(
                    ACTOR,
                    names.shown(kept),
                    "",
                    "",
                    before,
                    names.shown(kept),
                    about,
                )
            )
        return sorted(found, key=_order)

    def of_actor(
        self,
        actor: str,
    ) -> set[str]:
        """The pledges that an actor made or supports, in either of the two, and itself."""
        found = {actor}
        for tables in (self.old, self.new):
            for relation in _OF_A_PLEDGE:
                found.update(
                    starts_of(
                        tables,
                        relation,
                        {actor},
                    )
                )
            matches = set(
                starts_of(
                    tables,
                    "SUPPORTED_BY",
                    found,
                )
            )
            matches.update(
                starts_of(
                    tables,
                    "CHANNEL",
                    {actor},
                )
            )
            found.update(
                ends_of(
                    tables,
                    "SUPPORTS",
                    matches,
                )
            )
        return found

    def of_country(
        self,
        country: str,
    ) -> set[str]:
        """The pledges that are carried out in a country, in either of the two."""
        found: set[str] = set()
        for tables in (self.old, self.new):
            found.update(
                starts_of(
                    tables,
                    "IMPLEMENTED_IN",
                    {country},
                )
            )
        return found

    def actors_called(
        self,
        name: str,
    ) -> set[str]:
        """The actors of either with this name or identifier."""
        wanted = fold(name)
        found = set()
        for tables in (self.old, self.new):
            for row in tables["Actor"].to_pylist():
                if row["id"] == name or fold(row["name"]) == wanted:
                    found.add(row["id"])
        return found

    def nearest_actors(
        self,
        name: str,
    ) -> list[str]:
        """The names of actors that are spelled most like a name."""
        names: list[str] = []
        for tables in (self.old, self.new):
            names += tables["Actor"]["name"].to_pylist()
        return nearest(name, sorted(set(names)))


def _order(row: ComparedRow) -> tuple[int, str, str, str, str]:
    return KINDS.index(row.what), row.pledge, row.property, row.before, row.after


def merged_actors(
    old: Tables,
    new: Tables,
    decided: Mapping[str, str],
) -> dict[str, str]:
    """Actor that is gone → the one that it is by decision, else the one that all its pledges name
    instead, where there is one.
    """
    here = set(new["Actor"]["id"].to_pylist())
    gone = set(old["Actor"]["id"].to_pylist()) - here
    instead: dict[str, set[str]] = {}
    for relation in (*_OF_A_PLEDGE, *_SUPPORT):
        before = pairs_of(old, relation)
        after = pairs_of(new, relation)
        for start, ends in before.items():
            for actor in ends & gone:
                others = after.get(start, set()) - ends
                # What names nobody in its place, as what is gone itself, says nothing
                if start in after:
                    instead[actor] = instead.get(actor, others) & others
    found = {actor: others.pop() for actor, others in instead.items() if len(others) == 1}
    for actor in gone & decided.keys():
        if decided[actor] in here:
            found[actor] = decided[actor]
    return found


def _pledges(
    old: Tables,
    new: Tables,
    names: Names,
    merged: Mapping[str, str],
) -> Iterator[ComparedRow]:
    found = changes(
        old,
        new,
        "Pledge",
    )
    for identifier in found.added:
        yield ComparedRow(
            ADDED,
            *names.pledge(identifier),
            about=frozenset((identifier,)),
        )
    for identifier in found.removed:
        other = merged.get(identifier)
        # Both are named, so that whoever asks for either finds it
        about = frozenset((identifier, other or identifier))
        called, title = names.pledge(identifier)
        if other is None:
            yield ComparedRow(
                REMOVED,
                called,
                title,
                about=about,
            )
        else:
            kept = names.pledge(other)[0]
            yield ComparedRow(
                MERGED,
                called,
                title,
                "",
                called,
                kept,
                about,
            )
    for change in found.changed:
        # That another pledge is this one now has been told as a merger
        if change.property != FORMER:
            yield _changed(CHANGED, change, change.node, names)


def _changed(
    what: str,
    change: Change,
    pledge: str,
    names: Names,
) -> ComparedRow:
    # Relationships are in capitals, and their values are identifiers
    are_nodes = change.property.isupper()
    return ComparedRow(
        what,
        *names.pledge(pledge),
        change.property,
        names.joined(change.before, are_nodes=are_nodes),
        names.joined(change.after, are_nodes=are_nodes),
        frozenset((pledge, *change.before, *change.after)),
    )


def _updates(
    old: Tables,
    new: Tables,
    names: Names,
    merged: Mapping[str, str],
) -> Iterator[ComparedRow]:
    """A row for each update that is new, with its date and its words."""
    # By what they say: the identifier of an update has that of its pledge in it
    known = {(merged.get(pledge, pledge), said) for _, pledge, said in _reports(old)}
    added = set(
        changes(
            old,
            new,
            "ImplementationUpdate",
        ).added
    )
    for update, pledge, said in _reports(new):
        if update in added and (pledge, said) not in known:
            about = frozenset((pledge,))
            yield ComparedRow(
                UPDATE,
                *names.pledge(pledge),
                after=said,
                about=about,
            )


def _reports(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Each update with its pledge and what it says."""
    pledges = pairs_of(tables, "UPDATE_OF")
    for row in tables["ImplementationUpdate"].to_pylist():
        said = "; ".join(str(row[name]) for name in _UPDATED if row[name])
        for pledge in pledges.get(row["id"], ()):
            yield row["id"], pledge, said


def _matches(
    old: Tables,
    new: Tables,
    names: Names,
    merged: Mapping[str, str],
) -> Iterator[ComparedRow]:
    found = changes(
        old,
        new,
        "Match",
    )
    # A match of a pledge or an actor that is another one now has another identifier
    before = _supports(
        old,
        found.removed,
        merged,
    )
    after = _supports(
        new,
        found.added,
        {},
    )
    for what, here, there in ((MATCH, after, before), (MATCH_GONE, before, after)):
        for pledge, by in sorted(here - there, key=_support_order):
            shown = names.joined(by, are_nodes=True)
            texts = {"after": shown} if what == MATCH else {"before": shown}
            yield ComparedRow(
                what,
                *names.pledge(pledge),
                **texts,
                about=frozenset((pledge, *by)),
            )
    supported = pairs_of(new, "SUPPORTS")
    # Matches are not named: each is shown at the pledge that it supports
    for change in found.changed:
        for pledge in supported.get(change.node, ()):
            yield _changed(
                MATCH_CHANGED,
                change,
                pledge,
                names,
            )


def _support_order(support: tuple[str, frozenset[str]]) -> tuple[str, list[str]]:
    return support[0], sorted(support[1])


def _supports(
    tables: Tables,
    matches: Iterable[str],
    merged: Mapping[str, str],
) -> set[tuple[str, frozenset[str]]]:
    """(pledge, its supporters) of some matches."""
    supported = pairs_of(tables, "SUPPORTS")
    supporters = pairs_of(tables, "SUPPORTED_BY")
    found = set()
    for match in matches:
        by = frozenset(merged.get(each, each) for each in supporters.get(match, ()))
        for pledge in supported.get(match, ()):
            found.add((merged.get(pledge, pledge), by))
    return found
