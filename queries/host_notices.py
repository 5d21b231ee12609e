"""Notices on host-country pledges: what an answer says of them in addition to its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from .asked import Asked
from .grouping import Lists, Selected, lists_by, value_by, values_in
from .people import population_types
from .reasons import Reason, because, counting
from .support_reasons import name_of

MOST_NOTICES = 20
"""Notices of one kind that are shown one by one."""
MOST_ITEMISED = 10
"""Pledges of an actor that are named next to a statement about many."""
HAS_SUPPORT = ("joint", "matched")
Pair = tuple[Selected, Selected]


def more_notices(kind: str, identifiers: Sequence[str]) -> Iterator[Reason]:
    """How many notices of a kind are not shown one by one, of what those are about."""
    more = identifiers[MOST_NOTICES:]
    if more:
        yield counting(kind, more)


def same_notices(
    asked: Asked,
    hosts: Mapping[str, Selected],
) -> Iterator[Reason]:
    """Pledges that may be one; where support is recorded for one of them alone, what follows either
    way.
    """
    pairs = []
    links = asked.links(
        "MAYBE_SAME_AS",
        "Pledge",
        "Pledge",
        set(hosts),
    )
    for row in links:
        first = row["id"]
        second = row["other"]
        if second in hosts:
            both = (hosts[first], hosts[second])
            other, one = sorted(both, key=name_of)
            pairs.append((one, other))
    # The engines give links in orders of their own
    pairs.sort(key=_names_of)
    for one, other in pairs[:MOST_NOTICES]:
        yield _same_notice(one, other)
    # Of a pair both identifiers, with a blank between
    ends = [f"{one['id']} {other['id']}" for one, other in pairs]
    yield from more_notices("more maybe one", ends)


def _names_of(pair: Pair) -> tuple[str, str]:
    one, other = pair
    return name_of(one), name_of(other)


def _same_notice(one: Selected, other: Selected) -> Reason:
    names = {"one": name_of(one), "other": name_of(other)}
    is_supported = one["support"] in HAS_SUPPORT
    other_is = other["support"] in HAS_SUPPORT
    if is_supported == other_is:
        return because("maybe one", **names)
    # If they are one, the bare one is not open; if not, it is: the reader has to decide
    supported, bare = one, other
    if other_is:
        supported, bare = other, one
    return because(
        "maybe one, supported",
        **names,
        supported=name_of(supported),
        bare=name_of(bare),
    )


def aggregate_notices(
    asked: Asked,
    hosts: Mapping[str, Selected],
) -> Iterator[Reason]:
    """What sources say of many pledges together, by one of the hosts' submitters."""
    submitters = asked.links(
        "SUBMITTED_BY",
        "Pledge",
        "Actor",
        set(hosts),
        "name",
    )
    names = value_by(submitters, "other", "name")
    aggregates = _aggregates(asked, names.keys())
    itemised = _itemised(asked, values_in(aggregates, "id"))
    for row in aggregates:
        actor = row["id"]
        # What is itemised may be all, some or none of it: the reader sees both
        own = sorted(itemised.get(actor, ()))
        yield because(
            "aggregate" if len(own) <= MOST_ITEMISED else "aggregate and more",
            pledges=because("pledges", number=row["pledge_count"]),
            actor=names[actor],
            name=row["official_identifier"] or row["local_identifier"],
            title=row["title"],
            itemised=own[:MOST_ITEMISED],
        )


def _aggregates(
    asked: Asked,
    actors: Collection[str],
) -> list[Selected]:
    """The statements about many pledges by some actors that say how many, in order."""
    columns = ("official_identifier", "local_identifier", "title", "pledge_count")
    rows = asked.links_to(
        "SUBMITTED_BY",
        "PledgeAggregate",
        "Actor",
        actors,
        *columns,
    )
    # "Several commitments" has no number to be set next to what is itemised
    counting = [row for row in rows if row["pledge_count"] is not None]
    return sorted(counting, key=_ids_of)


def _ids_of(link: Selected) -> tuple[str, str]:
    return link["other"], link["id"]


def _itemised(asked: Asked, actors: Collection[str]) -> Lists:
    """Actor → how its pledges are cited, without those that it withdrew."""
    columns = ("cited_as", "standing")
    rows = asked.links_to(
        "SUBMITTED_BY",
        "Pledge",
        "Actor",
        actors,
        *columns,
    )
    kept = []
    for row in rows:
        if row["standing"] != "withdrawn":
            kept.append(row)
    return lists_by(kept, "id", "cited_as")


def people_notices(
    asked: Asked,
    types: Collection[str],
    opened: Sequence[Selected],
) -> Iterator[Reason]:
    """Of which people the figures are, and where from."""
    files = []
    for source in asked.manifest["sources"]:
        # By the kind: a workspace may have figures in a layout of its own
        kind = source.get("kind", source["layout"])
        counted = source.get("population_types") or types
        # Figures of return and resettlement are a source too, and count nobody of these
        if kind == "population" and not set(types).isdisjoint(counted):
            name = source["file"].rpartition("/")[2]
            files.append(name)
    years = values_in(opened, "people_year") - {None}
    if not files or not years:
        return
    in_order = sorted(map(str, years))
    yield because(
        "people",
        types=population_types(types),
        years=because("list", names=in_order),
        files=files,
    )
