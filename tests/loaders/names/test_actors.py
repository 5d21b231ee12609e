"""Actors: who is named, who is nobody, and which names are one actor."""

import pytest

from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.actors import is_actor_name
from pledgegraph.loaders.names.governments import country_of_government, unknown_government


@pytest.mark.parametrize(
    "text",
    [
        "others",
        "Others (over 140)",
        "82 countries",
        "15 UN entities",
        "fifteen UN entities",
        "IGAD Member States",
        "IASC members",
        "UN agencies",
        "Development partners",
        "donors",
        "NGOs",
        "the private sector",
        "TBC",
        "Southern Africa region (all actors)",
        "Multi-stakeholder",
        "over 30 States",
        "international federations",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert not is_actor_name(text)
    assert ActorNames().mention(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Chad",
        "chad",
        "CHAD",
        "Tchad",
        "Republic of Chad",
        "Government of Chad",
        "the government of Chad",
        "Govt. of Chad",
        "Gov’t of Chad",
        "Chad's Government",
        "Gouvernement du Tchad",
        "Government of Chad (CNARR)",
        "  Government  of   the Republic of Chad ",
    ],
)
def test_one_government_in_many_spellings(text: str) -> None:
    mention = ActorNames().mention(text)
    assert mention is not None
    assert mention.actor == "actor/government-of-chad"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congo (Democratic Republic of the)", "COD"),
        ("Congo", "COG"),
        ("Government of the Kyrgyz Republic", "KGZ"),
        ("Federal Government of Somalia", "SOM"),
        ("Kosovo*", "XKX"),
        ("Viet Nam", "VNM"),
        ("KOICA", "KOR"),
        ("Korea International Cooperation Agency", "KOR"),
        ("tika", "TUR"),
    ],
)
def test_whose_government(text: str, code: str) -> None:
    country = country_of_government(text)
    assert country is not None
    assert country.iso3 == code


def test_a_country_is_never_guessed() -> None:
    for text in ("Government of Narnia", "Korea", "Nigerian Government", "NA", "Congo and friends"):
        assert country_of_government(text) is None
    problem = unknown_government("Government of Ethopia")
    assert problem is not None
    assert (problem.code, problem.severity) == ("N001", "finding")
    assert "Ethiopia" in problem.hint


def test_an_agency_is_part_of_its_government() -> None:
    names = ActorNames()
    agency = names.mention("KOICA (financial)")
    assert agency is not None
    assert agency.actor == names.actor("Government of the Republic of Korea")
    assert agency.remark == "financial"
    assert actor_parts("KOICA, Norad and UNHCR") == ("KOICA", "Norad", "UNHCR")


@pytest.mark.parametrize("text", ["GIZ", "KfW", "SDC", "SIDA", "Ministry of Education"])
def test_what_is_no_agency_of_one_government(text: str) -> None:
    assert country_of_government(text) is None


def test_the_remark_is_no_part_of_the_name() -> None:
    names = ActorNames()
    ministry, plain = names.mention("Government of Germany (BMZ)"), names.mention("Germany")
    assert ministry is not None and plain is not None
    assert (ministry.actor, ministry.remark, ministry.written) == (
        plain.actor,
        "BMZ",
        "Government of Germany (BMZ)",
    )


def test_articles_and_case_make_no_second_actor() -> None:
    names = ActorNames()
    assert (
        names.actor("The Shapiro Foundation")
        == names.actor("shapiro foundation")
        == "actor/shapiro-foundation"
    )
    assert names.actor("World Bank Group") == names.actor("the world bank")
    assert names.actor("Mercy Corps") != names.actor("Mercy Corps Uganda")


def test_only_governments_and_known_actors_are_enumerated() -> None:
    assert actor_parts("Denmark, Norway and Sweden; UNHCR") == (
        "Denmark",
        "Norway",
        "Sweden",
        "UNHCR",
    )
    assert actor_parts("Trinidad and Tobago") == ("Trinidad and Tobago",)
    assert actor_parts("Bosnia and Herzegovina and Norway") == (
        "Bosnia and Herzegovina and Norway",
    )
    assert actor_parts("Water and Sanitation Trust") == ("Water and Sanitation Trust",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("UNHCR, UNICEF", ("UNHCR", "UNICEF")),
        ("UNHCR and UNICEF", ("UNHCR", "UNICEF")),
        ("Kenya, UNHCR & UNICEF (technical)", ("Kenya", "UNHCR", "UNICEF (technical)")),
        ("Government of Norway and UNHCR", ("Government of Norway", "UNHCR")),
        ("UNHCR, the UN Refugee Agency", ("UNHCR, the UN Refugee Agency",)),
        ("UNHCR, Kenya", ("UNHCR, Kenya",)),
        ("UNHCR and Friends", ("UNHCR and Friends",)),
        ("UNHCR (Kenya, Uganda)", ("UNHCR (Kenya, Uganda)",)),
        ("Bosnia and Herzegovina", ("Bosnia and Herzegovina",)),
    ],
)
def test_a_row_of_known_actors_is_several(text: str, parts: tuple[str, ...]) -> None:
    assert actor_parts(text) == parts
