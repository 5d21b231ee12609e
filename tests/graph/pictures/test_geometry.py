"""Layouts of pages for a meeting, with whatever a register says: nothing overlaps, leaves the page
or is drawn twice, and no line runs through a card that it does not touch.
"""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.curves import point_at
from pledgegraph.graph.pictures.labels import kind_of, text_width
from pledgegraph.graph.pictures.layout import CARD_WIDTH, Card
from pledgegraph.graph.pictures.level_signs import LEVELS
from pledgegraph.graph.pictures.lines import connect
from pledgegraph.graph.pictures.measures import width
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.promises import promise_sheet
from pledgegraph.graph.pictures.seating import WAYS, Seating
from pledgegraph.graph.pictures.seats import seat_sheet
from pledgegraph.graph.pictures.sheet_pages import html
from pledgegraph.graph.pictures.sheets import Box, Rule, Sheet, Words, svg
from pledgegraph.graph.pictures.thin import thin_sheet

LETTERS = "aeinrstWM -.,/é’0123 \u00a0حكومة难民\U0001f600\ufffe"
WORDS = ("Education", "Refugees in camps " * 6, "Bildungsgerechtigkeitsvereinbarungen" * 2, "")
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Register:
    """What some register may say, made from a number: hypothesis then shows that number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._random = Random(number)
        self.paper = self._random.choice(["slide", "a4"])
        self.captions = Captions(self._random.choice(["en", "fr"]))
        self.is_sized = self._random.random() < 0.5

    def __repr__(self) -> str:
        return f"Register({self.number})"

    def text(self) -> str:
        if self._random.random() < 0.3:
            return self._random.choice(WORDS)
        return "".join(self._random.choices(LETTERS, k=self._random.randint(0, 60)))

    def texts(self, least: int, most: int) -> list[str]:
        return [self.text() for _ in range(self._random.randint(least, most))]

    def names(self, least: int, most: int) -> list[str]:
        """Names, none twice and none empty."""
        texts = self.texts(least, most)
        return [f"{number}{text}" for number, text in enumerate(texts)]

    def pledges(self) -> list[dict[str, Any]]:
        """Rows of the table of promises, area by area."""
        areas = self.names(1, 20)
        rows = []
        count = self._random.randint(1, 34)
        for number in range(count):
            row: dict[str, Any] = {name: self.text() for name in ("title", "text", "support")}
            row |= {name: self.texts(0, 4) for name in ("recorded", "brief", "who", "facts")}
            row |= {name: self.texts(0, 2) for name in ("shortest", "briefest")}
            row |= {"level": self._random.choice(LEVELS), "people": None, "id": str(number)}
            row |= {"own": self._random.choice([None, (7, "USD")]), "brought": [(9, "USD")]}
            area = areas[number * len(areas) // count]
            rows.append({**row, "area": area, "pledge": f"P{number}"})
        return rows

    def seating(self) -> Seating:
        """Who sits where."""
        countries = self.names(1, 13)
        people = sorted(self._random.choices(range(9_000_000), k=len(countries)), reverse=True)
        known = zip(countries, people, strict=True)
        return Seating(
            [{"country": each, "people": many, "year": 2025} for each, many in known],
            [self._seat(each, each) for each in countries],
            self._seats(self.names(1, 24), countries, [""]),
            self._seats(self.names(0, 3), countries, countries[:1]),
        )

    def _seats(
        self, actors: list[str], countries: list[str], usual: list[str]
    ) -> list[dict[str, Any]]:
        most = min(3, len(countries))
        rows = []
        for actor in actors:
            places = self._random.sample(countries, self._random.randint(0, most))
            rows += [self._seat(actor, each) for each in places or usual]
        return rows

    def _seat(self, actor: str, country: str) -> dict[str, Any]:
        row: dict[str, Any] = {"actor": actor, "kind": "member", "country": country}
        ways = {way: self.names(0, 3) if country else [] for way in WAYS}
        # One way at least, as a row of a country is there because of it
        if country and not any(ways.values()):
            ways["pledges"] = ["P1"]
        return {**row, **ways, "supported": [], "id": actor}


def edges(box: Box) -> Edges:
    return box.x, box.y, box.x + box.width, box.y + box.height


def lines(words: Words) -> list[Edges]:
    """Where each line of a text is, from the height of its small letters to its foot."""
    found = []
    for x, y, anchor, line in words.placed:
        size = width(line, words.size, bold=words.bold)
        left = x - size if anchor == "end" else x
        found.append((left, y - words.size * 0.5, left + size, y))
    return [each for each in found if each[2] - each[0] > 0.1]


def overlap(one: Edges, other: Edges, by: float = 0.5) -> bool:
    left, top, right, bottom = one
    return (
        left + by < other[2]
        and other[0] + by < right
        and top + by < other[3]
        and other[1] + by < bottom
    )


def crosses(rule: Rule, box: Edges) -> bool:
    """Whether a horizontal or vertical line is inside a box somewhere."""
    left, right = sorted((rule.x, rule.to_x))
    top, bottom = sorted((rule.y, rule.to_y))
    return overlap((left - 0.6, top - 0.6, right + 0.6, bottom + 0.6), box, 0.7)


def check(sheet: Sheet) -> None:
    page = (0, 0, sheet.paper.width, sheet.paper.height)
    boxes = [box for box in sheet.of_kind("Box") if box.style != "size"]
    for one, other in combinations(map(edges, boxes), 2):
        assert not overlap(one, other)
    texts = [line for words in sheet.of_kind("Words") for line in lines(words)]
    for one, other in combinations(texts, 2):
        assert not overlap(one, other), (one, other)
    for text in texts:
        assert page[0] <= text[0] and text[2] <= page[2] + 0.1
        assert page[1] <= text[1] and text[3] <= page[3] - 5
        for box in map(edges, boxes):
            inside = box[0] <= text[0] and text[2] <= box[2] and box[1] <= text[1]
            assert inside or not overlap(text, box), (text, box)
    for bar in sheet.of_kind("Box"):
        assert page[0] <= bar.x and bar.x + bar.width <= page[2] and bar.height > 0
    rules = sheet.of_kind("Rule")
    assert len(set(rules)) == len(rules), "none is drawn twice"
    for rule in rules:
        assert not any(crosses(rule, edges(box)) for box in boxes)
    assert sheet.title and svg(sheet) == svg(sheet)


REGISTERS = st.integers(0, 2**32).map(Register)
QUICK = settings(deadline=None, max_examples=15)


@QUICK
@given(REGISTERS)
def test_promise_and_support(made: Register) -> None:
    rows = made.pledges()
    text = made.text()
    facts = Facts(text, text, [text, text], largest=9 if made.is_sized else 0)
    sheet = promise_sheet(rows, facts, made.captions, made.paper)
    check(sheet)
    again = promise_sheet(rows, facts, made.captions, made.paper)
    assert html(again, "rows") == html(sheet, "rows"), "the same to the byte"
    # Each line leads from a card to the frame of its own support
    ends = {(rule.to_x, rule.to_y) for rule in sheet.of_kind("Rule") if rule.style != "plain"}
    middles = {(box.x, box.y + box.height / 2) for box in sheet.of_kind("Box")}
    assert ends <= middles


@QUICK
@given(REGISTERS)
def test_where_support_is_thin(made: Register) -> None:
    rows = made.pledges()
    areas = list(dict.fromkeys(row["area"] for row in rows))[:7]
    fields = []
    for number, country in enumerate(made.names(1, 14)):
        for area in areas:
            names = [row["pledge"] for row in rows if row["area"] == area][: number * 2]
            field = {"country": country, "area": area, "hosts": len(names), "pledges": names}
            field |= {"people": None if number == 1 else 9_000_000 - number, "year": 2025}
            fields.append({**field, "supported": len(names) // 2})
    text = made.text()
    facts = Facts(text, text, [text], has_bars=made.is_sized)
    check(thin_sheet(fields, rows, facts, made.captions, made.paper))


@QUICK
@given(REGISTERS)
def test_who_sits_at_the_table(made: Register) -> None:
    text = made.text()
    facts = Facts(text, text, [text], has_bars=made.is_sized)
    check(seat_sheet(made.seating(), facts, made.captions, made.paper))


def cards_at(*places: tuple[int, int]) -> list[Card]:
    cards = []
    for number, (x, y) in enumerate(places):
        cards.append(Card(number, kind_of("Actor"), ("x",), False, x, y, 40))
    return cards


def test_a_label_covers_no_card() -> None:
    """A third card 30 pixels below the line: a label moves aside, a long one is shortened, and
    between two cards that touch the line nothing is written.
    """
    for gap, label, written in (
        (400, "supports", "supports"),
        (300, "supports · Financial · under way · in part", "supports …"),
        (110, "supports", ""),
    ):
        cards = cards_at((0, 0), (2 * gap, 0), (gap, 35))
        (line,) = connect([(label, False)], [(0, 1)], cards)
        assert line.written == written and line.shown == bool(written)
        x, y = line.middle
        half = text_width(written) / 2
        for card in cards:
            is_beside = abs(x - card.x) - half >= CARD_WIDTH / 2
            assert not written or is_beside or abs(y - card.y) - 7 >= card.height / 2


def test_labels_cover_no_other_label() -> None:
    """Six ties that cross each other between the same two columns."""
    cards = cards_at((0, 0), (0, 80), (0, 160), (500, 0), (500, 80), (500, 160))
    ends = [(0, 5), (5, 0), (1, 4), (2, 3), (3, 2), (0, 3)]
    lines = connect([("submitted by", False)] * 6, ends, cards)
    places = []
    for line in lines:
        assert line.written
        x, y = line.middle
        half = text_width(line.written) / 2
        places.append((x - half, y - 7, x + half, y + 7))
    for one, other in combinations(places, 2):
        assert not overlap(one, other)


def test_a_line_goes_round_a_card_in_its_way() -> None:
    """Straight, it would run through the third card, 8 pixels off the middle."""
    cards = cards_at((0, 0), (900, 0), (450, 8), (450, 300), (450, -300))
    (line,) = connect([("in", False)], [(0, 1)], cards)
    assert line.bow
    for step in range(101):
        x, y = point_at(line.curve, step / 100)
        assert not (abs(x - 450) < CARD_WIDTH / 2 and abs(y - 8) < 20)
    (free,) = connect([("in", False)], [(0, 1)], cards[:2])
    assert free.bow == 0, "one that nothing is in the way of is straight"
