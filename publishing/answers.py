"""Answers: what is computed from the public records, as pages that say so. No data has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .addresses import INDEX, link_to
from .frames import Frame, Frames

FOLDER = "answers"


@dataclass(frozen=True)
class AnswerTable:
    """A table of an answer: headings, and for each row the identifier of what it is about or "",
    and its cells in words. ``left_out`` counts rows that a page has no room for.
    """

    heading: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    left_out: int = 0


@dataclass(frozen=True)
class AnswerPage:
    """An answer in one language: ``name`` is that of its question, ``command`` gives it again."""

    name: str
    title: str
    heading: str
    coverage: str
    tables: Sequence[AnswerTable]
    notices: Sequence[str]
    command: str


def answer_pages(answers: Sequence[AnswerPage], frames: Frames) -> Iterator[tuple[str, str]]:
    """Path and text of the page of each answer, and of the page that lists them."""
    for answer in answers:
        path = f"{FOLDER}/{answer.name}/{INDEX}"
        frame = frames.frame(path, answer.title)
        tables = []
        for table in answer.tables:
            number = frames.language.number(table.left_out)
            more = frames.texts["and_more"].format(number=number)
            tables.append((table, _linked(table, frames, frame), more if table.left_out else ""))
        text = frames.rendered(
            "answer.html",
            frame,
            answer=answer,
            tables=tables,
        )
        yield path, text
    frame = frames.frame(f"{FOLDER}/{INDEX}", frames.texts["answers"])
    yield frame.path, frames.rendered("answers.html", frame, answers=answers)


def _linked(
    table: AnswerTable,
    frames: Frames,
    frame: Frame,
) -> list[list[tuple[str, str]]]:
    """The cells of each row; the first one leads to the page of what the row is about."""
    rows = []
    for identifier, cells in table.rows:
        link = ""
        # Something that is computed has no page
        if identifier in frames.names.things:
            link = frame.home + link_to(identifier)
        rows.append([(cell, "" if place else link) for place, cell in enumerate(cells)])
    return rows
