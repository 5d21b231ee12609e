"""Answers: rows with a heading, a coverage and notices, as table, CSV, JSON or Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.ontology.languages import N_, Language
from pledgegraph.wording import worded
from pledgegraph.writing.signs import visible_json
from pledgegraph.writing.tabular import csv_text, markdown_line, markdown_table

from .catalogue import PAGES, Question
from .emptiness import option_text
from .json_rows import rows_in_json
from .reasons import Behind
from .row_order import sort_key
from .sections import said_once, sections
from .sheets import sheets_of
from .workbook import cut_cells, write_workbook

if TYPE_CHECKING:
    import pandas as pd

    from pledgegraph.graph.engine import Row, Value


MORE = N_("and {number} more")
NO_ROWS = N_("This table has no rows.")


@dataclass(frozen=True)
class Answer:
    """The rows of a question in its order; ``coverage`` opens the answer, ``notices`` close it.

    ``tables`` are its further tables, each an answer with nothing around it; ``parameters`` are
    those that have a value, ``options`` what else decides on what it shows. Of one of the tables
    alone ``table_of`` is the name of the question. ``command`` is what gives it, if not ``query``.
    ``behind`` lists the identifiers that each number of the coverage counts, ``behind_notices``
    those of each notice, where they were asked for.
    """

    question: Question
    rows: Sequence[Row]
    heading: str
    coverage: str
    notices: Sequence[str]
    as_of: str
    language: str = "en"
    tables: Sequence[Answer] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    table_of: str = ""
    command: str = ""
    behind: Behind = field(default_factory=dict)
    behind_notices: Sequence[Behind] = ()

    def asked_with(self) -> str:
        """The command that gives this answer again."""
        asked = f"pledgegraph query {self.table_of or self.question.name}"
        words = [self.command or asked]
        for name, value in {**self.parameters, **self.options}.items():
            words.append(option_text(name, value))
        return " ".join(words)

    def with_option(self, name: str, value: object) -> Answer:
        """The same answer, whose command has an option more."""
        return replace(self, options={**self.options, name: value})

    def asked_as(self) -> str:
        """The name of the question; of a page the word that asks for it."""
        name = self.table_of or self.question.name
        return "show" if name in PAGES else name

    def limited(self, limit: int | None) -> Answer:
        """The first rows only, of each table."""
        if limit is None:
            return self
        tables = [table.limited(limit) for table in self.tables]
        first = replace(
            self,
            rows=self.rows[:limit],
            tables=tables,
        )
        return first.with_option("limit", str(limit))

    def choosing(self, names: Sequence[str]) -> Answer:
        """Only these columns, in this order; all of them without any.

        Raises:
            UsageProblem: it has no such column; with suggestions.
        """
        self._check_columns(names)
        if not names:
            return self
        columns = {column.name: column for column in self.question.columns}
        # Each once: two columns of one name would be one for who reads JSON
        once = tuple(dict.fromkeys(names))
        chosen = tuple(columns[name] for name in once)
        group = self.question.group if self.question.group in once else ""
        question = replace(
            self.question,
            columns=chosen,
            table=once,
            group=group,
        )
        narrowed = replace(self, question=question)
        return narrowed.with_option("columns", ",".join(once))

    def sorted_by(self, order: Sequence[str]) -> Answer:
        """Sorted by these columns, one with ``-`` with the largest first; as it is without any.

        Raises:
            UsageProblem: it has no such column; with suggestions.
        """
        self._check_columns([name.removeprefix("-") for name in order])
        if not order:
            return self
        rows = sorted(self.rows, key=lambda row: sort_key(row, order))
        # Rows of one group are no longer together
        question = replace(self.question, group="")
        in_order = replace(self, rows=rows, question=question)
        return in_order.with_option("sort", ",".join(order))

    def _check_columns(self, names: Sequence[str]) -> None:
        known = self.names()
        for name in names:
            if name not in known:
                unknown = worded(
                    "{question} has no column {name}",
                    question=self.asked_as(),
                    name=repr(name),
                )
                raise UsageProblem(unknown, suggest_of(name, known))

    def narrowed(self, name: str) -> Answer:
        """One of the further tables alone, with what is said around the answer.

        Raises:
            UsageProblem: it has no table of that name; with suggestions.
        """
        names = [table.question.name for table in self.tables]
        if name not in names:
            unknown = worded(
                "{question} has no table {name}", question=self.asked_as(), name=repr(name)
            )
            raise UsageProblem(unknown, suggest_of(name, names))
        table = self.tables[names.index(name)]
        empty = [] if table.rows else [Language(self.language).translated(NO_ROWS)]
        return replace(
            table,
            heading=f"{self.heading}: {table.heading}",
            coverage=self.coverage,
            notices=[*empty, *self.notices],
            parameters=self.parameters,
            options={**self.options, "table": name},
            table_of=self.question.name,
            command=self.command,
        )

    def in_words(
        self,
        row: Row,
        names: Sequence[str],
        most: int | None = None,
    ) -> list[str]:
        """The values of a row as people read them, in the language of the answer; of a list the
        first ``most`` and how many more there are.
        """
        language = Language(self.language)
        columns = {column.name: column for column in self.question.columns}
        found = []
        for name in names:
            value = row.get(name)
            none = columns[name].none
            if none and value in (None, []):
                found.append(language.translated(none))
            elif columns[name].kind == "integer" and isinstance(value, int):
                found.append(language.number(value))
            elif isinstance(value, list):
                found.append(_listed(value, most, language))
            else:
                found.append(_shown_in(value, language.translated))
        return found

    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.question.columns]

    def headings(self, names: Sequence[str]) -> list[str]:
        """What people read above the columns of these names, in the language of the answer."""
        labels = {}
        for column in self.question.columns:
            labels[column.name] = column.label
        words = Language(self.language).translated
        return [words(labels[name]) for name in names]

    def to_json(self, *, envelope: bool = False) -> str:
        """A list of row objects; with ``envelope`` inside an object with heading, coverage and
        notices.
        """
        if not envelope:
            rows = "".join(rows_in_json(self.names(), self.rows, ""))
            return visible_json(rows) + "\n"
        above: dict[str, Any] = {
            "question": self.asked_as(),
            "command": self.asked_with(),
            "parameters": dict(self.parameters),
            "as_of": self.as_of or None,
            "heading": self.heading,
            "coverage": self.coverage,
            "notices": list(self.notices),
        }
        if self.behind:
            above["counted"] = dict(self.behind)
        if self.behind_notices:
            above["counted_in_notices"] = list(map(dict, self.behind_notices))
        text = json.dumps(
            above,
            ensure_ascii=False,
            indent=2,
        )
        # The rows are one more key, before the bracket that closes the object
        parts = [text.removesuffix("\n}")]
        parts.append(',\n  "rows": ')
        parts += rows_in_json(self.names(), self.rows, "  ")
        for place, table in enumerate(self.tables):
            before = "," if place else ',\n  "tables": {'
            parts.append(f"{before}\n    {json.dumps(table.question.name)}: ")
            parts += rows_in_json(table.names(), table.rows, "    ")
        parts.append("\n  }\n}\n" if self.tables else "\n}\n")
        return visible_json("".join(parts))

    def to_csv(self) -> str:
        """CSV with a header; lists joined by ``; ``; what a spreadsheet would run as a formula gets
        a quote mark.
        """
        names = self.names()
        rows = (self._csv_row(row, names) for row in self.rows)
        return csv_text(names, rows)

    def _csv_row(
        self,
        row: Row,
        names: Sequence[str],
    ) -> list[str | int]:
        return [csv_cell(row.get(name)) for name in names]

    def to_markdown(self) -> str:
        """A heading, the coverage, tables, the notices; texts of the sources show, and do nothing.

        What is the same in every row is a sentence above the rows.
        """
        heading = markdown_line(self.heading)
        coverage = markdown_line(self.coverage)
        parts = [f"## {heading}\n\n", f"{coverage}\n\n", *self._in_markdown()]
        for table in self.tables:
            title = markdown_line(table.heading)
            parts += [f"### {title}\n\n", *table._in_markdown()]
        for notice in map(markdown_line, self.notices):
            parts.append(f"- {notice}\n")
        return "".join(parts)

    def _in_markdown(self) -> Iterator[str]:
        same = said_once(self)
        if same:
            yield f"{markdown_line(same)}\n\n"
        for section in sections(self):
            if section.heading:
                yield f"### {markdown_line(section.heading)}\n\n"
            yield markdown_table(section.headings, section.rows) + "\n"

    def to_html(self) -> str:
        """A page that prints and is sent, in one file that needs nothing else."""
        from .page import page_of

        return page_of(self)

    def cut_cells(self) -> list[str]:
        """What a workbook leaves out, one line a column: a cell holds no more than ``CELL_LENGTH``
        signs.
        """
        return cut_cells(sheets_of(self), self.language)

    def to_xlsx(self, path: Path) -> None:
        """A workbook: a sheet for each table, and a cover sheet with the heading, the coverage and
        the notices.

        Cells are texts, never formulas.

        Raises:
            UsageProblem: a sheet cannot have this many rows.
        """
        above = [
            self.heading,
            self.coverage,
            self.asked_with(),
            *self.notices,
        ]
        write_workbook(
            path,
            above,
            sheets_of(self),
            self.language,
        )

    def cell_in_words(self, value: Value) -> str:
        """A value that is not a number as people read it, in the language of the answer."""
        return _shown_in(value, Language(self.language).translated)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame."""
        import pandas as pd

        rows = list(map(dict, self.rows))
        return pd.DataFrame(rows, columns=self.names())


def _shown_in(
    value: Value,
    words: Callable[[str], str],
) -> str:
    text = shown(value)
    if value is None or isinstance(value, bool):
        return words(text)
    return text


def _listed(values: Sequence[str], most: int | None, language: Language) -> str:
    if most is None or len(values) <= most:
        return shown(list(values))
    left = language.number(len(values) - most)
    more = language.translated(MORE).format(number=left)
    return "; ".join([*values[:most], more])


def shown(value: Value, unknown: str = "unknown") -> str:
    """A value as people read it: what is not known reads ``unknown``."""
    if value is None:
        return unknown
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def csv_cell(value: Value) -> str | int:
    """A value for CSV: a number as it is, anything else as people read it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    # CSV is for programs: an empty cell is what they take for unknown
    return shown(value, unknown="")
