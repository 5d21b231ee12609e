"""Coverage: of how many pledges the sources say how much, and in which countries a situation is
looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pledgegraph.ontology.dates import sources_date

from .asked import Asked
from .grouping import Lists, rows_by
from .reasons import Coded, Place, Published, Reason, Situation, Topic, because


class Coverage:
    """How many pledges are asked about, and of how many the sources say what."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._rows = asked.rows("_coverage")

    @property
    def hosts(self) -> int:
        """How many of them are host-country pledges."""
        return self._count("host")

    def _count(self, *conditions: str) -> int:
        """The pledges of which all of these are true."""
        # A row counts the pledges of which the same is true: one reading gives all figures
        count = 0
        for row in self._rows:
            fulfilled = [row[condition] for condition in conditions]
            if all(fulfilled):
                count += row["pledges"]
        return count

    def behind(self) -> Lists:
        """The identifiers of the pledges that are counted."""
        return self._asked.behind("_coverage")

    def behind_hosts(self) -> Lists:
        """The identifiers of the host-country pledges."""
        return {"hosts": self.behind()["host"]}

    def sentence(self) -> Reason:
        """The sentence that opens an answer."""
        return because(
            "coverage",
            pledges=because("pledges", number=self._count()),
            about=list(about(self._asked)),
            contributing=because("stating a contribution", number=self._count("contributes")),
            updated=because("with an update", number=self._count("updated")),
            dated=dated(self._asked),
        )


def dated(asked: Asked) -> Reason:
    """Up to when the sources go, and of which day the answer is where that is another one."""
    manifest = asked.manifest
    as_of = asked.parameters.get("as_of", "")
    if as_of in ("", sources_date(manifest)):
        return up_to(manifest)
    day = because("as of", as_of=as_of)
    return because("dated and as of", dated=up_to(manifest), as_of=day)


def up_to(manifest: Mapping[str, Any]) -> Reason:
    """Up to when the sources go."""
    stated = sources_date(manifest)
    if not stated:
        return because("date not stated")
    return because("sources up to", date=stated)


def date_notices(
    manifest: Mapping[str, Any],
    as_of: str,
    parameters: Mapping[str, Any],
) -> Iterator[Reason]:
    """A word on dates that do not fit: one to come, and a day asked for before the sources';
    and on a question of today that has no day at all.
    """
    if parameters.get("as_of") == "":
        yield because("no date")
    stated = sources_date(manifest)
    newest = str(manifest["sources_up_to"])
    if newest > stated:
        yield because("date to come", date=newest)
    # A date may be a year or a month: it is compared with as much of the other
    as_precise = stated[: len(as_of)]
    if as_of and as_of < as_precise:
        yield because("later counts too", as_of=as_of)


def about(asked: Asked) -> Iterator[Reason]:
    """What the pledges are about: the parameters in words."""
    given = asked.parameters
    # One pledge alone: its contacts are sought in all, so that all are counted
    if isinstance(given.get("pledge"), str) and given["pledge"]:
        cited = asked.names("Pledge", [given["pledge"]], "cited_as")
        (name,) = cited.values()
        yield because("looked through for", pledge=name)
    if given.get("country"):
        # Read for their names: a parameter has codes alone, which nobody should have to know
        countries = _places(asked.rows("_countries"))
        named = because("list", names=countries)
        yield because("naming countries", countries=named)
    if given.get("situation"):
        asked_for = _situations(asked)
        situations = list(map(_shorter, asked_for))
        names = because("list", names=situations)
        yield because("in situations", number=len(situations), names=names)
    if given.get("platform"):
        # By code: a platform is known by its abbreviation in both languages
        platforms = sorted(given["platform"])
        names = because("list", names=platforms)
        yield because("in platforms", number=len(platforms), names=names)
    if given.get("region"):
        regions = _places(asked.rows("_regions"))
        names = because("list", names=regions)
        yield because("in regions", number=len(regions), names=names)
    if given.get("area"):
        topics = list(map(Topic, given["area"]))
        areas = because("list", names=topics)
        yield because("on areas", areas=areas)
    if given.get("forum"):
        named_forums = [Published("forums", name) for name in given["forum"]]
        forums = because("list", names=named_forums)
        yield because("at forums", forums=forums)
    yield from _about_submitters(asked)


def _about_submitters(asked: Asked) -> Iterator[Reason]:
    """The parameters on who submitted the pledges, in words."""
    given = asked.parameters
    if given.get("actor"):
        names = asked.names("Actor", given["actor"])
        actors = because("list", names=sorted(names.values()))
        yield because("with actors", actors=actors)
    if given.get("actor_type"):
        types = _labels("entity-types", given["actor_type"])
        yield because("submitted by types", types=types)
    if given.get("role"):
        roles = _labels("submitter-roles", given["role"])
        yield because("submitted as", roles=roles)
    if given.get("objective"):
        objectives = _labels("gcr-objectives", given["objective"])
        yield because("serving objectives", objectives=objectives)
    yield from without(asked)


def without(asked: Asked) -> Iterator[Reason]:
    """What is left out, as answers call it."""
    left_out = asked.parameters.get("exclude")
    if not left_out:
        return
    actors = [each for each in left_out if each.startswith("actor/")]
    pledges = [each for each in left_out if each.startswith("pledge/")]
    names = asked.names("Actor", actors)
    cited = asked.names("Pledge", pledges, "cited_as")
    called = sorted([*names.values(), *cited.values()])
    yield because("without these", names=because("list", names=called))


def _labels(scheme: str, codes: Sequence[str]) -> Reason:
    """Codes of a vocabulary by their labels, as in running text."""
    labels = [Coded(scheme, code) for code in codes]
    return because("list", names=labels)


def asylum_notices(asked: Asked) -> Iterator[Reason]:
    """Which asylum countries of the situations that are asked for no source names."""
    if not asked.parameters.get("situation"):
        return
    by_situation = rows_by(asked.rows("_asylum_of"), "situation")
    for situation in _situations(asked):
        rows = by_situation.get(situation.name, ())
        bases = rows_by(rows, "basis")
        if "figures" in bases:
            yield _by_figures(
                asked,
                situation,
                _places(bases["figures"]),
            )
        elif "source" not in bases:
            yield because("no asylum country", situation=situation)


def _shorter(situation: Situation) -> Situation:
    """A situation as it is called within a sentence that says what it is."""
    name = situation.name.partition(" (")[0]
    return replace(situation, name=name.removesuffix(" situation"))


def _situations(asked: Asked) -> list[Situation]:
    """The situations that are asked for, by name, with their French names."""
    rows = asked.rows("_situations")
    found = []
    for row in sorted(rows, key=_by_name):
        french = row["french"] or ""
        found.append(Situation(row["name"], french))
    return found


def _by_name(row: Mapping[str, Any]) -> str:
    """The order of rows that have a name."""
    return str(row["name"])


def _places(rows: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Countries with their French names."""
    found = []
    for row in rows:
        french = row["french"] or ""
        found.append(Place(row["name"], french))
    return found


def _by_figures(
    asked: Asked,
    situation: Situation,
    countries: list[Place],
) -> Reason:
    (newest,) = asked.rows("_figures_year")
    return because(
        "asylum by figures",
        situation=situation,
        year=str(newest["year"]),
        countries=countries,
        fewest=25_000,  # as in derive/asylum.py, which questions may not import
    )
