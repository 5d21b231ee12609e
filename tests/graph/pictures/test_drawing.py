"""The picture as text: escaped, the same each time, complete without scripts, readable in both
colour schemes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

import pledgegraph.graph.pictures.drawing as drawing
from pledgegraph.errors import PledgegraphError, UsageProblem
from pledgegraph.graph.pictures.composition import Picture, Thing, Tie
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.graph.pictures.labels import KINDS, kind_of, wrap_label
from pledgegraph.graph.pictures.layout import CARD_WIDTH, place
from pledgegraph.graph.pictures.lines import connect
from pledgegraph.writing.signs import visible

ATTACKS = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "javascript:alert(3)",
    "\u202eevil\u202c",
    "<!--<script>",
    "</title></style></textarea><script>alert(4)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "__proto__",
)


class Page(HTMLParser):
    """What a reader of the file's structure sees: elements, their attributes, and the text inside
    each.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


ETHIOPIA = Thing("country/ETH", "Country", "Ethiopia", central=True)
SCHOOLS = Thing(
    "pledge/PF077",
    "Pledge",
    "Refugee children in Ethiopia's national schools",
    (("Amount", "DKK 35000000"),),
)
DENMARK = Thing(
    "actor/government-of-denmark", "Actor", "Government of Denmark", (("Type", "State"),)
)
TIES = (
    Tie("pledge/PF077", "actor/government-of-denmark", "submitted by"),
    Tie("pledge/PF077", "country/ETH", "implemented in"),
)
SMALL = Picture(
    "Ethiopia",
    "Pledges in Ethiopia",
    "Of 12 pledges, 12 state a contribution.",
    (ETHIOPIA, SCHOOLS, DENMARK),
    TIES,
    ("3 pledges of regional bodies.",),
    "2026-11-23",
)


def attacked() -> Picture:
    """Every attack in every field."""
    things = tuple(
        Thing(f"{text}{i}", text, text, ((text, text),)) for i, text in enumerate(ATTACKS)
    )
    ties = tuple(
        Tie(a.id, b.id, a.label, computed=True) for a, b in zip(things, things[1:], strict=False)
    )
    joined = " ".join(ATTACKS)
    return Picture(joined, joined, joined, things, ties, ATTACKS, joined)


def many(count: int) -> Picture:
    """One country and pledges of ten actors."""
    actors = [Thing(f"actor/{i}", "Actor", f"Actor number {i}") for i in range(10)]
    pledges = [
        Thing(f"pledge/{i}", "Pledge", f"Pledge {i} on national schools") for i in range(count - 11)
    ]
    ties = [Tie(own.id, f"actor/{i % 10}", "submitted by") for i, own in enumerate(pledges)]
    ties += [Tie(own.id, "country/ETH", "implemented in") for own in pledges]
    return Picture("t", "h", "c", (ETHIOPIA, *actors, *pledges), tuple(ties))


def test_the_list_says_everything_without_scripts() -> None:
    page = Page(draw(SMALL))
    assert page.texts["title"] == ["Ethiopia"]
    assert page.texts["h1"] == ["Pledges in Ethiopia"]
    rows = [" ".join(row.split()) for row in page.texts["tr"][1:]]
    assert rows == [
        (
            "Pledge Refugee children in Ethiopia's national schools pledge/PF077 Amount: DKK"
            " 35000000 submitted by → Government of Denmark implemented in → Ethiopia"
        ),
        (
            "Actor Government of Denmark actor/government-of-denmark Type: State"
            " Refugee children in Ethiopia's national schools submitted by → this"
        ),
        (
            "Country Ethiopia focus country/ETH Refugee children in Ethiopia's national schools"
            " implemented in → this"
        ),
    ]
    body = page.texts["body"][0]
    for text in (
        "Of 12 pledges, 12 state a contribution.",
        "As of 2026-11-23",
        "3 things, 2 ties",
        "3 pledges of regional bodies.",
    ):
        assert text in body


def test_nothing_given_becomes_markup_or_script() -> None:
    text = draw(attacked())
    page = Page(text)
    calm = Picture(
        "t",
        "h",
        "c",
        (ETHIOPIA, SCHOOLS),
        (Tie(SCHOOLS.id, ETHIOPIA.id, "in", computed=True),),
        ("x",),
    )
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in Page(draw(calm)).elements}
    assert len(page.all("script")) == len(Page(draw(SMALL)).all("script")) == 6
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        link = attributes.get("href") or ""
        assert link == "data:," or re.fullmatch(r"#thing-\d+|", link)
    listed = page.texts["tbody"][0]
    for attack in ATTACKS:
        assert listed.count(visible(attack)) >= 4, attack
    assert "49" not in page.texts["h1"][0]
    assert "\u202e" not in "".join(page.texts["title"] + page.texts["body"])
    assert "\\u202eevil\\u202c" in page.texts["title"][0]


def test_data_cannot_end_its_script() -> None:
    text = draw(attacked())
    block = re.findall(
        r'<script type="application/json" id="picture-data">(.*?)</script>', text, re.DOTALL
    )
    assert len(block) == 1 and not set("<>&\u2028\u2029") & set(block[0])
    assert len(json.loads(block[0])["cards"]) == len(ATTACKS)


def test_policy_names_exactly_the_scripts_and_style_inside() -> None:
    page = Page(draw(SMALL))
    policy = (
        next(
            own["content"]
            for own in page.all("meta")
            if own.get("http-equiv") == "Content-Security-Policy"
        )
        or ""
    )
    rules = dict((part.split(" ", 1) + [""])[:2] for part in policy.split("; "))
    assert (
        rules["default-src"] == "'none'" and rules["img-src"] == "data:" and "unsafe" not in policy
    )

    def digests(texts: list[str]) -> list[str]:
        return [
            f"'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'"
            for own in texts
        ]

    assert rules["script-src"].split() == digests(page.texts["script"][2:])
    assert rules["style-src"].split() == digests(page.texts["style"])
    assert not [own for own in page.elements if "src" in own[1]]
    assert "vis-network 9.1.2" in draw(SMALL) and "MIT License" in draw(SMALL)


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("0.4.1", "pyvis 0.4.1 has no pyvis/lib/vis-9.1.2/vis-network.min.js"),
        ("", "pyvis is not installed"),
    ],
)
def test_a_pyvis_of_another_kind_is_told_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, message: str
) -> None:
    if version:
        installed = tmp_path / f"pyvis-{version}.dist-info"
        installed.mkdir()
        (installed / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: pyvis\nVersion: {version}\n", "utf-8"
        )
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    drawing.vis_network.cache_clear()
    with pytest.raises(PledgegraphError, match=message) as raised:
        drawing.vis_network()
    assert str(raised.value).endswith("pip install 'pyvis>=0.3.2,<0.4'")


def test_own_scripts_write_no_markup() -> None:
    for name in ("use.js", "picture.js", "slide.js"):
        script = (Path(drawing.__file__).parent / "templates" / name).read_text("utf-8")
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "</script",
        ):
            assert sink not in script


def test_same_bytes_whatever_the_order() -> None:
    turned = Picture(
        SMALL.title,
        SMALL.heading,
        SMALL.coverage,
        SMALL.things[::-1],
        SMALL.ties[::-1],
        SMALL.left_out,
        SMALL.as_of,
    )
    assert draw(SMALL) == draw(turned) == draw(SMALL)
    ring = tuple(Thing(f"actor/{i}", "Actor", f"Actor {i}") for i in range(20))
    ties = tuple(Tie(f"actor/{i}", f"actor/{(i + 1) % 20}", "works with") for i in range(20))
    assert draw(Picture("t", "h", "c", ring, ties)) == draw(
        Picture("t", "h", "c", ring[::-1], ties[::-1])
    )


def cards_of(picture: Picture) -> list[dict[str, int]]:
    block = re.search(r'id="picture-data">(.*?)</script>', draw(picture), re.DOTALL)
    assert block is not None
    cards: list[dict[str, int]] = json.loads(block[1])["cards"]
    return cards


@pytest.mark.parametrize("kind", ["Pledge", "Actor"])
def test_no_card_covers_another(kind: str) -> None:
    if kind == "Pledge":
        picture = many(200)
    else:
        ring = tuple(
            Thing(f"actor/{i}", "Actor", f"An actor with a longer name {i}") for i in range(60)
        )
        ties = [Tie(f"actor/{i}", f"actor/{i * 7 % 60}", "works with") for i in range(60)]
        picture = Picture("t", "h", "c", ring, tuple(ties))
    cards = cards_of(picture)
    assert len(cards) == len(picture.things)
    for one, other in combinations(cards, 2):
        apart = abs(one["y"] - other["y"]) >= (one["height"] + other["height"]) / 2
        assert apart or abs(one["x"] - other["x"]) >= CARD_WIDTH


def test_three_hundred_things_are_less_than_two_megabytes() -> None:
    """Each with a text as long as those of the register: about a hundred words."""
    facts = (("text", "a word of a pledge " * 25),)
    picture = many(300)
    things = tuple(replace(thing, facts=facts) for thing in picture.things)
    assert len(draw(replace(picture, things=things)).encode()) < 1_500_000


def test_too_many_things_are_drawn_and_said() -> None:
    assert 'id="too-full"' not in draw(many(600))
    full = draw(many(601))
    assert "601 things are more than can be read in one picture (600)" in full
    assert full.count('<tr id="thing-') == 601


def test_nothing_at_all_is_a_page_too() -> None:
    page = Page(draw(Picture("t", "h", "c", (), ())))
    assert "0 things, 0 ties" in page.texts["body"][0]


def test_ties_of_one_pair_run_apart_and_say_their_words() -> None:
    cards = place(["Actor", "Country"], ["A", "B"], [(0, 1), (0, 1), (1, 0)])
    lines = connect(
        [("leads", False), ("funds", False), ("hosts", True)], [(0, 1), (0, 1), (1, 0)], cards
    )
    assert len({line.middle for line in lines}) == 3
    assert [line.bow for line in lines] == [
        -2,
        0,
        -2,
    ]  # the third runs back, so the same sign is the other side
    assert all(line.shown for line in lines)


def test_the_usual_tie_is_named_in_the_legend_only() -> None:
    kinds = ["Pledge"] * 13 + ["Actor"]
    ends = [(i, 13) for i in range(13)]
    lines = connect(
        [("submitted by", False)] * 12 + [("joint with", False)],
        ends,
        place(kinds, ["x"] * 14, ends),
    )
    assert [line.label for line in lines if line.shown] == ["joint with"]


def test_a_tie_to_itself_and_a_name_that_is_missing_or_double() -> None:
    draw(Picture("t", "h", "c", (DENMARK,), (Tie(DENMARK.id, DENMARK.id, "same as"),)))
    with pytest.raises(UsageProblem, match="country/XXX"):
        draw(Picture("t", "h", "c", (DENMARK,), (Tie(DENMARK.id, "country/XXX", "in"),)))
    with pytest.raises(UsageProblem, match="government-of-denmark.*twice"):
        draw(Picture("t", "h", "c", (DENMARK, DENMARK), ()))


def test_long_labels_are_cut_on_the_card_and_whole_in_the_list() -> None:
    long = (
        "Achieving 15% Enrolment by 2030 to Expanding Refugee Access to Higher Education and"
        " Self-Reliance"
    )
    assert wrap_label("Government of Ethiopia") == ("Government of Ethiopia",)
    assert len(wrap_label(long)) == 3 and wrap_label(long)[2].endswith("…")
    assert "".join(wrap_label("x" * 30)) == "x" * 30
    assert len(wrap_label("x" * 100_000)) == 3
    assert wrap_label("") == ("",)
    text = draw(Picture("t", "h", "c", (Thing("m", "MultistakeholderPledge", long),), ()))
    assert f"<bdi>{long}</bdi>" in text


def test_right_to_left_names_start_on_the_right() -> None:
    text = draw(Picture("t", "h", "c", (Thing("s", "Situation", "وضع السودان"),), ()))
    assert re.search(
        r'<text x="98" y="4.5" font-size="13" direction="rtl">وضع السودان</text>', text
    )
    assert "<bdi>وضع السودان</bdi>" in text


def test_every_kind_has_its_own_shape_and_colour() -> None:
    assert (
        len({kind.path for kind in KINDS.values()})
        == len({kind.style for kind in KINDS.values()})
        == len(KINDS)
    )
    assert (
        kind_of("NationalPlan").name == "National plan" and kind_of("NationalPlan").style == "other"
    )
