"""Sentences in two languages: every one has a French form with the same values, and the catalogues
are fresh.
"""

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pledgegraph.commands.answers import print_table
from pledgegraph.commands.console import print_explained
from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.captions import CAPTIONS, COUNTED, WORDS
from pledgegraph.ontology.languages import LOCALES
from pledgegraph.ontology.spelling import name_order
from pledgegraph.queries.catalogue import questions
from pledgegraph.queries.phrases import Phrases
from pledgegraph.queries.reasons import (
    Coded,
    Place,
    Recorded,
    Situation,
    Supporting,
    Topic,
    because,
)
from pledgegraph.queries.sentences import CONTRIBUTIONS, PLURALS, SENTENCES
from pledgegraph.queries.sheets import SHEET
from pledgegraph.queries.workbook import COVER, CUT
from pledgegraph.workspace.workspace import Workspace

ENGINES = ("embedded", "sparql")
ROOT = Path(__file__).resolve().parents[2]
FRENCH = LOCALES / "fr" / "LC_MESSAGES" / "pledgegraph.po"


def forms(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [str(value)]


def messages() -> list[Message]:
    with FRENCH.open("rb") as file:
        return [message for message in read_po(file, locale="fr") if message.id]


def test_the_catalogue_is_fresh_and_whole() -> None:
    done = subprocess.run(
        [sys.executable, "docs/write_translations.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_form_names_the_values_of_its_text() -> None:
    for message in messages():
        wanted = {frozenset(re.findall(r"\{\w+\}", text)) for text in forms(message.id)}
        assert {
            frozenset(re.findall(r"\{\w+\}", text)) for text in forms(message.string)
        } == wanted, message.id


def test_every_sentence_is_in_the_catalogue() -> None:
    """One that is said in French as in English would be one that nobody translated."""
    known = {text for message in messages() for text in forms(message.id)}
    said = [
        *SENTENCES.values(),
        *(form for pair in PLURALS.values() for form in pair),
        *CONTRIBUTIONS,
    ]
    said += [column.label for card in questions().values() for column in card.columns]
    said += [COVER, SHEET, *CUT]
    said += [*CAPTIONS.values(), *WORDS, *(form for pair in COUNTED.values() for form in pair)]
    with_words = {text for text in said if re.sub(r"\{\w+\}", "", text).strip("();, ")}
    assert with_words <= known


def test_no_typography_that_other_programs_stumble_over() -> None:
    assert not set(FRENCH.read_text("utf-8")) & set("\u202f\u00a0\u2009\u2019")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "Supported in part: Denmark (financial, PF051, in part: 25,000 cards, agreed,"
                " 2025-02)."
            ),
        ),
        (
            "fr",
            (
                "Soutenu en partie : Denmark (aide financière, PF051, en partie : 25 000 cards,"
                " convenu, 2025-02)."
            ),
        ),
    ],
)
def test_a_match(language: str, said: str) -> None:
    match = Recorded(
        ["Denmark"],
        frozenset({"financial"}),
        ["PF051"],
        "part",
        "agreed",
        25_000,
        "cards",
        "2025-02",
    )
    assert Phrases(language).sentence(because("supported in part", matches=[match])) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "PF077 by A, B and C (financial, technical, DKK 35,000,000 (Denmark's part), ended)",
        ),
        (
            "fr",
            (
                "PF077 par A, B et C (aide financière, aide technique, DKK 35 000 000 (part de"
                " Denmark), terminé)"
            ),
        ),
    ],
)
def test_a_pledge(language: str, said: str) -> None:
    types = frozenset({"technical", "financial"})
    pledge = Supporting(
        "PF077", ["A", "B", "C"], types, (35_000_000, "DKK"), ["Denmark"], has_ended=True
    )
    assert Phrases(language).supporting(pledge) == said


def test_names_of_countries_need_no_article_in_french() -> None:
    """No list of ours has the article of a country: no sentence may need one before its name."""
    french, syria = Phrases("fr"), Place("Syrian Arab Republic", "République arabe syrienne")
    people = because("people of origin", total=2_000, number=1_500, origin=syria)
    assert french.sentence(people) == (
        "Sur les 2 000 personnes, 1 500 sont des réfugiés (pays d'origine : République arabe"
        " syrienne)."
    )
    named = because("names countries", pledge="PF1", countries=because("list", names=[syria]))
    assert french.sentence(named) == "PF1 cite ce lieu : République arabe syrienne"


def test_what_counts_agrees_with_its_number() -> None:
    french = Phrases("fr")
    reported = [french.sentence(because("pledges", number=number)) for number in (0, 1, 2, 1_000)]
    assert reported == ["0 engagement", "1 engagement", "2 engagements", "1 000 engagements"]
    english = Phrases()
    assert [english.sentence(because("pledges", number=number)) for number in (0, 1)] == [
        "0 pledges",
        "1 pledge",
    ]


def test_names_of_the_vocabularies() -> None:
    french = Phrases("fr")
    assert french.words(Coded("population-types", "ASY", in_text=True)) == "demandeurs d'asile"
    assert french.words(Topic("Education")) == "Éducation"
    assert french.words(Topic("A theme of somebody's own")) == "A theme of somebody's own"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Austria, Egypt, Germany and Zambia"),
        ("fr", "Allemagne, Autriche, Égypte et Zambie"),
    ],
)
def test_names_are_in_the_order_of_the_language(language: str, said: str) -> None:
    names = [
        Place("Zambia", "Zambie"),
        Place("Germany", "Allemagne"),
        Place("Egypt", "Égypte"),
        Place("Austria", "Autriche"),
    ]
    phrases = Phrases(language)
    assert phrases.sentence(because("list", names=names)) == said
    assert phrases.words(names[::-1]) == said.replace(" and", ",").replace(" et", ",")
    situations = [Situation("Sudan"), Situation("Mali situation", "Situation au Mali")]
    topics = [Topic("Education"), Topic("Jobs and livelihoods"), Topic("A theme")]
    assert [phrases.each(situations), phrases.each(topics)] == {
        "en": [
            ["Mali situation", "Sudan"],
            ["A theme", "Education", "Jobs and livelihoods"],
        ],
        "fr": [
            ["« Situation au Mali »", "Sudan"],
            ["A theme", "Éducation", "Emploi et moyens d'existence"],
        ],
    }[language]


def test_case_and_accents_do_not_part_names() -> None:
    names = ["Zambie", "Égypte", "etc", "Estonie", "île Maurice", "Iraq", "Côte d'Ivoire", "Corée"]
    assert sorted(names, key=name_order) == [
        "Corée",
        "Côte d'Ivoire",
        "Égypte",
        "Estonie",
        "etc",
        "île Maurice",
        "Iraq",
        "Zambie",
    ]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_engines_agree_on_the_order_of_names(sample: Workspace, lang: str) -> None:
    asked: dict[str, Any] = {"situation": ["SIT-SYR"], "country": ["KEN", "ETH", "DEU"]}
    answers = [sample.ask("unsupported", engine=engine, lang=lang, **asked) for engine in ENGINES]
    assert answers[0].to_json(envelope=True) == answers[1].to_json(envelope=True)
    named = {"en": "Ethiopia, Germany and Kenya", "fr": "Allemagne, Éthiopie et Kenya"}[lang]
    assert named in answers[0].coverage
    (hosts,) = [notice for notice in answers[0].notices if "25" in notice and ": " in notice]
    first = {"en": ": Austria, Cyprus, Egypt, France, Germany", "fr": " : Allemagne, Autriche, Ch"}
    assert first[lang] in hosts


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(UsageProblem, match="There is no language 'de'"):
        Phrases("de")


def test_an_answer_in_french(sample: Workspace) -> None:
    english, french = (
        sample.ask(
            "unsupported", lang=lang, country=["ETH"], area=["Education"], as_of="2026-11-23"
        )
        for lang in ("en", "fr")
    )
    assert french.heading.endswith("aucun soutien attesté dans ces sources au 2026-11-23")
    assert (
        french.coverage
        == "Sur 3 engagements (pays : Éthiopie) portant sur Éducation : contribution précisée pour"
        " 3, mise à jour pour 0 ; sources jusqu'au 2026-11-23."
    )
    assert any(
        "PF008 et GRF-00515 sont peut-être un seul et même engagement : à vérifier." in each
        for each in french.notices
    )
    same = ("id", "pledge", "country", "people", "host_ids", "related_ids", "area_ids")
    pick = [
        [{name: row[name] for name in same} for row in answer.rows] for answer in (english, french)
    ]
    assert pick[0] == pick[1] and len(pick[0]) == 1
    assert "\u202f" not in french.to_csv() + json.dumps(french.to_json(), ensure_ascii=False)


HEADINGS = ("Engagement", "Soumis par", "Pays", "Titre", "Domaines", "Forum", "Statut", "Stade")
"""Of the first columns of ``unsupported``, in their order."""


def test_headings_and_remarks_of_tables_are_french(sample: Workspace, tmp_path: Path) -> None:
    """Markdown and workbooks are for people; CSV and JSON keep the names that programs know."""
    answer = sample.ask("unsupported", lang="fr", country=["ETH"])
    text = answer.to_markdown()
    (header,) = [line for line in text.splitlines() if line.startswith("| Eng")]
    assert header.startswith("| Engagement | Titre | Première phrase | Domaines | Forum |")
    assert (
        "Dans chaque ligne : Soumis par: Gouvernement" in text
        or "Dans chaque ligne : Soumis par" in text
    )
    assert answer.to_csv().startswith("pledge,title,text,host,country,")
    assert list(json.loads(answer.to_json())[0]) == answer.names()
    long = replace(answer, rows=[{**answer.rows[0], "title": "x" * 32_768}, *answer.rows[1:]])
    long.to_xlsx(tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as book:
        sheets = book.read("xl/workbook.xml").decode()
        texts = re.findall("<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode(), re.S)
    assert re.findall(r'<sheet name="(.*?)"', sheets) == [
        "À propos",
        "Réponse",
        "Pays",
        "Domaines",
        "Acteurs connexes",
    ]
    assert {*HEADINGS, "Degré de soutien attesté", "oui", "non"} <= set(texts)
    assert not {"Pledge", "Submitted by", "yes", "no", "title", "pledge"} & set(texts)
    assert (
        "1 cellule de la colonne Titre tronquée : une cellule de classeur contient au plus 32 767"
        " caractères. --format csv la donne en entier." in texts
    )


def test_a_picture_in_french(sample: Workspace) -> None:
    html = unescape(sample.draw_named("country", "ethiopie", lang="fr"))
    assert '<html lang="fr">' in html
    title = "Éthiopie : soutien attesté pour 1 des 11 engagements de pays d'accueil"
    assert f'<h1 dir="auto">{title}</h1>' in html
    assert ">Légende</h2>" in html and ">Type</th>" in html and "<bdi>Pays</bdi>" in html
    assert "mise à jour pour 0 ; sources jusqu'au 2026-11-23." in html
    assert "<bdi>mis en œuvre dans ce pays</bdi>" in html and "<bdi>rôle</bdi> :</dt>" in html
    english = [text for text in (*CAPTIONS.values(), "submitted by", "Support platform")]
    page = re.sub(
        r"<script(?! type).*?</script>|<style.*?</style>|<svg id.*?</svg>", "", html, flags=re.S
    )
    same = ("focus", "{", "As of", "Print", "Kind", "Name", "Forum")
    assert not [text for text in english if f">{text}<" in page and not text.startswith(same)]
    assert not set(page) & set("\u202f\u00a0")


def test_a_picture_in_english_is_as_before(sample: Workspace) -> None:
    html = sample.draw_named("country", "ETH")
    assert '<html lang="en">' in html
    title = "Ethiopia: support recorded for 1 of 11 host-country pledges"
    assert f'<h1 dir="auto">{title}</h1>' in html


def test_lists_in_french(sample: Workspace) -> None:
    assert sample.listed("countries", "ethiopie", lang="fr") == [{"id": "ETH", "name": "Éthiopie"}]
    assert sample.listed("countries", "Éthiopie") == [{"id": "ETH", "name": "Ethiopia"}]
    (syria,) = sample.listed("situations", "sit-syr", lang="fr")
    assert syria == {"id": "situation/syria-situation", "name": "Situation en Syrie"}
    named = {row["id"]: row["name"] for row in sample.listed("situations", lang="fr")}
    assert named["situation/sudan"] == "Sudan"  # no source has a French name
    assert {row["name"] for row in sample.listed("areas", "Education", lang="fr")} >= {"Éducation"}


def test_what_is_told_of_a_node_in_french(
    sample: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    print_explained(*sample.explain("country/TCD"), "fr")
    assert capsys.readouterr().err == (
        "Aucune cellule d'une source n'indique les valeurs de country/TCD : "
        "elles viennent des listes propres à pledgegraph.\n"
    )


def test_labels_in_french(sample: Workspace) -> None:
    asked: dict[str, Any] = {"situation": ["SIT-SYR"], "forum": ["GRF 2019"], "as_of": "2026-11-23"}
    french, english = (sample.ask("unsupported", lang=lang, **asked) for lang in ("fr", "en"))
    assert "dans les pays relevant de « Situation en Syrie »" in french.coverage
    assert "annoncés (Forum mondial sur les réfugiés 2019)" in french.coverage
    assert any("Pays d'asile de « Situation en Syrie » d'après" in each for each in french.notices)
    assert {row["forum"] for row in french.rows} == {"Forum mondial sur les réfugiés 2019"}
    assert {row["forum"] for row in english.rows} == {"GRF 2019"}
    said: dict[Any, Any] = {"submitted": "soumis", "announced": "annoncé", None: None}
    before = {row["id"]: row["standing"] for row in english.rows}
    assert all(row["standing"] == said[before[row["id"]]] for row in french.rows)
    assert "in countries of the situation Syria announced at GRF 2019" in english.coverage


def test_a_situation_without_a_french_name_keeps_its_own(sample: Workspace) -> None:
    answer = sample.ask("unsupported", lang="fr", situation=["Soudan"])
    assert "dans les pays relevant de Sudan" in answer.coverage


def test_a_table_in_french(sample: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    answer = sample.ask("unsupported", lang="fr", country=["ETH"], as_of="2026-11-23")
    print_table(answer, limit=1)
    reported = capsys.readouterr().out
    assert (
        f"1 sur {len(answer.rows)} lignes ; non affichées : {len(answer.rows) - 1} (--limit 1)."
        in reported
    )
    assert "oui" in answer.to_markdown() and "yes" in answer.to_csv()
