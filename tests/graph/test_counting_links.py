"""Which relationships between two nodes of ours are ours: by their ends' labels and keys, and by
their properties.
"""

import pytest

from pledgegraph.graph.neo4j.ownership import count_our_links

PLEDGE, ACTOR = (["Pledge"], "pledge"), (["Actor"], "actor")


@pytest.mark.parametrize(
    ("name", "start", "end", "properties", "computed", "is_ours"),
    [
        ("SUBMITTED_BY", PLEDGE, ACTOR, 0, None, True),
        (
            "SUBMITTED_BY",
            (["Mine", "Pledge"], "pledge"),
            ACTOR,
            0,
            None,
            True,
        ),  # a second label of somebody's own
        (
            "SUBMITTED_BY",
            (["Actor", "Pledge"], "pledge"),
            ACTOR,
            0,
            None,
            True,
        ),  # one of ours: the key decides
        (
            "SUBMITTED_BY",
            (["Actor"], "pledge"),
            ACTOR,
            0,
            None,
            False,
        ),  # a node that lost its label
        ("SUBMITTED_BY", (["Pledge"], None), ACTOR, 0, None, False),  # a key that names no class
        ("SUBMITTED_BY", ACTOR, PLEDGE, 0, None, False),
        ("SUBMITTED_BY", PLEDGE, ACTOR, 1, None, False),  # a property of somebody's own
        ("SUBMITTED_BY", PLEDGE, ACTOR, 1, True, False),
        ("JOINTLY_SUPPORTED_BY", PLEDGE, PLEDGE, 1, True, True),
        ("JOINTLY_SUPPORTED_BY", PLEDGE, PLEDGE, 1, None, False),
        ("JOINTLY_SUPPORTED_BY", PLEDGE, PLEDGE, 2, True, False),
        ("JOINTLY_SUPPORTED_BY", PLEDGE, PLEDGE, 0, None, False),
    ],
)
def test_what_is_ours(
    name: str,
    start: tuple[list[str], str | None],
    end: tuple[list[str], str | None],
    properties: int,
    computed: bool | None,
    is_ours: bool,
) -> None:
    row = [name, *start, *end, properties, computed, 7]
    names = ("SUBMITTED_BY", "JOINTLY_SUPPORTED_BY")
    assert count_our_links(names, [row]) == dict.fromkeys(names, 0) | {name: 7 if is_ours else 0}
