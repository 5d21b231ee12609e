"""Ranks and reasons: from the rows of any engine to the rows of an answer, one function a question that argues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .candidates import joint_candidates
from .facts import Rows
from .findings import Findings
from .recorded import unsupported

FUNCTIONS: Mapping[str, Callable[[Mapping[str, Rows], Mapping[str, Any], Mapping[str, Any]], Findings]] = {
    "unsupported": unsupported,
    "joint_candidates": joint_candidates,
}
"""The functions that cards name: (rows by text, parameters, manifest) → findings."""
