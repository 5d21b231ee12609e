"""Open pairs: actors and pledges that may be one, and on which nobody has decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import Problem
from pledgegraph.loaders.decision_files import (
    ACTORS,
    DIFFERENT,
    PLEDGES,
    SAME,
    Decision,
    read_decisions,
)
from pledgegraph.wording import Worded, worded

if TYPE_CHECKING:
    from pledgegraph.loaders.alike_actors import ActorFacts, AlikeActors

MOST_EXAMPLES = 3


@dataclass(frozen=True)
class OpenPair:
    """Two things that may be one.

    Attributes:
        kind: ``actors`` or ``pledges``.
        first: what a decision calls it: a name, or an identifier.
        first_about: what a person needs to know of it.
        because: what speaks for it that they are one, and what against.
    """

    kind: str
    first: str
    second: str
    first_about: Worded
    second_about: Worded
    because: tuple[Worded, ...]


def open_pairs(
    workspace: Path,
    build: Path,
) -> list[OpenPair]:
    """The pairs of a build that nobody has decided on, the likest first.

    Raises:
        SourceProblems: a file of decisions that cannot be read.
    """
    problems: list[Problem] = []
    actors = read_decisions(
        workspace,
        ACTORS,
        problems,
    )
    pledges = read_decisions(
        workspace,
        PLEDGES,
        problems,
    )
    return [*_open_actors(build, actors), *_open_pledges(build, pledges)]


def _open_actors(
    build: Path,
    decided: Collection[Decision],
) -> Iterator[OpenPair]:
    from pledgegraph.loaders.alike_actors import alike_actors
    from pledgegraph.ontology.table_files import read_tables

    stated = read_tables(build / "stated")
    for pair in alike_actors(stated, list(decided)):
        yield OpenPair(
            ACTORS,
            _decided_as(pair.first),
            _decided_as(pair.second),
            _about(pair.first),
            _about(pair.second),
            tuple(_because(pair)),
        )


def _decided_as(actor: ActorFacts) -> str:
    """What a decision calls an actor: its name, where that says which actor it is."""
    from pledgegraph.loaders.decisions import actor_key

    return actor.name if actor_key(actor.name) == actor.id else actor.id


def _about(actor: ActorFacts) -> Worded:
    count = len(actor.pledges)
    named = ", ".join(_last(pledge) for pledge in sorted(actor.pledges)[:MOST_EXAMPLES])
    kinds = ", ".join(map(_last, sorted(actor.types)))
    places = ", ".join(map(_last, sorted(actor.countries)))
    what = "; ".join(filter(None, (actor.name, kinds, places)))
    if not count:
        return worded("{actor}; named in no pledge", actor=what)
    if count == 1:
        return worded(
            "{actor}; 1 pledge: {pledges}",
            actor=what,
            pledges=named,
        )
    return worded(
        "{actor}; {count} pledges: {pledges}",
        actor=what,
        count=count,
        pledges=named,
    )


def _because(pair: AlikeActors) -> Iterator[Worded]:
    from pledgegraph.loaders import alike_names

    if pair.by == alike_names.SPELLED:
        yield worded("spelled alike ({likeness} of 100)", likeness=pair.likeness)
    elif pair.by == alike_names.INITIALS:
        yield worded("one is the initials of the other")
    elif pair.by == alike_names.WITHIN:
        yield worded("one has all words of the other")
    elif pair.by == alike_names.BEGINNING:
        yield worded("they begin alike")
    if pair.pledge:
        yield worded("two sources name one each for {pledge}", pledge=_last(pair.pledge))
    kinds = pair.first.types & pair.second.types
    if kinds:
        yield worded("the same kind: {kinds}", kinds=", ".join(map(_last, sorted(kinds))))
    places = pair.first.countries & pair.second.countries
    if places:
        yield worded("the same country: {places}", places=", ".join(map(_last, sorted(places))))
    # Partners of one pledge are seldom one actor, which speaks against it
    if pair.shared and not pair.pledge:
        count = len(pair.shared)
        yield worded("pledges that name both, so that they may be two: {count}", count=count)


def _open_pledges(
    build: Path,
    decided: Collection[Decision],
) -> Iterator[OpenPair]:
    from pledgegraph.loaders.decisions import pledge_key
    from pledgegraph.loaders.table_rows import built_rows
    from pledgegraph.ontology.table_files import read_tables

    closed = set()
    for each in decided:
        if each.decision in (SAME, DIFFERENT):
            closed.add(frozenset((pledge_key(each.name), pledge_key(each.other))))
    # What a build has worked out as likely the same; see derive/same.py
    links = read_tables(build / "derived")["MAYBE_SAME_AS"].to_pylist()
    pairs = sorted((row["subject"], row["object"]) for row in links)
    wanted = {end for pair in pairs for end in pair}
    rows = {
        row["id"]: row
        for row in built_rows(
            build,
            "Pledge",
            "id",
            wanted,
            "current",
        )
    }
    because = worded("the same submitters, countries and themes; the forum of one is not stated")
    for first, second in pairs:
        if frozenset((first, second)) in closed:
            continue
        yield OpenPair(
            PLEDGES,
            first,
            second,
            _about_pledge(rows[first]),
            _about_pledge(rows[second]),
            (because,),
        )


def _about_pledge(row: dict[str, object]) -> Worded:
    called = row["official_identifier"] or row["local_identifier"] or row["id"]
    return worded(
        "{pledge}: {title}",
        pledge=str(called),
        title=str(row["title"] or ""),
    )


def _last(identifier: str) -> str:
    """``country/TCD`` → ``TCD``."""
    return identifier.rpartition("/")[2]
