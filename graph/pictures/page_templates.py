"""Page templates: the one place that says how they treat what the data put into them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def _environment() -> Environment:
    # A list imports this module and makes no page
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # Everything is escaped: a title of a pledge may look like a script
    return Environment(
        loader=PackageLoader("pledgegraph.graph.pictures"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_template(name: str) -> Template:
    """A template of ``templates/``, by the name of its file."""
    return _environment().get_template(name)


def policy_hash(text: str) -> str:
    """The hash of a script or a style, as the policy of a page names it."""
    digest = hashlib.sha256(text.encode()).digest()
    encoded = base64.b64encode(digest).decode()
    return f"'sha256-{encoded}'"
