"""Partnerships that are not recorded yet; the definitions are in docs/questions.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.contacts_wanted import type_notices
from pledgegraph.queries.coverage import dated
from pledgegraph.queries.evidence import LEAD, NAMED, PLATFORM, TEXT, UNDER, Evidence, Pair, Piece
from pledgegraph.queries.measures import Measures
from pledgegraph.queries.naming import by_name, short
from pledgegraph.queries.reasons import Behind, Reason, because, counting, first_names
from pledgegraph.queries.result import Result

FEWEST = 2
"""Pieces of evidence with which a partnership is shown; others are counted."""
MOST_SHOWN = 5
"""Rows of a host country."""
MOST_NAMED = 10
"""Names that a notice lists."""


def answer(asked: Asked) -> Result:
    """See the card."""
    found = NewPartnerships(asked)
    return Result(
        list(found.rows()),
        found.coverage(),
        list(found.notices()),
        behind=found.behind,
    )


class NewPartnerships:
    """The pairs of each host country, those with most evidence first."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._evidence = Evidence(asked)
        self._shown: dict[str, list[Pair]] = {}
        self._several: dict[str, list[Pair]] = {}
        self._single: dict[str, list[Pair]] = {}
        for country in self._evidence.countries():
            several: list[Pair] = []
            single: list[Pair] = []
            for pair in self._evidence.pairs(country):
                of_its_kind = several if len(pair.pieces) >= FEWEST else single
                of_its_kind.append(pair)
            # Those with one piece are only counted, or named in an order of their own
            several.sort(key=self._place)
            self._several[country] = several
            self._shown[country] = several[:MOST_SHOWN]
            self._single[country] = single

    def _place(self, pair: Pair) -> tuple[int, str, str]:
        actor, name = self._evidence.called(pair.party)
        return -len(pair.pieces), short(name), actor

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """The rows of the answer, in order."""
        shown = [pair for pairs in self._shown.values() for pair in pairs]
        if not shown:
            return
        measures = self._measures(shown)
        remarks = self._evidence.remarks(_of_kinds(shown, LEAD, UNDER))
        for rank, pair in enumerate(shown, start=1):
            yield {"rank": rank, **self._row(pair, measures, remarks)}

    def _measures(self, shown: Sequence[Pair]) -> Measures:
        actors = set()
        for pair in shown:
            host, _ = self._evidence.host(pair.country)
            actor, _ = self._evidence.called(pair.party)
            actors |= {host, actor}
        return Measures(self._evidence.network(), actors)

    def _row(
        self,
        pair: Pair,
        measures: Measures,
        remarks: Mapping[str, list[str]],
    ) -> Mapping[str, Any]:
        host, host_name = self._evidence.host(pair.country)
        actor, name = self._evidence.called(pair.party)
        pieces = pair.in_order()
        sentences = []
        for piece in pieces:
            sentences.append(_sentence(piece, remarks.get(piece.id, ())))
        return {
            "host": host_name,
            "actor": name,
            "evidence": sentences,
            "pieces": len(pieces),
            "nearness": _nearness(pieces),
            "same_group": measures.in_same_group(host, actor),
            "pairs": measures.pairs(actor),
            "host_id": host,
            "actor_id": actor,
            "pledge_ids": sorted(_of_kinds([pair], NAMED, TEXT)),
            "arrangement_ids": sorted(_of_kinds([pair], PLATFORM, LEAD, UNDER)),
        }

    def coverage(self) -> Reason:
        """The sentence that opens the answer."""
        several = sum(map(len, self._several.values()))
        single = sum(map(len, self._single.values()))
        return because(
            "new partnerships",
            pairs=because("pairs of", number=several + single),
            hosts=because("host governments", number=len(self._shown)),
            several=several,
            dated=dated(self._asked),
        )

    def behind(self) -> Behind:
        """The identifiers of the pairs that are counted, those of both actors with a blank between,
        and of the governments.
        """
        hosts = []
        pairs = []
        several = []
        for country in self._shown:
            host, _ = self._evidence.host(country)
            hosts.append(host)
            for pair in self._several[country] + self._single[country]:
                actor, _ = self._evidence.called(pair.party)
                ends = f"{host} {actor}"
                pairs.append(ends)
                if len(pair.pieces) >= FEWEST:
                    several.append(ends)
        return {
            "hosts": sorted(hosts),
            "pairs": sorted(pairs),
            "several": sorted(several),
        }

    def notices(self) -> Iterator[Reason]:
        """What is not shown, and what the measures mean."""
        yield from type_notices(self._asked)
        if not self._shown:
            by_name = self._asked.parameters["actor"]
            yield because("no government asked" if by_name else "no host government there")
            return
        if len(self._shown) == 1:
            yield from self._single_notices()
        for country, several in self._several.items():
            more = several[MOST_SHOWN:]
            if more:
                _, name = self._evidence.host(country)
                yield counting("more partnerships", map(self._id_of, more), host=name)
        yield because("what nearness means")
        yield because("what groups mean")
        yield because("what pairs mean")

    def _id_of(self, pair: Pair) -> str:
        """The identifier of the actor of a pair."""
        actor, _ = self._evidence.called(pair.party)
        return actor

    def _single_notices(self) -> Iterator[Reason]:
        """Who is brought together with the one host by a single record."""
        for pairs in self._single.values():
            if not pairs:
                continue
            called = dict(self._evidence.called(pair.party) for pair in pairs)
            in_order = dict(by_name(called))
            actors = list(in_order)
            first = first_names(
                list(in_order.values()),
                MOST_NAMED,
                actors,
            )
            yield counting("one piece only", actors, actors=first)


def _sentence(piece: Piece, remarks: Sequence[str]) -> Reason:
    """A piece of evidence in words."""
    values: dict[str, Any] = {"name": piece.name}
    if piece.participants:
        values["number"] = piece.participants
    if piece.kind in (LEAD, UNDER):
        remark = because("nothing")
        if remarks:
            remark = because("as remarked", words="; ".join(remarks))
        values["remark"] = remark
    return because(f"evidence {piece.kind}", **values)


def _nearness(pieces: Sequence[Piece]) -> int:
    """What the shared arrangements count: 100 over the participants of each."""
    shares = [100 / piece.participants for piece in pieces if piece.participants]
    return round(sum(shares))


def _of_kinds(pairs: Sequence[Pair], *kinds: str) -> set[str]:
    """The identifiers of the pieces of some kinds."""
    found = set()
    for pair in pairs:
        for piece in pair.pieces.values():
            if piece.kind in kinds:
                found.add(piece.id)
    return found
