"""Cards of questions: what may be left out, and what is told of a card that cannot be read."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.catalogue import questions, read_question
from pledgegraph.queries.texts import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
CARD = """
title = "Forums"
heading = "Forums"
answers = "Every forum."
order = ["forum"]
table = ["forum"]

[columns]
forum = { kind = "text", help = "Where pledges are announced." }
"""


def card(folder: Path, text: str) -> Path:
    path = folder / "forums.toml"
    path.write_text(text, "utf-8", newline="\n")
    return path


def test_a_card_without_parameters(tmp_path: Path) -> None:
    question = read_question(card(tmp_path, CARD))
    assert (question.parameters, question.texts) == ((), ("forums",))


@pytest.mark.parametrize(
    ("before", "after", "reported"),
    [
        ('title = "Forums"', "", "forums.toml lacks the key 'title'"),
        ('kind = "text", ', "", "forums.toml lacks the key 'kind'"),
        (
            'title = "Forums"',
            'titel = "Forums"',
            "forums.toml has an unknown key 'titel'. Did you mean 'title'?",
        ),
        ("help =", "hlep =", "forums.toml has an unknown key 'hlep'. Did you mean 'help'?"),
        ('title = "Forums"', "title =", "forums.toml is not valid TOML: .*line 2"),
        (
            "[columns]\nforum = {",
            'parameters = "none"\n[columns]\nforum = {',
            "forums.toml cannot be read: .*",
        ),
        ('order = ["forum"]', "order = 1", "forums.toml cannot be read: .*"),
    ],
)
def test_a_card_that_cannot_be_read_is_named(
    tmp_path: Path, before: str, after: str, reported: str
) -> None:
    assert before in CARD
    with pytest.raises(UsageProblem, match=reported):
        read_question(card(tmp_path, CARD.replace(before, after, 1)))


def test_a_command_tells_of_a_bad_card_in_one_line(tmp_path: Path) -> None:
    """In a copy of the package, whose catalogue is read as the command line is made."""
    tree = tmp_path / "pledgegraph"
    no = shutil.ignore_patterns(
        ".?*", "build", "dist", "*.egg-info", "__pycache__", "tests", "docs", "sources"
    )
    shutil.copytree(ROOT, tree, ignore=no)
    card(tree / QUESTIONS.relative_to(ROOT), CARD.replace("table", "tabel"))
    done = subprocess.run(
        [sys.executable, "-m", "pledgegraph", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "U001 forums.toml has an unknown key 'tabel'. Did you mean 'table' or 'tables'?\n"
    )


def test_a_year_is_of_the_kind_year() -> None:
    """Else a screen shows 2,025."""
    for question in questions().values():
        for table in (question, *question.tables):
            for column in table.columns:
                is_year = column.name.endswith("year")
                assert (column.kind == "year") is is_year, (question.name, column.name)
