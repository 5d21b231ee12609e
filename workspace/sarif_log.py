"""A SARIF log: the problems as programs read them that show what checks have found, such as editors
and the pages of a repository (SARIF 2.1.0, an OASIS standard).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pledgegraph.errors import Problem, Where
from pledgegraph.problem_codes import CODES

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "finding": "warning"}
_TEXTS = (".csv", ".tsv", ".txt", ".toml", ".jsonl", ".ndjson")
"""Files whose lines an editor shows; of others a place is the name of a cell."""
ROOT = "WORKSPACE"


def sarif_text(problems: Sequence[Problem], version: str) -> str:
    """The log as JSON, which ends with a line end."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code) for code in codes]
    results = []
    for problem in problems:
        results.append(_result(problem, codes.index(problem.code)))
    driver = {"name": "pledgegraph", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the workspace."}}},
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    meaning = CODES[code]
    sentence = f"{meaning[0].upper()}{meaning[1:]}."
    return {"id": code, "shortDescription": {"text": sentence}}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    row = problem.as_row()
    text = f"{row['found']}. {row['hint']}"
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [_location(problem.where)],
    }


def _location(where: Where) -> dict[str, Any]:
    # As a web address writes it: a blank or a # in the name of a file means something else there
    artifact = {"uri": quote(where.file), "uriBaseId": ROOT}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    plain = where.file.lower()
    if where.line and plain.endswith(_TEXTS):
        physical["region"] = {"startLine": where.line}
    location = {"physicalLocation": physical}
    if where.cell or where.column:
        logical = {"name": where.cell or where.column, "fullyQualifiedName": str(where)}
        location["logicalLocations"] = [logical]  # type: ignore[assignment]
    return location
