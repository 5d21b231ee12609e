"""Asylum countries by figures: from 25,000 people on, in the newest year, and only where no source
names any.
"""

from pathlib import Path

from pledgegraph.derive.derived import derive
from pledgegraph.ontology.current import current

from ..loaders.reading import links, loaded  # noqa: TID252 (tests are no package that could be named)

SITUATIONS = [
    {"code": "SIT-SDN", "label_en": "Sudan", "origin_iso3": "SDN"},
    {"code": "SIT-SYR", "label_en": "Syria", "origin_iso3": "SYR"},
    {
        "code": "SIT-AFG",
        "label_en": "Afghanistan",
        "origin_iso3": "AFG",
        "asylum_iso3_named_by_source": "IRN;PAK",
    },
    {"code": "SIT-MMR", "label_en": "Myanmar", "origin_iso3": "MMR"},
]
FIGURES = [
    ("2025", "SDN", "TCD", "24000", "1000"),  # 25,000 with the asylum-seekers
    ("2025", "SDN", "NER", "24999", "0"),
    ("2024", "SDN", "KEN", "90000", "0"),  # an older year
    ("2025", "SYR", "JOR", "400000", "0"),
    ("2025", "AFG", "TUR", "90000", "0"),  # a source names others
    ("2025", "MMR", "IDN", "2", "0"),
]


def test_from_how_many_people_on(tmp_path: Path) -> None:
    names = ("year", "coo_iso", "coa_iso", "refugees", "asylum_seekers")
    figures = [dict(zip(names, row, strict=True)) for row in FIGURES]
    loading = loaded(tmp_path, situations=SITUATIONS, population=figures)
    ranks = {"source/vocabularies": 0, "source/situations": 1, "source/population": 2}
    now, _ = current(loading.stated, ranks, [])
    found = links(derive(now), "ASYLUM_BY_FIGURES")
    assert {(start.rpartition("/")[2], end) for start, end in found} == {
        ("sudan", "country/TCD"),
        ("syria", "country/JOR"),
    }
