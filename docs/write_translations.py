"""Update the catalogues of ``queries/locales/`` with the marked texts, and compile them.

``python docs/write_translations.py`` writes them; a new text has no French form until somebody adds
one. With ``--check`` it says what is stale or lacks a French form, with exit status 1 if anything
does.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pledgegraph.ontology.languages import LANGUAGES, LOCALES
from pledgegraph.problem_codes import CODES
from pledgegraph.queries.catalogue import PAGES, Question, page_about, questions

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "N_": None,
    "NN_": (1, 2),
    "_": None,
    "_several": (1, 2),
    "worded": (1,),
    "worded_count": (1, 2),
}
NOT_SPOKEN = (
    ".types",
    ".venv",
    "benchmarks",
    "build",
    "dist",
    "docs",
    "examples",
    "tests",
    "wording.py",
)
"""Folders and modules without texts that a person is shown."""
FIRST_DAY = datetime(2026, 11, 26, tzinfo=UTC)
HEADER = """# The sentences of pledgegraph's answers. Licence: MIT, as the rest of pledgegraph.
# Our own translations: names of vocabularies are UNHCR's, and are in ontology/vocabularies/."""


def marked() -> Catalog:
    """Every text that is marked for translation, with the file that has it."""
    catalogue = Catalog(domain="pledgegraph")
    for path in _modules():
        for _, message, comments, _ in extract_from_file("python", ROOT / path, KEYWORDS):
            catalogue.add(message, locations=[(path, None)], auto_comments=comments)  # type: ignore[list-item]
    for meaning in CODES.values():
        catalogue.add(meaning, locations=[("problem_codes.py", None)])  # type: ignore[list-item]
    for question in [*questions().values(), *map(page_about, PAGES)]:
        card = f"queries/questions/{question.name}.toml"
        for text in _texts_of(question):
            catalogue.add(text, locations=[(card, None)])  # type: ignore[list-item]
    return catalogue


def _modules() -> list[str]:
    """Every module of the package, as a path from the root."""
    found = []
    for file in ROOT.rglob("*.py"):
        path = file.relative_to(ROOT)
        if path.parts[0] not in NOT_SPOKEN:
            found.append(path.as_posix())
    return sorted(found)


def _texts_of(question: Question) -> Iterator[str | tuple[str, str]]:
    """What a card says to people; a sentence that counts has two forms."""
    for table in (question, *question.tables):
        yield table.title
        yield table.heading
        for column in table.columns:
            yield from column.wordings()
    for said in question.sentences():
        yield from said.wordings()


def paths(language: str) -> tuple[Path, Path]:
    """The catalogue of a language, as text for translators and compiled for programs."""
    folder = LOCALES / language / "LC_MESSAGES"
    return folder / "pledgegraph.po", folder / "pledgegraph.mo"


def made(language: str) -> tuple[Catalog, bytes, bytes]:
    """The catalogue of a language with all marked texts: itself, and the bytes of both files."""
    source, _ = paths(language)
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, domain="pledgegraph")
    catalogue.update(marked(), no_fuzzy_matching=True)
    catalogue.header_comment = HEADER
    catalogue.project, catalogue.version, catalogue.last_translator = (
        "pledgegraph",
        "1",
        "pledgegraph contributors",
    )
    catalogue.creation_date = catalogue.revision_date = (
        FIRST_DAY  # a day of its own would make every run differ
    )
    catalogue.obsolete.clear()
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)
    write_mo(compiled, catalogue)
    return catalogue, text.getvalue(), compiled.getvalue()


def lacking(catalogue: Catalog) -> list[str]:
    """The texts without a form in the catalogue's language."""
    found = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        # One that is marked as fuzzy is not compiled
        if message.id and (message.fuzzy or not all(forms)):
            found.append(str(message.id))
    return found


def main() -> int:
    problems = []
    for language in LANGUAGES[1:]:
        catalogue, *contents = made(language)
        problems += [f"{language}: no form of {text!r}" for text in lacking(catalogue)]
        for path, content in zip(paths(language), contents, strict=True):
            if "--check" not in sys.argv:
                path.write_bytes(content)
            elif not path.exists() or path.read_bytes() != content:
                problems.append(f"stale: {path.name}; run `python docs/write_translations.py`")
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
