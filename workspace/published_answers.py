"""Published answers: those of the catalogue that need no place or pledge, from public records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engines import open_engine
from pledgegraph.ontology.languages import LANGUAGES
from pledgegraph.publishing.answers import AnswerPage, AnswerTable
from pledgegraph.queries.ask import ask_in
from pledgegraph.queries.catalogue import Question, questions
from pledgegraph.queries.phrases import Phrases
from pledgegraph.queries.sections import Readable
from pledgegraph.writing.signs import visible

from .builds import read_manifest
from .given_names import aliases, with_places

if TYPE_CHECKING:
    from pledgegraph.queries.answers import Answer


MOST_ROWS = 250
"""Rows of a table in a page: an answer about ten thousand pledges has thousands."""


def published_answers(build: Path) -> Mapping[str, Sequence[AnswerPage]]:
    """Language → the answers of a build with public records only to all questions that can be asked
    of everything at once.
    """
    found: dict[str, list[AnswerPage]] = {}
    manifest = read_manifest(build)
    known = aliases(manifest)
    # One engine for all of them: to open it takes as long as an answer
    with with_places(build), closing(open_engine("embedded", build, manifest)) as engine:
        for question in questions().values():
            try:
                # As of the date of the sources, as always: no page changes from day to day
                answers = ask_in(
                    question,
                    {},
                    engine,
                    manifest,
                    LANGUAGES,
                    known,
                )
            except UsageProblem:
                # A question about a place or a pledge
                continue
            for lang, answer in zip(LANGUAGES, answers, strict=True):
                page = _page(question, _as_asked(answer, lang), lang)
                found.setdefault(lang, []).append(page)
    return found


def _as_asked(answer: Answer, lang: str) -> Answer:
    """The answer with the options of the command that gives it again."""
    answer = answer.with_option("audience", ["public"])
    return answer if lang == "en" else answer.with_option("lang", lang)


def _page(
    question: Question,
    answer: Answer,
    lang: str,
) -> AnswerPage:
    tables = [_table("", answer)]
    for table in answer.tables:
        tables.append(_table(table.heading, table))
    return AnswerPage(
        name=question.name,
        title=Phrases(lang).translated(question.title),
        heading=visible(answer.heading),
        coverage=answer.coverage,
        tables=tables,
        notices=list(map(visible, answer.notices)),
        command=answer.asked_with(),
    )


def _table(heading: str, answer: Readable) -> AnswerTable:
    """The columns that fit a screen; the command gives the others."""
    names = [name for name in answer.question.table if name in answer.names()]
    rows = []
    for row in answer.rows[:MOST_ROWS]:
        cells = [visible(text) for text in answer.in_words(row, names)]
        rows.append((str(row.get("id") or ""), cells))
    return AnswerTable(
        visible(heading),
        answer.headings(names),
        rows,
        left_out=max(0, len(answer.rows) - MOST_ROWS),
    )
