"""Cells with several values: whatever separates them in a layout, they are the same values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders import source_files
from pledgegraph.loaders.files.cell_parts import split, with_our_separator
from pledgegraph.loaders.files.layout_files import read_layout
from pledgegraph.loaders.files.layouts import LAYOUTS, layouts
from pledgegraph.loaders.loading import Loading

from ..reading import Row, loaded  # noqa: TID252 (tests are no package that could be named)

ROWS: Sequence[Row] = [
    {
        "local_id": "H1",
        "forum": "GRF 2023",
        "submitting_entity": "Government of Chad",
        "role": "host",
        "contribution_type": "policy; material",
        "theme": "Education; Star-gazing; Health",
        "gcr_objective": "1; 2",
        "country_of_implementation": "Chad; Niger; Atlantis",
        "origin_population": "Refugees; IDPs; Sudan",
        "situation": "Sudan; Moon",
        "multistakeholder_pledge": "Schools; Roads",
        "joint_partners": "Government of Denmark (BMZ; KfW); UNHCR; 12 others",
        "target_value": "12; 2.5; 30",
        "target_unit": "schools; roads; wells",
        "target_year": "2026; 2027; 2028",
        "matched_with": "Government of Norway (financial; in part); World Bank; nobody known",
    },
    {
        "local_id": "D1",
        "submitting_entity": "Government of Denmark; Government of Norway",
        "role": "donor",
        "contribution_type": "financial; technical",
        "theme": "Education",
        "country_of_implementation": "Chad",
    },
]
SUPPORT: Sequence[Row] = [
    {
        "pledge": "H1",
        "supporter": "Government of Sweden; UNICEF",
        "contribution": "financial; technical",
        "evidence": "https://example.org/a; the minister's letter",
    }
]
WRITTEN = ("submitter_as_written",)
"""Columns that keep a cell with several values as the sheet has it."""


def load_with(separator: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Loading:
    """The rows as layouts with this separator would have them."""
    folder.mkdir()
    known = {name: replace(layout, separator=separator) for name, layout in layouts().items()}
    monkeypatch.setattr(source_files, "layouts", lambda: known)
    plain = {"pledgegraph": ROWS, "support": SUPPORT}
    return loaded(
        folder,
        **{name: [_rewritten(row, separator) for row in rows] for name, rows in plain.items()},
    )


def _rewritten(row: Row, separator: str) -> Mapping[str, str]:
    """Separators outside brackets only: a remark has its own."""
    return {name: f" {separator} ".join(split(text)) for name, text in row.items()}


@pytest.mark.parametrize("separator", ["|", "++", "¦"])
def test_the_same_values(separator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = load_with(";", tmp_path / "ours", monkeypatch)
    other = load_with(separator, tmp_path / "other", monkeypatch)
    for name, table in {**ours.stated.nodes, **ours.stated.links}.items():
        compared = [column for column in table.column_names if column not in WRITTEN]
        assert (
            other.stated[name].select(compared).to_pylist() == table.select(compared).to_pylist()
        ), name
    assert [(p.code, p.found) for p in other.problems] == [(p.code, p.found) for p in ours.problems]
    assert {p.code for p in ours.problems} >= {"N001", "N003", "N004", "N005", "N006", "V005"}
    assert other.stated["SUBMITTED_BY"].num_rows == 3


def test_a_semicolon_that_parts_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {name: replace(layout, separator="|") for name, layout in layouts().items()}
    monkeypatch.setattr(source_files, "layouts", lambda: known)
    row = {
        "local_id": "D1",
        "submitting_entity": "UNHCR",
        "country_of_implementation": "Chad | here; there",
    }
    made = loaded(tmp_path, pledgegraph=[row])
    assert made.stated["Pledge"]["place_as_written"].to_pylist() == [["here; there"]]


@given(
    st.lists(
        st.text("ab;, (", min_size=1).map(str.strip).filter(lambda text: text.strip(" ,")),
        max_size=4,
    )
)
def test_parts_are_those_of_the_layout(parts: list[str]) -> None:
    text = " | ".join(parts)
    assert split(with_our_separator(text, "|")) == split(text, "|")


@pytest.mark.parametrize("separator", ["", "  ", r"\n"])
def test_a_layout_has_a_separator(separator: str, tmp_path: Path) -> None:
    text = (LAYOUTS / "pledgegraph.toml").read_text("utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('separator = ";"', f'separator = "{separator}"'), "utf-8")
    with pytest.raises(SourceProblems, match=r"^L001 mine.toml:\d+: separator .* cannot be seen"):
        read_layout(path)
