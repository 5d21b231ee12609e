"""The questions in SQL, as an analyst would write them for DuckDB over the Parquet tables of a
build.

They select the same pledges as the answers do, with the columns that a table of them has. They
count related pledges by joining cells, and leave out reasons, sentences and orders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CELLS = ("IN_CELL", "IN_CELL_BY_PLATFORM", "IN_CELL_BY_REGION", "IN_CELL_BY_SITUATION")
NAMED = """
    SELECT l.subject AS id, list(DISTINCT o.name ORDER BY o.name) AS names
    FROM {link} l JOIN {other} o ON o.id = l.object
    WHERE l.subject IN (SELECT id FROM scope) GROUP BY 1"""
OPENED = """
WITH scope AS (
    SELECT * FROM Pledge p WHERE open_to_matching {condition}
), hosts AS ({hosts}
), places AS ({places}
), themes AS ({themes}
), supported AS (
    SELECT object AS id, count(*) AS matches FROM SUPPORTS
    WHERE object IN (SELECT id FROM scope) GROUP BY 1
), party AS (
    SELECT s.subject AS id, coalesce(st.object, s.object) AS party
    FROM SUBMITTED_BY s LEFT JOIN STATE_OF st ON st.subject = s.object
), own AS (
    SELECT a.id AS host, b.id AS other FROM party a JOIN party b USING (party)
    WHERE a.id IN (SELECT id FROM scope)
), related AS (
    SELECT h.id, count(DISTINCT c.id) AS related
    FROM cells h JOIN cells c USING (cell) JOIN Pledge o ON o.id = c.id AND o.brings_support
    ANTI JOIN own ON own.host = h.id AND own.other = c.id
    WHERE h.id IN (SELECT id FROM scope) GROUP BY 1
)
SELECT s.id, s.cited_as, s.title, s.description, hosts.names, places.names, themes.names,
    s.latest_stage, s.people_concerned, s.asks_for_support, s.support_level, s.own_means,
    supported.matches, related.related
FROM scope s LEFT JOIN hosts USING (id) LEFT JOIN places USING (id) LEFT JOIN themes USING (id)
    LEFT JOIN supported USING (id) LEFT JOIN related USING (id)
"""
IN_COUNTRY = """AND id IN (
        SELECT i.subject FROM IMPLEMENTED_IN i JOIN Country c ON c.id = i.object
        WHERE list_contains($country, c.iso3))"""
CONTACTS = """
WITH scope AS (
    SELECT DISTINCT cells.id FROM cells
    JOIN CELL_COUNTRY k ON k.subject = cells.cell JOIN Country c ON c.id = k.object
    JOIN CELL_TOPIC t ON t.subject = cells.cell JOIN Concept o ON o.id = t.object
    WHERE list_contains($country, c.iso3) AND list_contains($area, o.name)
), actors AS ({hosts}
), types AS ({types}
), forums AS ({forums}
)
SELECT p.id, p.cited_as, p.title, actors.names, types.names, forums.names
FROM scope JOIN Pledge p USING (id) LEFT JOIN actors USING (id) LEFT JOIN types USING (id)
    LEFT JOIN forums USING (id)
"""


def opened(build: Path) -> Any:
    """A DuckDB connection with a view for each table of a build."""
    import duckdb

    connection = duckdb.connect()
    for file in sorted((build / "current").glob("*.parquet")):
        both = (file, build / "derived" / file.name)
        tables = [f"read_parquet('{path}')" for path in both if path.exists()]
        if file.stem.isupper():
            parts = " UNION ALL BY NAME ".join(f"SELECT * FROM {table}" for table in tables)
        else:
            parts = f"SELECT * FROM {tables[0]} stated"
            if len(tables) > 1:
                parts += f" LEFT JOIN {tables[1]} derived USING (id)"
        connection.execute(f'CREATE VIEW "{file.stem}" AS {parts}')
    cells = " UNION ".join(f"SELECT subject AS id, object AS cell FROM {name}" for name in CELLS)
    connection.execute(f"CREATE VIEW cells AS {cells}")
    return connection


def selected(
    connection: Any, question: str, given: Mapping[str, Sequence[str]]
) -> list[tuple[Any, ...]]:
    """The rows of a question."""
    named = {
        "hosts": NAMED.format(link="SUBMITTED_BY", other="Actor"),
        "places": NAMED.format(link="IMPLEMENTED_IN", other="Country"),
        "themes": NAMED.format(link="THEME", other="Concept"),
        "types": NAMED.format(link="CONTRIBUTION_TYPE", other="Concept"),
        "forums": NAMED.format(link="ANNOUNCED_AT", other="Forum"),
    }
    if question == "unsupported":
        text = OPENED.format(condition=IN_COUNTRY if given else "", **named)
    else:
        text = CONTACTS.format(**named)
    found: list[tuple[Any, ...]] = connection.execute(text, dict(given)).fetchall()
    return found
