"""Which tests stay in one worker: those of a server, which takes a quarter of a minute to start, or
of a module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest

HOUSE = "the modules, which are parsed once"
APART = ("test_promises", "test_startup")
QUESTIONS = "the server on which questions are asked"
SHARED, OTHERS = "the server that tests share", "servers of a test's own"
WITH_OTHERS = ("test_admin_import", "test_newer_line")
KILLING = "test_mishaps"
"""The first one of the server that tests share, which in a long run then starts a second time
while it knows no text yet.
"""
LATE = ("test_lost_lines", "test_indexes")
"""The last ones: where an index comes or goes, the server forgets its plans, and plans each text
once more.
"""
SLOW = (
    "test_small_cases",
    "test_engines_agree",
    "test_public",
    "test_builds",
    "test_output_mishaps",
    "test_promises",
    "test_pages_run",
    "test_one_resolver",
    "test_harness",
    "test_rdf",
)
"""Modules that begin early, else a worker is left alone with one of them."""


def group_of(nodeid: str) -> str:
    """The group of a test, by its path and what is between its brackets."""
    path, _, test = nodeid.partition("::")
    module = module_of(nodeid)
    if "/house/" in path and module not in APART:
        return HOUSE
    if "/neo4j/" in path:
        return OTHERS if module in WITH_OTHERS else SHARED
    return QUESTIONS if "neo4j" in test.partition("[")[2].rstrip("]").split("-") else module


def place(nodeid: str) -> tuple[int, int]:
    """Servers first, then slow modules."""
    first = (QUESTIONS, SHARED, OTHERS, *SLOW)
    group, module = group_of(nodeid), module_of(nodeid)
    within = LATE.index(module) + 1 if module in LATE else 0
    if module == KILLING:
        within = -1
    return (first.index(group) if group in first else len(first)), within


def module_of(nodeid: str) -> str:
    """The name of the module of a test."""
    return nodeid.partition("::")[0].rpartition("/")[2].removesuffix(".py")


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out whole groups, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
