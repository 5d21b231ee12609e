"""Values: what a page shows of a term of RDF: a link to its page, a text, a number, a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from pledgegraph.writing.signs import visible

from .addresses import link_to
from .documents import Described, identifier_in
from .names import Names, text_and_language
from .rows import NAMES, shown_predicates

COUNTS = frozenset({"pg:amount", "pg:baseline", "pg:covered", "pg:pledgeCount", "pg:value"})
"""Properties whose numbers are counts: a year has no thousands."""
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of Hebrew, Arabic, Syriac and others, by the blocks of Unicode for them."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Values:
    """What values are in one language."""

    def __init__(
        self,
        names: Names,
        yes: str,
        no: str,
    ) -> None:
        self._names = names
        self._words = {"true": yes, "false": no}
        self._by_home: dict[str, Values] = {}
        self._links: dict[str, Markup] = {}
        self._home = ""

    def at(self, home: str) -> Values:
        """The same for pages from which ``home`` leads to the top of the site in this language."""
        found = self._by_home.get(home)
        if found is None:
            found = Values(self._names, self._words["true"], self._words["false"])
            found._home = home
            self._by_home[home] = found
        return found

    def properties(self, described: Described) -> Iterator[tuple[str, Sequence[Markup]]]:
        """The properties of a subject that a page shows: name and values."""
        heading = self._names.thing(described.identifier)
        for predicate in shown_predicates(described):
            terms = described.values[predicate]
            # What the heading says need not be said again
            if predicate in NAMES:
                terms = [each for each in terms if text_and_language(each)[0] != heading]
            if terms:
                yield self._names.term(predicate), self.shown(predicate, terms)

    def shown(
        self,
        predicate: str,
        terms: Iterable[str],
    ) -> list[Markup]:
        """Each value of a property."""
        return [self._shown(predicate, term) for term in terms]

    def _shown(self, predicate: str, term: str) -> Markup:
        if term.startswith("<"):
            return self._link(term)
        if term.startswith('"'):
            return self._text(term)
        if term in self._words:
            return escape(self._words[term])
        if predicate in COUNTS and term.lstrip("-").isdigit():
            return escape(self._names.language.number(int(term)))
        return escape(term)

    def _link(self, term: str) -> Markup:
        # Few things are named by many pages
        found = self._links.get(term)
        if found is None:
            found = self._links[term] = self._new_link(term)
        return found

    def link(self, identifier: str) -> Markup:
        """The link to a thing of the site."""
        return self._link(f"<{identifier}>")

    def _new_link(self, term: str) -> Markup:
        identifier = identifier_in(term)
        if identifier:
            link = escape(self._home + link_to(identifier))
            name = escape(self._names.thing(identifier))
            direction = direction_of(name)
            return Markup(f'<a href="{link}"{direction}>{name}</a>')
        address = term[1:-1]
        # A link that a page can follow; javascript: and what else there is are shown as texts
        if _WEB_ADDRESS.fullmatch(address):
            shown = escape(address)
            return Markup(f'<a href="{shown}" rel="nofollow noreferrer">{shown}</a>')
        return escape(address)

    def _text(self, term: str) -> Markup:
        text, language = text_and_language(term)
        if _WEB_ADDRESS.fullmatch(text):
            return self._new_link(f"<{text}>")
        shown = escape(visible(text))
        # A label in another language is read out as one
        if language and language != self._names.language.code:
            return Markup(f'<span lang="{escape(language)}">{shown}</span>')
        direction = direction_of(shown)
        return Markup(f"<span{direction}>{shown}</span>") if direction else shown


def direction_of(shown: str) -> str:
    """The attribute that keeps a text apart which runs from right to left; "" for any other, which
    runs as the page does.
    """
    if shown.isascii() or not _RIGHT_TO_LEFT.search(shown):
        return ""
    return ' dir="auto"'
