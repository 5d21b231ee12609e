"""Numbers in words: every sentence with a number reads right for none, one and two, in both
languages.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pledgegraph.ontology.elision import before
from pledgegraph.ontology.languages import LOCALES, Language
from pledgegraph.queries.phrases import Phrases
from pledgegraph.queries.reasons import because
from pledgegraph.queries.sentences import PLURALS
from pledgegraph.workspace.workspace import Workspace

COUNTING = "number|count|all|several|staged|aiming|reporting|updated|contributing|members|listed"
AGREES = {
    "en": re.compile(
        rf"\{{({COUNTING})\}} (more |of them )?([a-z-]+ )?"
        r"(have|are|state|report|do|rows|pledges|pairs|actors|things|ties|problems|files)\b"
    ),
    "fr": re.compile(
        rf"\{{({COUNTING})\}} (autres |de plus )?"
        r"(ont|sont|font|lignes|engagements|paires|acteurs|liens|fichiers)\b"
    ),
}
"""A number with a word that agrees with it: such a sentence needs a form for one and for two."""
ALWAYS_SEVERAL = (
    "{actor}; {count} pledges: {pledges}",  # of one there is a sentence of its own
    "{count} host-country pledges of {actor} share its place and area",
    "{number} pledges are too many for a size on each",
    "{number} things are called {name}: {things}",
)


def messages() -> list[Message]:
    path = Path(LOCALES) / "fr" / "LC_MESSAGES" / "pledgegraph.po"
    with path.open("rb") as file:
        return [each for each in read_po(file, locale="fr") if each.id]


def test_a_number_that_a_word_agrees_with_has_both_forms() -> None:
    found = []
    for message in messages():
        if isinstance(message.id, tuple) or message.id in ALWAYS_SEVERAL:
            continue
        for language, text in (("en", str(message.id)), ("fr", str(message.string))):
            if AGREES[language].search(text):
                found.append(text)
    assert found == []


def test_the_forms_of_a_number_name_the_same_values() -> None:
    for message in messages():
        if not isinstance(message.id, tuple):
            continue
        translated: Any = message.string
        forms = [*message.id, *translated]
        names = [set(re.findall(r"\{(\w+)\}", form)) for form in forms]
        # The form for one may leave out what there is only of several
        assert all(each <= names[1] for each in names), message.id
        assert names[1] == names[3], message.id


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 pledges", "0 engagement"),
        (1, "1 pledge", "1 engagement"),
        (2, "2 pledges", "2 engagements"),
        (1_000, "1,000 pledges", "1 000 engagements"),
    ],
)
def test_none_is_several_in_english_and_one_in_french(
    number: int, english: str, french: str
) -> None:
    counted = because("pledges", number=number)
    assert [Phrases(each).sentence(counted) for each in ("en", "fr")] == [english, french]


def test_every_counting_sentence_has_a_form_for_none_one_and_two() -> None:
    for singular, plural in PLURALS.values():
        assert Language("en").counted(singular, plural, 0) == plural
        assert Language("en").counted(singular, plural, 1) == singular
        several = Language("fr").counted(singular, plural, 2)
        assert several != plural
        one = Language("fr").counted(singular, plural, 1)
        assert Language("fr").counted(singular, plural, 0) == one


def test_the_verbs_of_coverage_agree(sample: Workspace) -> None:
    """Of the 37 pledges that name Africa or a country there one alone, PF098, has a stage."""
    africa = sample.ask("progress", region=["Africa"]).coverage
    assert africa.startswith(
        "Of 37 pledges in the region Africa, 1 has an official stage (newest 2020-12) and 1 an"
    )
    europe = sample.ask("unsupported", region=["Europe"]).coverage
    assert europe.startswith(
        "Of 1 pledge in the region Europe, 1 states a contribution and 0 have an update;"
    )


@pytest.mark.parametrize(
    ("word", "value", "joined"),
    [
        ("de", "IGAD", "de l'"),
        ("de", "UNICEF, HIAS", "de l'"),
        ("de", "SSAR", "de "),
        ("de", "Uber", "d'"),
        ("de", "Éthiopie", "d'"),
        ("que", "Airbnb", "qu'"),
        ("que", "OIM", "que l'"),
        ("de", "Government of Chad", "de "),
        ("de", "« Syrie »", "de "),
        ("de", "2025", "de "),
        ("de", "", "de "),
    ],
)
def test_french_joins_de_and_que_to_what_follows(word: str, value: str, joined: str) -> None:
    assert before(word, value) == joined


def test_a_reason_is_joined_in_french() -> None:
    reason = because("evidence platform", name="IGAD", number=13)
    assert Phrases("fr").sentence(reason).startswith("dans le groupe restreint de l'IGAD, ")
    kind = because("same kind of actor", actor_type="ONG", actors="Uber")
    assert "(ONG) qu'Uber" in Phrases("fr").sentence(kind)


def test_the_coverage_of_contacts_says_for_which_pledge(sample: Workspace) -> None:
    for language, said in (
        ("en", "Of 98 pledges looked through for GRF-00515, 98 state a contribution"),
        ("fr", "Sur 98 engagements examinés pour GRF-00515 : contribution précisée pour 98"),
    ):
        answer = sample.ask("joint-candidates", pledge="GRF-00515", lang=language)
        assert answer.coverage.startswith(said)
