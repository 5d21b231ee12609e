"""Progress: the updates of a pledge, its newest official stage, and the last year that it aims at.

An update is a row with an official stage or a date of report; words alone are a note.
"""

from __future__ import annotations

import pandas as pd
import pyarrow.compute as pc

from pledgegraph.ontology.tables import SUBJECT, Tables


def progress(current: Tables) -> pd.DataFrame:
    """By pledge (``id``): latest stage and its date, number of updates, newest one, target year."""
    updates = _updates(current)
    found = _latest_stages(updates).merge(_counts(updates), on="id", how="outer")
    return found.merge(_target_years(current), on="id", how="outer")


def _updates(current: Tables) -> pd.DataFrame:
    """Every update with its pledge, its day (as reported, else its source's) and its source's
    rank.
    """
    columns = ["id", "stage", "reported_on"]
    updates: pd.DataFrame = current["ImplementationUpdate"].select(columns).to_pandas()
    updates = updates[updates["stage"].notna() | updates["reported_on"].notna()]
    pledges = current["UPDATE_OF"].to_pandas().set_axis(["id", "pledge"], axis=1)
    updates = updates.merge(pledges, on="id").merge(_newest_sources(current), on="id", how="left")
    updates["day"] = updates["reported_on"].fillna(updates["retrieved_on"])
    return updates


def _latest_stages(updates: pd.DataFrame) -> pd.DataFrame:
    """The newest official stage of each pledge: by its day, then by the newest source.

    A stage without a date counts as old as the source after which its own source ranks. This is
    only for sorting, not a date of the stage.
    """
    staged = updates[updates["stage"].notna()].assign(
        when=updates["day"].fillna(updates["behind"]).fillna("")
    )
    ordered = staged.sort_values(["pledge", "when", "rank", "stage"])
    newest = ordered.drop_duplicates("pledge", keep="last")
    names = {"pledge": "id", "stage": "latest_stage", "reported_on": "latest_stage_on"}
    return newest[list(names)].rename(columns=names)


def _counts(updates: pd.DataFrame) -> pd.DataFrame:
    """How many updates each pledge has, and the day of the newest that has one."""
    days = updates.assign(when=updates["day"].fillna("")).groupby("pledge", sort=False)
    counted = days.agg(update_count=("id", "size"), newest_update_on=("when", "max"))
    counted["newest_update_on"] = counted["newest_update_on"].replace("", None)
    return counted.rename_axis("id").reset_index()


def _newest_sources(current: Tables) -> pd.DataFrame:
    """The newest source that states each update: its rank, the day it was retrieved, and that or
    the one before.
    """
    sources = (
        current["Source"].select(["id", "rank", "retrieved_on"]).to_pandas().sort_values("rank")
    )
    sources["behind"] = sources["retrieved_on"].ffill()
    links = current["RECORDED_IN"]
    recorded = links.filter(
        pc.is_in(links[SUBJECT], current["ImplementationUpdate"]["id"].combine_chunks())
    )
    stated = recorded.to_pandas().set_axis(["id", "record"], axis=1)
    origin = current["FROM_SOURCE"].to_pandas().set_axis(["record", "source"], axis=1)
    stated = stated.merge(origin, on="record").merge(
        sources.rename(columns={"id": "source"}), on="source"
    )
    newest: pd.DataFrame = stated.sort_values(["id", "rank"]).drop_duplicates("id", keep="last")
    return newest[["id", "rank", "retrieved_on", "behind"]]


def _target_years(current: Tables) -> pd.DataFrame:
    """The last year that the targets of each pledge name."""
    targets = current["Target"].select(["id", "target_year"]).to_pandas().dropna()
    pledges = current["TARGET_OF"].to_pandas().set_axis(["id", "pledge"], axis=1)
    years = targets.merge(pledges, on="id").groupby("pledge", sort=False)["target_year"].max()
    found: pd.DataFrame = years.rename("latest_target_year").rename_axis("id").reset_index()
    return found
