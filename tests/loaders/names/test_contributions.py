"""Contributions: which types a cell names, however its list is written, and what stays text."""

import pytest

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.names.contributions import contribution_remarks, contributions_in


@pytest.mark.parametrize(
    ("text", "types", "remarks"),
    [
        ("financial; technical", ["financial", "technical"], []),
        ("Financial, technical and material", ["financial", "technical", "material"], []),
        ("financial/technical", ["financial", "technical"], []),
        ("policy & financial", ["policy", "financial"], []),
        ("financial (grants, loans) and technical", ["financial", "technical"], ["grants, loans"]),
        ("resettlement/complementary pathways", ["resettlement"], []),
        (
            "Policy (other actions, e.g. inclusion policies)",
            ["policy"],
            ["other actions, e.g. inclusion policies"],
        ),
        ("financial, technical, magic", ["financial", "technical"], ["magic"]),
        ("magic, and more of it", [], ["magic, and more of it"]),
    ],
)
def test_types_and_remarks(text: str, types: list[str], remarks: list[str]) -> None:
    found = contributions_in(text)
    assert [each.rpartition("/")[2] for each in found if not isinstance(each, BadCell)] == types
    unknown = [each.found for each in found if isinstance(each, BadCell)]
    assert len(unknown) == sum("magic" in remark for remark in remarks)
    assert contribution_remarks(text) == remarks
