"""Matches told in a register: each names an actor; the rules here say on which pledges it hangs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.ontology.roles import HOST_ROLES, is_host
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import fold, vocabulary

from .cells import BadCell, split
from .countries import countries
from .pledges import code_of, mentions_in, not_actors
from .register import Register


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands in brackets behind a supporter: ``financial, offered`` → contribution, status, extent, the rest."""

    contributions: tuple[str, ...] = ()
    status: str = ""
    extent: str = ""
    rest: str = ""

    def joined(self, other: Remark) -> Remark:
        """Two remarks on one actor as one."""
        contributions = tuple(dict.fromkeys((*self.contributions, *other.contributions)))
        rest = ", ".join(dict.fromkeys(text for text in (self.rest, other.rest) if text))
        return replace(self, contributions=contributions, rest=rest)


@dataclass(frozen=True, slots=True)
class Match:
    """Support recorded for one pledge; ``supporters`` are a pledge of ``actors``, or actors; identifiers throughout."""

    pledge: str
    supporters: tuple[str, ...]
    records: tuple[str, ...]
    contributions: tuple[str, ...] = ()
    extent: str = ""
    status: str = ""
    remark: str = ""
    evidence: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    channel: str = ""
    suffix: str = ""
    actors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Made of the pledge and the actors that support it: told twice, with or without their pledge, it is one."""
        ends = "-".join(end.partition("/")[2] for end in (self.pledge, *(self.actors or self.supporters)))
        return f"match/{ends}{self.suffix}"

    def joined(self, other: Match) -> Match:
        """The same match told a second time: what the first telling leaves open is taken from the second."""
        return replace(
            self,
            records=tuple(sorted({*self.records, *other.records})),
            contributions=self.contributions or other.contributions,
            extent=self.extent if self.extent not in ("", "not-stated") else other.extent or self.extent,
            status=self.status or other.status,
            remark=self.remark or other.remark,
            evidence=tuple(sorted({*self.evidence, *other.evidence})),
        )


def _told_parts(text: str) -> list[str]:
    """``financial, in part: 25,000 cards`` → its parts; what a vocabulary knows as a whole stays whole."""
    if _is_known(text):
        return [text]
    pieces = [piece for part in _BETWEEN.split(text) for piece in _slashed(part)]
    return [piece for piece in (piece.strip() for piece in pieces) if piece]


def _slashed(part: str) -> list[str]:
    """``financial/technical`` are two; ``n/a`` and ``ANATS/CNARR`` stay as written."""
    pieces = [piece.strip() for piece in part.split("/")]
    return pieces if not _is_known(part) and all(map(_is_known, pieces)) else [part]


def _is_known(text: str) -> bool:
    return any(vocabulary(name).find(text) for name in ("contribution-types", "match-statuses", "match-extents"))


_BETWEEN = re.compile(r"\s*,(?!\d{3}(?!\d))\s*|:\s+|\s+[-–—]\s+|\s+and\s+|\s+&\s+")


@cache
def read_remark(text: str) -> Remark:
    """The parts of a remark that a vocabulary knows, and the rest as written."""
    contributions, rest, status, extent = [], [], "", ""
    for part in [piece for told in split(text) for piece in _told_parts(told)]:
        kind = vocabulary("contribution-types").find(part)
        told_status, told_extent = vocabulary("match-statuses").find(part), vocabulary("match-extents").find(part)
        if kind is not None:
            contributions.append(kind.id)
        elif told_status is not None:
            status = told_status.notation
        elif told_extent is not None:
            extent = told_extent.notation
        else:
            rest.append(part)
    return Remark(tuple(contributions), status, extent, ", ".join(rest))


@dataclass(frozen=True, slots=True)
class Claim:
    """An actor named in a match cell: the row that says it, whom it names; ``nth`` where the row tells it apart."""

    row: int
    actor: str
    remark: Remark
    nth: int = 0


def claims_of(named: Iterable[tuple[int, str, Remark]]) -> list[Claim]:
    """An actor that a cell names twice brings both: one claim where status and extent agree, else two told apart."""
    found: dict[tuple[int, str], dict[tuple[str, str, bool], Remark]] = {}
    for row, actor, remark in named:
        told, alike = found.setdefault((row, actor), {}), (remark.status, remark.extent, bool(remark.contributions))
        told[alike] = told[alike].joined(remark) if alike in told else remark
    return [
        Claim(row, actor, remark, nth)
        for (row, actor), told in found.items()
        for nth, remark in enumerate(told.values())
    ]


class Rows:
    """What the rows of a register say, as sets by row: for the few rows that a match is about."""

    def __init__(self, register: Register, gathered: Mapping[str, tuple[pa.Array, pa.Array]]) -> None:
        self.ids: list[str] = register.ids.to_pylist()
        self.roles = register.columns["role"].scalar(_quiet_role, pa.string()).to_pylist()
        self.aggregate: list[bool] = register.aggregate.to_pylist()
        self.row_of = {identifier: row for row, identifier in enumerate(self.ids)}
        self._sets = {name: _by_subject(*pair) for name, pair in gathered.items()}
        self._states = register.actors.states()
        self._hosts: dict[int, bool] = {}
        self._topics: dict[int, set[str]] = {}

    def of(self, name: str, row: int) -> set[str]:
        """The ends of a relationship from a row's pledge."""
        return self._sets[name].get(self.ids[row], set())

    def party(self, actor: str) -> str:
        """An actor, a State as its country: a government and its ministries are not another actor to each other."""
        return self._states.get(actor, actor)

    def parties(self, row: int) -> set[str]:
        """Who submitted a row's pledge."""
        return set(map(self.party, self.of("submittedBy", row)))

    def topics(self, row: int) -> set[str]:
        """Themes and areas: two rows that share one of them share an area."""
        if row not in self._topics:
            self._topics[row] = self.of("theme", row) | self.of("areaOfFocus", row)
        return self._topics[row]

    def is_host_country_pledge(self, row: int) -> bool:
        """By the role that the source states, else by the one that may be inferred."""
        if row not in self._hosts:
            self._hosts[row] = not self.aggregate[row] and self._is_host(row)
        return self._hosts[row]

    def _is_host(self, row: int) -> bool:
        if self.roles[row] is not None:
            return self.roles[row] in HOST_ROLES
        return is_host(
            [self._states.get(actor) for actor in self.of("submittedBy", row)],
            self.of("implementedIn", row),
            self.of("implementedAcross", row) | self.of("placeAsWritten", row),
            self.of("contributionType", row),
            _seeking_support(),
        )


@cache
def _seeking_support() -> frozenset[str]:
    return frozenset(country.id for country in countries().values() if country.seeks_support)


def _quiet_role(text: str) -> str | None:
    found = vocabulary("submitter-roles").find(text)
    return found.notation if found is not None else None


def _by_subject(subjects: pa.Array, objects: pa.Array) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start, end in zip(subjects.to_pylist(), objects.to_pylist(), strict=True):
        found.setdefault(start, set()).add(end)
    return found


NO_MATCH = ("none", "no", "nobody", "none recorded", "0")


def gather_matches(register: Register, gathering: Gathering) -> None:
    """Put the matches that a register tells into the stated tables; those that fit no one pledge are findings."""
    column = register.columns["matched_with"]
    mentions = column.many(lambda text: mentions_in(register, text))
    for index, text in enumerate(column.texts):
        for part in not_actors(column.parted(index)) if fold(text) not in NO_MATCH else ():
            hint = "Name the actor; until then no match is recorded for it."
            column.report(index, BadCell("N003", f"{part!r} does not name an actor", hint, "finding"))
    if not mentions.values:
        return
    claims = claims_of(
        (int(row), mention.actor, read_remark(mention.remark))
        for row, mention in zip(mentions.rows, mentions.values, strict=True)
    )
    rows = Rows(register, gathering.pairs(register.source, RELATIONS) | {"placeAsWritten": _texts(register)})
    placing = Placing(register, rows, claims)
    gather(placing.matches(), register.source, gathering)


RELATIONS = (
    "submittedBy", "implementedIn", "implementedAcross", "theme", "areaOfFocus", "contributionType",
)  # fmt: skip


def _texts(register: Register) -> tuple[pa.Array, pa.Array]:
    """Rows whose place cell says something: enough to know that another place may be named."""
    from .glossary import Glossary
    from .places import place_parts

    kept = register.columns["place"].many(
        lambda text: [value for kind, value in place_parts(Glossary(), split(text)) if kind == "text"]
    )
    return kept.of(register.ids), pa.array(kept.values, pa.string())


class Placing:
    """The claims of a register and where each belongs."""

    def __init__(self, register: Register, rows: Rows, claims: list[Claim]) -> None:
        self._register, self._rows, self._claims = register, rows, claims
        self._named: dict[int, set[str]] = {}
        for claim in claims:
            self._named.setdefault(claim.row, set()).add(rows.party(claim.actor))
        self._by_party_and_place: dict[tuple[str, str], list[int]] = {}
        wanted = {rows.party(claim.actor) for claim in claims}
        for row in range(len(rows.ids)):
            for party in rows.parties(row) & wanted:
                for place in rows.of("implementedIn", row):
                    self._by_party_and_place.setdefault((party, place), []).append(row)

    def matches(self) -> list[Match]:
        """Each match once: a match told on both rows is joined."""
        found: dict[tuple[str, tuple[str, ...]], Match] = {}
        placed: set[tuple[str, str]] = set()
        told_by_supporter = [claim for claim in self._claims if not self._rows.is_host_country_pledge(claim.row)]
        for claim in told_by_supporter:
            match = self._of_supporter(claim)
            if match is not None:
                placed |= {(match.pledge, actor) for actor in self._rows.of("submittedBy", claim.row)}
                key = match.id, match.supporters
                found[key] = found[key].joined(match) if key in found else match
        for claim in self._claims:
            if not self._rows.is_host_country_pledge(claim.row):
                continue
            for match in self._of_host(claim, placed, list(found.values())):
                key = match.id, match.supporters
                found[key] = match.joined(found[key]) if key in found else match
        return _by_pledge(found[key] for key in sorted(found))

    def _of_host(self, claim: Claim, placed: set[tuple[str, str]], found: Iterable[Match]) -> list[Match]:
        """A match told on the host's row: on the supporter's one pledge that names the host back, else on the actor."""
        rows, hosts = self._rows, self._rows.parties(claim.row)
        if rows.party(claim.actor) in hosts:
            self._note(claim, "M002", "names the pledge's own submitter as its supporter", "Name the other actor.")
            return []
        pledge = rows.ids[claim.row]
        own = [row for row in self._sharing(claim) if claim.actor in rows.of("submittedBy", row)]
        back = [row for row in own if not rows.aggregate[row] and self._named.get(row, set()) & hosts]
        match = self._match(claim, pledge, claim.row)
        if len(back) == 1:
            brought = match.contributions or tuple(sorted(rows.of("contributionType", back[0])))
            actors = self._backers(claim.row, back[0])
            return [replace(match, supporters=(rows.ids[back[0]],), contributions=brought, actors=actors)]
        if (pledge, claim.actor) in placed:
            told = [m for m in found if m.pledge == pledge and self._is_by(m, claim.actor)]
            return [replace(match, supporters=m.supporters, actors=m.actors) for m in told]
        return [replace(match, supporters=(claim.actor,))]

    def _sharing(self, claim: Claim) -> list[int]:
        """The rows of the actor a claim names that share place and area with the claim's row."""
        topics = self._rows.topics(claim.row)
        near = {
            row
            for place in self._rows.of("implementedIn", claim.row)
            for row in self._by_party_and_place.get((self._rows.party(claim.actor), place), ())
        }
        return sorted(row for row in near if self._rows.topics(row) & topics)

    def _backers(self, host: int, row: int) -> tuple[str, ...]:
        """The submitters of a supporting row that the host's row names; all where it names none."""
        actors, named = self._rows.of("submittedBy", row), self._named.get(host, set())
        return tuple(sorted({actor for actor in actors if self._rows.party(actor) in named} or actors))

    def _is_by(self, match: Match, actor: str) -> bool:
        return any(actor in self._rows.of("submittedBy", self._rows.row_of[s]) for s in match.supporters)

    def _of_supporter(self, claim: Claim) -> Match | None:
        """A match told on the supporter's row: on the host's one pledge that shares place and area, else a finding."""
        rows = self._rows
        if rows.party(claim.actor) in rows.parties(claim.row):
            self._note(claim, "M002", "names its own submitter as matched with it", "Name the other actor.")
            return None
        if rows.aggregate[claim.row]:
            self._note(claim, "M001", "is a statement about many pledges", "Name the match on the row of one pledge.")
            return None
        hosts = [row for row in self._sharing(claim) if rows.is_host_country_pledge(row)]
        back = [row for row in hosts if self._named.get(row, set()) & rows.parties(claim.row)]
        if len(back) > 1:
            return None  # each of these rows tells its own match
        hosts = back or hosts
        if len(hosts) != 1:
            found = f"{len(hosts)} host-country pledges of {claim.actor} share its place and area"
            self._note(
                claim, "M001", found, "Record the match in a source of kind support, by the pledge's identifier."
            )
            return None
        match = self._match(claim, rows.ids[hosts[0]], claim.row)
        own = tuple(sorted(rows.of("contributionType", claim.row)))
        actors = self._backers(hosts[0], claim.row)
        return replace(match, supporters=(rows.ids[claim.row],), contributions=own, remark="", actors=actors)

    def _match(self, claim: Claim, pledge: str, row: int) -> Match:
        columns, remark = self._register.columns, claim.remark
        extent = remark.extent or self._extent(row)
        evidence = columns["evidence"].texts[columns["evidence"].codes[row]]
        record = self._register.records[row].as_py()
        return Match(
            pledge, (), (record,), remark.contributions, extent, remark.status, remark.rest,
            (evidence,) if evidence else (), suffix=f"-{claim.nth + 1}" if claim.nth else "",
        )  # fmt: skip

    def _extent(self, row: int) -> str:
        column = self._register.columns["extent"]
        text = column.texts[column.codes[row]]
        concept = vocabulary("match-extents").find(text) if text else None
        return concept.notation if concept is not None else ""

    def _note(self, claim: Claim, code: str, found: str, hint: str) -> None:
        where = self._register.sheet.where(claim.row, self._register.columns["matched_with"].header)
        named = self._rows.ids[claim.row].partition("/")[2]
        self._register.problems.append(Problem(code, "finding", where, f"{named} {found}", hint))


def _by_pledge(matches: Iterable[Match]) -> list[Match]:
    """Several pledges of one actor for the same pledge: all but the first have their own name in their match's."""
    found: dict[str, Match] = {}
    for match in matches:
        own = "".join(f"-{end.partition('/')[2]}" for end in match.supporters) if match.id in found else ""
        match = replace(match, suffix=match.suffix + own)
        found[match.id] = match
    return list(found.values())


def check_extents(register: Register) -> None:
    """Report extents that are no code of the list."""
    register.columns["extent"].scalar(code_of("match-extents"), pa.string())


def gather(matches: Iterable[Match], source: str, gathering: Gathering) -> None:
    """Put matches into the stated tables."""
    found = list(matches)
    ids = [match.id for match in found]
    columns: dict[str, object] = {
        "id": ids,
        "extent": [match.extent for match in found],
        "status": [match.status for match in found],
        "remark": [match.remark for match in found],
        "evidence": [list(match.evidence) for match in found],
    }
    for name in sorted({name for match in found for name in match.values}):
        columns[name] = [match.values.get(name) for match in found]
    gathering.nodes("Match", source, columns)
    gathering.links("supports", source, ids, [match.pledge for match in found])
    for name, attribute in (
        ("supportedBy", "supporters"), ("contributionType", "contributions"), ("recordedIn", "records"),
    ):  # fmt: skip
        ends = [(match.id, end) for match in found for end in getattr(match, attribute)]
        gathering.links(name, source, [start for start, _ in ends], [end for _, end in ends])
    channels = [(match.id, match.channel) for match in found if match.channel]
    gathering.links("channel", source, [start for start, _ in channels], [end for _, end in channels])


def unknown_pledge(text: str) -> BadCell:
    """The problem of support for a pledge that no source has."""
    return BadCell("M003", f"no source has a pledge {text!r}", "Write its GRF number or the register's own.", "finding")
