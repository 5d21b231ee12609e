"""Names: the commonest spelling over all sources, and names that are not one although they look
alike.
"""

from itertools import permutations
from pathlib import Path

import pytest

from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.spelling import fold

from ..reading import codes, links, loaded, node, written  # noqa: TID252 (tests are no package that could be named)

TWO_ACTORS = [
    ("权利基金会", "权力基金会"),
    ("实践基金", "时间基金"),
    ("C", "C++"),
    ("C++", "C#"),
    ("AT&T", "ATT"),
    ("AT&T", "AT T"),
    ("AT&T", "AT-T"),
    ("R&D", "R/D"),
    ("A.B.C.", "A B C"),
    ("Plan (A)", "Plan A"),
    ("A: B", "A B"),
    ("AT&T", "AT T 99535a03"),
    ("权利", "QuanLi b1066fca"),  # names that end as another one's hash does
    ("バンク", "ハンク"),
    ("Мойка", "Моика"),
    ("Łódź", "Lodz"),
    ("Ørsted", "Orsted"),
    ("سؤال", "سوال"),
    ("Plan A+", "Plan A"),
    ("A" * 60 + " one", "A" * 60 + " two"),
    ("A" * 70, "A" * 71),
    ("Fonds 1", "Fonds ½"),
    ("NGO*", "NGO"),
]
ONE_ACTOR = [
    ("Médecins Sans Frontières", "Medecins sans frontieres"),
    ("PLAN INTERNATIONAL", "Plan International"),
    ("Plan  International", "Plan\u00a0International"),
    ("Straße e.V.", "STRASSE E.V."),
    ("O’Neill", "O'Neill"),
    ("Me\u0301decins", "M\u00e9decins"),
    ("مُنَظَّمَة", "منظمة"),
]


@pytest.mark.parametrize(("one", "other"), TWO_ACTORS)
def test_names_that_differ_in_their_letters_are_two(one: str, other: str) -> None:
    assert named("actor", one) != named("actor", other)


@pytest.mark.parametrize(("one", "other"), ONE_ACTOR)
def test_names_spelled_alike_are_one(one: str, other: str) -> None:
    assert named("actor", one) == named("actor", other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Government of Ethiopia", "actor/government-of-ethiopia"),
        ("Government of Türkiye", "actor/government-of-turkiye"),
        ("UN Common Pledge 20", "actor/un-common-pledge-20"),
        ("Pledge 2023", "actor/pledge-2023"),
    ],
)
def test_a_slug_that_says_the_whole_name_is_enough(name: str, identifier: str) -> None:
    assert named("actor", name) == identifier


def test_each_pledge_carries_its_own_submitters_name(tmp_path: Path) -> None:
    names = ["权利基金会", "权力基金会", "实践基金", "时间基金", "C", "C++"]
    rows = [{"local_id": f"H{n}", "submitting_entity": name} for n, name in enumerate(names, 1)]
    loading = loaded(tmp_path, pledgegraph=rows)
    shown = {actor["id"]: actor["name"] for actor in loading.stated["Actor"].to_pylist()}
    assert len(shown) == 6
    by = dict(links(loading.stated, "SUBMITTED_BY"))
    local = {
        pledge["id"]: pledge["local_identifier"] for pledge in loading.stated["Pledge"].to_pylist()
    }
    assert {local[pledge]: shown[actor] for pledge, actor in by.items()} == {
        f"H{n}": name for n, name in enumerate(names, 1)
    }
    assert codes(loading) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Médecins", "Medecins", ["N009"]),
        ("Plan Ö.V.", "PLAN O.V.", ["N009"]),
        ("Plan", "PLAN", []),
        ("The Fund", "Fund", []),
        ("Government of Kenya", "Govt. of Kenya", []),
        ("UNHCR", "Office of the United Nations High Commissioner for Refugees", []),
    ],
)
def test_two_spellings_that_are_taken_for_one_are_told(
    one: str, other: str, expected: list[str], tmp_path: Path
) -> None:
    rows = [{"local_id": f"H{n}", "submitting_entity": name} for n, name in enumerate((one, other))]
    loading = loaded(tmp_path, pledgegraph=rows)
    assert loading.stated["Actor"].num_rows == 1
    assert codes(loading) == expected
    for problem in loading.problems:
        assert (problem.severity, problem.where.line) == ("finding", 3)
        assert "pledgegraph.csv:2" in problem.found


@pytest.mark.parametrize(
    ("one", "other"), [("AT&T", "AT T"), ("A.B.C.", "A B C"), ("Inter-Agency", "Inter Agency")]
)
def test_names_that_only_marks_keep_apart_are_told(one: str, other: str, tmp_path: Path) -> None:
    rows = [
        {"local_id": f"H{n}", "submitting_entity": name} for n, name in enumerate((one, other, one))
    ]
    loading = loaded(tmp_path, pledgegraph=rows)
    assert {actor["name"] for actor in loading.stated["Actor"].to_pylist()} == {one, other}
    (problem,) = loading.problems
    assert (problem.code, problem.severity, problem.where.line) == ("N010", "finding", 3)
    both = f'{other!r} and {one!r} at pledgegraph.csv:2, column "submitting_entity"'
    assert problem.found == f"{both} differ only in marks or blanks; they are kept as two actors"


def test_themes_and_situations_that_differ_in_their_letters_are_two(tmp_path: Path) -> None:
    rows = [
        {
            "local_id": "H1",
            "theme": "权利; 权力",
            "situation": "实践; 时间",
            "multistakeholder_pledge": "Plan C; Plan C++",
        }
    ]
    stated = loaded(tmp_path, pledgegraph=rows).stated
    assert {row["name"] for row in stated["Situation"].to_pylist()} == {"实践", "时间"}
    assert {row["name"] for row in stated["MultistakeholderPledge"].to_pylist()} == {
        "Plan C",
        "Plan C++",
    }
    assert {"权利", "权力"} <= {row["name"] for row in stated["Concept"].to_pylist()}


def of_files(folder: Path, audiences: dict[str, str], **rows: list[str]) -> Loading:
    """Registers with one pledge for each name of a submitter."""
    files = []
    for rank, (name, submitters) in enumerate(rows.items(), 1):
        pledges = [
            {"local_id": f"{name}{n}", "submitting_entity": text}
            for n, text in enumerate(submitters)
        ]
        path = written(folder / f"{name}.csv", "pledgegraph", pledges)
        audience = audiences.get(name, "public")
        files.append(SourceFile(name, path, path.name, "pledgegraph", rank=rank, audience=audience))
    return load(files)


def test_the_commonest_spelling_counts_cells_of_all_sources(tmp_path: Path) -> None:
    stated = of_files(
        tmp_path, {}, a=["Plan"] * 3 + ["PLAN"] * 2, b=["plan x", "PLAN", "PLAN"]
    ).stated
    assert {row["name"] for row in stated["Actor"].to_pylist() if row["id"] == "actor/plan"} == {
        "PLAN"
    }


def test_of_spellings_as_common_the_first_in_order_is_shown(tmp_path: Path) -> None:
    for names in permutations(["PLAN", "Plan"]):
        stated = of_files(tmp_path, {}, a=list(names)).stated
        assert node(stated, "Actor")["name"] == "PLAN"


def test_cells_of_an_internal_source_name_nobody_in_a_public_one(tmp_path: Path) -> None:
    loading = of_files(tmp_path, {"b": "internal"}, a=["Plan"], b=["PLAN", "PLAN"])
    shown = {row["source"]: row["name"] for row in loading.stated["Actor"].to_pylist()}
    assert shown == {"source/a": "Plan", "source/b": "PLAN"}
