"""One scope: a list of pledges, the sentence of coverage of every question and a picture count the
same pledges for the same parameters.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.workspace.lists import listed
from pledgegraph.workspace.pictures import scope_of
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)

COUNTING = ("unsupported", "stalled", "progress", "stocktake", "partnerships")
"""Questions whose sentence of coverage counts the pledges in scope."""
ASKED: Mapping[str, tuple[Mapping[str, Any], int]] = {
    "situation": ({"situation": ["Sudan"]}, 24),
    "country": ({"country": ["Uganda"]}, 7),
    "two countries": ({"country": ["Ouganda", "ETH"]}, 19),
    "exclude": ({"country": ["Uganda"], "exclude": ["PF076", "PF071"]}, 5),
    # PF083 for the region itself, PF095 and PF096 for countries in it
    "region": ({"region": ["Asie centrale"]}, 3),
    # 22 countries and territories; the code is M49's
    "region by code": ({"region": ["014"]}, 24),
    "actor and area": ({"actor": ["Denmark"], "area": ["Education"]}, 2),
}
"""What is asked for, and how many pledges of the sample it is, counted by hand in the register."""


@pytest.fixture(scope="module")
def engine(sample: Workspace) -> Iterator[Engine]:
    with closing(sample.engine()) as opened:
        yield opened


@pytest.mark.parametrize("name", ASKED)
def test_a_list_a_sentence_and_a_picture_count_the_same(
    name: str, sample: Workspace, engine: Engine
) -> None:
    given, number = ASKED[name]
    manifest = sample.manifest()
    rows = listed(engine, manifest, "pledges", "", "en", given)
    assert len(rows) == number
    assert len(scope_of(engine, manifest, given, "en").ids) == number
    # In CI a third of the questions, for the next scope others
    turn = list(ASKED).index(name) % 3
    for question in COUNTING if LONG else COUNTING[turn::3]:
        answer = sample.ask(question, **given)
        counted = re.search(r"(\d+) pledges?\b", answer.coverage)
        assert counted and int(counted[1]) == number, (question, answer.coverage)


def test_a_text_narrows_a_list_further(sample: Workspace, engine: Engine) -> None:
    given = {"country": ["Uganda"]}
    rows = listed(engine, sample.manifest(), "pledges", "Denmark", "en", given)
    assert [row["id"] for row in rows] == ["PF076"]


def test_lists_of_other_things_have_no_scope(sample: Workspace, engine: Engine) -> None:
    with pytest.raises(UsageProblem, match="Only a list of pledges takes --country, --actor-type"):
        given = {"country": ["Uganda"], "actor_type": ["state"]}
        listed(engine, sample.manifest(), "actors", "", "en", given)
