"""Recorded support of host-country pledges: matched, joint, related, or none recorded in these sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .answers import Row
from .facts import STAGES, SUPPORT, Facts, Pledge, Rows, Support, gather_facts, in_words
from .findings import Findings
from .scope import POPULATIONS, Scope, concerned, count, listed, people, short

MATCHED, PARTLY, JOINT, RELATED, NONE = "matched", "partly supported", "joint", "related", "none recorded"
NOT_SUPPORT = ("offered", "declined")


class Evidence:
    """All that the sources record for host-country pledges."""

    def __init__(self, texts: Mapping[str, Rows]) -> None:
        self.facts: Facts = gather_facts(texts)
        self._joint: dict[str, list[str]] = {}
        for row in texts["_joint"]:
            self._joint.setdefault(row["id"], []).append(row["pledge"])

    @cached_property
    def _cells(self) -> dict[tuple[str, str], list[Pledge]]:
        """(country, topic) → the pledges that bring support there, by name or by arrangement."""
        cells: dict[tuple[str, str], list[Pledge]] = {}
        for pledge in sorted((p for p in self.facts.pledges.values() if p.brings), key=lambda p: p.name):
            for country in pledge.countries | pledge.arranged.keys():
                for topic in pledge.topics:
                    cells.setdefault((country, topic), []).append(pledge)
        return cells

    def related(self, host: Pledge) -> list[Pledge]:
        """Other actors' pledges that bring support and share place and area, tied to the host's pledge by no source."""
        found: dict[str, Pledge] = {}
        topics = host.topics
        for country in host.countries | host.arranged.keys():
            for topic in topics:
                for pledge in self._cells.get((country, topic), ()):
                    found[pledge.id] = pledge
        tied = {pledge for match in self.facts.supports.get(host.id, ()) for pledge in match.pledges}
        tied |= set(self._joint.get(host.id, ()))
        others = (p for p in found.values() if p.id not in tied and p.is_by_another_than(host))
        return sorted(others, key=lambda p: p.name)

    def joint(self, host: Pledge) -> list[Pledge]:
        """The pledges that jointly support the host's."""
        return sorted((self.facts.pledges[i] for i in self._joint.get(host.id, ())), key=lambda p: p.name)

    def supports(self, host: Pledge) -> Supports:
        """The matches of a pledge, told apart: counted, offered, by other means."""
        kept = [match for match in self.facts.supports.get(host.id, ()) if match.status != "declined"]
        kept = [match for match in kept if match.actors or any(p in self.facts.pledges for p in match.pledges)]
        support = [match for match in kept if not match.contributions or match.contributions & set(SUPPORT)]
        counted = [match for match in support if match.status != "offered"]
        return Supports(
            counted,
            [match for match in support if match.status == "offered"],
            [match for match in kept if match not in support],
        )

    def level(self, host: Pledge) -> str:
        """The strongest recorded support of a pledge."""
        counted = self.supports(host).counted
        if counted:
            return PARTLY if all(match.extent == "part" for match in counted) else MATCHED
        if self.joint(host):
            return JOINT
        return RELATED if self.related(host) else NONE

    def supporters(self, match: Support) -> list[str]:
        """Who brings a match, as names."""
        names = list(match.actors.values())
        for identifier in match.pledges:
            if identifier in self.facts.pledges:
                names += list(self.facts.pledges[identifier].submitters.values())
        return sorted(set(names), key=short)

    def match_in_words(self, match: Support) -> str:
        """``Government of Denmark (financial, PF051)``."""
        parts = [in_words(match.contributions)]
        parts += [self.facts.pledges[p].name for p in match.pledges if p in self.facts.pledges]
        if match.extent == "part":
            covered = f": {match.covered:,} {match.unit}".rstrip() if match.covered is not None else ""
            parts.append(f"in part{covered}")
        parts += [text for text in (match.status, match.matched_on) if text]
        return f"{listed(self.supporters(match))} ({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class Supports:
    """Matches that count, that are offered, and that are not financial, technical or material."""

    counted: list[Support]
    offered: list[Support]
    other: list[Support]


def how_placed(host: Pledge, pledge: Pledge) -> str:
    """Empty where both name a country; else the arrangement that includes the place."""
    if host.countries & pledge.countries:
        return ""
    for country in sorted((host.countries | host.arranged.keys()) & (pledge.countries | pledge.arranged.keys())):
        region = pledge.arranged.get(country) or host.arranged.get(country)
        if region is not None:
            return f"by arrangement: {region}"
    return ""


def related_actors(host: Pledge, pledges: Iterable[Pledge], as_of: str) -> list[str]:
    """The actors of related pledges that have not ended; partners without a contribution of their own last."""
    brings: list[str] = []
    partners: list[str] = []
    for pledge in pledges:
        if pledge.has_ended(as_of):
            continue
        placed = how_placed(host, pledge)
        where = f"; {placed}" if placed else ""
        others = [(a, n) for a, n in pledge.submitters.items() if a not in host.submitters]
        brings += [
            f"{n} ({pledge.means()}, {pledge.name}{where})" for _, n in sorted(others, key=lambda x: short(x[1]))
        ]
        named = {a: n for a, n in pledge.partners.items() if a not in host.submitters and a not in pledge.submitters}
        partners += [
            f"{n} (named partner of {pledge.name}, own contribution not stated{where})"
            for n in sorted(named.values(), key=short)
        ]
    return [*brings, *partners]


def unsupported(texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]) -> Findings:
    """Host-country pledges open to matching: see DESIGN's definitions in docs/questions.md."""
    evidence, scope = Evidence(texts), Scope(texts, parameters)
    wanted = set(parameters["support"])
    rows: list[Row] = []
    settled: list[str] = []
    for host in scope.hosts(evidence.facts):
        level = evidence.level(host)
        if host.stage == "fulfilled":
            settled.append(f"{host.name} is officially fulfilled")
        elif level == MATCHED or (level == JOINT and host.asks is not True):
            settled.append(_settled(evidence, host, level))
        elif not wanted or level in wanted:
            rows.append(_row(evidence, host, level, scope.as_of))
    coverage = scope.coverage(evidence.facts, manifest["sources_up_to"])
    return Findings(rows, coverage, _notices(evidence, scope, texts, settled, len(rows), manifest))


def _row(evidence: Evidence, host: Pledge, level: str, as_of: str) -> Row:
    number, year, types = people(evidence.facts, host)
    related = evidence.related(host)
    return {
        "pledge": host.name,
        "host": "; ".join(sorted(host.submitters.values(), key=short)) or None,
        "country": "; ".join(sorted(host.countries)) or None,
        "title": host.title or None,
        "areas": sorted(host.areas | host.themes),
        "forum": host.forum,
        "standing": host.standing,
        "stage": STAGES.get(host.stage or ""),
        "people": number,
        "people_year": year,
        "people_types": types,
        "asks": host.asks,
        "asks_words": host.asks_words or None,
        "support": _support(evidence, host, level, related),
        "support_sentence": _sentence(evidence, host, level, related, as_of),
        "related": list(related_actors(host, related, as_of)),
    }


def _support(evidence: Evidence, host: Pledge, level: str, related: list[Pledge]) -> str:
    """The level with what shows it."""
    if level == PARTLY:
        return f"{PARTLY}: {'; '.join(map(evidence.match_in_words, evidence.supports(host).counted))}"
    if level == JOINT:
        return f"{JOINT}: {', '.join(p.name for p in evidence.joint(host))}; support requested"
    return f"{RELATED}: {', '.join(p.name for p in related)}" if level == RELATED else NONE


def _sentence(evidence: Evidence, host: Pledge, level: str, related: list[Pledge], as_of: str) -> str:
    """What the sources record, in words that can be read aloud."""
    supports = evidence.supports(host)
    said = []
    if level == PARTLY:
        said.append(f"Supported in part: {'; '.join(map(evidence.match_in_words, supports.counted))}.")
    elif level == JOINT:
        said.append(f"Jointly supported through {', '.join(_told(p, as_of) for p in evidence.joint(host))}.")
    else:
        said.append("None recorded for this pledge.")
    if host.asks is True:
        said.append("Support is publicly requested" + (f": {host.asks_words}." if host.asks_words else "."))
    if supports.offered:
        said.append(f"Offered, not counted: {'; '.join(map(evidence.match_in_words, supports.offered))}.")
    if supports.other:
        said.append(f"By other means, not counted: {'; '.join(map(evidence.match_in_words, supports.other))}.")
    for pledge in related:
        placed = how_placed(host, pledge)
        where = f" ({placed})" if placed else ""
        said.append(f"Related: {_told(pledge, as_of)}{where}; it is not stated that it covers this pledge.")
    own = host.contributions & set(SUPPORT)
    if own:
        said.append(f"Own means: {in_words(own)}.")
    if host.basis == "inferred":
        said.append("Host role inferred, not stated by the source.")
    if host.note:
        said.append(f"Note of the source: {host.note}.")
    return " ".join(said)


def _told(pledge: Pledge, as_of: str) -> str:
    who = listed(sorted(pledge.submitters.values(), key=short)) or "submitter not named"
    ended = ", ended" if pledge.has_ended(as_of) else ""
    part = ""
    if pledge.amount is not None and pledge.currency:
        whose = f"{short(who)}'s part" if pledge.partners else "as stated"
        part = f", {pledge.currency} {pledge.amount:,} ({whose})"
    return f"{pledge.name} by {who} ({pledge.means()}{part}{ended})"


def _settled(evidence: Evidence, host: Pledge, level: str) -> str:
    if level == JOINT:
        joint = ", ".join(
            f"{p.name} by {listed(sorted(p.submitters.values(), key=short))}" for p in evidence.joint(host)
        )
        return f"{host.name} is jointly supported through {joint}; extent not stated"
    matches = evidence.supports(host).counted
    extent = "extent not stated" if all(match.extent == "not-stated" for match in matches) else "extent stated"
    requested = "; support requested" if host.asks is True else ""
    return f"{host.name} is matched: {'; '.join(map(evidence.match_in_words, matches))}, {extent}{requested}"


def _notices(
    evidence: Evidence,
    scope: Scope,
    texts: Mapping[str, Rows],
    settled: list[str],
    open_ones: int,
    manifest: Mapping[str, Any],
) -> list[str]:
    hosts = {host.id: host for host in scope.hosts(evidence.facts)}
    notices = [f"{count(len(hosts), 'host-country pledge')} in scope, {open_ones} listed."]
    notices += [f"Not listed: {sentence}." for sentence in settled[:20]]
    if len(settled) > 20:
        notices.append(f"Not listed: {len(settled) - 20} more.")
    for row in texts["_maybe_same"]:
        if row["id"] in hosts and row["pledge"] in hosts:
            names = sorted((hosts[row["id"]].name, hosts[row["pledge"]].name), reverse=True)
            notices.append(f"{' and '.join(names)} may be one pledge: decide.")
    if scope.countries:
        submitters = {actor: name for host in hosts.values() for actor, name in host.submitters.items()}
        for row in texts["_aggregates"]:
            if row["actor"] in submitters and row["pledges"] is not None:
                name = row["official"] or row["local"]
                told = f"A source tells of {count(row['pledges'], 'pledge')} by {row['name']} together"
                own = sorted(p.name for p in evidence.facts.pledges.values() if row["actor"] in p.submitters)
                notices.append(
                    f"{told} ({name}, {row['title']}); it is not counted here. "
                    f"Itemised in these sources: {', '.join(own[:10]) or 'none'}{' and more' if len(own) > 10 else ''}."
                )
    files = [source["file"].rpartition("/")[2] for source in manifest["sources"] if source["layout"] == "population"]
    years = sorted({year for (country, code), (_, year) in evidence.facts.people.items()})
    types = sorted({code for host in hosts.values() for code in concerned(host)})
    if files and years and types:
        counted = ", ".join(POPULATIONS[code] for code in types)
        notices.append(f"People: {counted}; UNHCR figures of {years[-1]} ({', '.join(files)}). Rows do not add up.")
    return notices
