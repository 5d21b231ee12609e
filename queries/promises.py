"""Promises: the host-country pledges in scope as the rows of a picture, with the support recorded
for each and who brings it, in words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pledgegraph.ontology.languages import N_
from pledgegraph.ontology.spelling import name_order

from .grouping import Lists, Selected
from .hosting import called
from .naming import by_short_name, short
from .people import People
from .pledges import Pledges
from .promised import first_sentence
from .reasons import Recorded, Supporting, Topic
from .scope import LEVELS, RECORDED, Scope, areas_of_focus
from .support_reasons import SupportReasons

NO_AREA = N_("no area stated")
ASKS = N_("asks for support")


class PromiseRows:
    """The rows: area by area, within an area the least support first, then most people.

    At first each has ``area``, ``pledge``, ``title``, ``level`` as a code, ``support`` in words,
    ``people`` and ``id``. ``fill`` adds the others to some rows: of very many a page shows a part.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._hosts = {host["id"]: _as_answered(host) for host in scope.hosts}
        ids = list(self._hosts)
        areas = _areas(scope, ids)
        self._countries = _countries(scope, ids)
        order = _places_of_areas()

        def place(host: Selected) -> tuple[int, str]:
            area = areas[host["id"]]
            return order.get(area, len(order)), area

        # Themes after the areas of focus, each in one piece
        in_order = sorted(self._hosts.values(), key=place)
        self.rows = []
        for host in in_order:
            row = _row(scope, host, areas[host["id"]])
            self.rows.append(row)

    def fill(self, ids: Collection[str]) -> None:
        """Add to the rows of some pledges what is recorded of them.

        ``recorded`` and ``brief`` say in words what shows the support, ``who`` brings it; ``text``
        and ``facts`` are words too. ``shortest`` and ``briefest`` are what must not be missed of
        facts and of what shows the support. ``own`` is the amount of the pledge with its currency,
        ``brought`` those of the pledges whose support is recorded, as far as they are stated.
        """
        scope = self._scope
        wanted = [pledge for pledge in self._hosts if pledge in ids]
        # What was read of all is not read again
        is_all = len(wanted) == len(self._hosts)
        pledges = scope.pledges if is_all else Pledges(scope.asked, wanted)
        people = People(scope.asked, wanted, pledges)
        reasons = SupportReasons(scope.asked, wanted, pledges, people)
        for row in self.rows:
            if row["id"] in ids:
                host = self._hosts[row["id"]]
                row |= _details(scope, host, pledges, reasons.shown_by(host))
                row["facts"] = [*self._countries[row["id"]], *row["facts"]]


def promises(scope: Scope) -> list[dict[str, Any]]:
    """The rows of ``PromiseRows``, each with all that is recorded."""
    return Promises(scope).of(scope)


class Promises:
    """The rows of all host-country pledges of a scope, of which those of a part are taken: what is
    recorded for them is read once.
    """

    def __init__(self, scope: Scope) -> None:
        hosts = list(map(_as_answered, scope.hosts))
        ids = [host["id"] for host in hosts]
        people = People(
            scope.asked,
            ids,
            scope.pledges,
        )
        reasons = SupportReasons(
            scope.asked,
            ids,
            scope.pledges,
            people,
        )
        areas = _areas(scope, ids)
        self._rows = {}
        for host in hosts:
            recorded = reasons.shown_by(host)
            area = areas[host["id"]]
            self._rows[host["id"]] = {
                **_row(scope, host, area),
                **_details(scope, host, scope.pledges, recorded),
                "area_name": area,
            }

    def of(self, part: Scope) -> list[dict[str, Any]]:
        """The rows of a part of the scope; see ``promises``."""
        ids = [host["id"] for host in part.hosts]
        countries = _countries(part, ids)
        rows = []
        for pledge in ids:
            # A copy: another part may have it in another place
            row = dict(self._rows[pledge])
            row["facts"] = [*countries[pledge], *row["facts"]]
            rows.append(row)
        order = _places_of_areas()
        # Themes after the areas of focus, each in one piece
        rows.sort(key=lambda row: (order.get(row["area_name"], len(order)), row["area_name"]))
        # Only the order needs the English name
        for row in rows:
            del row["area_name"]
        return rows


def _as_answered(row: Selected) -> dict[str, Any]:
    """A pledge of the scope by the column names that reasons know."""
    return {
        **row,
        "support": row["level"],
        "pledge": row["name"],
    }


def _places_of_areas() -> dict[str, int]:
    return {name: place for place, name in enumerate(areas_of_focus())}


def _areas(scope: Scope, ids: Sequence[str]) -> Mapping[str, str]:
    """The area of each pledge: of several the first of the list, of none its first theme."""
    named = scope.areas(ids)
    order = _places_of_areas()
    asked_for = scope.asked.parameters["area"]
    found = {}
    for pledge in ids:
        # Where areas are asked for, a pledge is shown under one of these
        areas = sorted(
            named[pledge],
            key=lambda area: (area not in asked_for, order.get(area, len(order)), area),
        )
        themes = sorted(scope.pledges.topics[pledge].values())
        found[pledge] = next(iter([*areas, *themes]), "")
    return found


def _countries(scope: Scope, ids: Sequence[str]) -> Lists:
    """The countries of each pledge by name, where the pledges are in several."""
    codes: set[str] = set()
    for pledge in ids:
        codes |= scope.pledges.countries[pledge]
    found: Lists = {pledge: [] for pledge in ids}
    # Of one country the title says which
    if len(codes) < 2:
        return found
    identifiers = [f"country/{code}" for code in codes]
    nodes = scope.asked.nodes(
        "Country",
        identifiers,
        "iso3",
        "name",
        "label_fr",
    )
    names = {}
    for row in nodes.values():
        names[row["iso3"]] = called(row, scope.phrases)
    for pledge in ids:
        of_pledge = [names[code] for code in scope.pledges.countries[pledge]]
        found[pledge] = sorted(of_pledge, key=name_order)
    return found


def _row(
    scope: Scope,
    host: Selected,
    area: str,
) -> dict[str, Any]:
    phrases = scope.phrases
    level = str(host["level"] or LEVELS[0])
    name = phrases.translated(NO_AREA)
    if area:
        name = phrases.topic(Topic(area))
    return {
        "area": name,
        "pledge": host["pledge"],
        "title": host["title"] or "",
        "level": level,
        "support": phrases.name_of("support-levels", level),
        "people": host["people"],
        "id": host["id"],
    }


def _details(
    scope: Scope,
    host: Selected,
    pledges: Pledges,
    recorded: Sequence[Recorded | Supporting],
) -> dict[str, Any]:
    level = str(host["level"] or LEVELS[0])
    # Each once: two matches may be of one actor
    who: set[str] = set()
    for support in recorded:
        who.update(support.actors)
    in_order = by_short_name(who)
    return {
        "text": _sentence(host),
        "recorded": scope.phrases.each(recorded),
        "brief": [_brief(scope, support) for support in recorded],
        "briefest": [_briefest(scope, support) for support in recorded],
        "who": list(map(short, in_order)),
        "facts": _facts(scope, host, pledges),
        "shortest": [host["pledge"], *_stated(scope, host, pledges)],
        "own": pledges.amount(host["id"]),
        # What is merely related is tied to the pledge by no source
        "brought": _brought(recorded) if level in RECORDED else [],
    }


def _brought(recorded: Sequence[Recorded | Supporting]) -> list[tuple[int, str]]:
    """The amounts of the pledges that support a pledge, as far as they are stated."""
    amounts = []
    for support in recorded:
        # A match has no amount: its pledge says what it brings to all that it supports
        if isinstance(support, Supporting) and support.amount:
            amounts.append(support.amount)
    return amounts


def _sentence(host: Selected) -> str:
    """The first sentence of a pledge's text, unless it only says the title again."""
    text = first_sentence(host["description"] or "")
    return "" if text.rstrip(".") == host["title"] else text


def _amount(scope: Scope, amount: tuple[int, str]) -> str:
    """An amount in one piece: a line that ended in the middle of it would say a smaller one."""
    number, currency = amount
    in_words = f"{currency} {scope.phrases.number(number)}"
    return in_words.replace(" ", "\u00a0")


def _brief(scope: Scope, support: Recorded | Supporting) -> str:
    """What is recorded, in the fewest words: ``PF077 · financial · DKK 35,000,000``."""
    phrases = scope.phrases
    parts = [phrases.contributions(support.contributions)]
    if isinstance(support, Recorded):
        return " · ".join([*support.pledges, *parts])
    parts.insert(0, support.pledge)
    if support.amount:
        parts.append(_amount(scope, support.amount))
    return " · ".join(parts)


def _briefest(scope: Scope, support: Recorded | Supporting) -> str:
    """What must not be missed of it: which pledges, and the amount."""
    if isinstance(support, Recorded):
        return " · ".join(support.pledges)
    parts = [support.pledge]
    if support.amount:
        parts.append(_amount(scope, support.amount))
    return " · ".join(parts)


def _facts(
    scope: Scope,
    host: Selected,
    pledges: Pledges,
) -> list[str]:
    """Contribution types, amount, latest stage and whether support is asked for, as known."""
    phrases = scope.phrases
    pledge = host["id"]
    contributions = pledges.contributions[pledge]
    facts = [phrases.contributions(contributions), *_stated(scope, host, pledges)]
    if host["asks"]:
        facts.append(phrases.translated(ASKS))
    return facts


def _stated(
    scope: Scope,
    host: Selected,
    pledges: Pledges,
) -> list[str]:
    """Its amount and its latest stage, as far as they are stated."""
    stated = []
    amount = pledges.amount(host["id"])
    if amount:
        stated.append(_amount(scope, amount))
    if host["stage"]:
        stage = scope.phrases.name_of("implementation-stages", host["stage"])
        stated.append(stage)
    return stated
