"""Rows on a screen: a table where they fit, else a block of at most four lines for each row."""

import string

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pledgegraph.commands.screen import CUT, lay_out, wrapped

HEADINGS = ["Pledge", "Country", "People concerned", "Recorded support"]
ROW = ["GRF-00515", "ETH", "1,123,453", "None recorded for this pledge."]
LONG = "Support is publicly requested by the source, with the words that it gives. " * 4
WORDS = st.text(string.ascii_letters + " ,;难民", max_size=200)
IDENTIFIERS = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=12)
TABLES = st.lists(st.tuples(IDENTIFIERS, WORDS, WORDS, WORDS).map(list), min_size=1, max_size=4)


def test_a_wide_screen_has_a_table() -> None:
    layout = lay_out(HEADINGS, [ROW, ["PF1", "", "7", "None."]], 120, 4)
    assert list(layout.above) == [
        "Pledge     Country  People     Recorded support",
        "                    concerned",
        "─────────  ───────  ─────────  ──────────────────────────────",
    ]
    assert [list(lines) for lines in layout.rows] == [
        ["GRF-00515  ETH      1,123,453  None recorded for this pledge."],
        ["PF1                 7          None."],
    ]


def test_a_narrow_screen_has_blocks_and_leaves_out_what_is_empty() -> None:
    layout = lay_out(HEADINGS, [ROW, ["PF1", "", "7", LONG]], 60, 4)
    assert not layout.above and layout.is_cut
    assert list(layout.rows[0]) == [
        "GRF-00515 · Country: ETH · People concerned: 1,123,453",
        "  Recorded support: None recorded for this pledge.",
    ]
    assert list(layout.rows[1]) == [
        "PF1 · People concerned: 7",
        "  Recorded support: Support is publicly requested by the",
        "  source, with the words that it gives. Support is publicly",
        "  requested by the source, with the words that it gives…",
    ]


def test_a_text_that_takes_too_many_lines_makes_blocks_of_a_table() -> None:
    text = LONG * 4
    assert not lay_out(HEADINGS, [[*ROW[:3], text]], 160, 4).above
    whole = lay_out(HEADINGS, [[*ROW[:3], text]], 160, None)
    assert whole.above and text.split()[-1] in whole.rows[0][-1] and not whole.is_cut


def test_two_texts_and_one_line_share_it() -> None:
    headings = ["Pledge", "Title", "Recorded support", "Actors", "Note"]
    layout = lay_out(
        headings, [["PF1", LONG, LONG, LONG, "A note of some forty characters or more"]], 60, 3
    )
    (lines,) = layout.rows
    assert len(lines) == 3 and lines[0] == "PF1"
    assert lines[1].startswith("  Title: Support") and lines[1].endswith(CUT)
    assert lines[2].startswith("  Recorded support: Support") and lines[2].endswith(CUT)


@given(TABLES, st.integers(20, 220))
def test_no_line_is_wider_than_the_screen(rows: list[list[str]], width: int) -> None:
    layout = lay_out(HEADINGS, rows, width, 4)
    for lines in layout.rows:
        assert 1 <= len(lines) <= 4
        assert max(map(cell_len, lines)) <= width


@given(TABLES)
def test_without_a_limit_nothing_is_lost(rows: list[list[str]]) -> None:
    layout = lay_out(HEADINGS, rows, 70, None)
    for row, lines in zip(rows, layout.rows, strict=True):
        shown = "".join(lines).replace(" ", "")
        assert all(cell.replace(" ", "") in shown for cell in row[1:])


def test_what_a_short_column_leaves_goes_to_the_long_ones() -> None:
    row = ["Government of the United Kingdom", "contribution not stated", LONG]
    layout = lay_out(["Actor", "Contribution", "Reasons"], [row], 120, None)
    # 32 and 23 columns and two gaps of two leave 61
    assert [len(part) for part in layout.above[-1].split()] == [32, 23, 61]


def test_no_line_begins_with_a_sign_that_french_sets_apart() -> None:
    text = "Soutien attesté : PF077 ; « aide »"
    for width in range(10, 34):
        lines = wrapped(text, width)
        assert not [line for line in lines if line[0] in ":;»" or line.endswith("«")]
        assert " ".join(lines) == text
