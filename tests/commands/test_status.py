"""What build, status and check say, in English and in French."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.commands import checking
from pledgegraph.commands.failures import speak
from pledgegraph.commands.status import StatusFormat, print_built, print_status
from pledgegraph.errors import Problem, Where
from pledgegraph.wording import worded

MANIFEST = {
    "title": "Sample",
    "base": "https://example.org/pledges",
    "tool": "pledgegraph 0.1.0",
    "counts": {"Pledge": 1_203, "Match": 1, "RECORDED_IN": 7},
    "findings": [{}, {}],
    "dates": ["2025-03-01"],
    "sources_up_to": "2025-03-01",
    "sources": [
        {
            "name": "register",
            "file": "sources/register.csv",
            "retrieved": "",
            "sha256": "0123456789abcdef",
            "rows": {
                "rows": 1_210,
                "loaded": {"Pledge": 1_203},
                "aside": {"older years": 5, "blank": 0},
                "not_loaded": 2,
            },
        }
    ],
}
BUILT = {
    "en": "Built: 1,203 pledges, 0 statements about many pledges, 0 actors, 1 match; sources up to"
    " 2025-03-01; 2 findings, see `pledgegraph check`.\n",
    "fr": "Construit : 1 203 engagements, 0 mention de plusieurs engagements, 0 acteur, 1 appui"
    " enregistré ; sources jusqu'au 2025-03-01 ; 2 constats, voir `pledgegraph check`.\n",
}
STATUS = {
    "en": """\
Sample (https://example.org/pledges), built by pledgegraph 0.1.0
Changed since: the sources and pledgegraph itself. Run `pledgegraph build`.
  register: sources/register.csv, date not stated, 0123456789ab
    1,210 rows: 1,203 Pledge, 5 left aside (older years), 2 not loaded
1,203 Pledge, 1 Match
2 findings.
""",
    "fr": """\
Sample (https://example.org/pledges), construit par pledgegraph 0.1.0
Modifié depuis la construction : les sources et pledgegraph lui-même. Lancez `pledgegraph build`.
  register: sources/register.csv, date non précisée, 0123456789ab
    1 210 lignes : 1 203 Pledge, 5 laissées de côté (older years), 2 non chargées
1 203 Pledge, 1 Match
2 constats.
""",
}
CHANGED = [worded("the sources"), worded("pledgegraph itself")]
PLACE = Where("register.csv", line=7)
PROBLEMS = [
    Problem("V003", "error", PLACE, "'soon' is not a date", "Write 2026-11-24"),
    Problem("F001", "finding", PLACE, worded("A path is empty"), worded("Add --format json.")),
    Problem("F001", "finding", PLACE, "no file", "Name one"),
]
GROUPS = {
    "en": """\
V003: a date cannot be read, stops a build
  register.csv:7: 'soon' is not a date. Write 2026-11-24
F001: 2 × the file does not exist
  register.csv:7: A path is empty. Add --format json.
  register.csv:7: no file. Name one
""",
    "fr": """\
V003 : une date est illisible, empêche la construction
  register.csv:7: 'soon' is not a date. Write 2026-11-24
F001 : 2 × le fichier n'existe pas
  register.csv:7: Un chemin est vide. Ajoutez --format json.
  register.csv:7: no file. Name one
""",
}
COUNTED = {"en": "1 blocking, 2 findings.\n", "fr": "1 bloquant, 2 constats.\n"}


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    yield speak(request.param)
    speak("en")


def test_a_build_says_what_is_in_it(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_built(MANIFEST)
    assert capsys.readouterr().err == BUILT[language]


def test_the_status_says_what_changed(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_status(MANIFEST, CHANGED, StatusFormat.table)
    shown = capsys.readouterr().out
    assert shown == STATUS[language]


def test_check_heads_each_kind_of_problem(
    language: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    checking.print_groups(PROBLEMS)
    assert capsys.readouterr().out == GROUPS[language]
    checking.print_problems(PROBLEMS, checking.CheckFormat.csv, None, tmp_path.joinpath)
    assert capsys.readouterr().err == COUNTED[language]
