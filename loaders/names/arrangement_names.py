"""Names of arrangements: platforms, situations and multi-stakeholder pledges by the names that
cells use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.ontology.spelling import fold, situation_key

from .countries import find_region

_CATEGORY = re.compile(r"^(education|solutions|partnerships|protection|other)\s*[-–]\s*", re.I)
_AFTER_HEAD = re.compile(r"\s[-–]\s|:\s")


@dataclass
class ArrangementNames:
    """Names → identifiers of what the workspace's own sources define; a name that fits two things
    fits none.
    """

    _platforms: dict[str, str] = field(default_factory=dict)
    _situations: dict[str, set[str]] = field(default_factory=dict)
    _multistakeholder: dict[str, set[str]] = field(default_factory=dict)

    def add_platform(self, identifier: str, names: Iterable[str]) -> None:
        """A support platform under its code and names."""
        for name in names:
            key = _platform_key(name)
            self._platforms[key] = identifier

    def add_situation(self, identifier: str, names: Iterable[str]) -> None:
        """A refugee situation under its names."""
        for name in names:
            key = _situation_key(name)
            called_so = self._situations.setdefault(key, set())
            called_so.add(identifier)

    def add_multistakeholder(self, identifier: str, names: Iterable[str]) -> None:
        """A multi-stakeholder pledge under its titles."""
        for name in names:
            for key in _title_keys(name):
                called_so = self._multistakeholder.setdefault(key, set())
                called_so.add(identifier)

    def region(self, text: str) -> str | None:
        """A region that a support platform or M49 defines: ``IGAD region``, ``Southern Africa``."""
        # The workspace's own sources before M49: they say which countries are meant
        key = _platform_key(text)
        platform = self._platforms.get(key)
        if platform is not None:
            return platform
        region = find_region(text)
        return None if region is None else region.id

    def situation(self, text: str) -> str | None:
        """The one situation that a text names."""
        key = _situation_key(text)
        return _only(self._situations.get(key))

    def multistakeholder_pledge(self, text: str) -> str | None:
        """The one multi-stakeholder pledge that a text names, by its title or the part before its
        colon or dash.
        """
        for key in _title_keys(text):
            found = _only(self._multistakeholder.get(key))
            if found is not None:
                return found
        return None


_PLATFORM_WORDS = re.compile(
    r"\s+(sub-?region|region|area|countries|(member )?states|(support )?platform)$"
)


def _platform_key(text: str) -> str:
    """``the IGAD region``, ``IGAD Member States``, ``IGAD Support Platform`` → ``igad``."""
    without_article = re.sub(r"^the ", "", fold(text))
    return _PLATFORM_WORDS.sub("", without_article)


def _only(found: set[str] | None) -> str | None:
    """The one identifier of a set; a name that fits two things fits none."""
    if found is None or len(found) != 1:
        return None
    return next(iter(found))


def _situation_key(text: str) -> str:
    name, _ = name_and_remark(text)
    return situation_key(name)


def _title_keys(text: str) -> list[str]:
    """A title in full, without remark, without its category, and its part before a colon or a dash:
    longest first.
    """
    without_category = _CATEGORY.sub("", text.strip(), count=1)
    bare, _ = name_and_remark(without_category)
    head = _AFTER_HEAD.split(bare)[0]
    keys = map(fold, (text, without_category, bare, head))
    return list(dict.fromkeys(keys))
