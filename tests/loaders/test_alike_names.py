"""Names that may be of one actor, and names that are not."""

import pytest

from pledgegraph.loaders.alike_names import (
    BEGINNING,
    INITIALS,
    LARGEST_BLOCK,
    SPELLED,
    WITHIN,
    alike_names,
)

ONE = [
    ("Norwegian Refugee Council", "Norwegian Refugees Council", SPELLED),
    ("Refugee Council, Norwegian", "Norwegian Refugee Council", SPELLED),
    ("Fondation Mérieux", "Fondation Merieux France", SPELLED),
    ("Save the Children International", "Save The Children", WITHIN),
    ("International Rescue Committee", "IRC", INITIALS),
    ("Islamic Development Bank (IsDB)", "Islamic Development Bank", SPELLED),
    (
        "The Consortium for Schools in Camps, led by Alpha",
        "Consortium for Schools in Camps",
        WITHIN,
    ),
    (
        "The Consortium for Schools in Camps, led by Alpha",
        "The Consortium for Schools in Camps, run by Beta",
        BEGINNING,
    ),
    ("Ministère de l'Éducation nationale", "Ministere de l Education nationale", SPELLED),
]
SPELLINGS = """
Min. of Education|Ministry of Education
Min of Educ.|Ministry of Education
Int'l Rescue Committee|International Rescue Committee
Univ. of Tokyo|University of Tokyo
Tokyo University|University of Tokyo
GIZ|Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ)
Norwegian Refugee Council (NRC)|NRC
MSF|Médecins Sans Frontières
IKEA Fdn|Ikea Foundation Ltd
Save the Children Int.|Save the Children International
Jesuit Refugee Service (JRS)|Jesuit Refugees Service
Alight (formerly American Refugee Committee)|American Refugee Committee
The Lutheran World Federation (LWF)|Lutheran World Federation
Caritas Internationalis|Caritas International
Al-Amal Foundation|Alamal Foundation
Dubai Cares|DubaiCares
Asian Dev't Bank|Asian Development Bank
Inter-American Development Bank|Inter American Development Bank
Org. of African Youth|Organisation of African Youth
Centre for Refugee Studies|Center for Refugee Studies
Women Refugee Commission|Women's Refugee Commission
Airbnb.org|Airbnb
Coca-Cola Company|The Coca Cola Co.
African Union Commission|AU Commission
UN Women|United Nations Women
Djibouti Red Crescent|Red Crescent Society of Djibouti
City of Milan|Milan
Xavier Network|Xavier Netwrok
Danish Ministry of Foreign Affairs|Ministry of Foreign Affairs of Denmark
Croix-Rouge tchadienne|Croix Rouge du Tchad
Cruz Roja Colombiana|Colombian Red Cross
Lebanese Red Cross|Croix-Rouge libanaise
Alcaldía de Medellín|Municipio de Medellín
Stadt Zürich|City of Zürich
Norw. Church Aid|Norwegian Church Aid
Gr. Amman Municipality|Greater Amman Municipality
Swiss Agency for Development and Cooperation|SDC
Ministry of Health and Population|MoHP
Qatar Red Crescent|QRCS
Too Good To Go|TooGoodToGo
Ingka Group|INGKA
Zalando SE|Zalando
Kids in Need of Defense (KIND)|Kids In Need of Defence
منظمة الأمل|منظمه الامل
United States Refugee Council|Refugee Council USA
Comisión Mexicana de Ayuda a Refugiados|COMAR
Asia Pacific Network of Refugees|APNOR
Direction du Développement (DDC)|Development Directorate (DDC)
Government of Chad - Ministry of Health|Ministère de la Santé du Tchad
MINSANTE - Ministère de la Santé publique|Ministry of Public Health, Cameroon
JRS International Office|Jesuit Refugee Service
Consejo Noruego para Refugiados|Norwegian Refugee Council
Ministère de la Femme et de l'Enfant|Ministry of Women and Children
Red Crescent of Somalia|Somali Red Crescent Society (SRCS)
""".strip().splitlines()
"""Pairs as registers have them: each is one actor."""
TWO = [
    ("Ministry of Education of Chad", "Ministry of Education of Mali"),
    ("Save the Children Kenya", "Save the Children Uganda"),
    ("Group of 77", "Group of 20"),
    ("Foundation for Schools", "Foundation for Health"),
    ("UNHCR", "UNICEF"),
    ("World Bank", "World Vision"),
    ("IRC", "ICRC"),
    ("UNICEF", "UNICEF Kenya"),
    ("Kenya Red Cross", "Uganda Red Cross"),
    ("Ministry of Health", "Ministry of Justice"),
    ("Danish Refugee Council", "Norwegian Refugee Council"),
    ("Croix-Rouge tchadienne", "Croix-Rouge du Niger"),
    ("Nigerian Red Cross", "Red Cross of Niger"),
    ("Swiss Foundation", "Swedish Foundation"),
    ("City of Zürich", "City of Vienna"),
    ("African Development Bank", "Asian Development Bank"),
    ("Youth Initiative for Community Peace", "Women Initiative for Community Peace"),
    ("CARE", "Catholic Relief"),
    ("Network for Hope (NGO)", "Bridge to Learning (NGO)"),
]


@pytest.mark.parametrize(("one", "other", "by"), ONE)
def test_names_that_may_be_one(one: str, other: str, by: str) -> None:
    (pair,) = alike_names([one, "Somebody Else", other])
    assert (pair.first, pair.second, pair.by) == (0, 2, by)


def test_spellings_of_one_actor_are_found() -> None:
    missed = [pair for pair in SPELLINGS if not alike_names(pair.split("|"))]
    assert missed == []


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_that_are_two(one: str, other: str) -> None:
    assert alike_names([one, other]) == []


def test_the_likest_come_first() -> None:
    names = ["Norwegian Refugee Council", "Norwegian Refugees Council", "IRC"]
    names += ["International Rescue Committee", "Norwegian Refugee Councill"]
    pairs = [(pair.first, pair.second) for pair in alike_names(names)]
    # One letter more of 25: 98; two letters of 26 more or less: 96
    assert pairs == [(0, 1), (0, 4), (1, 4), (2, 3)]


def test_a_word_that_many_have_brings_nobody_together() -> None:
    """The rarer word does."""
    names = [f"Ministry {chr(97 + number // 26)}{chr(97 + number % 26)}q" for number in range(400)]
    names = [name + "z" * 8 for name in names]
    assert len(names) > LARGEST_BLOCK
    names += ["Ministry of Watter", "Ministry of Water"]
    pairs = [(pair.first, pair.second) for pair in alike_names(names) if pair.second > 399]
    assert pairs == [(400, 401)]
