"""What the pledges of an answer promise: read for each of them, the same in every question."""

import tomllib
from pathlib import Path

import pytest

from pledgegraph.ontology.languages import Language
from pledgegraph.queries.catalogue import PAGES, page_about, questions
from pledgegraph.queries.promised import first_sentence
from pledgegraph.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Build 40 schools. Train teachers.", "Build 40 schools."),
        (
            "Support by the U.S. Government to ca. 5 camps. More.",
            "Support by the U.S. Government to ca. 5 camps.",
        ),
        ("See No. 5 of the plan (incl. water). Next.", "See No. 5 of the plan (incl. water)."),
        ("US$ 3.5 mill. are given in 2030. Then more.", "US$ 3.5 mill. are given in 2030."),
        ("1. Schools for all. 2. Clinics.", "1. Schools for all."),
        ("Will it be done? Yes.", "Will it be done?"),
        ("He said “we will act.” They did.", "He said “we will act.”"),
        ("Un titre sans point\n\nUn autre alinéa.", "Un titre sans point"),
        ("向难民开放学校。提供教师。", "向难民开放学校。"),
        ("سنبني مدارس. وندرب معلمين.", "سنبني مدارس."),
        ("  No end here ", "No end here"),
        ("...", "..."),
    ],
)
def test_the_first_sentence_is_as_it_is_written(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_the_columns_of_answers_are_a_contract() -> None:
    """Programs read them by name: one that is taken away or renamed breaks what others wrote."""
    listed = tomllib.loads((Path(__file__).parent / "columns.toml").read_text("utf-8"))
    found = {}
    for question in [*questions().values(), *map(page_about, PAGES)]:
        for table in (question, *question.tables):
            name = question.name if table is question else f"{question.name}.{table.name}"
            found[name] = " ".join(column.name for column in table.columns)
    assert found == listed


PROMISED = [
    "title",
    "text",
    "amount",
    "currency",
    "amount_note",
    "target",
    "target_year",
    "stage",
    "stage_on",
    "standing",
    "links",
]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_columns_of_a_table_are_called_alike(language: str) -> None:
    """A spreadsheet would have two columns of one name, and a pivot table takes either."""
    words = Language(language).translated
    for question in [*questions().values(), *map(page_about, PAGES)]:
        for table in (question, *question.tables):
            labels = [words(column.label) for column in table.columns]
            assert len(labels) == len(set(labels)), (question.name, table.name)


def test_every_table_of_pledges_says_what_they_promise() -> None:
    with_pledges = {}
    for question in questions().values():
        for table in (question, *question.tables):
            names = [column.name for column in table.columns]
            if table.pledges:
                with_pledges[question.name, table.name] = names
            # A table whose first column is the pledge, with its identifier, has to say so
            assert bool(table.pledges) == ("pledge" in names[:2])
    assert len(with_pledges) == 6
    for names in with_pledges.values():
        assert set(PROMISED) <= set(names)
        assert names.index("links") < names.index("id")


@pytest.mark.parametrize("engine", ["embedded", "sparql"])
def test_what_pledges_promise_is_what_their_source_says(sample: Workspace, engine: str) -> None:
    """By hand, from the rows of the sample's register."""
    rows = sample.ask("partnerships", engine=engine, as_of="2026-11-23").rows
    by_pledge = {row["pledge"]: [row[name] for name in PROMISED] for row in rows}
    assert by_pledge["PF109"] == [
        "Economic Inclusion and Social Protection",
        "272 partners incl. 89 states and regional bodies one year on; USD 1 billion immediately"
        " pledged",
        1_000_000_000,
        "USD",
        "immediately pledged investments",
        [],
        None,
        None,
        None,
        None,
        [
            "https://refugeeselfreliance.org/blog/2024/12/18/one-year-on-from-the-2023-global-refugee-forum"
        ],
    ]
    assert by_pledge["PF101"][-2] == "announced"
    assert by_pledge["GRF-08531"][5:7] == [["100 refugees trained"], 2027]
    assert by_pledge["PF041"][5] == [
        "100 refugees employed",
        "1,000 refugees trained",
        "10 refugee women labour mobility",
    ]
    assert by_pledge["GRF-08531"][-1] == [
        "https://github.com/Kenyat1989/OpenGeoCommunity-for-2023 (README.md)",
        "https://github.com/UNopenGIS/7/issues/666",
    ]


def test_the_shown_texts_read_what_the_listed_pledges_promise(sample: Workspace) -> None:
    listed = {row["id"] for row in sample.ask("stalled", actor=["Uber"]).rows}
    for language, remark in (("cypher", "//"), ("sparql", "#")):
        shown = sample.texts("stalled", language, actor=["Uber"])
        last = shown.split(f"{remark} ")[-1]
        heading, _, text = last.partition("\n")
        assert heading.endswith(": promised")
        rows = sample.cypher(text) if language == "cypher" else sample.sparql(text)
        assert listed and {row["id"].removeprefix("https://example.org/") for row in rows} == listed
