"""Pictures for a meeting: what they say, that it fits, and that nothing in them acts."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.bitmaps import fonts_for, png
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.level_signs import COLOURS, LEVELS, SIGNS
from pledgegraph.graph.pictures.measures import width, wrapped
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.promises import promise_sheet
from pledgegraph.graph.pictures.sheet_pages import html
from pledgegraph.graph.pictures.sheets import Sheet, svg
from pledgegraph.workspace.mark_sizes import Form, with_amounts
from pledgegraph.workspace.sheets import WRITERS, boxes_in, sheet_of
from pledgegraph.workspace.workspace import Workspace

from .test_drawing import ATTACKS, Page  # noqa: TID252 (tests are no package that could be named)

SVG = "{http://www.w3.org/2000/svg}"


def row(number: int, text: str = "", **values: Any) -> dict[str, Any]:
    """A row whose every text is the same."""
    name = text or f"name {number}"
    level = LEVELS[number % len(LEVELS)]
    words = {"area": text or f"Area {number // 10}", "pledge": name, "title": name}
    lists = {"recorded": [name], "brief": [name], "who": [name], "facts": [name]}
    known: dict[str, Any] = {
        "level": level,
        "support": name,
        "people": None,
        "id": name,
        "text": name,
    }
    known |= {"own": None, "brought": [], "shortest": [name], "briefest": [name]}
    return {**words, **lists, **known, **values}


def sheet(rows: list[dict[str, Any]], paper: str = "slide", text: str = "Chad") -> Sheet:
    return promise_sheet(rows, Facts(text, text, [text, text]), Captions(), paper)


def texts(picture: str) -> list[str]:
    """The texts of an SVG, in their order."""
    return [each.text or "" for each in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_the_widths_are_those_of_the_font() -> None:
    # By the font's own table, of 2048 units: H 1479, i 455; those of Arial are the same
    assert width("Hi", 2048) == 1479 + 455
    assert width("", 14) == 0
    assert wrapped("Refugee children in schools", 10, 60, 9) == [
        "Refugee",
        "children in",
        "schools",
    ]
    assert wrapped("one two three", 10, 46, 1) == ["one two…"]
    assert "".join(wrapped("x" * 40, 10, 50, 99)) == "x" * 40


def test_an_amount_is_whole_or_not_there() -> None:
    for room in range(20, 200, 3):
        (line,) = wrapped("PF077 · DKK\u00a035\u00a0000\u00a0000 as stated", 10, room, 1)
        assert "DKK" not in line or "DKK\u00a035\u00a0000\u00a0000" in line


def test_chad(sample: Workspace) -> None:
    reader = sample.reading()
    found = sheet_of(reader, "", {"country": ["Chad"]}, "en", Form())
    said = texts(svg(found))
    assert said.count("none recorded") == 4 + 1, "four pledges and the legend"
    assert found.title == "Chad: support recorded for 0 of 4 host-country pledges"
    assert "none recorded: 4, partly" not in found.description
    assert "none recorded: 4, related: 0, partly supported: 0, joint: 0, matched: 0" in (
        found.description
    )
    assert "Sources: pledgegraph. Not a product of UNHCR." in said
    french = sheet_of(reader, "", {"country": ["Tchad"]}, "fr", Form(paper="a4"))
    assert french.title == "Tchad : soutien attesté pour 0 des 4 engagements de pays d'accueil"
    assert "aucun attesté : 4, connexe : 0" in french.description
    assert svg(found) == svg(sheet_of(reader, "", {"country": ["TCD"]}, "en", Form()))


def test_an_answer_has_its_rows(sample: Workspace) -> None:
    reader = sample.reading()
    found = sheet_of(reader, "unsupported", {}, "en", Form())
    answer = sample.ask("unsupported")
    assert {row["id"] for row in found.table} == {row["id"] for row in answer.rows}
    # 36 are more than cards can be read: each area is a line
    assert "36 host-country pledges" in found.title
    assert "Education, none recorded: 3 pledges" in [each.heading for each in found.sections]
    counted = [row for section in found.sections for row in section.rows]
    assert len(counted) == len(found.table), "each pledge is in one group"


def test_where_support_is_thin_for_sudan(sample: Workspace) -> None:
    found = sheet_of(sample.reading(), "", {"situation": ["Sudan"]}, "en", Form("thin"))
    counts = {
        (row["country"], row["area"]): (row["hosts"], row["supported"]) for row in found.table
    }
    # Ethiopia's PF008 is supported jointly through PF077, GRF-00515 is not
    assert counts["Ethiopia", "Education"] == (2, 1)
    assert counts["Chad", "Protection capacity"] == (3, 0)
    assert counts["Chad", "other themes"] == (1, 0)
    assert counts["South Sudan", "Education"] == (0, 0)
    said = texts(svg(found))
    assert "2 / 1" in said and "1,511,634 people, 2025" in said
    # 9 countries with 7 fields, of which 11 have pledges
    assert said.count("none recorded") == 9 * 7 - sum(hosts > 0 for hosts, _ in counts.values())
    assert "none recorded: no pledge" in said and "no figure of people: not stated" in said
    french = sheet_of(sample.reading(), "", {"situation": ["Sudan"]}, "fr", Form("thin", "a4"))
    for each in (found, french):
        for words in each.of_kind("Words"):
            assert words.x + words.room <= each.paper.width
            assert words.placed[-1][1] <= each.paper.height - 5
    foot = texts(svg(french))[:6]
    assert any(line.endswith("un produit du HCR.") for line in foot)
    assert not any(line.endswith("…") for line in foot), "no caveat is cut"


@pytest.mark.parametrize("paper", ["slide", "a4"])
@pytest.mark.parametrize("count", [1, 7, 19, 26, 400])
def test_everything_is_on_the_sheet_and_fits(paper: str, count: int) -> None:
    found = sheet([row(number) for number in range(count)], paper)
    assert found.paper.letters == {"slide": 14, "a4": 16.5}[paper]
    for words in found.of_kind("Words"):
        assert words.size >= found.paper.letters
        for x, y, _, line in words.placed:
            assert width(line, words.size, bold=words.bold) <= words.room + 0.01
            assert x + words.room <= found.paper.width
            assert words.size < y <= found.paper.height - 5
    cards = [box for box in found.of_kind("Box") if not box.style.startswith("bar-")]
    lowest = max([box.y + box.height for box in found.of_kind("Box")])
    (legend, *_) = [sign.y for sign in found.of_kind("Sign")]
    assert lowest < legend - 5
    for number, box in enumerate(cards):
        assert box.height > found.paper.letters
        for other in cards[number + 1 :]:
            apart = abs(other.y - box.y) >= box.height or other.x >= box.x + box.width
            assert apart


def test_an_amount_is_there_or_the_legend_says_that_there_is_no_room() -> None:
    """Fifteen cards have one line each: a long title gives way to what must not be missed."""
    long = row(
        4,
        title="A title of many words " * 3,
        pledge="P1",
        facts=["financial", "USD\u00a05", "in progress"],
        shortest=["P1", "USD\u00a05", "in progress"],
        support="matched",
        brief=["P2 · financial and technical · EUR\u00a07"],
        briefest=["P2 · EUR\u00a07"],
    )
    said = texts(svg(sheet([long, *map(row, range(14))])))
    assert any(each.endswith(" – P1 · USD\u00a05 · in progress\u00a0…") for each in said)
    assert "matched – P2 · EUR\u00a07\u00a0…" in said
    assert "no stage or amount shown: not stated" in said
    longest = {**long, "shortest": ["P1", "USD\u00a05", "a stage of many words " * 4]}
    longest["facts"] = ["financial", *longest["shortest"][1:]]
    said = texts(svg(sheet([longest, *map(row, range(14))])))
    assert "no stage or amount shown: not stated, or no room (the table has it)" in said
    few = texts(svg(sheet([long])))
    assert "P1 · financial · USD\u00a05 · in progress" in few


def test_a_theme_is_in_one_piece(sample: Workspace) -> None:
    """Two of Ethiopia, Kenya and Uganda each on themes outside the areas of focus."""
    given = {"country": ["Ethiopia", "Kenya", "Uganda"]}
    found = sheet_of(sample.reading(), "", given, "en", Form())
    areas = [row["area"] for row in found.table]
    assert areas.count("Human settlements") == 2
    assert len([area for area, _ in groupby(areas)]) == len(set(areas))


def test_a_group_leads_to_its_rows() -> None:
    found = sheet([row(number) for number in range(400)])
    page = Page(html(found, "rows"))
    ids = {attributes.get("id") for attributes in page.all("section")}
    links = {str(attributes["href"]).removeprefix("#") for attributes in page.all("a")}
    assert links and links <= {*ids, "picture"}
    assert "25 further areas, with fewer pledges" in texts(svg(found)), (
        "of 40 areas fifteen are shown apart"
    )


def test_a_page_of_very_many_rows_says_what_it_leaves_out() -> None:
    """Three areas, of 2, 700 and 2,000: the first has all, the others share what it leaves."""
    rows = []
    for area, count in (("A", 2), ("B", 700), ("C", 2_000)):
        rows += [row(0, area=area) for _ in range(count)]
    page = html(sheet(rows), "rows")
    assert page.count('<th scope="row"') == 2 + 349 + 349
    for number in ("351", "1,651"):
        assert page.count(f"{number} further rows are not on this page.") == 1
    assert page.count("further row") == 2


def test_attacks_stay_text() -> None:
    rows = [row(number, text) for number, text in enumerate(ATTACKS)]
    for many in (rows, rows * 9):
        found = sheet(many, text=" ".join(ATTACKS))
        root = ElementTree.fromstring(svg(found))
        kinds = {each.tag.removeprefix(SVG) for each in root.iter()}
        assert kinds <= {"svg", "title", "desc", "rect", "path", "circle", "g", "text", "a"}
        for each in root.iter():
            assert not any(name.startswith("on") for name in each.attrib)
            assert each.attrib.get("href", "#").startswith("#")
        page = Page(html(found, "rows"))
        assert len(page.all("script")) == 3 and not page.all("img"), "words and our own two"
        policy = page.all("meta")[1]["content"]
        assert policy and policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
    assert png(sheet(rows)).startswith(b"\x89PNG")


def test_letters_of_other_scripts() -> None:
    found = sheet([row(0, "حكومة تشاد"), row(1, "难民")])
    assert set("难民") <= set(found.strange())
    ends = re.findall(r'x="(\d+)[^>]*text-anchor="end">\u2067حكومة تشاد\u2069<', svg(found))
    assert ends, "they end at the right edge of their room, in the order of their script"
    mixed = svg(sheet([row(0)], text="حكومة تشاد"))
    assert "\u2067حكومة تشاد\u2069: support recorded" in mixed, "an English sentence stays one"
    fonts, missing = fonts_for(found.strange())
    # No machine has a font for a code point without a letter; one with a browser has Arabic
    assert fonts_for("\u0378\U0010fffd \u2067") == ([], "")
    assert fonts and not set("حكومة") & set(missing)


def test_letters_without_a_font_are_known() -> None:
    """A sign of cuneiform, which hardly a machine has a font for, and a machine without fonts."""
    assert boxes_in(sheet([row(0, "\U00012000 Éthiopie – “x” …")])) in ("", "\U00012000")
    shown = sheet([row(0, "\u4e00 \u4e00 Chad")])
    assert boxes_in(shown) in ("", "\u4e00")
    bare = sheet([row(0, "Côte d’Ivoire, Türkiye, Łódź, Київ, Ελλάδα, 5 ≥ 3, ½")])
    assert not bare.strange(), "the font of the sheet has what European names need"
    assert boxes_in(bare) == ""


def test_the_rows_as_csv_run_nothing(tmp_path: Path) -> None:
    """Also behind what a spreadsheet elsewhere parts cells by, and behind signs without width."""
    attack = row(0, "a;=1+1", facts=["\u200b=1+1"], people=5, id="\uff1d1+1")
    WRITERS[".csv"](sheet([attack]), tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "area,pledge,title,text,support,recorded,who,facts,people,id"
    same = '"a;\'=1+1"'
    seven = ",".join([same] * 7)
    (cells,) = lines[1:]
    assert cells.startswith(seven)
    assert cells.endswith('=1+1",5,"\'\uff1d1+1"') and ",\"'" in cells.removeprefix(seven)


def test_no_sign_makes_an_svg_invalid() -> None:
    """XML forbids control characters and U+FFFE even as a reference: they are spelled out."""
    text = "a\ufffeb\uffff\x0b\x00\ud800\x1b c"
    for paper in ("slide", "a4"):
        found = sheet([row(0, text)], paper, text)
        root = ElementTree.fromstring(svg(found).encode())
        title = root.findtext(f"{SVG}title")
        assert title and title.startswith("a\\ufffeb\\uffff\\x0b\\x00\\ud800\\x1b c: ")
        assert png(found).startswith(b"\x89PNG")


def test_each_level_has_a_sign_that_differs_without_colour() -> None:
    forms = set()
    for level in LEVELS:
        forms.add(tuple((stroke.path, bool(stroke.dashes)) for stroke in SIGNS[level]))
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", SIGNS[level][0].path)]
        assert max(map(abs, numbers)) <= 10
    assert len(forms) == len(LEVELS) == len(SIGNS) == len(COLOURS)
    assert len({_grey(COLOURS[level]) < 128 for level in LEVELS}) == 1, "each can be seen on white"


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_size_by_amount(sample: Workspace) -> None:
    """Denmark's PF077 brings DKK 35,000,000 to PF008. To GRF-00515, of the same place and area,
    nothing ties it: it has no bar.
    """
    reader = sample.reading()
    found = sheet_of(reader, "", {"country": ["Ethiopia"]}, "en", Form(size="amount"))
    bars = [box for box in found.of_kind("Box") if box.style == "size"]
    (bar,) = bars
    (joint,) = [each for each in found.of_kind("Sign") if each.level == "joint" and each.y < 600]
    assert abs(bar.y - joint.y) < 30
    assert "Bars: amounts; the longest is DKK 35,000,000." in texts(svg(found))
    people = sheet_of(reader, "", {"situation": ["Sudan"]}, "en", Form("thin", size="people"))
    bars = [box for box in people.of_kind("Box") if box.style == "size"]
    # Uganda 1,971,968, the Central African Republic 63,761
    assert len(bars) == 9
    assert bars[-1].width / bars[0].width == pytest.approx(63_761 / 1_971_968)


@pytest.mark.parametrize(
    ("given", "form", "says"),
    [
        ({"country": ["Chad"]}, Form(size="amount"), "No source states an amount"),
        ({"country": ["Chad"]}, Form(size="people"), "promises does not take --size people"),
        ({"situation": ["Sudan"]}, Form("thin", size="amount"), "thin does not take --size amount"),
    ],
)
def test_no_size(sample: Workspace, given: dict[str, Any], form: Form, says: str) -> None:
    with pytest.raises(UsageProblem, match=says):
        sheet_of(sample.reading(), "", given, "en", form)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([row(0, own=(5, "USD")), row(1, brought=[(7, "EUR")])], "Amounts in EUR, USD cannot"),
        ([row(0, own=(5, "USD"))] + 39 * [row(1)], "40 pledges are too many for a size on each"),
    ],
)
def test_what_amounts_cannot_show(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(UsageProblem, match=says):
        with_amounts(Facts("Chad", "", []), rows, Captions(), Form(size="amount"))


def test_a_field_opens_its_pledges(sample: Workspace) -> None:
    found = sheet_of(sample.reading(), "", {"situation": ["Sudan"]}, "en", Form("thin"))
    boxes = {box.label: box.link for box in found.of_kind("Box") if box.link}
    sections = {section.name: section for section in found.sections}
    opened = sections[boxes["Chad, Protection capacity"]]
    assert [row["pledge"] for row in opened.rows] == ["PF019", "PF020", "PF021"]
    page = Page(html(found, "rows"))
    assert len(page.all("section")) == len(boxes) + 2, "what is chosen, then the whole table"
    # Links in a picture that is one image could not be reached by a reader of screens
    assert page.all("svg")[0]["role"] == "group"
    assert 'role="img"' in svg(found) and "<a " not in svg(found)


def test_what_is_written_can_be_read() -> None:
    """The contrast of WCAG: 4.5 for letters, on each ground on which they are."""
    assert round(_contrast("#000000", "#ffffff")) == 21
    for colour in COLOURS.values():
        assert _contrast(colour, "#ffffff") >= 4.5
    template = (files("pledgegraph.graph.pictures") / "templates" / "sheet.svg").read_text()
    grounds = dict(re.findall(r'"([a-z-]+)": \'fill="(#[0-9a-f]{6})"', template))
    inks = dict(re.findall(r'"(ink|soft|light)": "(#[0-9a-f]{6})"', template))
    assert len(grounds) > 8 and len(inks) == 3
    for name, ground in grounds.items():
        is_dark = name in ("bar-joint", "bar-matched")
        used = ["light"] if is_dark else ["ink", "soft"]
        assert name == "size" or all(_contrast(inks[ink], ground) >= 4.5 for ink in used), name


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return float((high + 0.05) / (low + 0.05))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
