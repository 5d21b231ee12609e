"""Parameters: each narrows what a question finds, and an unknown value is refused with what may be
meant; a shell completes them.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.ask import ask
from pledgegraph.queries.beginnings import values_beginning
from pledgegraph.queries.catalogue import question_named, questions
from pledgegraph.queries.names import names_in
from pledgegraph.queries.parameters import Parameter
from pledgegraph.workspace.given_names import alias
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)

WITH: Mapping[str, Mapping[str, Any]] = {
    "joint-candidates": {"country": ["RWA", "UGA", "ETH"], "area": ["Education", "Health"]},
    "new-actors": {"country": ["RWA", "UGA", "ETH"], "area": ["Education", "Health"]},
}
"""What a question cannot be asked without."""
VALUES: Mapping[str, list[str]] = {
    "country": ["Ouganda"],
    "situation": ["Syria"],
    "area": ["Éducation"],
    "platform": ["IGAD"],
    "region": ["Afrique orientale"],
    "forum": ["GRF 2023"],
    "actor": ["Denmark"],
    "actor_type": ["Private sector"],
    "role": ["donor"],
    "objective": ["Objective 3"],
    "exclude": ["Government of Uganda"],
    "reason": ["place-in-text"],
}
"""A value that narrows most questions, as people say it."""
OTHERWISE: Mapping[tuple[str, str], list[str]] = {
    ("unsupported", "actor"): ["Uganda"],
    ("unsupported", "actor_type"): ["Private sector"],
    ("unsupported", "support"): ["related"],
    ("joint-candidates", "country"): ["Rwanda"],
    ("new-actors", "exclude"): ["PF116"],
    ("joint-candidates", "exclude"): ["Denmark"],
    ("national-arrangements", "actor"): ["Uganda"],
    ("stalled", "exclude"): ["PF070", "Uber"],
    ("partnerships", "exclude"): ["Denmark"],
    ("partnerships", "role"): ["donor"],
    ("platforms", "exclude"): ["Denmark"],
    ("unanchored", "exclude"): ["Denmark"],
    ("platforms", "situation"): ["Afghanistan"],
    ("new-partnerships", "platform"): ["SSAR"],
}
"""One that narrows a question which another value leaves as it is."""
WIDENS = ("with_ended", "related", "contacts", "for_", "contribution")
"""Parameters that show more, or in another order."""
ONE = "pledge"
"""Asked for instead of a place: its cases are those of the question."""


@pytest.fixture(scope="module")
def engine(sample: Workspace) -> Iterator[Engine]:
    with closing(sample.engine()) as opened:
        yield opened


@pytest.fixture(scope="module")
def asked(sample: Workspace, engine: Engine) -> Any:
    manifest = sample.manifest()
    whole: dict[str, Answer] = {}

    def answer(name: str, **given: Any) -> Answer:
        if not given and name in whole:
            return whole[name]
        parameters = {**WITH.get(name, {}), **given}
        found = ask(question_named(name), parameters, engine, manifest, aliases=alias)
        return found if given else whole.setdefault(name, found)

    return answer


def every() -> list[tuple[str, str]]:
    """Each question with each of its parameters that has values of its own to narrow by."""
    found = []
    for name, question in questions().items():
        for parameter in question.parameters:
            if parameter.name not in (*WIDENS, ONE, "as_of"):
                found.append((name, parameter.name))
    # By parameter: a few of them leave none out
    return sorted(found, key=lambda pair: pair[::-1])


def counted(answer: Answer) -> int:
    """What an answer counts, over all its tables: its rows, its numbers of pledges, its lists."""
    total = 0
    for table in (answer, *answer.tables):
        for row in table.rows:
            numbers = [row[name] for name in row if name == "pledges"]
            lists = [len(value) for value in row.values() if isinstance(value, list)]
            total += 1 + sum(n for n in numbers if isinstance(n, int)) + sum(lists)
    return total


@pytest.mark.parametrize(("name", "parameter"), some(every(), 4))
def test_a_parameter_narrows(name: str, parameter: str, asked: Any) -> None:
    values = OTHERWISE.get((name, parameter)) or VALUES[parameter]
    whole, part = asked(name), asked(name, **{parameter: values})
    assert part.coverage != whole.coverage or part.notices != whole.notices
    assert counted(part) < counted(whole)
    assert part.parameters.keys() - {"as_of"} == {parameter, *WITH.get(name, {})}


@pytest.mark.parametrize(
    ("parameter", "misspelt", "meant"),
    [
        ("country", "Ugandda", "'Uganda'"),
        ("situation", "Syira", "'Syria'"),
        ("area", "Educasion", "'Education'"),
        ("platform", "IGADD", "'IGAD'"),
        ("region", "Eastern Afrika", "'Eastern Africa'"),
        ("forum", "GRF 20233", "'GRF 2023'"),
        ("actor", "Goverment of Denmark", "'Government of Denmark'"),
        ("actor_type", "Private sectr", "'Private sector"),
        ("role", "dnor", "'donor'"),
        ("objective", "Enhance refugee self-relianse", "'Enhance refugee self-reliance'"),
        ("exclude", "Goverment of Denmark", "'Government of Denmark'"),
        ("exclude", "GRF-0515", "'GRF-00515'"),
        ("for_", "Goverment of Denmark", "'Government of Denmark'"),
        ("contribution", "technicl", "'Technical'"),
        ("support", "relatd", "'related'"),
        ("pledge", "GRF-0515", "'GRF-00515'"),
    ],
)
def test_an_unknown_value_is_refused_with_what_may_be_meant(
    parameter: str, misspelt: str, meant: str, asked: Any
) -> None:
    tried = 0
    for name, question in questions().items():
        for each in question.parameters:
            if each.name == parameter:
                tried += 1
                with pytest.raises(UsageProblem) as refused:
                    asked(name, **{parameter: misspelt if each.kind == "text" else [misspelt]})
                assert misspelt in str(refused.value)
                assert meant in str(refused.value.hint)
    assert tried


def test_values_repeat_and_combine(asked: Any) -> None:
    """All pledges are those that an actor is in and those that it is not in."""

    def pledges(**given: Any) -> int:
        return int(max(row["pledges"] for row in asked("progress", **given).rows))

    both = ["Denmark", "UNHCR"]
    assert pledges(actor=both) + pledges(exclude=both) == pledges()
    assert pledges(actor=["Denmark"], exclude=["UNHCR"]) <= pledges(actor=["Denmark"])
    assert pledges(exclude=["GRF-00515"]) == pledges() - 1
    in_two = pledges(country=["Uganda", "TCD"])
    assert in_two <= pledges(country=["Ouganda"]) + pledges(country=["Chad"])


def parameter_named(question: str, name: str) -> Parameter:
    (found,) = [each for each in question_named(question).parameters if each.name == name]
    return found


@pytest.mark.parametrize(
    ("name", "typed", "language", "completed"),
    [
        ("country", "ethi", "en", ["ethiopia"]),
        ("country", "ETHI", "fr", ["ETHIopie"]),
        ("country", "ethiopia", "en", []),
        ("role", "ho", "en", ["host", "host-region", "host region"]),
        ("exclude", "GRF-0051", "en", ["GRF-00515"]),
        ("exclude", "Government of Den", "en", ["Government of Denmark"]),
        ("platform", "IGAD", "en", None),
        ("country", "Xanadu", "en", []),
        ("region", "eastern af", "en", ["eastern africa"]),
        ("region", "Afrique o", "fr", ["Afrique occidentale", "Afrique orientale"]),
    ],
)
def test_a_shell_completes(
    name: str, typed: str, language: str, completed: list[str] | None, engine: Engine
) -> None:
    found = values_beginning(parameter_named("progress", name), typed, names_in(engine), language)
    if completed is None:
        assert all(each.startswith(typed) for each in found)
    else:
        assert set(found) <= set(completed)
        assert bool(found) is bool(completed)


def test_bash_gets_what_it_can_put_into_the_line(sample: Workspace) -> None:
    line = f"pledgegraph\n-C\n{sample.folder}\nquery\nprogress\n--actor\nGovernment\\ of\\ Den"
    environment = {"_PLEDGEGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "6"}
    done = subprocess.run(
        [sys.executable, "-m", "pledgegraph"], env=environment, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("Government\\ of\\ Denmark\n", "")
