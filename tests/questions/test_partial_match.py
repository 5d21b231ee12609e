"""Before and after: a partial match from a second source moves one pledge of Chad and leaves the
other.
"""

from pathlib import Path

from pledgegraph.workspace import starting
from pledgegraph.workspace.starting import SAMPLE

from .test_small_cases import leave_out

SUPPORT = """pledge,supporter,contribution,extent,covered,unit,status,date,evidence
PF019,World Bank,financial,part,25000,refugee identity cards,under way,2025-02,https://example.org/pilot
"""


def test_a_part_is_recorded_and_the_pledge_stays_listed(tmp_path: Path) -> None:
    (tmp_path / "support.csv").write_text(SUPPORT, "utf-8")
    made = starting.init(tmp_path / "w", [SAMPLE / "pledges_facts.csv", tmp_path / "support.csv"])
    leave_out(made, "population")
    made.build()
    answer = made.ask("unsupported", country=["Chad"], area=["Documentation"], as_of="2026-11-23")
    assert [(row["pledge"], str(row["support"]).partition(":")[0]) for row in answer.rows] == [
        ("PF019", "partly supported"),
        ("PF020", "none recorded"),
    ]
    assert (
        answer.rows[0]["support"]
        == "partly supported: World Bank (financial, in part: 25,000 refugee identity cards, under"
        " way, 2025-02)"
    )
    assert len(made.ask("unsupported", as_of="2026-11-23").rows) == 36
