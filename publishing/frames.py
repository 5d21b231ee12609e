"""Frames: what all pages of a site have around their content, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pledgegraph.ontology.languages import LANGUAGES, Language

from .addresses import INDEX, link_to, to_root
from .captions import CAPTIONS, SECTIONS
from .names import Names

OWN_NAMES = {"en": "English", "fr": "Français"}
"""What each language calls itself."""


@dataclass(frozen=True)
class About:
    """What every page says of the whole site: ``date`` is that up to which the sources go."""

    base: str
    title: str
    licence: str
    publisher: str
    date: str


@dataclass(frozen=True)
class Frame:
    """The place of a page: ``path`` below the folder of its language, and the ways from it.

    ``home`` leads to the top of the site in its language, ``top`` to that of the whole site,
    ``others`` to the same page in other languages, by code.
    """

    path: str
    title: str
    home: str
    top: str
    others: Sequence[tuple[str, str, str]]


@cache
def environment() -> Environment:
    """The templates. All that a page shows is escaped: a title may look like a script."""
    return Environment(
        loader=PackageLoader("pledgegraph.publishing"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Else each of ten thousand pages asks whether its template was edited meanwhile
        auto_reload=False,
    )


class Frames:
    """Makes pages in one language from templates; ``asks`` says that the site has the page for
    SPARQL.
    """

    def __init__(
        self,
        about: About,
        names: Names,
        segments: Sequence[str],
        *,
        asks: bool = False,
    ) -> None:
        self.about = about
        self._asks = asks
        self.names = names
        self.language = names.language
        self.folder = folder_of(self.language.code)
        self.texts = _texts(self.language)
        self.menu = [(each, self.language.translated(SECTIONS[each])) for each in segments]
        self._menus: dict[str, Markup] = {}

    def frame(self, path: str, title: str) -> Frame:
        """The frame of the page at a path below the folder of the language."""
        home = to_root(path)
        # Pages in other languages than English are in a folder below the top
        top = home if not self.folder else f"{home}../"
        link = link_to(path.removesuffix(INDEX).rstrip("/"))
        others = []
        for code in LANGUAGES:
            if code != self.language.code:
                address = f"{top}{folder_of(code)}{link.lstrip('/')}"
                others.append((code, OWN_NAMES[code], address))
        return Frame(path, title, home, top, others)

    def rendered(
        self,
        template: str,
        frame: Frame,
        **values: Any,
    ) -> str:
        """A page from a template of ``templates/``."""
        return (
            environment()
            .get_template(template)
            .render(
                about=self.about,
                text=self.texts,
                language=self.language.code,
                menu=self._menu_from(frame.home),
                frame=frame,
                **values,
            )
        )

    def _menu_from(self, home: str) -> Markup:
        """The menu of pages from which ``home`` leads to the top: the same in thousands."""
        found = self._menus.get(home)
        if found is None:
            template = environment().get_template("menu.html")
            made = template.render(
                menu=self.menu,
                home=home,
                text=self.texts,
                asks=self._asks,
            )
            found = self._menus[home] = Markup(made)
        return found

    def links(
        self,
        identifiers: Iterable[str],
        frame: Frame,
    ) -> list[tuple[str, str]]:
        """Link and name of each thing, from a page."""
        found = []
        for identifier in identifiers:
            link = frame.home + link_to(identifier)
            found.append((link, self.names.thing(identifier)))
        return found


def folder_of(code: str) -> str:
    """The folder of the pages in a language, "" for English."""
    return "" if code == "en" else f"{code}/"


def _texts(language: Language) -> Mapping[str, str]:
    return {key: language.translated(text) for key, text in CAPTIONS.items()}


def in_script(data: str) -> Markup:
    """JSON inside a script element: no text in it can end the element or begin a comment."""
    for sign in "<>&":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(data)
