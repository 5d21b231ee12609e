"""The build backend: that of setuptools, which first brings the scripts of others into the tree.

A wheel without them is whole but for one page of the site: so a failure is told and stops nothing.
"""

from __future__ import annotations

import sys
from typing import Any

from scripts import FAILURES, bring
from setuptools import build_meta

# Some of its hooks are bound methods, which type checkers do not take as exported
_hooks: Any = build_meta
get_requires_for_build_editable = _hooks.get_requires_for_build_editable
get_requires_for_build_sdist = _hooks.get_requires_for_build_sdist
get_requires_for_build_wheel = _hooks.get_requires_for_build_wheel
prepare_metadata_for_build_editable = _hooks.prepare_metadata_for_build_editable
prepare_metadata_for_build_wheel = _hooks.prepare_metadata_for_build_wheel


def build_wheel(*given: Any, **named: Any) -> str:
    """The wheel, with the scripts."""
    return _built("build_wheel", given, named)


def build_sdist(*given: Any, **named: Any) -> str:
    """The sdist, with the scripts: what is built of it needs no network."""
    return _built("build_sdist", given, named)


def build_editable(*given: Any, **named: Any) -> str:
    """An editable install, with the scripts in the tree."""
    return _built("build_editable", given, named)


def _built(hook: str, given: tuple[Any, ...], named: dict[str, Any]) -> str:
    try:
        bring()
    except FAILURES as why:
        line = f"The site will have no page for SPARQL: {why}."
        print(line, file=sys.stderr)
    return str(getattr(_hooks, hook)(*given, **named))
