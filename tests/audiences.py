"""Sources of every kind, public ones and ones that are not, as a workspace to be built."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from .loaders.reading import written

SECRET = "Secret"
"""In every name that only the other records have."""
HOST = {
    "forum": "GRF 2023",
    "submitting_entity": "Government of Chad",
    "role": "host",
    "title": "Identity cards",
}
HOST |= {
    "contribution_type": "policy",
    "theme": "Documentation",
    "country_of_implementation": "Chad",
}
DONOR = HOST | {
    "submitting_entity": "Lake Foundation",
    "role": "donor",
    "contribution_type": "financial",
}
DONOR |= {"title": "Registration", "matched_with": "Government of Chad"}
KENYA = {"submitting_entity": "Government of Kenya", "country_of_implementation": "Kenya"}

PUBLIC: Mapping[str, tuple[str, Sequence[Mapping[str, str]]]] = {
    "register": (
        "pledgegraph",
        [
            HOST | {"local_id": "A1", "needs_support": "yes"},
            DONOR | {"local_id": "D1"},  # placed on A1, the one pledge that fits
            HOST | KENYA | {"local_id": "K1", "title": "Schools"},
            HOST | KENYA | {"local_id": "K2", "title": "Clinics", "theme": "Health"},
        ],
    ),
    "older": ("pledgegraph", [HOST | {"local_id": "O1", "title": "Wells", "theme": "Water"}]),
    "known": (
        "support",
        [
            {
                "pledge": "K1",
                "supporter": "Government of Denmark",
                "contribution": "financial",
                "extent": "part",
            }
        ],
    ),
    "figures": (
        "population",
        [{"year": "2024", "coo_iso": "SDN", "coa_iso": "TCD", "refugees": "1000"}],
    ),
    "platforms": ("platforms", [{"code": "LAKE", "label_en": "Lake Platform"}]),
    "members": (
        "platform_members",
        [{"platform_code": "LAKE", "member": "Chad", "role": "country covered"}],
    ),
    "situations": (
        "situations",
        [{"code": "SIT-SDN", "label_en": "Sudan", "origin_iso3": "SDN", "platform": "LAKE"}],
    ),
}
OTHERS: Mapping[str, tuple[str, str, Sequence[Mapping[str, str]]]] = {
    "desk": (
        "partners",
        "pledgegraph",
        [
            HOST
            | {
                "local_id": "B1",
                "title": "Secret cards",
            },  # a second pledge on which the match of D1 would fit
            HOST
            | KENYA
            | {
                "local_id": "K1",
                "title": "Secret schools",
                "amount": "7",
            },  # another word on a pledge
            *(
                DONOR
                | {
                    "local_id": f"B{n}",
                    "submitting_entity": "LAKE FOUNDATION",
                    "title": "Secret plan",
                }
                for n in range(2, 6)  # the commonest spelling
            ),
            DONOR
            | {
                "local_id": "B6",
                "submitting_entity": "Secret Fund",
                "matched_with": "Government of Kenya",
            },
        ],
    ),
    "draft": (
        "internal",
        "pledgegraph",
        [HOST | {"local_id": "O1", "title": "Secret wells", "theme": "Water"}],
    ),
    "secret": (
        "internal",
        "support",
        [
            {
                "pledge": "K2",
                "supporter": "Secret Fund",
                "contribution": "financial",
                "extent": "full",
            }
        ],
    ),
    "newer-figures": (
        "internal",
        "population",
        [
            {"year": "2025", "coo_iso": "SDN", "coa_iso": "TCD", "refugees": "777777"},
            {"year": "2025", "coo_iso": "SSD", "coa_iso": "KEN", "refugees": "888888"},
        ],
    ),
    "own-platforms": ("internal", "platforms", [{"code": "SEC", "label_en": "Secret Platform"}]),
    "own-members": (
        "internal",
        "platform_members",
        [
            {"platform_code": "LAKE", "member": "Kenya", "role": "country covered"},
            {"platform_code": "LAKE", "member": "Lake Foundation", "role": "lead"},
            {"platform_code": "SEC", "member": "Chad", "role": "country covered"},
        ],
    ),
    "own-situations": (
        "internal",
        "situations",
        [
            {
                "code": "SIT-SEC",
                "label_en": "Secret situation",
                "origin_iso3": "SSD",
                "asylum_iso3_named_by_source": "TCD;KEN",
                "platform": "SEC",
            }
        ],
    ),
    "own-joint": (
        "internal",
        "multistakeholder_pledges",
        [{"code": "M", "label_en": "Secret plans", "leads_or_cosponsors": "Lake Foundation"}],
    ),
}


def made(folder: Path, *, others: bool) -> Workspace:
    """The workspace with its public sources, or with the others between and behind them too."""
    (folder / "sources").mkdir(parents=True)
    entries = [
        SourceSettings(name, f"sources/{name}.csv", layout, retrieved="2026-11-01")
        for name, (layout, _) in PUBLIC.items()
    ]
    given = {name: (layout, rows) for name, (layout, rows) in PUBLIC.items()}
    for name, (audience, layout, rows) in OTHERS.items() if others else ():
        given[name] = (layout, rows)
        own = SourceSettings(
            name, f"sources/{name}.csv", layout, retrieved="2026-11-20", audience=audience
        )
        entries.insert(1, replace(own, replaces=("older",)) if name == "draft" else own)
    for name, (layout, rows) in given.items():
        written(folder / "sources" / f"{name}.csv", layout, rows)
    settings = Settings("https://example.org/pledges", "Public", "", "", tuple(entries))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    workspace = Workspace(folder)
    workspace.build()
    return workspace
