"""Cypher by its words: what would do anything but read is refused, however it is written; what only
reads is not.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pledgegraph.errors import QueryProblem
from pledgegraph.graph.cypher_text import check_reading
from pledgegraph.queries.lists import LISTS
from pledgegraph.queries.texts import parameters_of, text_names, text_of

ROOT = Path(__file__).resolve().parents[2]
LOAD = "LOAD FROM '/etc/passwd' (file_format='csv') RETURN *"
REFUSED = [
    f"WITH 1 AS x LIMIT 1{LOAD}",
    f"WITH 1 AS x LIMIT 1.{LOAD}",
    f"WITH 1 AS x LIMIT 1. {LOAD}",
    f"WITH 1 AS x LIMIT 1e1{LOAD}",
    f"WITH 1 AS x LIMIT .5{LOAD}",
    f"WITH 1 AS x LIMIT 0x1{LOAD}",
    f"WITH 1 AS x LIMIT $1{LOAD}",
    f"WITH 1 AS x LIMIT $n {LOAD}",
    f"WITH 'a'{LOAD}",
    f"WITH 'a\\'' AS x {LOAD}",
    f"WITH 'a\\\\' AS x {LOAD} // '",
    f'WITH "a\'" AS x {LOAD} // "',
    f"WITH 1 AS `x`{LOAD}",
    f"WITH 1 AS `'` {LOAD} // '",
    f"WITH [1] AS x WHERE x=[1]{LOAD}",
    f"WITH {{a: 1}} AS x WHERE x.a IN [1]{LOAD}",
    f"WITH (1){LOAD}",
    f"WITH * {LOAD}",
    f"WITH *{LOAD}",
    f"WITH DISTINCT *{LOAD}",
    f"WITH 1 AS limit {LOAD}",
    f"WITH 1 AS x // remark\r{LOAD}",
    f"WITH 1 AS x // remark\n{LOAD}",
    f"WITH 1 AS x /* /* */ {LOAD} /* */",
    f"WITH 1 AS x /**/{LOAD}",
    f"WITH 1 AS x /*/ '*/{LOAD}//'",
    f"WITH 1 AS x\u00a0{LOAD}",
    f"WITH 1 AS x\u2003{LOAD}",
    f"WITH 1 AS x {LOAD}".replace("LOAD", "load"),
    f"WITH 1 AS x {LOAD}".replace("LOAD", "LoAd"),
    f"WITH 1 AS x {LOAD}".replace("LOAD", "\uff2cOAD"),
    f"WITH 1 AS x {LOAD}".replace("LOAD", "L\u200bOAD"),
    f"WITH 1 AS x {LOAD}".replace("LOAD", "LO\\u0041D"),
    f"WITH 1 AS x UNWIND [x] AS y {LOAD}",
    f"MATCH (n) WHERE EXISTS {{ {LOAD} }} RETURN 1",
    f"MATCH (n) RETURN COUNT {{ MATCH (n) WHERE n.id = 1{LOAD} }}",
    f"RETURN 1 UNION ALL {LOAD}",
    f"RETURN 1; {LOAD}",
    f"RETURN 1;\n;{LOAD}",
    "LOAD FROM 'x' RETURN *",
    "LOAD EXTENSION httpfs",
    "WITH 1 AS x LIMIT 1CALL show_tables() RETURN *",
    "MATCH (n) CALL current_setting('timeout') RETURN *",
    "CALL timeout=0",
    "INSTALL httpfs",
    "FORCE INSTALL httpfs",
    "UNINSTALL httpfs",
    "ATTACH 'x' AS y (dbtype lbug)",
    "DETACH y",
    "USE y",
    "COPY (MATCH (p:Pledge) RETURN p) TO 'x.csv'",
    "COPY Pledge FROM 'x.csv'",
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    "CREATE (n:Pledge {id: 'pledge/x'})",
    "CREATE MACRO f(x) AS x + 1",
    "MATCH (n) CREATE (m)",
    "MATCH (n) SET n.\u017fet = 1".replace("SET", "\u017fET"),
    "MATCH (n) SET n.title = 'x'",
    "MATCH (n:Pledge)SET n.title = 'x'",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.title",
    "MERGE (n:Pledge {id: 'x'})",
    "MATCH (n) MERGE (m)",
    "DROP TABLE Pledge",
    "ALTER TABLE Pledge ADD x STRING",
    "COMMENT ON TABLE Pledge IS 'x'",
    "ANALYZE",
    "BEGIN TRANSACTION",
    "COMMIT",
    "ROLLBACK",
    "CHECKPOINT",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "EXPORT GRAPH",
    "RETURN 1 FROBNICATE 2",
    "WITH 1 AS x SUMMON FILE '/etc/passwd'",
    "MATCH (n) RETURN n.title SUMMON",
    "MATCH (n:Pledge) SUMMON n",
    "RETURN 1; RETURN 2",
    "RETURN 'not closed",
    'RETURN "not closed',
    "RETURN `not closed",
    "RETURN 1 /* not closed",
    "RETURN 1 \\ 2",
    "RETURN 1 # remark",
    "RETURN 1\x00",
    "",
    "// only a remark",
    ";",
]
ALLOWED = [
    "RETURN 1",
    "RETURN 1;",
    "return 1 as x limit 1",
    (
        "RETURN 'LOAD FROM x; CALL y', \"COPY\", 'it\\'s SET', 'a\\\\' AS x // LOAD\n/* CREATE; */"
        " LIMIT 1"
    ),
    (
        "MATCH (`load`:Pledge) WHERE `load`.set IS NOT NULL RETURN `load`.call AS `from`,"
        " `load`.`delete`"
    ),
    "MATCH (p:Load)-[:CALL|:SET]->(q:Create) RETURN p.load, q . set",
    "MATCH (p) WHERE p.id = $load AND p.x IN $set RETURN p",
    "MATCH (p) RETURN p.settled AS loaded, p.x AS callable, p.y AS create_date, p.z AS dataset",
    (
        "MATCH (p {id: 'x'})<-[e:R*1..3]-(q), (q)--(r) RETURN p, e, q ORDER BY p.id DESC SKIP 1"
        " LIMIT 2"
    ),
    "MATCH (p)-[e:R* SHORTEST 1..3]->(q)-[f:R* ALL SHORTEST 1..3]->(r) RETURN count(*)",
    (
        "MATCH (p) WHERE NOT EXISTS { MATCH (p)-[:R]->(q) WHERE q.x = 1 } RETURN COUNT { MATCH"
        " (p)--(q) } AS n"
    ),
    (
        "MATCH (p) OPTIONAL MATCH (p)-[:R]->(q) WITH p, collect(DISTINCT q.x) AS xs UNWIND xs AS x"
        " RETURN *"
    ),
    "MATCH (p) RETURN * ORDER BY p.id LIMIT 1",
    "WITH *, 1 AS x RETURN 2 * x AS y, -x % 2, x ^ 2, [1, 2][1], {a: 1}.a",
    "RETURN 1 AS x UNION ALL RETURN 2.5e-3 AS x",
    (
        "MATCH (p) WHERE p.x STARTS WITH 'a' OR p.x ENDS WITH 'b' XOR p.x CONTAINS 'c' AND p.x =~"
        " '.*' RETURN p.x <> 'd'"
    ),
    "MATCH (p) RETURN CASE p.x WHEN 1 THEN 'a' ELSE NULL END AS y, CASE WHEN true THEN 1 END AS z",
    (
        "RETURN cast('1' AS INT64) AS n, list_filter([1, 2], x -> x > 1) AS l, any(x IN [1] WHERE x"
        " = 1) AS a"
    ),
    "MATCH (é:Pledge) RETURN é.title AS Überschrift, 'ſet' AS s",
    "MATCH\u00a0(p)\u2003RETURN\tp\r\nLIMIT 1",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_do_more_than_read_is_refused(text: str) -> None:
    with pytest.raises(QueryProblem) as raised:
        check_reading(text)
    said = str(raised.value)
    assert "MATCH, OPTIONAL MATCH, WHERE, WITH" in said or "one at a time" in said, (
        "it says what is allowed"
    )
    assert "\n" not in said


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_reads_is_let_pass(text: str) -> None:
    check_reading(text)


def test_every_text_of_ours_is_let_pass() -> None:
    texts = [
        text_of(name, "cypher", given)
        for name in text_names()
        for given in ((), parameters_of(name))
    ]
    for page in (ROOT / "docs").glob("*.md"):
        texts += re.findall(r"```cypher\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    texts += LISTS.values()
    assert len(texts) > 50
    for text in filter(str.strip, texts):  # of some texts nothing is left without a parameter
        check_reading(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (p)\nRETURN p\nLIMIT 1LOAD FROM 'x'", "the query: LOAD is not for reading at 3:8"),
        ("RETURN 1 FROBNICATE", "the query: FROBNICATE is not a clause at 1:10"),
        ("RETURN 'a", "the query has a text or a comment that is not closed at 1:8"),
        ("CALL x()", "the query cannot begin with CALL"),
        ("", "the query cannot begin with nothing"),
    ],
)
def test_the_place_is_told(text: str, said: str) -> None:
    with pytest.raises(QueryProblem) as raised:
        check_reading(text)
    assert raised.value.args[0] == said


def test_a_long_text_is_read_in_one_pass() -> None:
    check_reading("RETURN [" + "'a', p.load, " * 200_000 + "1] AS x")
