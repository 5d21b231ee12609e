"""Mark sizes: by what the marks of a sheet have a size, if that is asked for: amounts of pledges in
one currency, or people in countries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.promises import amounts_of, is_grouped
from pledgegraph.wording import worded


@dataclass(frozen=True)
class Form:
    """How a sheet is drawn: its layout, for what paper, and by what its marks have a size; as a
    page it has what a click on a mark shows.
    """

    layout: str = "promises"
    paper: str = "slide"
    size: str = ""
    is_page: bool = False


def with_amounts(
    facts: Facts,
    rows: Sequence[Mapping[str, Any]],
    captions: Captions,
    form: Form,
) -> Facts:
    """The facts with the amount of the longest bar.

    Raises:
        UsageProblem: amounts are in several currencies, or there are none; there are no cards.
    """
    currencies: set[str] = set()
    largest = 0
    for row in rows:
        largest = max(largest, *amounts_of(row))
        stated = [*row["brought"], *filter(None, [row["own"]])]
        currencies.update(currency for _, currency in stated)
    hint = worded("Narrow what is drawn, or leave out --size.")
    if not currencies:
        raise UsageProblem(worded("No source states an amount for what is drawn"), hint)
    if len(currencies) > 1:
        names = ", ".join(sorted(currencies))
        problem = worded("Amounts in {names} cannot be compared by size", names=names)
        raise UsageProblem(problem, hint)
    if is_grouped(len(rows), form.paper):
        raise UsageProblem(
            worded("{number} pledges are too many for a size on each", number=len(rows)),
            hint,
        )
    bars = captions.say(
        "bars of amounts",
        amount=captions.language.number(largest),
        currency=min(currencies),
    )
    return replace(
        facts,
        foot=[bars, *facts.foot],
        largest=largest,
    )


def with_people(
    facts: Facts,
    captions: Captions,
    form: Form,
) -> Facts:
    """The facts of a sheet whose countries have a bar for their people, if sizes are asked for."""
    if not form.size:
        return facts
    bars = captions.say("bars of people")
    return replace(
        facts,
        foot=[*facts.foot[:-1], f"{bars} {facts.foot[-1]}"],
        has_bars=True,
    )
