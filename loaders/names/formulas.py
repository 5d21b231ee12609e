"""Formulas: a cell of names that begins as a spreadsheet's formula names nobody, and is a finding.

Real names begin with these signs too, as ``@Company``, ``+Acumen`` or ``+972 Magazine``. So a sign
alone is none: behind ``+``, ``-`` and ``@`` a formula goes on with a call (``@SUM(``), another
program (``+cmd|``), a place in a sheet, or figures with an operator. No name begins with ``=``.
"""

from __future__ import annotations

import re

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.wording import worded

_BEGINNING = re.compile(
    r"""[\s"'\u200b\ufeff]*
    (?: [=\uff1d]
      | [+\-@\uff0b\uff0d\uff20] \s* [\w.$]+ (?: [(|] | !\$?[A-Za-z] )
      | [+\-\uff0b\uff0d] \s*
        (?: [(=+"] | \$?[A-Za-z]{1,3}\$?\d+\b | \.?\d[\d.,]* \s* (?: $ | [-+*/^&=<>%] ) )
    )""",
    re.X,
)


def begins_as_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text, or takes its beginning for a formula."""
    return _BEGINNING.match(text) is not None


def formula(text: str) -> BadCell:
    """The finding for a part of a cell of names that begins so."""
    # It would run in the spreadsheet of whoever opens an export
    found = worded("{text} begins as a formula and does not name an actor", text=repr(text))
    return BadCell("N003", found, worded("Write the name of the actor as text."), "finding")
