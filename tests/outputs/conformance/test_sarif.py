"""The SARIF log of ``check``, by the schema of the OASIS standard."""

from pathlib import Path

import pytest

from pledgegraph.errors import Problem, Where
from pledgegraph.problem_codes import CODES
from pledgegraph.workspace.sarif_log import sarif_text

from .programs import python

ODD_PLACES = [
    Where("the sources"),
    Where("sources/a b#c é.csv", line=3, column='a "b"'),
    Where("../up/c:\\x%.csv", line=1),
    Where("http:x.xlsx", "The desk's list", 4, "extent", "E4"),
]
EVERY_CODE = [
    Problem(code, "error" if place % 2 else "finding", ODD_PLACES[place % 4], f"{code}\n\t«x»", "")
    for place, code in enumerate(CODES)
]


@pytest.mark.parametrize("problems", [[], EVERY_CODE], ids=["nothing", "every code"])
def test_the_log_is_as_the_standard_has_it(problems: list[Problem], tmp_path: Path) -> None:
    log = tmp_path / "log.sarif"
    log.write_text(sarif_text(problems, "0.1.0"), "utf-8")
    assert python("sarif", "check.py", log) == ["checked"]


def test_what_is_wrong_is_seen(tmp_path: Path) -> None:
    log = tmp_path / "log.sarif"
    text = sarif_text(EVERY_CODE, "0.1.0")
    log.write_text(text.replace('"uriBaseId": "WORKSPACE"', '"base": 1', 1), "utf-8")
    (wrong, last) = python("sarif", "check.py", log)
    assert "'base' was unexpected" in wrong and last == "checked"
