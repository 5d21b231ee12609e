"""Which pledges a picture marks as open to matching, and what it says of the mark."""

from __future__ import annotations

import re
from html import unescape

import pytest

from pledgegraph.graph.pictures.composition import Picture, Thing
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.workspace.workspace import Workspace

# Rows of the sample register: 46 with the role host or host-region, 7 of which are statements about
# many pledges. Of the other 39, matched_with names support for PF050 and PF101; PF077 supports
# PF008 jointly.
OPEN = (
    "PF001 PF002 PF003 PF004 PF005 PF006 PF007 PF009 PF010 PF018 PF019 PF020 PF021 PF022 PF023"
    " PF024 PF025 PF026 PF027 PF028 PF029 PF030 PF035 PF036 PF037 PF038 PF054 PF059 PF061 PF062"
    " PF095 PF096 PF097 PF098 PF099 PF121"
).split()
OTHERS = "PF008 PF050 PF101 PF051 PF077".split()
"""Three host-country pledges that are not open, and two that bring support."""
ROW = re.compile(r'<tr id="thing-.*?</tr>', re.DOTALL)


@pytest.fixture(scope="module")
def register(sample: Workspace) -> dict[str, str]:
    """The identifier of each pledge by the number in its row."""
    text = "MATCH (p:Pledge) RETURN p.local_identifier AS number, p.id AS id"
    return {str(row["number"]): str(row["id"]) for row in sample.cypher(text)}


def rows(html: str) -> dict[str, str]:
    """The rows of a picture's list, by the identifier of the thing."""
    found = ROW.findall(unescape(html))
    return {re.findall(r'class="id"><bdi>(.*?)</bdi>', row)[0]: row for row in found}


def test_exactly_the_open_pledges_are_marked(sample: Workspace, register: dict[str, str]) -> None:
    assert len(OPEN) == 36
    drawn = [register[number] for number in [*OPEN, *OTHERS]]
    html = sample.draw("pledge", drawn, "both kinds")
    marked = {identifier for identifier, row in rows(html).items() if 'class="mark open"' in row}
    assert marked == {register[number] for number in OPEN}
    assert html.count('<g class="tag"') == 36, "cards"
    means = "Open to matching: no support recorded in these sources as of 2026-11-23"
    assert f'<span dir="auto">{means}</span>' in html


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("PF001", "none recorded", "aucun attesté"),
        ("PF028", "related", "connexe"),
        ("PF050", "matched", "apparié"),
        ("PF008", "joint", "conjoint"),
    ],
)
def test_the_recorded_level_is_a_fact_in_words(
    sample: Workspace, register: dict[str, str], number: str, english: str, french: str
) -> None:
    for lang, fact in (
        ("en", f'<bdi>recorded support</bdi>:</dt> <dd dir="auto">{english}</dd>'),
        ("fr", f'<bdi>soutien attesté</bdi> :</dt> <dd dir="auto">{french}</dd>'),
    ):
        html = sample.draw("pledge", [register[number]], number, lang=lang)
        assert fact in rows(html)[register[number]]


def test_a_pledge_that_brings_support_has_no_level_and_no_mark(
    sample: Workspace, register: dict[str, str]
) -> None:
    html = sample.draw("pledge", [register["PF050"]], "PF050")
    supporting = rows(html)[register["PF051"]]
    assert "PF051 Support to Rwanda's jobs and livelihoods pledge" in supporting
    assert "recorded support" not in supporting and 'class="mark open"' not in supporting


def test_no_legend_of_the_tag_where_no_tag_is(sample: Workspace, register: dict[str, str]) -> None:
    html = sample.draw("pledge", [register["PF050"]], "PF050")
    assert 'id="open-means"' not in html and 'class="tag"' not in html


def test_the_legend_in_french(sample: Workspace) -> None:
    html = unescape(sample.draw_named("country", "RWA", lang="fr"))
    means = "Ouvert à un appariement : aucun soutien attesté dans ces sources au 2026-11-23"
    assert f'<span dir="auto">{means}</span>' in html
    assert "ouvert à un appariement</span>" in html


def test_a_picture_by_hand_has_a_legend_too() -> None:
    html = draw(Picture("t", "h", "c", (Thing("pledge/A", "Pledge", "A", open=True),), ()))
    assert '<span dir="auto">open to matching</span>' in html
