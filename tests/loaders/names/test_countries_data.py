"""The reference data of loaders/: countries, regions and well-known actors. A lint of the files."""

import csv
import gzip
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from pledgegraph.loaders.names.countries import find_country, find_region
from pledgegraph.ontology.vocabularies import vocabulary

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "examples" / "sample" / "sources"
NOT_COUNTRIES = {"UNK": "Unknown", "XXA": "Stateless", "TIB": "Tibetan"}
"""Codes and names of UNHCR's population figures that are no countries."""
M49_COUNTS = {
    "002": 60,
    "015": 7,
    "202": 53,
    "014": 22,
    "017": 9,
    "018": 5,
    "011": 17,
    "019": 57,
    "419": 52,
    "029": 28,
    "013": 8,
    "005": 16,
    "021": 5,
    "142": 50,
    "143": 5,
    "030": 7,
    "035": 11,
    "034": 9,
    "145": 18,
    "150": 51,
    "151": 10,
    "154": 16,
    "039": 16,
    "155": 9,
    "009": 29,
    "053": 6,
    "054": 5,
    "057": 8,
    "061": 10,
}
"""Countries and areas of each region, as M49 counts them: without Kosovo and TWN, which it does not
list.
"""
NOT_IN_M49 = {"XKX", "TWN"}


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / "loaders" / "names" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def listed(text: str) -> list[str]:
    return text.split("|") if text else []


def key(text: str) -> str:
    """Case folded, NFC, without accents, punctuation and a leading article."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^\w\s]", " ", bare).split()))


def clashes(spellings: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Spellings, reduced to their key, that stand for more than one thing."""
    found: dict[str, set[str]] = {}
    for spelling, meaning in spellings:
        found.setdefault(key(spelling), set()).add(meaning)
    return {spelling: meanings for spelling, meanings in found.items() if len(meanings) > 1}


COUNTRIES = rows_of("countries.csv")
REGIONS = rows_of("regions.csv")
ACTORS = rows_of("actor_names.csv")


def country_spellings() -> list[tuple[str, str]]:
    return [
        (name, row["iso3"])
        for row in COUNTRIES
        for name in (row["iso3"], row["name_en"], row["name_fr"], *listed(row["names"]))
    ]


def region_spellings() -> list[tuple[str, str]]:
    return [
        (n, r["m49"]) for r in REGIONS for n in (r["name_en"], r["name_fr"], *listed(r["names"]))
    ]


def actor_spellings() -> list[tuple[str, str]]:
    return [(name, row["name"]) for row in ACTORS for name in (row["name"], *listed(row["names"]))]


@pytest.mark.parametrize(
    "name", ["countries.csv", "regions.csv", "actor_names.csv", "agencies.csv"]
)
def test_each_file_names_its_licence_and_has_whole_rows(name: str) -> None:
    text = (ROOT / "loaders" / "names" / name).read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert text.startswith(head)
    assert "licence" in head.casefold() and "MIT" in head
    assert unicodedata.normalize("NFC", text) == text
    for row in rows_of(name):
        assert None not in row and None not in row.values(), row
        assert all(value == value.strip() for value in row.values()), row


def test_249_countries_of_iso_and_kosovo() -> None:
    assert len(COUNTRIES) == 250
    assert [row["iso3"] for row in COUNTRIES] == sorted({row["iso3"] for row in COUNTRIES})
    assert all(re.fullmatch("[A-Z]{3}", row["iso3"]) for row in COUNTRIES)
    assert len({row["iso2"] for row in COUNTRIES if re.fullmatch("[A-Z]{2}", row["iso2"])}) == 250
    numbers = {row["iso3"]: row["m49"] for row in COUNTRIES}
    assert numbers.pop("XKX") == ""
    assert len(set(numbers.values())) == 249
    assert all(re.fullmatch("[0-9]{3}", number) for number in numbers.values())


def test_codes_taken_from_the_standards_by_hand() -> None:
    codes = {row["iso3"]: (row["iso2"], row["m49"], row["unhcr_code"]) for row in COUNTRIES}
    assert codes["NAM"] == ("NA", "516", "NAM")
    assert codes["AUT"] == ("AT", "040", "AUS")
    assert codes["AUS"] == ("AU", "036", "AUL")
    assert codes["SDN"] == ("SD", "729", "SUD")
    assert codes["SSD"] == ("SS", "728", "SSD")
    assert codes["COD"] == ("CD", "180", "COD")
    assert codes["COG"] == ("CG", "178", "COB")
    assert codes["PSE"] == ("PS", "275", "GAZ")
    assert codes["XKX"] == ("XK", "", "")


def test_unhcr_codes_stand_for_one_country_each() -> None:
    codes = [row["unhcr_code"] for row in COUNTRIES if row["unhcr_code"]]
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_every_country_has_both_names() -> None:
    assert [row["iso3"] for row in COUNTRIES if not row["name_en"] or not row["name_fr"]] == []


def agency_spellings() -> list[tuple[str, str]]:
    return [(name, row["iso3"]) for row in rows_of("agencies.csv") for name in listed(row["names"])]


def test_no_agency_is_called_like_a_country_or_a_known_actor() -> None:
    known = [*country_spellings(), *actor_spellings(), *region_spellings()]
    assert clashes([*agency_spellings(), *known]) == clashes(known)
    codes = {row["iso3"] for row in COUNTRIES}
    assert {code for _, code in agency_spellings()} <= codes


def test_no_spelling_stands_for_two_countries() -> None:
    assert clashes(country_spellings()) == {}


def test_the_lint_of_spellings_sees_a_clash() -> None:
    assert clashes([("The Congo", "COD"), ("congo", "COG")]) == {"congo": {"COD", "COG"}}
    assert clashes([("Côte d'Ivoire", "CIV"), ("Cote d Ivoire", "CIV")]) == {}


def test_no_spelling_stands_twice_in_one_row() -> None:
    for row in COUNTRIES:
        names = [row["name_en"], *listed(row["names"])]
        assert len(names) == len(set(names)), row["iso3"]


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Congo", "COG"),
        ("Republic of the Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("DR Congo", "COD"),
        ("Dem. Rep. of the Congo", "COD"),
        ("Democratic Republic of Congo", "COD"),
        ("DRC", "COD"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Nigéria", "NGA"),
        ("Republic of Korea", "KOR"),
        ("South Korea", "KOR"),
        ("Dem. People's Rep. of Korea", "PRK"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Republic of Türkiye", "TUR"),
        ("Turquie", "TUR"),
        ("The Philippines", "PHL"),
        ("Kosovo*", "XKX"),
        ("Kosovo (S/RES/1244 (1999))", "XKX"),
        ("Kyrgyz Republic", "KGZ"),
        ("Syria", "SYR"),
        ("Syrian Arab Republic", "SYR"),
        ("Syrian Arab Rep.", "SYR"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Iran (Islamic Rep. of)", "IRN"),
        ("Iran", "IRN"),
        ("Tanzania", "TZA"),
        ("United Rep. of Tanzania", "TZA"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Cote d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Swaziland", "SWZ"),
        ("Cape Verde", "CPV"),
        ("USA", "USA"),
        ("United States of America", "USA"),
        ("UK", "GBR"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("Palestine", "PSE"),
        ("Palestinian", "PSE"),
        ("Lao PDR", "LAO"),
        ("Vietnam", "VNM"),
        ("Czech Republic", "CZE"),
        ("North Macedonia", "MKD"),
        ("Republic of Moldova", "MDA"),
        ("The Gambia", "GMB"),
        ("Gambia", "GMB"),
        ("NAM", "NAM"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("Dominica", "DMA"),
        ("Dominican Rep.", "DOM"),
        ("Samoa", "WSM"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Tchad", "TCD"),
        ("RDC", "COD"),
        ("Pays-Bas", "NLD"),
    ],
)
def test_spellings_seen_in_pledges(text: str, iso3: str) -> None:
    country = find_country(text)
    assert country is not None and country.iso3 == iso3


@pytest.mark.parametrize(
    "text", ["Korea", "NA", "Micronesia", "Virgin Islands", "Saint Martin", "AUL", "GFR"]
)
def test_ambiguous_names_and_unhcr_codes_name_no_country(text: str) -> None:
    assert find_country(text) is None


def test_every_country_of_the_population_figures_is_there() -> None:
    codes = {row["iso3"]: row["unhcr_code"] for row in COUNTRIES}
    seen: dict[str, set[tuple[str, str]]] = {}
    with gzip.open(SOURCES / "population.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for end in ("coo", "coa"):
                seen.setdefault(row[f"{end}_iso"], set()).add((row[end], row[f"{end}_name"]))
    assert {iso3: {name for _, name in seen[iso3]} for iso3 in seen if iso3 not in codes} == {
        iso3: {name} for iso3, name in NOT_COUNTRIES.items()
    }
    for iso3 in seen.keys() & codes.keys():
        for unhcr_code, name in seen[iso3]:
            assert codes[iso3] == unhcr_code, iso3
            country = find_country(name)
            assert country is not None and country.iso3 == iso3, name
    assert len(seen) == 219


def test_every_region_code_has_a_row() -> None:
    codes = {row["m49"]: row["parent_m49"] for row in REGIONS}
    assert len(codes) == len(REGIONS) == 29
    assert {parent for parent in codes.values() if parent} <= codes.keys()
    for row in COUNTRIES:
        chain = [
            row[name] for name in ("region_m49", "subregion_m49", "intermediate_m49") if row[name]
        ]
        assert set(chain) <= codes.keys(), row["iso3"]
        assert [codes[code] for code in chain] == ["", *chain[:-1]][: len(chain)], row["iso3"]
    assert [row["iso3"] for row in COUNTRIES if not row["region_m49"]] == ["ATA"]
    assert {row["m49"] for row in REGIONS} & {row["m49"] for row in COUNTRIES} == set()


def test_each_region_has_as_many_countries_as_m49_says() -> None:
    found = Counter(
        row[name]
        for row in COUNTRIES
        if row["iso3"] not in NOT_IN_M49
        for name in ("region_m49", "subregion_m49", "intermediate_m49")
        if row[name]
    )
    assert found == M49_COUNTS


def test_no_spelling_stands_for_two_regions_or_a_region_and_a_country() -> None:
    assert clashes(region_spellings() + country_spellings()) == {}


def test_loose_wordings_place_no_pledge() -> None:
    loose = [wording for row in REGIONS for wording in listed(row["text_names"])]
    assert "East Africa" in loose and "North America" in loose
    assert [
        wording
        for wording in loose
        if find_region(wording) is not None or find_country(wording) is not None
    ] == []


def test_141_countries_seek_support() -> None:
    answers = {row["iso3"]: row["seeks_support"] for row in COUNTRIES}
    assert Counter(answers.values()) == {"yes": 141, "no": 109}
    listed_there = "AFG BRA CHN COL ETH JOR KEN LBN MSR NRU PSE SYR TUR UKR XKX".split()
    assert [iso3 for iso3 in listed_there if answers[iso3] != "yes"] == []
    graduated_or_never = "ATG BGR CHL COK CYP HRV ISR KOR ROU RUS SAU SYC URY USA".split()
    assert [iso3 for iso3 in graduated_or_never if answers[iso3] != "no"] == []
    head = (
        (ROOT / "loaders" / "names" / "countries.csv").read_text("utf-8").partition("iso3,iso2")[0]
    )
    assert "DAC List of ODA Recipients" in head and "2024 and 2025 flows" in head


def test_no_spelling_stands_for_two_actors_or_an_actor_and_a_place() -> None:
    places = (
        country_spellings() + region_spellings() + [(row["iso2"], row["iso3"]) for row in COUNTRIES]
    )
    assert clashes(actor_spellings()) == {}
    assert {key(name) for name, _ in actor_spellings()} & {key(name) for name, _ in places} == set()


def test_actors_have_a_known_type_and_no_remark_in_their_name() -> None:
    assert len(ACTORS) >= 80
    assert {row["entity_type"] for row in ACTORS} <= vocabulary("entity-types").concepts.keys()
    assert {row["regional_body"] for row in ACTORS} == {"", "member-states", "institution"}
    regional = [row for row in ACTORS if row["entity_type"] == "regional-organization"]
    assert [row["name"] for row in regional if not row["regional_body"]] == []
    # what stands in brackets is read as a remark, so such a spelling could never be met
    assert [name for name, _ in actor_spellings() if "(" in name or ";" in name] == []
