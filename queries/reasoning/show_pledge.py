"""The page about one pledge: what the sources state of it, its support and why, and who could be
asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.catalogue import EMPTY, question_named
from pledgegraph.queries.coverage import dated
from pledgegraph.queries.grouping import values_in
from pledgegraph.queries.naming import by_short_name
from pledgegraph.queries.people import People
from pledgegraph.queries.pledges import Pledges
from pledgegraph.queries.reasons import (
    Coded,
    Contact,
    Contributions,
    Place,
    Published,
    Reason,
    Topic,
    because,
    one_by_one,
)
from pledgegraph.queries.result import Result, ResultRows
from pledgegraph.queries.selecting import rows_of
from pledgegraph.queries.support_reasons import SupportReasons, name_of

from . import joint_candidates


def no_choice() -> dict[str, Any]:
    """What those who find support and contacts want to know besides the pledge: nothing is left
    out.
    """
    chosen = {}
    for parameter in question_named("joint-candidates").parameters:
        if parameter.name not in ("pledge", "as_of"):
            chosen[parameter.name] = EMPTY[parameter.kind]
    return {**chosen, "related": "all"}


def answer(asked: Asked) -> Result:
    """See the card."""
    page = PledgePage(asked.with_parameters({**no_choice(), **asked.parameters}))
    selected = {}
    for table in asked.question.tables:
        if table.texts:
            selected[table.name] = rows_of(table, asked)
    return Result(
        [page.row()],
        page.coverage(),
        list(page.notices()),
        {
            **selected,
            "support": page.support(),
            "places": page.places(),
            "related": page.related(),
            "candidates": page.candidates(),
        },
    )


class PledgePage:
    """One pledge and what is known of it."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        (self._stated,) = asked.rows("_show-pledge")
        self._id = str(self._stated["id"])
        self._pledges = Pledges(asked, {self._id})
        self._is_of_host = bool(self._stated["host_country"])
        self._is_withdrawn = self._stated["standing"] == "withdrawn"

    @cached_property
    def _reasons(self) -> SupportReasons:
        people = People(
            self._asked,
            {self._id},
            self._pledges,
        )
        return SupportReasons(
            self._asked,
            {self._id},
            self._pledges,
            people,
        )

    def row(self) -> dict[str, Any]:
        """What it says, as the sources have it."""
        stated = self._stated
        pledges = self._pledges
        submitters = pledges.submitters[self._id]
        partners = pledges.partners[self._id]
        topics = set(pledges.topics[self._id].values())
        types = sorted(pledges.contributions[self._id])
        level = stated["support"]
        role = stated["role"]
        return {
            **stated,
            # As answers list them: governments by country, not all of them under G
            "submitters": self._submitters(),
            "submitter_ids": sorted(submitters),
            "partners": by_short_name(partners.values()),
            "role": Coded("submitter-roles", role) if role else None,
            "country": sorted(pledges.countries[self._id]),
            "areas": [Topic(topic) for topic in sorted(topics)],
            "contribution": one_by_one(types),
            "forum": self._forum(),
            "support": Coded("support-levels", level) if level else None,
        }

    def _submitters(self) -> list[str]:
        """Who submitted it; where nobody is one actor, what the source says instead."""
        submitters = self._pledges.submitters[self._id]
        written = self._stated["as_written"]
        # "Multi-stakeholder (economic inclusion)" names nobody, and says more than nothing
        if not submitters and written:
            return [written]
        return by_short_name(submitters.values())

    def _forum(self) -> Published | None:
        forum = self._pledges.forums.get(self._id)
        return Published("forums", forum["name"]) if forum else None

    def coverage(self) -> Reason:
        """Whose it is, and of when the page is."""
        submitters = self._submitters()
        forum = self._forum()
        where = because("at forum", forum=forum) if forum else because("nothing")
        kind = "page of pledge" if submitters else "page of pledge, nobody named"
        return because(
            kind,
            pledge=name_of(self._stated),
            actors=because("list", names=submitters),
            forum=where,
            dated=dated(self._asked),
        )

    def support(self) -> ResultRows:
        """What is recorded as its support, a sentence a row."""
        return [
            {"reason": reason, "place": place} for place, reason in enumerate(self._sentences())
        ]

    def _sentences(self) -> Iterator[Reason]:
        # A page has what answers leave out: who asks for a pledge by its number wants to know why
        if self._is_withdrawn:
            yield because("withdrawn")
            return
        if not self._is_of_host:
            yield because("not of a host country")
            yield from self._supported()
            return
        # It may be fulfilled and supported: one does not say the other
        if self._stated["stage"] == "fulfilled":
            yield because("fulfilled")
        yield from self._reasons.own_sentences(self._stated)

    def _supported(self) -> Iterator[Reason]:
        """The host-country pledges that it supports jointly; matches have a table of their own."""
        links = self._asked.links_to(
            "JOINTLY_SUPPORTED_BY",
            "Pledge",
            "Pledge",
            {self._id},
            "cited_as",
        )
        names = values_in(links, "cited_as")
        if names:
            yield because("supports jointly", pledges=because("list", names=sorted(names)))

    def places(self) -> ResultRows:
        """The countries that it names, and those that an arrangement includes."""
        by: dict[str, Any] = dict(self._pledges.arrangements[self._id])
        # What the pledge says itself outweighs an arrangement that includes the country
        for code in self._pledges.countries[self._id]:
            by[code] = because("the pledge itself")
        named = self._pledges.countries[self._id]
        identifiers = [f"country/{code}" for code in by]
        nodes = self._asked.nodes(
            "Country",
            identifiers,
            "iso3",
            "name",
            "label_fr",
            "people_hosted",
            "people_hosted_year",
        )
        rows = []
        for identifier, country in nodes.items():
            code = country["iso3"]
            rows.append(
                {
                    "place": Place(country["name"], country["label_fr"] or ""),
                    "country": code,
                    "by": by[code],
                    "people": country["people_hosted"],
                    "people_year": country["people_hosted_year"],
                    "by_arrangement": code not in named,
                    "id": identifier,
                }
            )
        return rows

    def related(self) -> ResultRows:
        """Actors with a related pledge; sought only for pledges of host countries that stand."""
        if not self._is_of_host or self._is_withdrawn:
            return []
        return list(map(_related, self._reasons.contacts(self._id)))

    def candidates(self) -> ResultRows:
        """Who could join, as the question joint-candidates has them."""
        if self._is_withdrawn:
            return []
        card = question_named("joint-candidates")
        # The same search, so that a page never names somebody whom the question does not
        return joint_candidates.answer(self._asked.of(card, self._asked.parameters)).rows

    def notices(self) -> Iterator[Reason]:
        """Pledges that may be the same one."""
        names: set[str] = set()
        # A link between two is kept once, from either of them
        for links in (self._asked.links, self._asked.links_to):
            rows = links(
                "MAYBE_SAME_AS",
                "Pledge",
                "Pledge",
                {self._id},
                "cited_as",
            )
            names |= values_in(rows, "cited_as")
        for name in sorted(names):
            yield because(
                "maybe one",
                one=name_of(self._stated),
                other=name,
            )


def _related(contact: Contact) -> dict[str, Any]:
    part = because("named as a partner" if contact.is_partner else "submitted it")
    own = None if contact.is_partner else Contributions(contact.contributions)
    return {
        "actor": contact.actor,
        "pledge": contact.pledge,
        "contribution": own,
        "shared_by": contact.arrangement or None,
        "part": part,
        "actor_id": contact.actor_id,
    }
