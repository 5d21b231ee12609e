"""From ``current`` to ``derived``: what every question asks again, computed once by joins.

The role where a source states none, whether a pledge brings support, its latest official stage,
which pledges jointly support it, and which two may be one.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import HOST_ROLES, SUPPORT_TYPES, is_host, states
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables, finished_nodes, link_schema, node_schema


def derive(current: Tables) -> Tables:
    """The derived tables of current ones: derived columns by id, derived relationships."""
    pledges = current["Pledge"].select(["id", "submitter_role", "standing"]).to_pandas()
    state_of = _states(current)
    pledges = _with_roles(pledges, current, state_of)
    brings = current["CONTRIBUTION_TYPE"].to_pandas()
    bringing = set(brings[brings[OBJECT].isin(SUPPORT_TYPES)][SUBJECT])
    pledges["brings_support"] = pledges["id"].isin(bringing)
    pledges["host_country_pledge"] = pledges["role"].isin(HOST_ROLES)
    pledges = pledges.merge(_latest_stages(current), on="id", how="left")
    target = node_schema("Pledge", with_source=False, derived=True)
    columns = {name: pa.array(pledges[name], target.field(name).type, from_pandas=True) for name in target.names}
    nodes = {
        name: finished_nodes(pa.table(columns), target) if name == "Pledge" else _empty(name)
        for name in schema().classes
    }
    links = {name: link_schema(with_source=False).empty_table() for name in schema().relations}
    links["STATE_OF"] = _links(pd.DataFrame(list(state_of.items()), columns=[SUBJECT, OBJECT], dtype="str"))
    links["JOINTLY_SUPPORTED_BY"] = _links(_joint_support(pledges, current, state_of))
    links["MAYBE_SAME_AS"] = _links(_maybe_same(pledges, current))
    return Tables(nodes, links)


def _empty(name: str) -> pa.Table:
    return node_schema(name, with_source=False, derived=True).empty_table()


def _links(pairs: pd.DataFrame) -> pa.Table:
    unique = pairs.drop_duplicates().sort_values([SUBJECT, OBJECT])
    return pa.Table.from_pandas(unique, schema=link_schema(with_source=False), preserve_index=False)


def _pairs(current: Tables, relation: str, start: str = SUBJECT, end: str = OBJECT) -> pd.DataFrame:
    pairs: pd.DataFrame = current[relation].to_pandas()
    return pairs.rename(columns={SUBJECT: start, OBJECT: end})


def _with_roles(pledges: pd.DataFrame, current: Tables, state_of: Mapping[str, str]) -> pd.DataFrame:
    """``role`` and ``role_basis``: as stated, else inferred by ``ontology.roles.is_host`` for the rows without one."""
    silent = set(pledges[pledges["submitter_role"].isna()]["id"])
    lands = current["Country"].select(["id", "seeks_support"]).to_pandas()
    seeking = set(lands[lands["seeks_support"] == True]["id"])  # noqa: E712 (NULL is not True)
    sets = {name: _sets(current, name, silent) for name in ("SUBMITTED_BY", "IMPLEMENTED_IN", "CONTRIBUTION_TYPE")}
    other = _sets(current, "IMPLEMENTED_ACROSS", silent)
    texts = current["Pledge"].select(["id", "place_as_written"])
    written = {i: p for i, p in zip(texts["id"].to_pylist(), texts["place_as_written"].to_pylist(), strict=True) if p}
    inferred = {
        identifier
        for identifier in silent
        if is_host(
            [state_of.get(actor) for actor in sets["SUBMITTED_BY"].get(identifier, ())],
            sets["IMPLEMENTED_IN"].get(identifier, ()),
            [*other.get(identifier, ()), *written.get(identifier, ())],
            sets["CONTRIBUTION_TYPE"].get(identifier, ()),
            seeking,
        )
    }
    is_inferred = pledges["id"].isin(inferred)
    pledges["role"] = pledges["submitter_role"].where(~is_inferred, "host")
    pledges["role_basis"] = (
        pd.Series("stated", pledges.index).where(pledges["role"].notna()).mask(is_inferred, "inferred")
    )
    return pledges


def _states(current: Tables) -> dict[str, str]:
    """State → its country."""
    return states(*(_ends(current, name) for name in ("REPRESENTS", "ACTOR_TYPE", "BASED_IN")))


def _ends(current: Tables, relation: str) -> dict[str, list[str]]:
    """Each subject of a relationship with its ends."""
    found: dict[str, list[str]] = {}
    for start, end in zip(*(current[relation][name].to_pylist() for name in (SUBJECT, OBJECT)), strict=True):
        found.setdefault(start, []).append(end)
    return found


def _sets(current: Tables, relation: str, subjects: set[str]) -> dict[str, list[str]]:
    """The ends of a relationship from some pledges, sorted, by pledge."""
    found: dict[str, list[str]] = {}
    links = current[relation]  # sorted by subject and object
    links = links.filter(pc.is_in(links[SUBJECT], pa.array(list(subjects), pa.string())))
    for start, end in zip(links[SUBJECT].to_pylist(), links[OBJECT].to_pylist(), strict=True):
        found.setdefault(start, []).append(end)
    return found


def _latest_stages(current: Tables) -> pd.DataFrame:
    """The newest official stage of each pledge: by the day reported, else its source's; then by the newest source."""
    updates: pd.DataFrame = current["ImplementationUpdate"].select(["id", "stage", "reported_on"]).to_pandas()
    updates = updates.merge(_pairs(current, "UPDATE_OF", "id", "pledge"), on="id")
    updates = updates[updates["stage"].notna()].merge(_newest_sources(current), on="id", how="left")
    updates["when"] = updates["reported_on"].fillna(updates["retrieved_on"]).fillna("")
    newest = updates.sort_values(["pledge", "when", "rank", "stage"]).drop_duplicates("pledge", keep="last")
    names = {"pledge": "id", "stage": "latest_stage", "reported_on": "latest_stage_on"}
    return newest[list(names)].rename(columns=names)


def _newest_sources(current: Tables) -> pd.DataFrame:
    """The newest source that states each update: its rank and the day it was retrieved."""
    sources = current["Source"].select(["id", "rank", "retrieved_on"]).to_pandas()
    links = current["RECORDED_IN"]
    updates = links.filter(pc.starts_with(links[SUBJECT], "update/")).to_pandas()
    stated = updates.set_axis(["id", "record"], axis=1).merge(_pairs(current, "FROM_SOURCE", "record", "source"))
    stated = stated.merge(sources.rename(columns={"id": "source"}), on="source")
    newest: pd.DataFrame = stated.sort_values(["id", "rank"]).drop_duplicates("id", keep="last")
    return newest[["id", "rank", "retrieved_on"]]


def _joint_support(pledges: pd.DataFrame, current: Tables, state_of: Mapping[str, str]) -> pd.DataFrame:
    """Host-country pledge → another actor's pledge that brings support jointly with the host's government.

    Same country, a shared theme or area, announced at the same forum or a later one; both forums known.
    A government and its ministries are one here: the number of a State's country stands for the State.
    """
    codes = Codes(current)
    alive = pledges[pledges["standing"].ne("withdrawn")]
    countries = pd.Series(codes.of(list(state_of.values())).array, codes.of(list(state_of)))
    submitters = _parties(codes.pairs("SUBMITTED_BY", "pledge", "actor"), countries)
    partners = _parties(codes.pairs("JOINT_WITH", "pledge", "actor"), countries)
    tied = pd.concat([submitters, partners]).drop_duplicates()
    hosts = codes.cells(_governments(submitters, countries), alive[alive["host_country_pledge"]]["id"])
    others = codes.cells(tied, alive[alive["brings_support"]]["id"])
    pairs = hosts.merge(others, on=["actor", "country", "topic"], suffixes=("", "_by"))
    pairs = pairs[(pairs["pledge"] != pairs["pledge_by"]) & (pairs["sequence_by"] >= pairs["sequence"])]
    pairs = _by_another_actor(pairs[["pledge", "pledge_by"]].drop_duplicates(), submitters)
    return pd.DataFrame({SUBJECT: codes.names(pairs["pledge"]), OBJECT: codes.names(pairs["pledge_by"])})


class Codes:
    """Identifiers as numbers, so that joins over whole link tables compare numbers."""

    def __init__(self, current: Tables) -> None:
        self._current = current
        names = [current[name]["id"] for name in ("Pledge", "PledgeAggregate", "Actor", "Country", "Concept", "Forum")]
        self._names = pa.chunked_array(
            [chunk for column in names for chunk in column.chunks], pa.string()
        ).combine_chunks()

    def of(self, identifiers: object) -> pd.Series:
        """The number of each identifier."""
        return pd.Series(pc.index_in(pa.array(identifiers, pa.string()), self._names).to_numpy(zero_copy_only=False))

    def names(self, numbers: pd.Series) -> list[str]:
        """The identifier of each number."""
        found: list[str] = self._names.take(pa.array(numbers)).to_pylist()
        return found

    def pairs(self, relation: str, start: str, end: str) -> pd.DataFrame:
        """The links of a relationship between numbers; ends of other classes are left out."""
        links = self._current[relation]
        columns = {start: links[SUBJECT], end: links[OBJECT]}
        frame = pd.DataFrame({name: pc.index_in(ids, self._names).to_pandas() for name, ids in columns.items()})
        return frame.dropna().astype("int64")

    def cells(self, actors: pd.DataFrame, pledges: pd.Series) -> pd.DataFrame:
        """(pledge, actor, sequence of its forum, country, topic) of pledges whose forum, place and topic are known."""
        topics = pd.concat([self.pairs(name, "pledge", "topic") for name in ("THEME", "AREA_OF_FOCUS")])
        forum = self._current["Forum"]
        sequence = pd.DataFrame(
            {"forum": self.of(forum["id"].combine_chunks()), "sequence": forum["sequence"].to_pandas()}
        )
        found = actors[actors["pledge"].isin(self.of(pledges))]
        found = found.merge(self.pairs("ANNOUNCED_AT", "pledge", "forum").merge(sequence, on="forum"), on="pledge")
        found = found.merge(self.pairs("IMPLEMENTED_IN", "pledge", "country"), on="pledge")
        return found.merge(topics, on="pledge").drop(columns="forum")


def _parties(links: pd.DataFrame, countries: pd.Series) -> pd.DataFrame:
    """Links to actors, those to a State as links to its country."""
    parties = links["actor"].map(countries).fillna(links["actor"]).astype("int64")
    return links.assign(actor=parties).drop_duplicates()


def _governments(submitters: pd.DataFrame, countries: pd.Series) -> pd.DataFrame:
    """The governments among the submitters of each pledge; all of them where none is a government (a regional body)."""
    official = submitters[submitters["actor"].isin(countries)]
    return pd.concat([official, submitters[~submitters["pledge"].isin(official["pledge"])]])


def _by_another_actor(pairs: pd.DataFrame, submitters: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose second pledge has a submitter that the first has not, or none that is named."""
    theirs = pairs.merge(submitters.rename(columns={"pledge": "pledge_by"}), on="pledge_by", how="left")
    own = submitters.assign(own=True)
    both = theirs.merge(own, on=["pledge", "actor"], how="left")
    other = both[both["own"].isna()]
    return other[["pledge", "pledge_by"]].drop_duplicates()


def _maybe_same(pledges: pd.DataFrame, current: Tables) -> pd.DataFrame:
    """Two host-country pledges of one submitter that name the same country and exactly the same themes,
    one of them announced at a forum that its source does not state: a person decides whether they are one.
    """
    hosts = set(pledges[pledges["host_country_pledge"]]["id"])
    sets = [_sets(current, relation, hosts) for relation in ("SUBMITTED_BY", "IMPLEMENTED_IN", "THEME")]
    known = set(current["ANNOUNCED_AT"][SUBJECT].to_pylist())
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for host in hosts & known:
        if all(host in said for said in sets):
            alike.setdefault(tuple(tuple(said[host]) for said in sets), []).append(host)
    pairs = [
        (host, other)
        for host in hosts - known
        if all(host in said for said in sets)
        for other in alike.get(tuple(tuple(said[host]) for said in sets), ())
    ]
    return pd.DataFrame(pairs, columns=[SUBJECT, OBJECT], dtype="str")
