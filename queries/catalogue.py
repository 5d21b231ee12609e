"""The catalogue: each question a card and its texts, read from ``questions/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pledgegraph.errors import UsageProblem, suggest, suggest_of
from pledgegraph.wording import worded

from .card_sentences import COUNT_KEYS, SENTENCE_KEYS, Sentence, sentence_of
from .parameters import PARAMETER_KEYS, Parameter, parameter_of
from .texts import QUESTIONS

REASONING = Path(__file__).parent / "reasoning"
ColumnKind = Literal["text", "integer", "year", "boolean", "list"]
PAGE, PLEDGE_PAGE = PAGES = ("_show", "_show-pledge")
"""The cards of the pages about one thing and about one pledge."""
PROMISED = "_promised"
"""The text that reads what pledges promise, and the file with the columns that it fills."""
IN_WORDS = ("title", "text")
"""Those of them that say in words what a pledge is."""
TABLE_KEYS = {"title", "texts", "order", "table", "columns", "pledges", "counts_pledges"}
CARD_KEYS = TABLE_KEYS | {"group", "heading", "answers", "parameters"}
CARD_KEYS |= {"coverage", "notices", "tables"}
COLUMN_KEYS = {"label", "kind", "help", "vocabulary", "says", "french", "none"}
COLUMN_KEYS |= {"sentence", "phrases", "counts", "only_sorts", "only_with", "links", "each"}
EMPTY: Mapping[str, Any] = {"list": [], "flag": False, "text": "", "date": ""}
"""Kind of parameter → its value where none is given."""
WHOLE_CARD = "CONTRIBUTING.md shows a whole card."


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of an answer. ``name`` is what programs know it by, ``label`` is for people, and is
    translated.

    A text gives values as the graph has them. ``vocabulary`` is the scheme whose labels people read
    for them, ``says`` the sentence for each code, ``french`` the column of the text with the French
    name, ``none`` what people read where there is no value, instead of unknown. ``sentence`` and
    its ``phrases`` say the whole row of the text, as those of a ``Sentence``. ``counts`` names a
    list whose values it counts. One that ``only_sorts`` is for the order of rows or a
    further sheet, not for readers.
    Values that are ``links`` lead to their web addresses in a workbook, where ``each`` value of a
    column has a row of its own on a further sheet.
    ``only_with`` names parameters: without a value of any of them there is no such column.
    """

    name: str
    kind: ColumnKind
    help: str
    label: str
    vocabulary: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    french: str = ""
    none: str = ""
    sentence: str = ""
    phrases: Mapping[str, str] = field(default_factory=dict)
    counts: str = ""
    only_sorts: bool = False
    links: bool = False
    each: bool = False
    only_with: tuple[str, ...] = ()

    def wordings(self) -> list[str]:
        """What it says to people, but for ``""``."""
        parts = [
            self.label,
            self.none,
            self.sentence,
            *self.says.values(),
            *self.phrases.values(),
        ]
        return list(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Question:
    """A question: ``texts`` names the engine texts that select, in order; a later one may take what
    an earlier found.

    One that argues has a module with its name in ``reasoning/``; else the rows of its texts
    are the answer. ``order`` names columns, with ``-`` the largest first, with ``!`` a yes last;
    ``table`` the columns that fit a screen. ``tables`` are further tables, each like a question
    that has no parameters of its own. Rows that follow each other with one value of the column
    ``group`` are read under it. Where each row is a pledge, ``pledges`` is the column with its
    identifier, and ``promised`` are the columns that say what it promises. Where the numbers of a
    row count pledges, ``counts_pledges``: its texts give each pledge a row if these are to be
    ``listed``.
    """

    name: str
    title: str
    heading: str
    answers: str
    texts: tuple[str, ...]
    order: tuple[str, ...]
    table: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    coverage: Sentence | None = None
    notices: tuple[Sentence, ...] = ()
    tables: tuple[Question, ...] = ()
    group: str = ""
    pledges: str = ""
    promised: tuple[str, ...] = ()
    counts_pledges: bool = False

    def every_text(self) -> list[str]:
        """The names of the texts of all its tables, each once, in their order."""
        names = dict.fromkeys(self.texts)
        for table in self.tables:
            names.update(dict.fromkeys(table.texts))
        for said in self.sentences():
            names[said.text] = None
        # A sentence may have no text: it only says what is asked for
        names.pop("", None)
        return list(names)

    def asked_with(self, given: Mapping[str, Any]) -> Question:
        """The question without the columns that there are only with parameters which have no
        value.
        """
        kept = []
        for column in self.columns:
            wanted = column.only_with
            if not wanted or any(given.get(name) for name in wanted):
                kept.append(column)
        if len(kept) == len(self.columns):
            return self
        names = {column.name for column in kept}
        return replace(
            self,
            columns=tuple(kept),
            order=tuple(name for name in self.order if name.lstrip("-!") in names),
            table=tuple(name for name in self.table if name in names),
            group=self.group if self.group in names else "",
        )

    def sentences(self) -> list[Sentence]:
        """What the card says around its rows."""
        opening = [self.coverage] if self.coverage else []
        return [*opening, *self.notices]


def read_question(path: Path) -> Question:
    """The question on a card; its keys are closed.

    Raises:
        UsageProblem: what is on the card cannot be used; it names the card.
    """
    try:
        card = tomllib.loads(path.read_text("utf-8"))
        _check_keys(path.name, card)
        return _question(path, card)
    except tomllib.TOMLDecodeError as problem:
        message = f"{path.name} is not valid TOML: {problem}"
        raise UsageProblem(message, "Correct the line.") from None
    # What a card lacks is found by what takes it; the key is all that its author needs
    except KeyError as problem:
        raise UsageProblem(
            f"{path.name} lacks the key {problem}",
            WHOLE_CARD,
        ) from None
    except (AttributeError, TypeError, ValueError) as problem:
        raise UsageProblem(
            f"{path.name} cannot be read: {problem}",
            WHOLE_CARD,
        ) from None


def _check_keys(file: str, card: Mapping[str, Any]) -> None:
    """Every key of a card is a known one: a misspelt one would be missed in silence."""
    _closed(file, card, CARD_KEYS)
    for entry in card.get("parameters", {}).values():
        _closed(file, entry, PARAMETER_KEYS)
    tables = card.get("tables", {}).values()
    for table in tables:
        _closed(file, table, TABLE_KEYS)
    for table in (card, *tables):
        for entry in table.get("columns", {}).values():
            _closed(file, entry, COLUMN_KEYS)
    for entry in _sentences(card):
        _closed(file, entry, SENTENCE_KEYS)
        for count in entry.get("counts", {}).values():
            _closed(file, count, COUNT_KEYS)


def _sentences(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    opening = [card["coverage"]] if "coverage" in card else []
    return [*opening, *card.get("notices", ())]


def _question(
    path: Path,
    card: Mapping[str, Any],
) -> Question:
    parameters = []
    for name, entry in card.get("parameters", {}).items():
        parameters.append(parameter_of(name, entry))
    tables = []
    for name, entry in card.get("tables", {}).items():
        tables.append(_table(name, entry))
    coverage = card.get("coverage")
    return Question(
        name=path.stem,
        title=card["title"],
        heading=card["heading"],
        answers=card["answers"],
        texts=tuple(card.get("texts", (path.stem,))),
        order=tuple(card["order"]),
        table=tuple(card["table"]),
        parameters=tuple(parameters),
        columns=_columns(card),
        coverage=sentence_of(coverage) if coverage else None,
        notices=tuple(map(sentence_of, card.get("notices", ()))),
        tables=tuple(tables),
        group=card.get("group", ""),
        pledges=card.get("pledges", ""),
        promised=_promised_names(card),
        counts_pledges=card.get("counts_pledges", False),
    )


def _table(name: str, entry: Mapping[str, Any]) -> Question:
    """A further table of a card; its title is its heading."""
    return Question(
        name=name,
        title=entry["title"],
        heading=entry["title"],
        answers="",
        texts=tuple(entry["texts"]),
        order=tuple(entry["order"]),
        table=tuple(entry["table"]),
        parameters=(),
        columns=_columns(entry),
        pledges=entry.get("pledges", ""),
        promised=_promised_names(entry),
        counts_pledges=entry.get("counts_pledges", False),
    )


def _columns(entry: Mapping[str, Any]) -> tuple[AnswerColumn, ...]:
    """The columns of a card, and those that say what a pledge promises: its words after its name,
    the others before its identifier.
    """
    shared: dict[str, Mapping[str, Any]] = {}
    for name in _promised_names(entry):
        shared[name] = _promised_columns()[name]
    every: dict[str, Mapping[str, Any]] = {}
    for name, column in entry["columns"].items():
        # Identifiers of the graph come last: they are for programs
        if name == entry.get("pledges"):
            every |= shared
        every[name] = column
        if name == "pledge":
            for words in [each for each in IN_WORDS if each in shared]:
                every[words] = shared.pop(words)
    return tuple(_column(name, column) for name, column in every.items())


def _promised_names(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that are read for the pledges of a table: those that its card has not itself."""
    if not entry.get("pledges"):
        return ()
    own = entry["columns"]
    return tuple(name for name in _promised_columns() if name not in own)


@cache
def _promised_columns() -> Mapping[str, dict[str, Any]]:
    path = QUESTIONS / f"{PROMISED}.toml"
    shared = tomllib.loads(path.read_text("utf-8"))
    columns: Mapping[str, dict[str, Any]] = shared["columns"]
    return columns


def _column(
    name: str,
    entry: Mapping[str, Any],
) -> AnswerColumn:
    """A column; one without a label of its own is called by its name in plain words."""
    in_words = name.replace("_", " ").capitalize()
    return AnswerColumn(
        name=name,
        kind=entry["kind"],
        help=entry["help"],
        # Most names read well as they are: a label is written only where one does not
        label=entry.get("label", in_words),
        vocabulary=entry.get("vocabulary", ""),
        says=entry.get("says", {}),
        french=entry.get("french", ""),
        none=entry.get("none", ""),
        sentence=entry.get("sentence", ""),
        phrases=entry.get("phrases", {}),
        counts=entry.get("counts", ""),
        only_sorts=entry.get("only_sorts", False),
        links=entry.get("links", False),
        each=entry.get("each", False),
        only_with=tuple(entry.get("only_with", ())),
    )


def _closed(
    file: str,
    entry: Mapping[str, object],
    keys: set[str],
) -> None:
    for key in entry.keys() - keys:
        raise UsageProblem(
            f"{file} has an unknown key {key!r}",
            suggest(key, keys),
        )


@cache
def questions() -> Mapping[str, Question]:
    """Every question by name."""
    found = {}
    # Sorted, for the help: a folder gives its files in no order
    for path in sorted(QUESTIONS.glob("[!_]*.toml")):
        found[path.stem] = read_question(path)
    return found


@cache
def pictured() -> Question:
    """The card of pictures: the parameters that they take."""
    return read_question(QUESTIONS / "_pictured.toml")


@cache
def page_about(name: str = PAGE) -> Question:
    """The card of a page about one thing, which is asked as questions are."""
    return read_question(QUESTIONS / f"{name}.toml")


def question_named(name: str) -> Question:
    """The question of this name, or the card of a page.

    Raises:
        UsageProblem: there is none; with suggestions.
    """
    if name in PAGES:
        return page_about(name)
    found = questions().get(name)
    if found is None:
        unknown = worded("There is no question {name}", name=repr(name))
        raise UsageProblem(unknown, suggest_of(name, questions()))
    return found
