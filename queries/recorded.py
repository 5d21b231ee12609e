"""Recorded support of host-country pledges: matched, joint, related, or none recorded in these sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .answers import Row
from .evidence import Evidence, Supports
from .facts import SUPPORT, Pledge, Rows, Support, in_words
from .findings import Findings
from .scope import Scope, by_short_name, concerned, count, listed, people
from .sharing import Related, others, told
from .words import in_text, name_of

MATCHED, PARTLY, JOINT, RELATED, NONE = "matched", "partly supported", "joint", "related", "none recorded"
MOST_NOTICES = 20
"""Notices of one kind that are told one by one."""


@dataclass
class Recorded:
    """What is recorded for one host-country pledge; each part is looked for once, and only if it is asked for."""

    host: Pledge
    evidence: Evidence

    @cached_property
    def supports(self) -> Supports:
        """The matches of the pledge."""
        return self.evidence.supports(self.host)

    @cached_property
    def joint(self) -> list[Pledge]:
        """The pledges that jointly support it."""
        return self.evidence.joint(self.host)

    @cached_property
    def related(self) -> Related:
        """The pledges that share its place and area."""
        return self.evidence.related(self.host)

    @property
    def own(self) -> set[str]:
        """The actors that are not others to it."""
        return self.evidence.facts.own_actors(self.host)

    @cached_property
    def level(self) -> str:
        """The strongest recorded support."""
        if self.supports.counted:
            return PARTLY if all(match.extent == "part" for match in self.supports.counted) else MATCHED
        if self.joint:
            return JOINT
        return RELATED if self.related.sharings else NONE

    @property
    def is_settled(self) -> bool:
        """Whether it is not open to matching; a stated request overrides an inference."""
        return (
            self.host.stage == "fulfilled"
            or self.level == MATCHED
            or (self.level == JOINT and self.host.asks is not True)
        )

    def matches(self, kind: str) -> str:
        """The matches of a kind (counted, offered, other, declined) in words."""
        return "; ".join(map(self.evidence.match_in_words, getattr(self.supports, kind)))


def unsupported(texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]) -> Findings:
    """Host-country pledges open to matching: the definitions are in docs/questions.md."""
    scope = Scope(texts, parameters)
    evidence = Evidence(texts, scope.as_of)
    wanted = set(parameters["support"])
    found = [Recorded(host, evidence) for host in scope.hosts(evidence.facts)]
    settled = [recorded for recorded in found if recorded.is_settled]
    rows = [
        _row(recorded) for recorded in found if not recorded.is_settled and (not wanted or recorded.level in wanted)
    ]
    hosts = {recorded.host.id: recorded.host for recorded in found}
    notices = [f"{count(len(hosts), 'host-country pledge')} in scope, {len(rows)} listed."]
    notices += scope.notices
    notices += _first([f"Not listed: {_settled(recorded)}." for recorded in settled], "Not listed: {} more.")
    notices += _maybe_same(texts["_maybe_same"], hosts)
    notices += _aggregates(texts["_aggregates"], evidence, hosts) if scope.countries else []
    notices += _figures(rows, hosts, manifest)
    return Findings(rows, scope.coverage(evidence.facts, manifest), notices)


def _row(recorded: Recorded) -> Row:
    host = recorded.host
    number, year, types = people(recorded.evidence.facts, host)
    return {
        "pledge": host.name,
        "host": "; ".join(by_short_name(host.submitters.values())) or None,
        "country": "; ".join(sorted(host.countries)) or None,
        "title": host.title or None,
        "areas": sorted(host.areas | host.themes),
        "forum": host.forum,
        "standing": host.standing,
        "stage": name_of("implementation-stages", host.stage) if host.stage else None,
        "people": number,
        "people_year": year,
        "people_types": types,
        "asks": host.asks,
        "asks_words": host.asks_words or None,
        "support": _support(recorded),
        "support_sentence": " ".join(_sentences(recorded)),
        "related": recorded.related.actors,
    }


def _support(recorded: Recorded) -> str:
    """The level with what shows it."""
    if recorded.level == PARTLY:
        return f"{PARTLY}: {recorded.matches('counted')}"
    if recorded.level == JOINT:
        return f"{JOINT}: {', '.join(pledge.name for pledge in recorded.joint)}; support requested"
    if recorded.level == RELATED:
        return f"{RELATED}: {recorded.related.names}"
    return NONE


def _sentences(recorded: Recorded) -> Iterator[str]:
    """What the sources record, in words that can be read aloud."""
    host, supports = recorded.host, recorded.supports
    if recorded.level == PARTLY:
        yield f"Supported in part: {recorded.matches('counted')}."
    elif recorded.level == JOINT:
        yield f"Jointly supported through {', '.join(told(p, recorded.own) for p in recorded.joint)}."
    else:
        yield "None recorded for this pledge."
    if host.asks is True:
        yield "Support is publicly requested" + (f": {host.asks_words}." if host.asks_words else ".")
    if supports.offered:
        yield f"Offered, not counted: {recorded.matches('offered')}."
    if supports.other:
        yield f"By other means, not counted: {recorded.matches('other')}."
    if supports.declined:
        yield f"Declined, not counted: {recorded.matches('declined')}."
    if recorded.related.sharings:
        yield recorded.related.sentences
    own = host.contributions & set(SUPPORT)
    if own:
        yield f"Own means: {in_words(own)}."
    if host.basis == "inferred":
        yield "Host role inferred, not stated by the source."
    if host.note:
        yield f"Note of the source: {host.note}."


def _settled(recorded: Recorded) -> str:
    host = recorded.host
    if host.stage == "fulfilled":
        return f"{host.name} is officially fulfilled"
    if recorded.level == JOINT:
        joint = ", ".join(f"{p.name} by {listed(others(p, recorded.own))}" for p in recorded.joint)
        return f"{host.name} is jointly supported through {joint}; extent not stated"
    requested = "; support requested" if host.asks is True else ""
    return f"{host.name} is matched: {recorded.matches('counted')}{_extent(recorded.supports.counted)}{requested}"


def _extent(matches: Sequence[Support]) -> str:
    """What is not known of how much matches cover; what is known stands with each match."""
    unstated = sum(match.extent == "not-stated" for match in matches)
    if not unstated:
        return ""
    return ", extent not stated" + (f" for {unstated} of {len(matches)}" if unstated < len(matches) else "")


def _maybe_same(rows: Rows, hosts: Mapping[str, Pledge]) -> list[str]:
    pairs = [
        (hosts[row["id"]].name, hosts[row["pledge"]].name) for row in rows if {row["id"], row["pledge"]} <= hosts.keys()
    ]
    found = [f"{' and '.join(sorted(pair, reverse=True))} may be one pledge: decide." for pair in sorted(pairs)]
    return _first(found, "May be one pledge: {} more pairs.")


def _first(notices: list[str], more: str) -> list[str]:
    """The first notices, and how many there are beside them."""
    left = len(notices) - MOST_NOTICES
    return [*notices[:MOST_NOTICES], *([more.format(f"{left:,}")] if left > 0 else [])]


def _aggregates(rows: Rows, evidence: Evidence, hosts: Mapping[str, Pledge]) -> Iterator[str]:
    """What sources tell of many pledges by one of the hosts' submitters."""
    submitters = {actor for host in hosts.values() for actor in host.submitters}
    for row in sorted(rows, key=lambda row: (row["id"], row["actor"])):
        if row["actor"] in submitters and row["pledges"] is not None:
            name = row["official"] or row["local"]
            own = evidence.facts.by_submitter[row["actor"]]
            first = ", ".join(pledge.name for pledge in own[:10]) + (" and more" if len(own) > 10 else "")
            yield (
                f"A source tells of {count(row['pledges'], 'pledge')} by {row['name']} together "
                f"({name}, {row['title']}); it is not counted here. "
                f"Itemised in these sources: {first}."
            )


def _figures(rows: Sequence[Row], hosts: Mapping[str, Pledge], manifest: Mapping[str, Any]) -> list[str]:
    """Of which people the figures are, and where from."""
    files = [
        source["file"].rpartition("/")[2]
        for source in manifest["sources"]
        if source.get("kind", source["layout"]) == "population"
    ]
    years = sorted({str(row["people_year"]) for row in rows if row["people_year"] is not None})
    types = sorted({code for host in hosts.values() for code in concerned(host)})
    if not (files and years):
        return []
    counted = ", ".join(in_text("population-types", code) for code in types)
    figures = f"UNHCR figures of {listed(years)} ({', '.join(files)})"
    return [f"People: {counted}; {figures}. Rows do not add up."]
