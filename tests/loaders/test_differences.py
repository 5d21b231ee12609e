"""Two sources of one kind that state different values of one thing: a finding that names both
cells.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pledgegraph.loaders.differences import MOST_FIGURES
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.workspace.pipeline import check_sources
from pledgegraph.workspace.settings_file import read_settings
from pledgegraph.workspace.sources import source_files

from .reading import Row, written

PLEDGE = {
    "local_id": "A1",
    "submitting_entity": "Government of Kenya",
    "title": "t",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Kenya",
    "role": "host",
}


def findings(
    folder: Path, layout: str, old: Sequence[Row], new: Sequence[Row], more: str = ""
) -> list[str]:
    """What is found in a register and two sources of one layout, the second of them newer."""
    written(folder / "register.csv", "pledgegraph", [PLEDGE])
    written(folder / "old.csv", layout, old)
    written(folder / "new.csv", layout, new)
    entry = '[[sources]]\nname = "{0}"\nfile = "{0}.csv"\nlayout = "{1}"\nretrieved = "{2}"\n'
    entries = [
        entry.format("register", "pledgegraph", "2024-01-01"),
        entry.format("old", layout, "2023-01-01"),
        entry.format("new", layout, "2024-01-01") + more,
    ]
    text = '[graph]\nbase = "https://example.org/p"\n\n' + "\n".join(entries)
    (folder / "pledgegraph.toml").write_text(text, "utf-8")
    settings = read_settings(folder, list(layouts()))
    loading = check_sources(settings, source_files(folder, settings))
    return [str(problem) for problem in loading.problems]


IGAD = {"code": "IG", "label_en": "Platform I", "launched": "2020", "priority_areas": "Education"}
SUDAN = {"code": "S1", "label_en": "Sudan", "origin_iso3": "SDN"}
JOBS = {"code": "M1", "label_en": "Jobs", "category_seen": "old"}
FIGURE = {
    "year": "2023",
    "coo_iso": "SDN",
    "coa_iso": "TCD",
    "refugees": "5",
    "asylum_seekers": "1",
}
KINDS: list[tuple[str, Row, Row, str]] = [
    (
        "platforms",
        IGAD,
        {"code": "ig", "label_en": "Platform I", "launched": "2020", "priority_areas": "Education"},
        'S002 new.csv:2, column "code": sources state different values of code for platform/ig:'
        " 'ig' here, 'IG' at old.csv:2, column \"code\"",
    ),
    (
        "platforms",
        IGAD,
        {**IGAD, "launched": "2021", "priority_areas": "Health"},
        'S002 new.csv:2, column "launched": sources state different values of launched_on'
        " and theme for platform/ig: '2021' here, '2020' at old.csv:2, column"
        ' "launched"',
    ),
    (
        "situations",
        SUDAN,
        {**SUDAN, "origin_iso3": "TCD"},
        'S002 new.csv:2, column "origin_iso3": sources state different values of origin for'
        " situation/sudan: 'TCD' here, 'SDN' at old.csv:2, column \"origin_iso3\"",
    ),
    (
        "multistakeholder_pledges",
        JOBS,
        {**JOBS, "category_seen": "new"},
        'S002 new.csv:2, column "category_seen": sources state different values of category for'
        " multistakeholder-pledge/jobs: 'new' here, 'old' at old.csv:2, column \"category_seen\"",
    ),
    (
        "population",
        FIGURE,
        {**FIGURE, "refugees": "7"},
        'S002 new.csv:2, column "refugees": sources state different values of value for'
        " country/TCD#figure-SDN-REF-2023: '7' here, '5' at old.csv:2, column \"refugees\"",
    ),
]


@pytest.mark.parametrize(("layout", "old", "new", "expected"), KINDS)
def test_both_cells_are_named(
    layout: str, old: Row, new: Row, expected: str, tmp_path: Path
) -> None:
    (found,) = findings(tmp_path, layout, [old], [new])
    assert found == f"{expected}. The newest source counts; `pledgegraph explain` shows both."


@pytest.mark.parametrize(("layout", "old", "new", "expected"), KINDS)
def test_what_is_replaced_and_what_is_the_same_is_not_told(
    layout: str, old: Row, new: Row, expected: str, tmp_path: Path
) -> None:
    assert expected and findings(tmp_path, layout, [old], [new], 'replaces = ["old"]\n') == []
    assert findings(tmp_path, layout, [old], [old]) == []


def test_countries_that_members_cover_are_told_by_their_files(tmp_path: Path) -> None:
    written(tmp_path / "platforms.csv", "platforms", [IGAD])
    member = {"platform_code": "IG", "member": "Kenya", "role": "country covered"}
    more = '\n[[sources]]\nname = "p"\nfile = "platforms.csv"\nlayout = "platforms"\n'
    found = findings(tmp_path, "platform_members", [member], [member | {"member": "Chad"}], more)
    (cover,) = (each for each in found if "covers for platform/ig" in each)
    assert cover.startswith(
        'S002 new.csv, column "member": sources state different values of covers for platform/ig,'
        ' here and in old.csv, column "member". '
    )


def test_revised_figures_are_no_flood(tmp_path: Path) -> None:
    codes = (
        "AFG AGO ALB BDI BEN BFA BGD BOL BRA BWA CAF CAN CHN CIV CMR COD COG COL CUB DJI".split()
    )
    codes += (
        "DZA ECU EGY ERI ETH GAB GHA GIN GMB GTM HND HTI IDN IND IRN IRQ KEN LAO LBN LBR".split()
    )
    codes += "LBY LKA MAR MDG MEX MLI MMR MOZ MRT MWI NER NGA NPL".split()
    old = [{**FIGURE, "coo_iso": code} for code in codes]
    new = [{**row, "refugees": "8"} for row in old]
    found = findings(tmp_path, "population", old, new)
    assert len(codes) == 53 and len(found) == MOST_FIGURES + 1
    assert sum("different values of 3 more population figures" in text for text in found) == 1
