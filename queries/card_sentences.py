"""Card sentences: what a card says around its rows, with the values of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SENTENCE_KEYS = {"text", "sentence", "singular", "phrases", "counts", "counted", "without"}
COUNT_KEYS = {"number", "singular", "sentence"}


@dataclass(frozen=True, slots=True)
class Count:
    """A part of a sentence that counts: ``number`` names the value that decides on its form."""

    number: str
    singular: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a card, with the values of a text's rows; ``singular`` is for one row.

    Each of ``phrases`` is a part of it, left out where a value that it names is unknown; each of
    ``counts`` is one that is always said, in the form for its number. It is said if its text has
    rows; ``without`` says it if the text has none. ``counted`` are the numbers of a notice of which
    a question can list the things.
    """

    text: str
    sentence: str
    singular: str = ""
    phrases: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Count] = field(default_factory=dict)
    counted: Sequence[str] = ()
    without: bool = False

    def wordings(self) -> Iterator[str | tuple[str, str]]:
        """The texts of it that are translated; one that counts is in the catalogue with both of
        its forms.
        """
        yield from self.phrases.values()
        for count in self.counts.values():
            yield count.singular, count.sentence
        yield (self.singular, self.sentence) if self.singular else self.sentence


def sentence_of(entry: Mapping[str, Any]) -> Sentence:
    """A sentence as a card has it."""
    counts = {}
    for name, count in entry.get("counts", {}).items():
        counts[name] = Count(**count)
    return Sentence(
        text=entry.get("text", ""),
        sentence=entry["sentence"],
        singular=entry.get("singular", ""),
        phrases=entry.get("phrases", {}),
        counts=counts,
        counted=entry.get("counted", ()),
        without=entry.get("without", False),
    )
