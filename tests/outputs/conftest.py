"""A register whose values try every output: dates of three precisions, parallel relationships, many
scripts.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from ..loaders.reading import written  # noqa: TID252 (tests are no package that could be named)

collect_ignore = [] if os.environ.get("PLEDGEGRAPH_CONFORMANCE") else ["conformance"]
"""Fetching other people's programs is for `make conformance`, not for every run."""
HOST = {
    "forum": "GRF 2023",
    "year": "2023",
    "submitting_entity": "Government of Ethiopia",
    "entity_type": "State",
}
HOST |= {
    "role": "host",
    "title": "T",
    "fact": "F",
    "contribution_type": "policy",
    "theme": "Education",
}
HOST |= {"country_of_implementation": "Ethiopia", "n_pledges": "1", "is_aggregate": "no"}
DONOR = HOST | {"entity_type": "Foundation", "role": "donor", "contribution_type": "financial"}
PUBLIC: Sequence[Mapping[str, str]] = [
    HOST | {"local_id": "D1", "submission_date": "2023-12-13", "needs_support": "yes"},
    HOST | {"local_id": "D2", "submission_date": "2023-12"},
    HOST | {"local_id": "D3", "submission_date": "2024"},
    HOST | {"local_id": "D4", "submission_date": "2022-01-01"},
    HOST
    | {
        "local_id": "K1",
        "submitting_entity": "Government of Kenya",
        "joint_partners": "Government of Kenya",
    },
    DONOR
    | {
        "local_id": "0042",
        "submitting_entity": "Fédération É",
        "title": "Éducation – العليم 難民",
        "amount": "5",
    },
    DONOR
    | {
        "local_id": "X1",
        "submitting_entity": "X Foundation",
        "matched_with": "Government of Kenya",
    },
]
INTERNAL: Sequence[Mapping[str, str]] = [
    DONOR
    | {
        "local_id": "B1",
        "submitting_entity": "Quiet Foundation",
        "matched_with": "Government of Ethiopia",
    },
    HOST
    | {
        "local_id": "B2",
        "submitting_entity": "Government of Chad",
        "country_of_implementation": "Chad",
    },
]
SUPPORT: Sequence[Mapping[str, str]] = [
    {
        "pledge": "B2",
        "supporter": "Government of Denmark",
        "contribution": "financial",
        "evidence": "a letter",
    }
]


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace, built: public records, internal ones, and public support for an internal
    pledge.
    """
    folder: Path = tmp_path_factory.mktemp("tried") / "w"
    (folder / "sources").mkdir(parents=True)
    given = {
        "public": ("pledgegraph", PUBLIC),
        "internal": ("pledgegraph", INTERNAL),
        "known": ("support", SUPPORT),
    }
    sources = []
    for name, (layout, rows) in given.items():
        written(folder / "sources" / f"{name}.csv", layout, rows)
        audience = "internal" if name == "internal" else "public"
        sources.append(
            SourceSettings(
                name, f"sources/{name}.csv", layout, audience=audience, retrieved="2026-11-01"
            )
        )
    settings = Settings("https://example.org/pledges", "Tried", "", "", tuple(sources))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    made = Workspace(folder)
    made.build()
    return made
