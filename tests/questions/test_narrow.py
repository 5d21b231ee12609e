"""A parameter reaches the engine: little is read for a narrow question, and rows stay short at any
size.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine, Language, Row
from pledgegraph.queries.ask import ask
from pledgegraph.queries.catalogue import question_named, questions
from pledgegraph.queries.related import FEW
from pledgegraph.queries.showing import in_cypher
from pledgegraph.workspace import starting
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .test_small_cases import leave_out

ROOT = Path(__file__).resolve().parents[2]


class Counting:
    """An engine that counts the rows it gives: ``rows`` of the question's texts, ``named`` of those
    that find names. ``lookups`` are the texts that look up links one by one.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self.rows, self.named, self.lookups = engine, 0, 0, 0

    @property
    def language(self) -> Language:
        return self._engine.language

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> list[Row]:
        found = self._engine.ask(text, parameters, name)
        self.lookups += "OPTIONAL MATCH (a)" in text
        if name in questions():
            self.rows += len(found)
        else:
            self.named += len(found)
        return found

    def close(self) -> None:
        self._engine.close()


@contextmanager
def counting(workspace: Workspace) -> Iterator[Counting]:
    with closing(Counting(workspace.engine())) as engine:
        yield engine


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A generated register in which some pledges have dozens of related ones."""
    folder = tmp_path_factory.mktemp("crowded")
    program, register = ROOT / "benchmarks" / "synthesise.py", folder / "register.csv"
    subprocess.run([sys.executable, program, "1500", register], check=True)
    made = starting.init(folder / "w", [register])
    leave_out(made, "population")
    made.build()
    return made


def test_education_in_ethiopia_reads_few_rows(sample: Workspace) -> None:
    """98 pledges and their links would be some 1,900 rows."""
    question = question_named("unsupported")
    with counting(sample) as engine:
        answer = ask(
            question, {"country": ["ETH"], "area": ["Education"]}, engine, sample.manifest()
        )
        assert [row["pledge"] for row in answer.rows] == ["GRF-00515"]
        assert engine.rows < 100
        # Ethiopia; Education is the name of a theme and of an area of focus. The lists have 249 and
        # 42.
        assert engine.named == 3


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"country": ["ETH", "Éthiopie"]}, 1),
        ({"area": ["Livelihoods"]}, 2),
        ({"platform": ["igad"]}, 1),
        ({"forum": ["GRF2019"]}, 1),
        ({"situation": ["Syria"]}, 1),
        # SIT-SDN-SSD begins alike; then Sudan, the country; then the two situations with Sudan in
        # their names
        ({"situation": ["SIT-SDN"]}, 4),
    ],
    ids=str,
)
def test_only_what_is_named_is_looked_up(
    sample: Workspace, given: dict[str, Any], named: int
) -> None:
    with counting(sample) as engine:
        ask(question_named("unsupported"), given, engine, sample.manifest())
        assert engine.named == named


def test_the_whole_list_is_read_to_suggest(sample: Workspace) -> None:
    with counting(sample) as engine:
        with pytest.raises(
            UsageProblem, match="country 'Ethopia' is not known. Did you mean 'Ethiopia'"
        ):
            ask(question_named("unsupported"), {"country": ["Ethopia"]}, engine, sample.manifest())
        assert engine.named == len(sample.listed("countries"))


def reported(workspace: Workspace, **given: Any) -> dict[str, dict[str, Any]]:
    answer = workspace.ask("unsupported", as_of="2026-11-23", **given)
    return {str(row["id"]): dict(row) for row in answer.rows}


def test_only_the_nearest_are_told_unless_all_are_asked_for(crowded: Workspace) -> None:
    few, every = reported(crowded), reported(crowded, related="all")
    assert few.keys() == every.keys()
    crowds = 0
    for pledge, row in few.items():
        kept, whole = row["related_pledge_ids"], every[pledge]["related_pledge_ids"]
        assert set(kept) <= set(whole) and len(kept) == min(len(whole), FEW)
        if len(whole) > FEW:
            crowds += 1
            more = len(whole) - FEW
            assert f"{more} more related pledge" in row["support_sentence"]
            assert f"{more} more related pledge" in row["related"][-1]
    assert crowds >= 3
    assert max(len(str(row)) for row in few.values()) < 12_000


def test_lookups_and_joins_give_the_same(crowded: Workspace) -> None:
    """Without the counts of a build nothing is known to be few: then whole relationships are
    joined.
    """
    manifest = crowded.manifest()
    unknown = {**manifest, "counts": {}}
    for name, area in (("unsupported", []), ("joint-candidates", ["Education"])):
        given = {"country": ["ETH"], "area": area}
        with counting(crowded) as engine:
            found = ask(question_named(name), given, engine, manifest)
            looked_up, engine.lookups = engine.lookups, 0
            joined = ask(question_named(name), given, engine, unknown)
            assert looked_up > engine.lookups + 5
        assert found.rows and found.to_json(envelope=True) == joined.to_json(envelope=True)


def test_the_nearest_name_the_place(crowded: Workspace) -> None:
    """First those that name a country of the pledge: an arrangement comes in only when there are
    fewer of them.
    """
    text = "MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country) RETURN p.id AS id, c.id AS country"
    named: dict[str, set[str]] = {}
    for row in crowded.cypher(text):
        named.setdefault(row["id"], set()).add(row["country"])
    checked = 0
    for pledge, row in reported(crowded, related="all").items():
        whole = row["related_pledge_ids"]
        near = {each for each in whole if named.get(each, set()) & named.get(pledge, set())}
        if 0 < len(near) < FEW < len(whole):
            kept = reported(crowded, country=[row["country"].partition(";")[0]])[pledge][
                "related_pledge_ids"
            ]
            assert near <= set(kept)
            checked += 1
        if checked == 3:
            break
    assert checked


GIVEN: list[dict[str, Any]] = [
    {"country": ["ETH"], "area": ["Education"]},
    {"situation": ["Sudan"], "forum": ["GRF 2019"]},
    {"platform": ["IGAD"], "support": ["none recorded"]},
    {},
]
LANGUAGES = ("cypher", "sparql")


# In CI every third: two of each language
@pytest.mark.parametrize(("given", "language"), some([*product(GIVEN, LANGUAGES)], 3), ids=str)
def test_the_text_that_is_shown_finds_the_pledges_of_the_answer(
    sample: Workspace, given: dict[str, Any], language: str
) -> None:
    wanted = {row["id"] for row in sample.ask("unsupported", **given).rows}
    texts = sample.texts("unsupported", language, **given)
    remark = "// " if language == "cypher" else "# "
    count = 4 if "situation" in given else 3
    first = texts.partition(f"{remark}2 of {count}")[0]
    assert first.startswith(f"{remark}1 of {count}: unsupported\n") and "$" not in first
    rows = sample.cypher(first) if language == "cypher" else sample.sparql(first)
    assert wanted and {row["id"] for row in rows} == wanted


def test_a_value_with_quotes_is_written_as_one(sample: Workspace) -> None:
    values = ["Côte d'Ivoire", "a\\b"]
    (row,) = sample.cypher(f"MATCH (c:Country {{iso3: 'ETH'}}) RETURN {in_cypher(values)} AS x")
    assert row["x"] == values


AIMS = [
    {"pledge": "PF050"},
    {"country": ["ETH"], "area": ["Education"]},
    {"platform": ["IGAD"], "area": ["Health"]},
]


def test_contacts_for_one_country_read_what_concerns_it(sample: Workspace) -> None:
    """Chad works with few in these sources; to read whole relationships took some 2,300 rows."""
    question = question_named("joint-candidates")
    with counting(sample) as engine:
        answer = ask(
            question, {"country": ["TCD"], "area": ["Documentation"]}, engine, sample.manifest()
        )
        assert len(answer.rows) == 11
        assert engine.rows < 350


@pytest.mark.parametrize(("given", "language"), some([*product(AIMS, LANGUAGES)], 3), ids=str)
def test_the_texts_of_contacts_run_each_by_itself(
    sample: Workspace, given: dict[str, Any], language: str
) -> None:
    remark = "//" if language == "cypher" else "#"
    shown = sample.texts("joint-candidates", language, **given)
    texts = re.split(rf"^{remark} \d+ of \d+: .*\n", shown, flags=re.M)[1:]
    assert len(texts) == len(question_named("joint-candidates").texts)
    with closing(sample.engine("embedded" if language == "cypher" else "sparql")) as engine:
        rows = [engine.ask(text, {}) for text in texts]
    assert sum(bool(each) for each in rows) > 8


def test_rows_of_contacts_stay_short(crowded: Workspace) -> None:
    answer = crowded.ask(
        "joint-candidates", country=["ETH"], area=["Education"], as_of="2026-11-23"
    )
    every = crowded.ask(
        "joint-candidates", country=["ETH"], area=["Education"], as_of="2026-11-23", contacts="all"
    )
    assert max(len(str(row)) for row in answer.rows) < 6_000
    tiers = {row["tier"]: 0 for row in answer.rows}
    for row in answer.rows:
        tiers[row["tier"]] += 1
    assert max(tiers.values()) == 20 and len(every.rows) > len(answer.rows)
    kept = [row["actor_id"] for row in answer.rows]
    assert [row["actor_id"] for row in every.rows if row["actor_id"] in set(kept)] == kept
    assert len({row["actor_id"] for row in every.rows}) == len(every.rows), (
        "an actor stands in the list once"
    )
