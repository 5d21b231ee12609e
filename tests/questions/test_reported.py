"""What an answer tells around its rows: of how many pledges, up to when, and whether its records
are public.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.workspace.settings import FILE, SourceSettings, settings_text
from pledgegraph.workspace.starting import SAMPLE
from pledgegraph.workspace.workspace import Workspace

Given = dict[str, Any]


# Counted in the register by hand: rows that are no aggregate and name the country, the theme or the
# forum.
@pytest.mark.parametrize(
    ("given", "reported"),
    [
        (
            {},
            "Of 98 pledges, 98 state a contribution and 8 have an update",
        ),  # 8 have a stage, none but them a date
        (
            {"country": ["ETH"]},
            "Of 12 pledges naming Ethiopia, 12 state a contribution and 0 have an update",
        ),
        (
            {"country": ["ETH"], "area": ["Education"]},
            "Of 3 pledges naming Ethiopia on Education, 3 state a contribution and 0 have an"
            " update",
        ),
        ({"forum": ["GRF 2019"]}, "Of 38 pledges announced at GRF 2019, "),
        ({"situation": ["Sudan"]}, "pledges in countries of the situation Sudan, "),
        (
            {"situation": ["Syria situation", "Sudan"], "platform": ["IGAD"]},
            (
                "pledges in countries of the situations Sudan and Syria in countries of the support"
                " platform IGAD, "
            ),
        ),
    ],
)
def test_the_coverage_is_of_what_is_asked(sample: Workspace, given: Given, reported: str) -> None:
    answer = sample.ask("unsupported", as_of="2026-11-23", **given)
    assert reported in answer.coverage


def changed(made: Workspace, change: Callable[[SourceSettings], SourceSettings]) -> Workspace:
    settings = made.settings()
    sources = tuple(map(change, settings.sources))
    (made.folder / FILE).write_text(settings_text(replace(settings, sources=sources), {}), "utf-8")
    made.build()
    return made


def with_platforms(made: Workspace) -> Workspace:
    """The register retrieved long ago, beside a newer list of platforms."""
    shutil.copy(SAMPLE / "support_platforms.csv", made.folder / "sources" / "platforms.csv")
    settings = made.settings()
    listed = SourceSettings(
        "platforms", "sources/platforms.csv", "platforms", retrieved="2026-11-01"
    )
    old = replace(settings.sources[0], retrieved="2024-01-31")
    (made.folder / FILE).write_text(
        settings_text(replace(settings, sources=(old, listed)), {}), "utf-8"
    )
    return made


def test_a_newer_list_of_platforms_makes_the_register_no_newer(small: Workspace) -> None:
    made = with_platforms(small)
    made.build()
    answer = made.ask("unsupported")
    assert answer.heading.endswith("no support recorded in these sources as of 2024-01-31")
    assert "sources up to 2024-01-31" in answer.coverage


def test_records_that_are_not_public_are_told(small: Workspace) -> None:
    small.build()
    assert not [notice for notice in small.ask("unsupported").notices if "not public" in notice]
    made = changed(small, lambda source: replace(source, audience="internal"))
    reported = "Made with records that are not public: sources/register.csv (internal, 2 records)."
    assert made.ask("unsupported").notices[-1] == reported
    assert reported in made.draw_named("country", "Chad")


def test_an_unknown_audience_is_refused(small: Workspace) -> None:
    small.build()
    with pytest.raises(UsageProblem, match="There is no audience 'publik'"):
        small.dataset(["publik"])


def test_people_are_of_the_files_that_count_them(sample: Workspace) -> None:
    """Figures of return and resettlement are of the same kind, and count nobody of these."""
    notices = sample.ask("unsupported", country=["ETH"]).notices
    assert (
        "People: refugees, asylum-seekers; UNHCR figures of 2025 (population.csv.gz)."
        " Rows do not add up."
    ) in notices
