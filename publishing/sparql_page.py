"""The page that answers SPARQL: a browser loads the facts of the site and asks nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledgegraph.ontology.iris import VOCABULARY_BASE
from pledgegraph.ontology.store import DERIVED_GRAPH

from .addresses import INDEX
from .answers import AnswerPage
from .captions import ASKING
from .catalogue_texts import FILE as TEXTS
from .catalogue_texts import QuestionTexts, described
from .catalogues import Dump
from .examples import EXAMPLES
from .frames import Frames, in_script
from .oxigraph import PROGRAM_PATH, oxigraph_files, program_size
from .slices import Slice

FOLDER = "sparql"
SCRIPTS = ("sparql.js", "sparql_worker.js")
RUN = tuple(map("assets/{}".format, SCRIPTS))
"""Where these are in the site."""
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Asked:
    """What the page asks: the dump with the facts, what is computed from them, the queries of the
    catalogue; ``scripts`` counts the bytes of what it runs.
    """

    facts: Dump
    computed: Dump | None
    texts: Sequence[QuestionTexts]
    scripts: int
    slices: Sequence[Slice] = ()


def sparql_page(
    frames: Frames,
    asked: Asked,
    answers: Sequence[AnswerPage],
) -> tuple[str, str]:
    """Path and text of the page in a language; the caveats of questions are those of answers."""
    path = f"{FOLDER}/{INDEX}"
    frame = frames.frame(path, frames.texts["sparql"])
    computed = asked.computed
    # Their queries name what is computed: without it they find nothing
    questions = described(asked.texts, answers, frames, frame) if computed else []
    settings = {
        # What begins with one of them may have a page here
        "bases": [f"{frames.about.base}/", VOCABULARY_BASE],
        "home": frame.home,
        "top": frame.top,
        "segments": [segment for segment, _ in frames.menu],
        "program": {"path": PROGRAM_PATH, "size": program_size()},
        "facts": _loaded(asked.facts),
        "computed": _loaded(computed) | {"graph": DERIVED_GRAPH} if computed else None,
        "slices": _slices(asked, frames),
        "examples": _examples(frames),
        "questions": questions,
        "questions_file": TEXTS,
        "texts": _texts(frames),
    }
    # Who has a slow line wants to know before the first question
    number = frames.language.number(asked.facts.statements)
    megabytes = frames.language.decimal((asked.scripts + asked.facts.size) / 1_000_000)
    loads = frames.texts["sparql_loads"]
    text = frames.rendered(
        "sparql.html",
        frame,
        settings=in_script(json.dumps(settings, ensure_ascii=False)),
        loads=loads.format(number=number, megabytes=megabytes),
        has_computed=computed is not None,
        has_slices=bool(asked.slices),
    )
    return path, text


def sparql_assets() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of what the page runs: our scripts, and Oxigraph."""
    for name in SCRIPTS:
        yield f"assets/{name}", (TEMPLATES / name).read_bytes()
    yield from oxigraph_files()


def _slices(asked: Asked, frames: Frames) -> list[tuple[str, Sequence[Mapping[str, Any]]]]:
    """The slices by what their places are called together, sorted by name as lists are."""
    found: list[tuple[str, Sequence[Mapping[str, Any]]]] = []
    for segment, label in frames.menu:
        group: list[Mapping[str, Any]] = []
        for each in asked.slices:
            if each.identifier.startswith(f"{segment}/"):
                name = frames.names.thing(each.identifier)
                group.append({"name": name, **_loaded(each.file)})
        if group:
            group.sort(key=lambda item: (str(item["name"]).casefold(), str(item["path"])))
            found.append((label, group))
    return found


def _loaded(dump: Dump) -> dict[str, Any]:
    return {
        "path": dump.path,
        "form": dump.media_type,
        "size": dump.unpacked,
        "statements": dump.statements,
    }


def _examples(frames: Frames) -> Sequence[Mapping[str, str]]:
    found = []
    for example in EXAMPLES:
        title = frames.language.translated(example.title)
        found.append({"title": title, "text": example.text})
    return found


def _texts(frames: Frames) -> Mapping[str, str]:
    return {key: frames.language.translated(text) for key, text in ASKING.items()}
