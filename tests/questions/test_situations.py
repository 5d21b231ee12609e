"""A situation as scope: its asylum countries by a source, else by UNHCR's figures, and the answer
says which.
"""

from pledgegraph.queries.answers import shown
from pledgegraph.workspace.workspace import Workspace


def test_sudan(sample: Workspace) -> None:
    answer = sample.ask("unsupported", situation=["Sudan"], as_of="2026-11-23")
    assert answer.notices[:2] == [
        "20 host-country pledges in scope, 19 listed.",
        (
            "Asylum countries of Sudan by UNHCR's figures of 2025: Central African Republic, Chad,"
            " Egypt, Ethiopia, France, Libya, South Sudan, Uganda, United Kingdom (25,000 or"
            " more refugees and asylum-seekers from there); no source"
            " names them."
        ),
    ]
    assert {row["country"] for row in answer.rows} == {"TCD", "ETH", "UGA"}
    # 1,330,950 refugees in Chad are from Sudan: all four pledges of Chad, those that ask for
    # support first
    assert [row["pledge"] for row in answer.rows if row["country"] == "TCD"] == [
        "PF019",
        "PF020",
        "PF018",
        "PF021",
    ]


def test_contacts_tell_it_too(sample: Workspace) -> None:
    answer = sample.ask(
        "joint-candidates", situation=["Sudan"], area=["Documentation"], as_of="2026-11-23"
    )
    assert "Asylum countries of Sudan by UNHCR's figures of 2025: Central" in answer.notices[-1]
    # Its asylum countries by the figures, where contacts are for a new pledge, and those of its
    # host-country pledges
    assert (
        answer.rows[0]["suggested_for"]
        == "CAF, EGY, ETH, FRA, GBR, LBY, SSD, TCD, UGA: Documentation"
    )
    assert {shown(row["serves"]) for row in answer.rows} >= {"PF006; PF019; PF020"}


def test_what_a_source_names_stands_alone(sample: Workspace) -> None:
    answer = sample.ask("unsupported", situation=["Afghanistan situation"])
    assert not [notice for notice in answer.notices if "UNHCR's figures of 2025:" in notice]


def test_several_situations_each_with_its_notice(sample: Workspace) -> None:
    answer = sample.ask(
        "unsupported", situation=["Syria situation", "Sudan", "Afghanistan"], as_of="2026-11-23"
    )
    reported = [notice.partition(":")[0] for notice in answer.notices if "Asylum" in notice]
    assert reported == [
        "Asylum countries of Sudan by UNHCR's figures of 2025",
        "Asylum countries of Syria situation by UNHCR's figures of 2025",
    ]
