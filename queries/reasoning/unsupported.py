"""Host-country pledges open to matching; the definitions are in docs/questions.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.coverage import Coverage, asylum_notices
from pledgegraph.queries.fits import Fits, fit_notices
from pledgegraph.queries.grouping import Selected, row_by, values_in
from pledgegraph.queries.host_notices import (
    MOST_NOTICES,
    aggregate_notices,
    more_notices,
    people_notices,
    same_notices,
)
from pledgegraph.queries.naming import by_short_name
from pledgegraph.queries.people import People, population_types
from pledgegraph.queries.pledges import Pledges
from pledgegraph.queries.reasons import Published, Reason, Topic, because, one_by_one
from pledgegraph.queries.result import Result
from pledgegraph.queries.support_reasons import SupportReasons, name_of


def answer(asked: Asked) -> Result:
    """See the card."""
    opened = asked.rows("unsupported")
    settled = asked.rows("unsupported.settled")
    settled_by_name = sorted(settled, key=_by_name)
    hosts = Hosts(asked, opened, settled_by_name)
    rows = list(map(hosts.row, opened))
    coverage = Coverage(asked)
    in_scope = because("host-country pledges", number=coverage.hosts)
    listed = Reason(
        "listed",
        {"hosts": in_scope, "count": len(rows)},
        coverage.behind_hosts,
    )
    notices = [
        listed,
        *fit_notices(asked),
        *asylum_notices(asked),
        *hosts.notices(),
    ]
    return Result(
        rows,
        coverage.sentence(),
        notices,
        behind=coverage.behind,
    )


def _by_name(host: Selected) -> tuple[str, str]:
    return name_of(host), host["id"]


class Hosts:
    """The host-country pledges in scope: those that are open to matching, and those that are
    settled.
    """

    def __init__(
        self,
        asked: Asked,
        opened: Sequence[Selected],
        settled: Sequence[Selected],
    ) -> None:
        self._asked = asked
        self._opened = opened
        self._settled = settled
        open_ids = values_in(opened, "id")
        # Of the settled ones only those that are named: they may be very many
        settled_ids = values_in(settled[:MOST_NOTICES], "id")
        ids = open_ids | settled_ids
        self._pledges = Pledges(asked, ids)
        self._people = People(asked, open_ids, self._pledges)
        self._support = SupportReasons(
            asked,
            open_ids,
            self._pledges,
            self._people,
        )

    @cached_property
    def _fits(self) -> Fits | None:
        """What the pledges or the support of those who ask fit; None where nobody asks for it."""
        asked = self._asked
        if not (asked.parameters["for_"] or asked.parameters["contribution"]):
            return None
        recorded = {}
        for host in self._opened:
            pledge = host["id"]
            recorded[pledge] = self._support.recorded(pledge)
        return Fits(asked, self._pledges, recorded)

    def row(self, host: Selected) -> dict[str, Any]:
        """A row of the answer."""
        pledge = host["id"]
        contacts = list(self._support.contacts(pledge))
        actors = {contact.actor_id for contact in contacts}
        more = list(self._support.more_related(pledge))
        related = self._support.related[pledge]
        people_types = self._pledges.people_types[pledge]
        fit = self._fits.row(pledge) if self._fits else {}
        return {
            **host,
            **self._stated(host),
            **fit,
            "people_from": self._people.from_situation(pledge),
            "people_types": population_types(people_types),
            "support": self._support.level(host),
            "support_sentence": list(self._support.sentences(host)),
            "related": [*contacts, *more],
            "related_actors": by_short_name({contact.actor for contact in contacts}),
            "related_ids": sorted(actors),
            "related_pledge_ids": sorted(related.nearest),
        }

    def _stated(self, host: Selected) -> dict[str, Any]:
        """The cells with what the sources state of a pledge."""
        pledge = host["id"]
        submitters = self._pledges.submitters[pledge]
        names = by_short_name(submitters.values())
        countries = sorted(self._pledges.countries[pledge])
        topics = self._pledges.topics[pledge]
        areas = set(topics.values())
        forum = self._pledges.forums.get(pledge)
        own_means = self._pledges.own_means[pledge]
        return {
            # What is not known is None: an empty text would be a value
            "host": "; ".join(names) or None,
            "host_ids": sorted(submitters),
            "country": "; ".join(countries) or None,
            "areas": [Topic(area) for area in sorted(areas)],
            "area_ids": sorted(topics),
            "forum": Published("forums", forum["name"]) if forum else None,
            "own_means": one_by_one(own_means),
            # A stated request outweighs own means
            "own_means_only": bool(own_means) and host["asks"] is not True,
        }

    def notices(self) -> Iterator[Reason]:
        """What is not listed and why, pledges that may be one, and what the figures are."""
        asked = self._asked
        for host in self._settled[:MOST_NOTICES]:
            yield self._support.settled(host)
        settled = [host["id"] for host in self._settled]
        yield from more_notices("more not listed", settled)
        in_scope = [*self._opened, *self._settled]
        hosts = row_by(in_scope, "id")
        yield from same_notices(asked, hosts)

        if asked.parameters["country"]:
            yield from aggregate_notices(asked, hosts)
        yield from people_notices(
            asked,
            self._people_types(),
            self._opened,
        )

    def _people_types(self) -> set[str]:
        """The codes of the population types that the figures of the open ones count."""
        found: set[str] = set()
        for host in self._opened:
            pledge = host["id"]
            found.update(self._pledges.people_types[pledge])
        return found
