"""A synthetic register of any size, for measuring: made-up pledges in the layout of pledgegraph's
own register.

    python benchmarks/synthesise.py N OUT.csv [--seed 1]

Names and weights stand in ``synthetic_register.toml``. Countries are real; who pledges what is
drawn by lot and says nothing about anybody (every ``source_url`` is below example.org). About one
row in a hundred has a cell that a careful reader reports; none has one that stops a build.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as python -m does

from benchmarks.cast import Actor, Cast
from benchmarks.chance import Dice, different, shape

HEADER = tuple(
    """local_id pledge_id forum year submitting_entity entity_type role submitting_country title
    fact contribution_type
    theme gcr_objective country_of_implementation origin_population situation
    multistakeholder_pledge joint_partners
    target_value target_unit target_year baseline amount currency amount_note stage stage_date
    stage_basis stage_note
    needs_support needs_note matched_with support_extent standing submission_date n_pledges
    is_aggregate
    classification_note source_url source_url_2""".split()
)


ORIGINS = ("Syria", "Afghanistan", "South Sudan", "Venezuela")

Cells = dict[str, str]
"""Column → cell of one row; all are empty at first."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The other half of a mutual match: the row that ``supporter`` still has to be given."""

    host: Actor
    supporter: Actor
    theme: str


def synthesise(pledges: int, seed: int = 1) -> Iterator[list[str]]:
    """The rows of a register of so many pledges, each as long as ``HEADER``: the same for the same
    two numbers.
    """
    dice = Dice(seed)
    cast = Cast(dice, pledges // 6)
    owed: list[Owed] = []
    for number in range(1, pledges + 1):
        to_follow = pledges - number
        due = None
        if owed and (len(owed) > to_follow or dice.chance(2)):
            due = owed.pop(dice.number(0, len(owed) - 1))
        row = dict.fromkeys(HEADER, "")
        row["local_id"] = f"SYN{number:07}"
        # official numbers have five figures: a register beyond them has local identifiers only
        if number < 100_000 and dice.chance(60):
            row["pledge_id"] = f"GRF-{number:05}"
        new = _write(row, dice, cast, due, may_owe=to_follow > len(owed))
        if new is not None:
            owed.append(new)
        yield list(row.values())


def write_register(
    path: Path,
    pledges: int,
    seed: int = 1,
) -> None:
    """Write a register as CSV: UTF-8, lines ended by a line feed."""
    rows = chain([HEADER], synthesise(pledges, seed))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _write(
    row: Cells,
    dice: Dice,
    cast: Cast,
    due: Owed | None,
    *,
    may_owe: bool,
) -> Owed | None:
    """Fill a row; the answer is what another row has to say back."""
    role = dice.draw("role") if due is None else dice.pick(("donor", "provider"))
    actor = cast.submitter(role) if due is None else due.supporter
    row["role"] = role
    row["forum"] = dice.draw("forum")
    row["year"] = row["forum"][-4:]
    _write_topics(row, dice, role)
    is_aggregate = due is None and dice.chance(5)
    _write_text(row, dice, dice.number(2, 40) if is_aggregate else 1)
    _write_actor(row, dice, cast, actor, plain=due is not None)
    kind_of_place = dice.draw(f"place.{role}")
    row["country_of_implementation"] = _place(dice, cast, kind_of_place, actor.country)
    _write_partners(row, dice, cast, actor)
    _write_figures(row, dice)
    _write_progress(row, dice)
    if due is not None:
        _write_answer(row, dice, due)
    elif dice.chance(1.2):
        _write_oddity(row, dice)
    elif not is_aggregate and actor.kind == "State":
        return _write_match(row, dice, cast, actor, may_owe=may_owe)
    return None


def _write_answer(
    row: Cells,
    dice: Dice,
    due: Owed,
) -> None:
    """The second half of a mutual match: it names the host back."""
    remark = dice.pick(("(policy)", ""))
    row["country_of_implementation"] = due.host.country
    row["theme"] = due.theme
    row["matched_with"] = f"{due.host.name} {remark}".rstrip()
    row["support_extent"] = dice.draw("extent")


def _write_topics(
    row: Cells,
    dice: Dice,
    role: str,
) -> None:
    """What a pledge is about and what it brings."""
    kinds = dice.some("contribution", "contribution")
    if kinds:
        kinds[0] = dice.draw(f"contribution_of.{role}")
    row["contribution_type"] = _listed(kinds)
    row["theme"] = _listed(dice.some("theme", "theme"))
    titles = shape().words["texts.multistakeholder_pledges"]
    named = different(partial(dice.pick, titles), dice.count("multistakeholder"))
    row["multistakeholder_pledge"] = _listed(named)
    if dice.chance(5):
        row["situation"] = dice.draw("situation")
    if dice.chance(1):
        row["gcr_objective"] = str(dice.number(1, 4))
    if dice.chance(2):
        row["origin_population"] = dice.pick(ORIGINS)


def _listed(values: list[str]) -> str:
    """A cell of several values, each once."""
    return "; ".join(dict.fromkeys(values))


def _write_text(
    row: Cells,
    dice: Dice,
    count: int,
) -> None:
    """Title and fact of one pledge, or of a statement about ``count`` of them."""
    title = _phrase(dice, dice.number(3, 7))
    row["title"] = " ".join(title) if count == 1 else f"{count} pledges on {title[1]} (aggregate)"
    row["n_pledges"] = str(count)
    row["is_aggregate"] = "no" if count == 1 else "yes"
    row["fact"] = _fact(dice)
    if dice.chance(10):
        row["classification_note"] = "listed at a national workshop; submission not checked"
    row["source_url"] = f"https://example.org/synthetic/{row['local_id']}"
    if dice.chance(22):
        row["source_url_2"] = f"{row['source_url']}?page=2"


def _fact(dice: Dice) -> str:
    """A text with what makes reading CSV hard: commas, quotes, line ends, other scripts."""
    # short facts are the commonest: the smaller of two lengths
    length = min(dice.number(8, 40), dice.number(8, 40))
    words = _phrase(dice, length)
    middle = length // 2
    if dice.chance(30):
        words[1] += ","
    if dice.chance(4):
        words[2] = f'"{words[2]}"'
    if dice.chance(6):
        words[-1] = dice.pick(shape().words["texts.accented"])
    if dice.chance(3):
        words[middle] = f"\n{words[middle]}"
    return " ".join(words)


def _phrase(dice: Dice, length: int) -> list[str]:
    words = [dice.pick(shape().words["texts.verbs"])]
    while len(words) < length:
        words.append(dice.pick(shape().words["texts.words"]))
    return words


def _write_actor(
    row: Cells,
    dice: Dice,
    cast: Cast,
    actor: Actor,
    *,
    plain: bool,
) -> None:
    """Who submits; ``plain`` where another row names the actor."""
    row["submitting_entity"] = actor.name
    if dice.chance(94):
        row["entity_type"] = actor.kind
    if actor.kind != "State":
        row["submitting_country"] = actor.country
    elif not plain and dice.chance(6):
        government = cast.government_of(cast.spelled(actor.country))
        row["submitting_entity"] = government + dice.pick(("", " (Ministry of Interior)"))
    if actor.kind == "Multi-stakeholder" and not plain and dice.chance(40):
        members = _listed([cast.organization() for _ in range(3)])
        first_theme = row["theme"].partition(";")[0]
        topic = first_theme.lower().partition(" (")[0]
        has_topic = topic != "" and dice.chance(50)
        row["submitting_entity"] = f"Multi-stakeholder ({topic})" if has_topic else members
        row["submitting_country"] = ""


def _place(
    dice: Dice,
    cast: Cast,
    kind: str,
    own: str,
) -> str:
    """The place of a pledge: a region, countries, the actor's own country, or none."""
    if kind == "region":
        return dice.draw("region")
    if kind == "several":
        return _listed(different(cast.country, dice.number(2, 4)))
    if kind == "one" or (kind == "own" and not own):
        return cast.spelled(cast.country())
    return {"global": "Global", "own": own}.get(kind, "")


def _write_partners(
    row: Cells,
    dice: Dice,
    cast: Cast,
    actor: Actor,
) -> None:
    """Countries and organizations that pledge jointly, none of them the submitter."""
    partners = [_partner(dice, cast, actor) for _ in range(dice.count("partner"))]
    if partners and dice.chance(15):
        partners[-1] = dice.pick(shape().words["texts.nobody"])
    submitters = row["submitting_entity"].split("; ")
    row["joint_partners"] = _listed([name for name in partners if name not in submitters])


def _partner(
    dice: Dice,
    cast: Cast,
    actor: Actor,
) -> str:
    country = cast.country()
    kind = "Civil society organization" if dice.chance(70) else "UN"
    member = cast.member(kind)
    if country != actor.country and dice.chance(40):
        return cast.spelled(country)
    return member.name


def _write_figures(row: Cells, dice: Dice) -> None:
    """Targets, and money where the contribution is money."""
    units = dice.some("target_unit", "target")
    if units:
        values = [_round_number(dice, 99, 0, 4) for _ in units]
        row["target_value"] = "; ".join(values)
        row["target_unit"] = "; ".join(units)
        if dice.chance(90):
            row["target_year"] = str(dice.number(2024, 2030))
        if dice.chance(8):
            row["baseline"] = str(dice.number(1, 99) * 100)
    if "financial" in row["contribution_type"] and dice.chance(60):
        row["amount"] = _round_number(dice, 40, 4, 7)
        row["currency"] = dice.draw("currency")
        row["amount_note"] = dice.draw("amount_note")


def _round_number(
    dice: Dice,
    most: int,
    fewest_zeros: int,
    most_zeros: int,
) -> str:
    """A number up to ``most``, with zeros behind it."""
    number = dice.number(1, most)
    zeros = dice.number(fewest_zeros, most_zeros)
    return str(number * 10**zeros)


def _write_progress(row: Cells, dice: Dice) -> None:
    """Dates, stage, standing, and whether support is asked for."""
    year = int(row["year"] or 2023)
    if row["pledge_id"] and row["forum"]:
        row["submission_date"] = dice.day(year)
    row["standing"] = dice.draw("standing")
    # 7 % have a stage in the sample; more here, so that there is something to ask about progress
    if dice.chance(20):
        row["stage"] = dice.draw("stage")
        day = dice.day(year + 1)
        row["stage_date"] = day if dice.chance(50) else day[: len("2024-12")]
        row["stage_basis"] = "update by the entity"
    if dice.chance(15):
        mentioned = f"progress mentioned by the source ({year + 1})"
        row["stage_note"] = f"{mentioned}, no official stage given"
    if row["role"] in ("host", "host-region") and dice.chance(14):
        row["needs_support"] = "yes"
        if dice.chance(80):
            row["needs_note"] = "with the contribution of development actors"


def _write_match(
    row: Cells,
    dice: Dice,
    cast: Cast,
    actor: Actor,
    *,
    may_owe: bool,
) -> Owed | None:
    """Support named in a State's row: about two rows of three that do so are halves of a pair."""
    if row["role"] != "host":
        if row["role"] == "donor" and dice.chance(4):
            row["matched_with"] = f"{cast.government('host').name} (policy)"
            row["support_extent"] = "not stated"
        return None
    # 40 % of all rows are a State's as a host: 3 of a hundred of these begin a pair, 1.4 name a
    # supporter alone
    is_mutual = may_owe and row["theme"] != "" and dice.chance(3)
    if not is_mutual and not dice.chance(1.4):
        return None
    by_state = dice.chance(50)
    supporter = cast.government("donor") if by_state else cast.member("Philanthropy / foundation")
    row["matched_with"] = f"{supporter.name} {dice.draw('remark')}".rstrip()
    row["support_extent"] = dice.draw("extent")
    if not is_mutual:
        return None
    row["submitting_entity"] = actor.name
    row["country_of_implementation"] = actor.country
    return Owed(actor, supporter, dice.pick(row["theme"].split("; ")))


def _write_oddity(row: Cells, dice: Dice) -> None:
    """One cell that a careful reader reports and does not stop at."""
    column, _, text = dice.pick(shape().words["texts.odd"]).partition("=")
    row[column] = text
    if row["amount"] and not row["currency"]:
        row["currency"] = "USD"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic register of pledges.")
    parser.add_argument("pledges", metavar="N", type=int)
    parser.add_argument("path", metavar="OUT.csv", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_register(options.path, options.pledges, options.seed)


if __name__ == "__main__":
    main()
