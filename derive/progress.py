"""Progress: the updates of a pledge, its newest official stage, and the last year that it aims at.

An update is a row with an official stage or a date of report; words alone are a note.
"""

from __future__ import annotations

import pandas as pd
import pyarrow.compute as pc

from pledgegraph.ontology.tables import SUBJECT, Tables

from .frames import renamed


def progress(current: Tables) -> pd.DataFrame:
    """By pledge (``id``): latest stage and its date, number of updates, newest one, target year."""
    updates = _updates(current)
    found = _latest_stages(updates).merge(
        _counts(updates),
        on="id",
        how="outer",
    )
    return found.merge(_target_years(current), on="id", how="outer")


def _updates(current: Tables) -> pd.DataFrame:
    """Every update with its pledge, its day and its source's rank. The day is that of the report,
    else the one on which the source was retrieved.
    """
    columns = ["id", "stage", "reported_on"]
    updates: pd.DataFrame = current["ImplementationUpdate"].select(columns).to_pandas()
    is_update = updates["stage"].notna() | updates["reported_on"].notna()
    pledges = renamed(
        current["UPDATE_OF"].to_pandas(),
        "id",
        "pledge",
    )
    updates = updates[is_update].merge(pledges, on="id")
    updates = updates.merge(
        _newest_sources(current),
        on="id",
        how="left",
    )
    updates["day"] = updates["reported_on"].fillna(updates["retrieved_on"])
    return updates


def _latest_stages(updates: pd.DataFrame) -> pd.DataFrame:
    """The newest official stage of each pledge: by its day, then by the newest source.

    An update without a day, in a source without one, is taken for as old as the source before it in
    rank. That orders it; it is not shown as its day.
    """
    staged = updates[updates["stage"].notna()]
    when = staged["day"].fillna(staged["day_before"]).fillna("")
    # By the stage last, so that two builds of the same sources are the same
    ordered = staged.assign(when=when).sort_values(["pledge", "when", "rank", "stage"])
    newest = ordered.drop_duplicates("pledge", keep="last")
    return renamed(
        newest[["pledge", "stage", "reported_on"]],
        "id",
        "latest_stage",
        "latest_stage_on",
    )


def _counts(updates: pd.DataFrame) -> pd.DataFrame:
    """How many updates each pledge has, and the day of the newest that has one."""
    dated = updates.assign(when=updates["day"].fillna(""))
    counted = dated.groupby("pledge", sort=False).agg(
        update_count=("id", "size"),
        newest_update_on=("when", "max"),
    )
    counted["newest_update_on"] = counted["newest_update_on"].replace("", None)
    return counted.rename_axis("id").reset_index()


def _newest_sources(current: Tables) -> pd.DataFrame:
    """The newest source of each update: its rank, the day it was retrieved, and ``day_before``:
    that day, else the one of the source before it in rank.
    """
    columns = ["id", "rank", "retrieved_on"]
    sources: pd.DataFrame = current["Source"].select(columns).to_pandas()
    sources = sources.rename(columns={"id": "source"}).sort_values("rank")
    sources["day_before"] = sources["retrieved_on"].ffill()
    links = current["RECORDED_IN"]
    updates = current["ImplementationUpdate"]["id"].combine_chunks()
    recorded = links.filter(pc.is_in(links[SUBJECT], updates))
    records = renamed(recorded.to_pandas(), "id", "record")
    origins = renamed(
        current["FROM_SOURCE"].to_pandas(),
        "record",
        "source",
    )
    found = records.merge(origins, on="record").merge(sources, on="source")
    found = found.sort_values(["id", "rank"]).drop_duplicates("id", keep="last")
    return found[["id", "rank", "retrieved_on", "day_before"]]


def _target_years(current: Tables) -> pd.DataFrame:
    """The last year that the targets of each pledge name."""
    targets = current["Target"].select(["id", "target_year"]).to_pandas().dropna()
    pledges = renamed(
        current["TARGET_OF"].to_pandas(),
        "id",
        "pledge",
    )
    by_pledge = targets.merge(pledges, on="id").groupby("pledge", sort=False)
    years: pd.DataFrame = by_pledge["target_year"].max().reset_index()
    return renamed(years, "id", "latest_target_year")
