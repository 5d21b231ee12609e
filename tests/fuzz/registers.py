"""Registers drawn by lot, full of what several rows say together: matches on both rows, ministries,
spellings.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

Row = dict[str, str]

STATES = (
    "Government of Kenya",
    "Kenya",
    "Government of the Republic of Kenya",
    "Government of Rwanda",
    "Rwanda",
    "Government of Denmark",
    "Denmark",
    "Govt. of Denmark",
)
MINISTRIES = (
    "Ministry of Education of Kenya",
    "ministry of education of Kenya",
    "Ministry of Health",
)
OTHERS = (
    "World Bank",
    "UNHCR",
    "UN High Commissioner for Refugees",
    "Plan",
    "PLAN",
    "The Plan",
    "Plan C++",
    "Médecins du Lac",
    "Medecins du Lac",
    "权利",
    "权力",
    "IGAD",
    "Government of Freedonia",
)
NOBODY = ("15 UN entities", "others", "GRF-99999", "P01")
ACTORS = (*STATES, *MINISTRIES, *OTHERS)
REMARKS = (
    "",
    " (financial)",
    " (technical, in part)",
    " (policy)",
    " (financial, offered)",
    " (in full)",
    " (agreed)",
    " (declined)",
    " (financial, in part: 5 schools)",
    " (tea)",
)
THEMES = (
    "Education",
    "Higher education",
    "Health",
    "Tea plantation",
    "tea plantation",
    "Statelessness",
)
PLACES = (
    "Kenya",
    "Rwanda",
    "Kenya; Rwanda",
    "IGAD region",
    "Global",
    "Sudan",
    "NA",
    "Kenya; NA",
    "",
)
CONTRIBUTIONS = (
    "policy",
    "financial",
    "technical",
    "financial; policy",
    "resettlement",
    "magic",
    "",
)
SITUATIONS = (
    "",
    "Sudan crisis",
    "sudan  Crisis",
    "Somali refugees",
    "Lake situation",
    "lake Situation",
    "Chad",
)
MULTISTAKEHOLDER = (
    "",
    "Schools for all",
    "SCHOOLS FOR ALL",
    "Schools for All: part two",
    "Jobs C",
    "Jobs C++",
)


def _cell(values: Sequence[str], most: int = 2) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(values), max_size=most).map("; ".join)


def _named(values: Sequence[str], most: int) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(values), st.sampled_from(REMARKS)).map("".join)
    return st.lists(one, max_size=most).map("; ".join)


def _row() -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "forum": st.sampled_from(("GRF 2019", "GRF 2023", "")),
            "submitting_entity": st.one_of(st.sampled_from(ACTORS), _cell(ACTORS)),
            "entity_type": st.sampled_from(("", "State", "NGO", "Foundation")),
            "submitting_country": st.sampled_from(("", "Kenya", "Rwanda")),
            "role": st.sampled_from(("host", "donor", "", "host-region")),
            "title": st.sampled_from(("Schools", "Jobs in Kenya")),
            "contribution_type": st.sampled_from(CONTRIBUTIONS),
            "theme": _cell(THEMES),
            "country_of_implementation": st.sampled_from(PLACES),
            "situation": _cell(SITUATIONS),
            "multistakeholder_pledge": _cell(MULTISTAKEHOLDER),
            "joint_partners": _cell((*ACTORS, *NOBODY), 3),
            "stage": st.sampled_from(("", "Fulfilled", "In progress")),
            "stage_date": st.sampled_from(("", "2021", "2022-03-04")),
            "target_value": st.sampled_from(("", "5", "5; 6")),
            "target_year": st.sampled_from(("", "2025", "2030")),
            "needs_support": st.sampled_from(("", "yes", "no")),
            "matched_with": _named((*ACTORS, *NOBODY), 3),
            "support_extent": st.sampled_from(("", "not stated", "full", "part")),
            "standing": st.sampled_from(("", "announced", "withdrawn")),
            "is_aggregate": st.sampled_from(("no", "no", "no", "no", "yes")),
            "source_url": st.sampled_from(("", "https://a.example", "https://b.example")),
        }
    )


def _pair() -> st.SearchStrategy[list[Row]]:
    """A host's row and a donor's that share place and area, and name each other as they like to."""
    remark = st.sampled_from(REMARKS)
    host = st.sampled_from(("Government of Kenya", "Kenya", "Ministry of Education of Kenya"))
    donor = st.sampled_from(
        ("World Bank", "Government of Denmark", "Denmark", "Plan", "PLAN", "Médecins du Lac")
    )
    back = st.sampled_from(("Kenya", "Government of Kenya", "Ministry of Education of Kenya", ""))

    def made(drawn: tuple[Row, Row, str, str, str, str, str]) -> list[Row]:
        first, second, of_host, by, named_back, said, said_back = drawn
        shared = {"theme": "Education", "country_of_implementation": "Kenya", "is_aggregate": "no"}
        pledge = {"submitting_entity": of_host, "role": "host", "matched_with": by + said}
        other = {
            "submitting_entity": by,
            "role": "donor",
            "matched_with": named_back and named_back + said_back,
        }
        return [first | shared | pledge, second | shared | other]

    return st.tuples(_row(), _row(), host, donor, back, remark, remark).map(made)


def registers(most: int = 5) -> st.SearchStrategy[list[Row]]:
    """Rows of a register, each with an identifier of its own; one in three has an official
    number.
    """

    def with_numbers(groups: list[list[Row]]) -> list[Row]:
        return [
            row
            | {
                "local_id": f"P{number:02}",
                "pledge_id": f"GRF-{number:05}" if number % 3 == 0 else "",
            }
            for number, row in enumerate((row for group in groups for row in group), 1)
        ]

    groups = st.lists(st.one_of(_pair(), _row().map(lambda row: [row])), max_size=most)
    return st.tuples(_pair(), groups).map(lambda found: with_numbers([found[0], *found[1]]))


def support() -> st.SearchStrategy[list[Row]]:
    """Rows of support for the first pledges."""
    pledges = st.sampled_from(("P01", "P02", "GRF-00003", "P04", "P77"))
    row = st.fixed_dictionaries(
        {
            "pledge": pledges,
            "supporter": st.one_of(
                _named(ACTORS, 2), st.sampled_from(("P02", "GRF-00003", "P05", "GRF-99999"))
            ),
            "contribution": st.sampled_from(("", "financial", "technical")),
            "extent": st.sampled_from(("", "not stated", "full", "part")),
            "status": st.sampled_from(("", "agreed", "declined", "offered")),
            "date": st.sampled_from(("", "2023", "2024-05")),
            "evidence": st.sampled_from(("", "https://c.example")),
        }
    )
    return st.lists(row, max_size=4)


def write(path: Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A CSV file; columns that a row does not name stay empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
