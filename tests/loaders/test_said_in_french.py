"""Problems of sources in French: every part of a sentence, in the form for its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.languages import Language

from .reading import loaded  # noqa: TID252 (tests are no package that has a name)

FRENCH = Language("fr")
PLEDGE = {"forum": "GRF 2023", "title": "a", "country_of_implementation": "Chad"}
ROW = {"local_id": "A1", "submitting_entity": "UNHCR", **PLEDGE}
CASES = [
    (
        {"title": "Tel. 022 739 81 11, j@a.org"},
        'P001 pledgegraph.csv:2, colonne "title": la cellule contenait une adresse électronique'
        " et un numéro de téléphone, retiré. ",
    ),
    (
        {"title": "Croix-Rouge fran\ufffdaise {x} 100 %s"},
        "'Croix-Rouge fran\ufffdaise {x} 100 %s' a des signes à la place de lettres perdues. ",
    ),
    (
        {"role": "{h}"},
        "'{h}' n'est pas dans la liste des rôles de l'auteur. Au choix : donateur, pays d'accueil,",
    ),
    (
        {"submitting_entity": "Jordan", "entity_type": "Civil Society Organizations"},
        "'Jordan' désigne Government of Jordan, et sa ligne indique Organisations de la société"
        " civile. ",
    ),
    (
        {"matched_with": "Government of Kenya"},
        "partage son lieu et son domaine avec 0 engagement de pays d'accueil de"
        " Government of Kenya (actor/government-of-kenya). ",
    ),
]


@pytest.mark.parametrize(("cells", "wanted"), CASES, ids=[code for _, code in CASES])
def test_the_whole_sentence_is_french(cells: dict[str, str], wanted: str, tmp_path: Path) -> None:
    loading = loaded(tmp_path, pledgegraph=[ROW | cells])
    said = "\n".join(problem.said(FRENCH) for problem in loading.problems)
    assert wanted in said


def test_one_is_no_plural(tmp_path: Path) -> None:
    rows = [ROW | {"local_id": name, "stage_date": "soon"} for name in ("A1", "A2")]
    loading = loaded(tmp_path, pledgegraph=rows)
    (soon,) = [problem for problem in loading.problems if problem.code == "V003"]
    assert soon.found == "'soon' is not a date (and in 1 more cell)"
    assert "(et dans 1 autre cellule)" in soon.said(FRENCH)
    path = tmp_path / "x.csv"
    path.write_text("Register of 2026\npledge,supporter,contribution,extent\n", "utf-8")
    above = load([SourceFile("x", path, "x.csv", "support")]).problems[0]
    assert above.found == "the line above the header is passed over"
