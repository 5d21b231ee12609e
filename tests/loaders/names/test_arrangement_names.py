"""Places, situations and multi-stakeholder pledges by the names that cells use."""

import pytest

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.kinds.places import PlaceNames, place_parts, places_in
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.theme_names import theme_of


@pytest.fixture
def arrangement_names() -> ArrangementNames:
    made = ArrangementNames()
    made.add_platform("platform/igad", ["IGAD", "IGAD Support Platform"])
    made.add_platform("platform/carssp", ["CARSSP", "CAR-SSP"])
    made.add_situation("situation/afghanistan", ["Afghanistan situation"])
    made.add_situation("situation/sudan-a", ["Sudan situation"])
    made.add_situation("situation/sudan-b", ["The Sudan crisis"])
    made.add_multistakeholder(
        "multistakeholder-pledge/skills", ["Skills-based Complementary Pathways: more places"]
    )
    return made


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("The Philippines", ("country", "country/PHL")),
        ("India (part)", ("country", "country/IND")),
        ("Congo (Democratic Republic of the)", ("country", "country/COD")),
        ("the IGAD region", ("region", "platform/igad")),
        ("IGAD Member States", ("region", "platform/igad")),
        ("CAR‑SSP countries", ("region", "platform/carssp")),
        ("Southern Africa", ("region", "vocabulary/m49/018")),
        ("Latin America and the Caribbean", ("region", "vocabulary/m49/419")),
        ("East and Horn of Africa", ("text", "East and Horn of Africa")),
        ("Afghanistan and neighbours", ("text", "Afghanistan and neighbours")),
        ("Global", ("text", "Global")),
        ("14 low-income host countries", ("text", "14 low-income host countries")),
        ("NA", ("text", "NA")),
    ],
)
def test_places(arrangement_names: ArrangementNames, part: str, place: tuple[str, str]) -> None:
    assert place_parts(PlaceNames(arrangement_names), [part]) == [place]


def test_places_told_in_a_row_are_several_only_if_all_are_known(
    arrangement_names: ArrangementNames,
) -> None:
    assert place_parts(PlaceNames(arrangement_names), ["Bangladesh, Colombia and Kenya"]) == [
        ("country", "country/BGD"),
        ("country", "country/COL"),
        ("country", "country/KEN"),
    ]
    assert place_parts(PlaceNames(arrangement_names), ["Sudan and neighbours"]) == [
        ("text", "Sudan and neighbours")
    ]


def test_global_is_no_place_and_no_mistake(arrangement_names: ArrangementNames) -> None:
    found = places_in(PlaceNames(arrangement_names), "Global; 82 countries; Atlantis")
    (problem,) = (place for place in found if isinstance(place, BadCell))
    assert (problem.code, "Atlantis" in problem.found) == ("N001", True)


def test_a_name_that_fits_two_situations_fits_none(arrangement_names: ArrangementNames) -> None:
    assert arrangement_names.situation("Afghanistan") == "situation/afghanistan"
    assert arrangement_names.situation("Sudan") is None


def test_multistakeholder_pledges_by_title_or_its_start(
    arrangement_names: ArrangementNames,
) -> None:
    for text in (
        "Solutions – skills‑based complementary pathways",
        "Skills-based Complementary Pathways (co-led)",
    ):
        assert arrangement_names.multistakeholder_pledge(text) == "multistakeholder-pledge/skills"
    assert arrangement_names.multistakeholder_pledge("Complementary Pathways") is None


def test_an_unmapped_theme_is_in_no_area() -> None:
    identifier, name, problem = theme_of("Moonshots")
    assert (identifier, name) == ("concept/themes/moonshots", "Moonshots")
    assert problem is not None
    assert problem.code == "N004"
    assert theme_of("  third‑country   SOLUTIONS ")[0] == theme_of("Third-country solutions")[0]
