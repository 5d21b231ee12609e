"""Wording: texts in English that know how they are said in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class Speech(Protocol):
    """A language, as ``ontology.languages`` has them; ``code`` is ``en`` or ``fr``."""

    code: str

    def translated(self, text: str) -> str:
        """A text of the catalogues in the language."""
        ...

    def counted(self, one: str, several: str, number: int) -> str:
        """The form of a text of the catalogues for a number."""
        ...

    def number(self, value: int) -> str:
        """A number as people write it."""
        ...

    def named(self, scheme: str, name: str) -> str:
        """What a concept with a published English label is called."""
        ...


class Worded(str):
    """A text in English that can be said in another language: ``text`` has names of values in
    braces, and is in the catalogues. One that counts has a second form, ``several``.
    """

    text: str
    values: Mapping[str, str | int]
    several: str = ""
    number_of: int = 1

    def __add__(self, further: str) -> Worded:
        """Both texts, each in its language when they are said."""
        return worded("{text}{further}", text=self, further=further)

    def said(self, speech: Speech) -> str:
        """The text in a language; values that are worded are too, others stay as they are."""
        words = {}
        for name, value in self.values.items():
            words[name] = said(value, speech)
        # The text first, then its values: the catalogue has the one with names in braces
        if self.several:
            text = speech.counted(self.text, self.several, self.number_of)
        else:
            text = speech.translated(self.text)
        return text.format_map(words)


def worded(text: str, /, **values: object) -> Worded:
    """A text with its values in braces, marked for translation. Numbers are written as people do;
    anything else, such as a place in a file, is written as ``str`` does.
    """
    kept: dict[str, str | int] = {}
    shown: dict[str, str] = {}
    for name, value in values.items():
        kept[name] = value if isinstance(value, str | int) else str(value)
        shown[name] = f"{value:,}" if isinstance(value, int) else str(value)
    made = Worded(text.format_map(shown))
    # In itself it is English, for whoever does not translate; its parts are kept for others
    made.text = text
    made.values = kept
    return made


def worded_count(one: str, several: str, number: int, /, **values: object) -> Worded:
    """A text with a number, which is ``{number}`` in it: its form for one, or for several."""
    # English says "0 rows"; other languages choose when the text is said
    shown = one if number == 1 else several
    made = worded(shown, number=number, **values)
    made.text = one
    made.several = several
    made.number_of = number
    return made


class Name(Worded):
    """A name that is another one in each language, such as a country's; by the code of each."""

    names: Mapping[str, str]

    def said(self, speech: Speech) -> str:
        """The name in a language, or the English one."""
        return self.names.get(speech.code, str(self))


def name_in(english: str, **others: str) -> Name:
    """A name in English, with what it is in other languages by their codes."""
    made = Name(english)
    made.names = others
    return made


class Words(Worded):
    """The names of concepts of a vocabulary, which has them in each language."""

    scheme: str
    names: Sequence[str]

    def said(self, speech: Speech) -> str:
        """The names in a language, in the same order."""
        shown = [speech.named(self.scheme, name) for name in self.names]
        return ", ".join(shown)


def words_of_list(scheme: str, names: Sequence[str]) -> Words:
    """Names of a vocabulary with commas between them, each as people of a language know it."""
    made = Words(", ".join(names))
    made.scheme = scheme
    made.names = names
    return made


def said(value: str | int, speech: Speech) -> str:
    """A value in a language: a number, a worded text, or a text that is the same in all."""
    if isinstance(value, int):
        return speech.number(value)
    if isinstance(value, Worded):
        return value.said(speech)
    return value
