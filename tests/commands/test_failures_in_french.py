"""Failures in French: with ``--lang fr`` a problem, its hint and its suggestions are French."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.errors import AmbiguousName, UsageProblem
from pledgegraph.ontology.languages import Language
from pledgegraph.wording import worded
from pledgegraph.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
UNSUPPORTED, JOINT = ("query", "unsupported"), ("query", "joint-candidates")
LIST_OF_PLEDGES = "`pledgegraph list pledges` permet d'en trouver un."
SAID = [
    (
        [*UNSUPPORTED, "--country", "Soudn"],
        "U001 Nom inconnu (pays) : 'Soudn'. Vouliez-vous dire 'Soudan' ou",
    ),
    (
        [*UNSUPPORTED, "--platform", "Quux"],
        "U001 Nom inconnu (plateforme d'appui) : 'Quux'. `pledgegraph list platforms` en donne la"
        " liste.",
    ),
    (
        [*UNSUPPORTED, "--support", "nothing"],
        "U001 Valeur inconnue pour support : 'nothing'. ",
    ),
    (
        [*UNSUPPORTED, "--as-of", "hier"],
        "U001 'hier' (as_of) n'est pas une date. Écrivez par exemple 2026-11-24.",
    ),
    (
        [*UNSUPPORTED, "--engine", "neo5j"],
        "U001 Le moteur 'neo5j' n'existe pas. Vouliez-vous dire 'neo4j' ?",
    ),
    (
        [*UNSUPPORTED, "--audience", "prive"],
        "U001 Le public destinataire 'prive' n'existe pas. Au choix : public, partners, internal.",
    ),
    (
        [*UNSUPPORTED, "--envelope"],
        "U001 --envelope ne fonctionne qu'avec JSON. Ajoutez --format json.",
    ),
    (
        [*JOINT],
        "U001 Pour un engagement conjoint, il faut --pledge, ou bien un pays, une situation ou une"
        f" plateforme d'appui avec un domaine. {LIST_OF_PLEDGES}",
    ),
    (
        [*JOINT, "--pledge", "PF050", "--country", "ETH", "--area", "Education"],
        "U001 Un engagement conjoint se cherche à partir d'un engagement, ou bien d'un lieu et d'un"
        " domaine. Retirez --country et --area, ou bien --pledge.",
    ),
    (
        ["explain", "Soudan"],
        "U003 2 éléments portent le nom 'Soudan' : country/SDN, situation/sudan"
        " (sources/pledges_facts.csv:27). Précisez l'un d'eux : pledgegraph explain country/SDN",
    ),
    (
        ["explain", "Goverment of Denmark"],
        "U001 Rien ne s'appelle 'Goverment of Denmark'. Vouliez-vous dire 'Government of Denmark'",
    ),
    (
        ["list", "pays"],
        "U001 La liste 'pays' n'existe pas. Au choix : pledges, actors, countries, situations,"
        " platforms, forums, areas, regions.",
    ),
    (
        ["draw"],
        "U001 Indiquez ce qu'il faut dessiner. Utilisez --country, --situation ou --actor, ou bien"
        " --question, seule ou avec ces options.",
    ),
    (
        ["draw", "--question", "unsuported"],
        "U001 La question 'unsuported' n'existe pas."
        " Vouliez-vous dire 'unsupported' ou 'unanchored' ?",
    ),
]


def error_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object
) -> str:
    monkeypatch.setattr(sys, "argv", ["pledgegraph", *map(str, arguments)])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main()
    return capsys.readouterr().err


@pytest.mark.parametrize(("command", "said"), SAID, ids=[" ".join(each[0]) for each in SAID])
def test_a_problem_is_said_in_the_language_of_the_answer(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sample: Workspace,
    command: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    at = ("-C", sample.folder, *command)
    assert error_of(capsys, monkeypatch, *at, "--lang", "fr").startswith(said)
    english = error_of(capsys, monkeypatch, *at)
    assert english.startswith(said[:4])
    assert not english.startswith(said[:20]), "the next command is in its own language"


def test_the_order_of_options_does_not_matter(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = ("-C", tmp_path, *UNSUPPORTED)
    for options in (("--lang", "fr", "-o", ""), ("-o", "", "--lang", "fr")):
        err = error_of(capsys, monkeypatch, *asked, *options)
        assert err.startswith("U001 Un chemin est vide"), err
    err = error_of(capsys, monkeypatch, *asked, "--lang", "fr")
    assert err == "B001 Le graphe n'a pas encore été construit. Lancez `pledgegraph build`.\n"


def test_numbers_and_inner_texts_are_said_in_the_language() -> None:
    names = [f"pledge/p{number:04}" for number in range(1_203)]
    problem = AmbiguousName("1", names, "--pledge")
    listed = ", ".join(names[:5])
    assert str(problem) == (
        f"1,203 things are called '1': {listed}, 1,198 more. "
        "Ask for one of them: --pledge pledge/p0000"
    )
    assert problem.said(Language("fr")) == (
        f"1 203 éléments portent le nom '1' : {listed}, et 1 198 de plus. "
        "Précisez l'un d'eux : --pledge pledge/p0000"
    )
    assert problem.said(Language("en")) == str(problem)
    unmarked = UsageProblem("A text of a library", worded("Add --format json."))
    assert unmarked.said(Language("fr")) == "A text of a library. Ajoutez --format json."


ENGLISH = {
    "cli.py": "the sentences of Typer, which finds wrong options before it reads --lang",
    "graph/limits.py": "cypher and sparql have no --lang",
    "graph/neo4j/addresses.py": "addresses of a server, by those who run one",
    "graph/neo4j/server.py": "addresses of a server, by those who run one",
    "graph/pictures/composition.py": "a fault of the program, not of its user",
    "ontology/quads.py": "N-Quads of somebody else, read by programs",
    "queries/catalogue.py": "cards, which their authors correct",
    "workspace/starting.py": "init has no --lang",
    "workspace/templates.py": "init has no --lang",
    "workspace/adding.py": "add has no --lang",
    "workspace/mapping.py": "map has no --lang",
}
"""Module → why its usage problems are in English only."""
ALWAYS_SAID = ("UsageProblem", "AmbiguousName")


def plain_texts(code: str) -> Iterator[int]:
    """The lines of problems with a text that no catalogue has."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in ALWAYS_SAID:
            if any(isinstance(each, ast.Constant | ast.JoinedStr) for each in node.args):
                yield node.lineno


def test_every_usage_problem_is_worded() -> None:
    rooms = ("commands", "graph", "ontology", "queries", "workspace")
    files = [ROOT / "cli.py", *(file for room in rooms for file in (ROOT / room).rglob("*.py"))]
    found = {}
    for file in files:
        if lines := list(plain_texts(file.read_text("utf-8"))):
            found[file.relative_to(ROOT).as_posix()] = lines
    assert found.keys() - ENGLISH.keys() == set(), found
    assert ENGLISH.keys() - found.keys() == set(), "an exception that is not needed any more"
    assert list(plain_texts('UsageProblem("x")\nUsageProblem(worded("x"), f"{y}")')) == [1, 2]
    assert not list(plain_texts('UsageProblem(worded("x {y}", y="z"), hint)'))
