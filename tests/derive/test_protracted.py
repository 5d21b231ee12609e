"""Protracted situations: 25,000 or more refugees of one nationality in one country in each of five
years up to the newest; what is a year short, a person short, or of no nationality is none.
"""

from pathlib import Path

import pytest

from pledgegraph.derive.derived import derive
from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.current import current
from pledgegraph.workspace.workspace import Workspace

from ..loaders.reading import links, loaded  # noqa: TID252 (tests are no package that could be named)

YEARS = range(2021, 2026)
NAMES = ("year", "coo_iso", "coa_iso", "refugees", "asylum_seekers", "oip")
MANY = [
    # (origin, asylum, refugees by year, others in need of international protection by year)
    ("SSD", "UGA", [25_000, 30_000, 25_000, 26_000, 1_000_000], [0] * 5),
    ("VEN", "COL", [700] * 5, [24_300, 90_000, 90_000, 90_000, 2_000_000]),
    ("SOM", "ETH", [25_000, 24_999, 25_000, 25_000, 25_000], [0] * 5),
    ("SDN", "TCD", [0, 25_000, 25_000, 25_000, 25_000], [0] * 5),
    ("UNK", "DEU", [90_000] * 5, [0] * 5),
    ("AFG", "IRN", [90_000] * 4 + [0], [0] * 5),
    ("SYR", "JOR", [24_999] * 5, [1, 1, 0, 1, 1]),
]
FIGURES = [
    dict(zip(NAMES, (str(year), origin, asylum, str(count), "99999", str(more)), strict=True))
    for origin, asylum, refugees, others in MANY
    for year, count, more in zip(YEARS, refugees, others, strict=True)
]


def test_for_how_many_years_and_people(tmp_path: Path) -> None:
    older = {**FIGURES[0], "year": "2015"}  # a run of years that has ended is no part of this one
    loading = loaded(tmp_path, population=[older, *FIGURES])
    assert loading.blocking() == []
    now, _ = current(loading.stated, {"source/vocabularies": 0, "source/population": 1}, [])
    derived = derive(now)
    rows = derived["ProtractedSituation"].to_pylist()
    assert [row.pop("id") for row in rows] == [
        "protracted-situation/COL-VEN",
        "protracted-situation/UGA-SSD",
    ]
    values = ("protracted_by_refugees", "protracted_refugees", "protracted_people")
    assert [tuple(row[name] for name in values) for row in rows] == [
        (False, 700, 2_000_700),
        (True, 1_000_000, 1_000_000),
    ]
    assert {row["protracted_year"] for row in rows} == {2025}
    assert links(derived, "PROTRACTED_FROM") == {
        ("protracted-situation/COL-VEN", "country/VEN"),
        ("protracted-situation/UGA-SSD", "country/SSD"),
    }
    assert links(derived, "PROTRACTED_IN") == {
        ("protracted-situation/COL-VEN", "country/COL"),
        ("protracted-situation/UGA-SSD", "country/UGA"),
    }


def test_of_earlier_years_only_what_makes_a_series_is_loaded(tmp_path: Path) -> None:
    loading = loaded(tmp_path, population=FIGURES)
    figures = loading.stated["PopulationFigure"].to_pylist()
    earlier = {(row["id"], row["population_type"]) for row in figures if row["year"] < 2025}
    assert earlier == {
        *((f"country/UGA#figure-SSD-REF-{year}", "REF") for year in range(2021, 2025)),
        *((f"country/COL#figure-VEN-REF-{year}", "REF") for year in range(2021, 2025)),
        *((f"country/COL#figure-VEN-OIP-{year}", "OIP") for year in range(2021, 2025)),
    }
    (account,) = loading.accounts
    assert account.aside == {"older years": 4 * len(MANY) - 8, "no people": 0}
    assert account.not_loaded == 0


def test_one_is_asked_about_by_its_country(sample: Workspace) -> None:
    with pytest.raises(UsageProblem) as refused:
        sample.ask("progress", situation=["protracted-situation/UGA-SSD"])
    assert "Ask about its country of asylum: --country UGA." in str(refused.value.hint)


def test_those_of_the_sample(sample: Workspace) -> None:
    """71 by refugees alone, 79 with others in need of international protection; none of Unknown."""
    (counted,) = sample.cypher(
        "MATCH (s:ProtractedSituation) RETURN count(s) AS every,"
        " count(CASE WHEN s.protracted_by_refugees THEN 1 END) AS alone"
    )
    assert counted == {"every": 79, "alone": 71}
    listed = {row["id"]: row["name"] for row in sample.listed("situations")}
    assert len(listed) == 79 + 11
    assert listed["protracted-situation/UGA-SSD"] == (
        "Refugees from South Sudan in Uganda (protracted, computed from UNHCR's figures:"
        " 1,033,579 in 2025)"
    )
    assert listed["situation/rohingya-refugees"] == "Rohingya refugees"
    french = [row["name"] for row in sample.listed("situations", "Rwanda", lang="fr")]
    assert french[0].startswith("Réfugiés, origine : ")
