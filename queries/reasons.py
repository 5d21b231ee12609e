"""Ranks and reasons: from the rows of any engine to the rows of an answer, one function a question that argues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pledgegraph.dates import sources_up_to

from .facts import Rows
from .findings import Findings
from .scope import count


def selected(texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]) -> Findings:
    """The rows of a question's one text as they are: what a card without a function gets."""
    (rows,) = texts.values()
    return Findings(
        [dict(row) for row in rows],
        f"{count(len(rows), 'row')}; {sources_up_to(manifest)}.",
        (),
    )


def _unsupported(texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]) -> Findings:
    from .recorded import unsupported

    return unsupported(texts, parameters, manifest)


def _joint_candidates(
    texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]
) -> Findings:
    from .candidates import joint_candidates

    return joint_candidates(texts, parameters, manifest)


FUNCTIONS: Mapping[str, Callable[[Mapping[str, Rows], Mapping[str, Any], Mapping[str, Any]], Findings]] = {
    "selected": selected,
    "unsupported": _unsupported,
    "joint_candidates": _joint_candidates,
}
"""The functions that cards name: (rows by text, parameters, manifest) → findings. Each loads its module when asked."""
