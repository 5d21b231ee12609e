"""Catalogue texts: the queries of questions, for the page that answers SPARQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .answers import FOLDER as ANSWERS
from .answers import AnswerPage
from .frames import Frame, Frames

FILE = "sparql/texts.json"


@dataclass(frozen=True)
class QuestionTexts:
    """A question: its title in English, name and text of its queries, and how many further ones are
    too long to be shown.
    """

    name: str
    title: str
    texts: Sequence[tuple[str, str]]
    left_out: int = 0


def texts_file(asked: Sequence[QuestionTexts]) -> str:
    """The queries of each question, by its name: a page loads them when one is chosen."""
    found = {}
    # By place: the name of a text is that of its file, and a question may have one twice
    for question in asked:
        found[question.name] = [text for _, text in question.texts]
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def described(
    asked: Sequence[QuestionTexts],
    answers: Sequence[AnswerPage],
    frames: Frames,
    frame: Frame,
) -> list[Mapping[str, Any]]:
    """What a page in a language knows of each question; its caveats are those of its answer."""
    notices = {answer.name: list(answer.notices) for answer in answers}
    found: list[Mapping[str, Any]] = []
    for question in asked:
        # Two counts of the same may not be shown without what says how they differ
        said = notices.get(question.name, [])
        if question.left_out:
            number = frames.language.number(question.left_out)
            said = [*said, frames.texts["sparql_left_out"].format(number=number)]
        found.append(
            {
                "name": question.name,
                "title": frames.language.translated(question.title),
                "texts": [name for name, _ in question.texts],
                "notices": said,
                "page": f"{frame.home}{ANSWERS}/{question.name}/",
            }
        )
    return found
