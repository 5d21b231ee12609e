"""The totals of the sample register, counted by hand in the register itself."""

from pledgegraph.workspace.workspace import Workspace


def test_counts_of_the_register(sample: Workspace) -> None:
    counts = sample.manifest()["counts"]
    assert (counts["Pledge"], counts["PledgeAggregate"]) == (98, 13)


def test_39_host_country_pledges(sample: Workspace) -> None:
    rows = sample.cypher("MATCH (p:Pledge) WHERE p.host_country_pledge RETURN count(*) AS n")
    assert rows == [{"n": 39}]


def test_rwanda_and_denmark_name_each_other_in_one_match(sample: Workspace) -> None:
    rows = sample.cypher(
        "MATCH (m:Match)-[:SUPPORTS]->(p:Pledge {local_identifier: 'PF050'}),"
        " (m)-[:SUPPORTED_BY]->(q:Pledge) RETURN q.local_identifier AS by, m.extent AS extent,"
        " m.amount AS amount, m.matched_on AS matched_on"
    )
    assert rows == [{"by": "PF051", "extent": "not-stated", "amount": None, "matched_on": None}]


def test_one_joint_pledge(sample: Workspace) -> None:
    rows = sample.cypher(
        "MATCH (p:Pledge)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge) RETURN p.local_identifier AS p,"
        " q.local_identifier AS q"
    )
    assert rows == [{"p": "PF008", "q": "PF077"}]
