"""From the other side: open host-country pledges in the order of what an actor's own pledges fit.

By hand, from the sample: Denmark submitted PF077 (Ethiopia, Education, financial), PF076 (Uganda,
Education, financial) and PF051 (Rwanda, Jobs and livelihoods, financial). Open are one pledge on
education in Ethiopia (GRF-00515), one in Uganda (PF028), four others in Uganda, nine others in
Ethiopia, and Rwanda's PF098 on another area; Rwanda's PF050 is matched and not open. No open pledge
states financial support.
"""

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.workspace.workspace import Workspace

ETHIOPIA = ["PF001", "PF002", "PF003", "PF004", "PF005", "PF006", "PF007", "PF009", "PF010"]


def test_what_denmark_could_help(sample: Workspace) -> None:
    answer = sample.ask("unsupported", for_=["Denmark"])
    plain = sample.ask("unsupported")
    assert {row["pledge"] for row in answer.rows} == {row["pledge"] for row in plain.rows}
    by_tier: dict[str, list[str]] = {}
    for row in answer.rows:
        by_tier.setdefault(str(row["fit"]), []).append(str(row["pledge"]))
    assert list(by_tier) == [
        "place and area recorded",
        "place recorded, area open",
        "no pledge on this place or area",
    ]
    # Support is requested for the first; then by people, most first: Uganda, Ethiopia, Rwanda
    first, second, _ = by_tier.values()
    assert first == ["GRF-00515", "PF028"]
    assert second == ["PF026", "PF027", "PF029", "PF030", *ETHIOPIA, "PF098"]
    rows = {row["pledge"]: row for row in answer.rows}
    assert rows["GRF-00515"]["fit_reasons"] == [
        "PF077 is on Education, GRF 2019",
        "PF077 names Ethiopia",
        "brings what is lacking: financial",
    ]
    assert rows["PF098"]["fit_pledges"] == ["PF051"]
    assert rows["PF019"]["fit_reasons"] == []
    assert answer.notices[1] == (
        "Ordered by what the own pledges of Government of Denmark fit: computed from what is"
        " recorded; not asked, not committed."
    )


def test_the_reasons_are_those_of_a_contact(sample: Workspace) -> None:
    contacts = sample.ask("joint-candidates", country=["ETH"], area=["Education"])
    (denmark,) = [row for row in contacts.rows if row["actor"] == "Government of Denmark"]
    fits = sample.ask("unsupported", for_=["Denmark"], country=["ETH"], area=["Education"])
    reasons = fits.rows[0]["fit_reasons"]
    assert isinstance(reasons, list) and isinstance(denmark["reasons"], list)
    assert set(reasons[:2]) <= set(denmark["reasons"])


def test_an_actor_is_not_sent_to_its_own_pledge(sample: Workspace) -> None:
    answer = sample.ask("unsupported", for_=["Government of Uganda"], country=["UGA"])
    assert {row["fit"] for row in answer.rows} == {"already involved"}


def test_by_support_alone(sample: Workspace) -> None:
    """Whoever has no pledge says what it could give."""
    answer = sample.ask("unsupported", contribution=["technical"])
    own = {row["pledge"] for row in answer.rows if "technical" in row["own_means"]}  # type: ignore[operator]
    assert {row["pledge"] for row in answer.rows if row["fit"] == "lacks other support"} == own
    assert "fit_pledges" not in answer.names()


def test_columns_of_a_fit_are_only_where_it_is_asked_for(sample: Workspace) -> None:
    names = sample.ask("unsupported", country=["BWA"]).names()
    assert not [name for name in names if name.startswith("fit")]
    with pytest.raises(UsageProblem, match="Denmrk"):
        sample.ask("unsupported", for_=["Government of Denmrk"])
