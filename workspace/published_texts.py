"""Published texts: the queries of the catalogue as a site gives them, filled in for its records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engines import open_engine
from pledgegraph.ontology.dates import sources_date
from pledgegraph.publishing.catalogue_texts import QuestionTexts
from pledgegraph.queries.catalogue import questions
from pledgegraph.queries.showing import filled_texts

from .builds import read_manifest
from .given_names import aliases, with_places

LONGEST = 20_000
"""Characters of a text that somebody may want to read: one with the identifiers of thousands of
pledges is longer.
"""


def published_texts(build: Path) -> Iterator[QuestionTexts]:
    """The texts in SPARQL of each question that can be asked of everything at once, of a build with
    public records only.
    """
    manifest = read_manifest(build)
    known = aliases(manifest)
    # One engine for all: it finds the identifiers that later texts take
    with with_places(build), closing(open_engine("embedded", build, manifest)) as engine:
        for question in questions().values():
            try:
                filled = filled_texts(
                    question,
                    {},
                    "sparql",
                    engine,
                    manifest["base"],
                    known,
                    sources_date(manifest),
                )
            except UsageProblem:
                # A question about a place or a pledge
                continue
            kept = [(name, text) for name, text in filled if len(text) <= LONGEST]
            left_out = len(filled) - len(kept)
            yield QuestionTexts(question.name, question.title, kept, left_out)
