"""Languages: what is said to people in English or French, by one catalogue of translations."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.wording import worded

LANGUAGES = ("en", "fr")
LOCALES = Path(__file__).parents[1] / "queries" / "locales"


def N_(text: str) -> str:  # noqa: N802 (the name by which tools for translators find texts)
    """Marks a text that is translated where it is used."""
    return text


def NN_(
    one: str,
    several: str,
) -> tuple[str, str]:  # noqa: N802
    """Marks the two forms of a text that counts."""
    return one, several


class Language:
    """A language in which people are spoken to: ``en`` or ``fr``."""

    def __init__(self, code: str = "en") -> None:
        if code not in LANGUAGES:
            raise UsageProblem(
                worded("There is no language {name}", name=repr(code)), suggest_of(code, LANGUAGES)
            )
        self.code = code
        self._translations = _translations(code)

    def translated(self, text: str) -> str:
        """A text of the catalogue."""
        return self._translations.gettext(text)

    def counted(
        self,
        one: str,
        several: str,
        number: int,
    ) -> str:
        """The form of a text for a number."""
        return self._translations.ngettext(one, several, number)

    def number(self, value: int) -> str:
        """``1,123,453``, in French ``1 123 453`` with plain blanks."""
        grouped = f"{value:,}"
        # A plain blank and not U+202F: no typography in what programs read and compare
        if self.code == "en":
            return grouped
        return grouped.replace(",", " ")

    def decimal(self, value: float) -> str:
        """``1.9``, in French ``1,9``: one place behind the point."""
        text = f"{value:.1f}"
        return text if self.code == "en" else text.replace(".", ",")

    def label(self, scheme: str, code: str) -> str:
        """The published label of a code; one that the vocabulary has not is its own name."""
        from .vocabularies import vocabulary  # loaded when a label is asked for: help needs none

        concept = vocabulary(scheme).concepts.get(code)
        if concept is None:
            return code
        return concept.labels.get(self.code, concept.name)

    def named(self, scheme: str, name: str) -> str:
        """What a concept with a published English label is called; another name stays as it is."""
        from .vocabularies import vocabulary  # loaded when a label is asked for: help needs none

        concept = vocabulary(scheme).find(name)
        if concept is None or concept.name != name:
            return name
        return concept.labels.get(self.code, name)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(
        "pledgegraph",
        str(LOCALES),
        [language],
    )
