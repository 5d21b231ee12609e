"""Ranks and reasons: from the rows of any engine to the rows of an answer, one function a question that argues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .facts import Rows
from .findings import Findings


def _joint_candidates(
    texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]
) -> Findings:
    from .candidates import joint_candidates

    return joint_candidates(texts, parameters, manifest)


FUNCTIONS: Mapping[str, Callable[[Mapping[str, Rows], Mapping[str, Any], Mapping[str, Any]], Findings]] = {
    "joint_candidates": _joint_candidates,
}
"""The functions that cards name: (rows by text, parameters, manifest) → findings. Each loads its module when asked."""
