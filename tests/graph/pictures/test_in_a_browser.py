"""The network in a real browser: everything is drawn, and what the data says stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pledgegraph.graph.pictures.composition import Picture, Thing, Tie
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.signs import visible

Opened = Callable[..., Any]
ATTACKS = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "javascript:alert(3)",
    "\u202eevil\u202c",
    "<img src=http://example.org/x.png>",
    "__proto__",
)
DRAWN = """() => {
  const { network, data, colours } = window.pledgegraphPicture;
  const canvas = document.querySelector('#canvas canvas');
  const ratio = canvas.width / canvas.clientWidth;
  const near = (one, other) => one.every((part, i) => Math.abs(part - other[i]) < 40);
  return data.cards.filter((card) => {
    const at = network.canvasToDOM({ x: card.x + 20 - data.width / 2, y: card.y });
    const own = [...canvas.getContext('2d').getImageData(at.x * ratio, at.y * ratio, 1, 1).data];
    const hex = colours()[card.style];
    return near(own.slice(0, 3), [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));
  }).length;
}"""
"""How many cards the canvas really shows: the colour of its kind in the middle of a card's sign."""
TAGGED = """() => {
  const { network, data, colours } = window.pledgegraphPicture;
  const canvas = document.querySelector('#canvas canvas');
  const ratio = canvas.width / canvas.clientWidth;
  const hex = colours().tag;
  return data.cards.flatMap((card, number) => {
    const x = card.x + data.width / 2 - 8 - data.tagWidth + 5;
    const at = network.canvasToDOM({ x, y: card.y - card.height / 2 });
    const pixel = canvas.getContext('2d').getImageData(at.x * ratio, at.y * ratio, 1, 1).data;
    const is = [1, 3, 5].every((i) =>
      Math.abs(pixel[(i - 1) / 2] - parseInt(hex.slice(i, i + 2), 16)) < 9);
    return is ? [document.querySelector('#thing-' + number + ' th bdi').textContent] : [];
  });
}"""
"""The names of the cards on whose upper edge the canvas shows the tag of open pledges."""
INSIDE = """() => {
  const { network, data } = window.pledgegraphPicture;
  const holder = document.getElementById('canvas');
  const box = holder.getBoundingClientRect();
  const isIn = data.cards.every((card) => [-1, 1].every((side) => {
    const at = network.canvasToDOM({
      x: card.x + side * data.width / 2, y: card.y + side * card.height / 2 });
    return at.x >= 0 && at.y >= 0 && at.x <= holder.clientWidth && at.y <= holder.clientHeight;
  }));
  return isIn && box.top >= 0 && box.bottom <= innerHeight && scrollY === 0;
}"""
"""Whether every card is in sight without scrolling."""


def ethiopia(count: int = 24) -> Picture:
    pledges = [
        Thing(
            f"pledge/PF{i:03}",
            "Pledge",
            f"Pledge {i} on national schools",
            (("Theme", "Education"),),
        )
        for i in range(count - 4)
    ]
    others = [
        Thing("country/ETH", "Country", "Ethiopia", central=True),
        Thing("actor/government-of-ethiopia", "Actor", "Government of Ethiopia"),
        Thing("actor/government-of-denmark", "Actor", "Government of Denmark"),
        Thing("situation/sudan", "Situation", "وضع السودان"),
    ]
    ties = [Tie(own.id, "actor/government-of-ethiopia", "submitted by") for own in pledges]
    ties += [Tie(own.id, "country/ETH", "implemented in") for own in pledges]
    ties.append(Tie(pledges[0].id, "actor/government-of-denmark", "joint support", computed=True))
    left_out = ("3 pledges of regional bodies.",)
    return Picture(
        "t", "Pledges in Ethiopia", "Of 20 pledges, 20.", (*pledges, *others), tuple(ties), left_out
    )


def attacked() -> Picture:
    things = tuple(
        Thing(
            f"{text}{i}",
            text,
            text,
            ((text, text),),
            note=text,
            filters=(("level", (text,)), ("area", (text,)), ("forum", (text,))),
            sources=(text, f"https://example.org/{text}"),
        )
        for i, text in enumerate(ATTACKS)
    )
    things += (Thing("__proto__", "constructor", "plain"),)
    ties = tuple(Tie(a.id, b.id, a.label) for a, b in zip(things, things[1:], strict=False))
    joined = " ".join(ATTACKS)
    return Picture(joined, joined, joined, things, ties, ATTACKS, joined, joined, joined)


def test_attacks_stay_text(visit: Opened) -> None:
    visited = visit(attacked())
    page = visited.page
    assert page.evaluate(DRAWN) == len(ATTACKS) + 1
    names = page.locator("#list tbody th > bdi").all_text_contents()
    assert sorted(names) == sorted([*map(visible, ATTACKS), "plain"])
    for number in range(len(names)):
        page.locator(f"#thing-{number} .show").click()
        own = page.locator(f"#thing-{number} th > bdi").text_content()
        assert page.locator("#chosen h2").text_content() == own
    for link in page.locator("a").all():
        address = link.get_attribute("href")
        assert address.startswith(("#thing-", "https://example.org/")), address
    page.keyboard.press("Escape")
    at = page.evaluate(
        "(() => { const n = window.pledgegraphPicture.network;"
        " return n.canvasToDOM(n.getPosition(0)); })()"
    )
    page.locator("#canvas canvas").hover(position=at)
    page.locator(".vis-tooltip strong").wait_for()
    own = page.locator("#thing-0 th > bdi").text_content()
    assert page.locator(".vis-tooltip strong").text_content() == own
    page.locator("#search").fill(ATTACKS[0])
    assert page.locator("#found").text_content() == f"1 of {len(names)} found"
    page.locator("#search").fill("")
    page.locator("details.filter summary").first.click()
    page.locator("details.filter .chip").first.click()
    assert page.locator("#found").text_content() != ""
    with page.expect_download():
        page.locator("#save").click()
    assert page.locator("img").count() == 0
    assert visited.wrong == []


def test_the_policy_would_stop_a_script(visit: Opened) -> None:
    visited = visit(ethiopia())
    visited.page.evaluate(
        """() => { const own = document.createElement('img'); own.src = 'https://example.org/x.png';
                   document.body.append(own); }"""
    )
    visited.settle()
    assert any("Content Security Policy" in wrong for wrong in visited.wrong)
    with pytest.raises(Exception, match="TrustedHTML"):
        visited.page.evaluate("() => { document.body.innerHTML = '<p>x</p>'; }")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_thing_is_drawn_and_can_be_found(visit: Opened, scheme: str) -> None:
    visited = visit(ethiopia(), color_scheme=scheme)
    page = visited.page
    assert page.evaluate(DRAWN) == 24
    assert page.evaluate("window.pledgegraphPicture.nodes.length") == 24
    assert page.evaluate("window.pledgegraphPicture.edges.length") == 41
    page.locator("#search").fill("denmark")
    page.locator("#search").press("Enter")
    assert page.locator("#chosen h2").text_content() == "Government of Denmark"
    assert page.locator("#chosen li").all_text_contents() == [
        "Pledge 0 on national schools joint support → this (computed)"
    ]
    visited.settle()
    assert page.evaluate(DRAWN) == 2, "all but the chosen and its neighbour step back"
    page.locator("#chosen a").click()
    assert page.locator("#chosen h2").text_content() == "Pledge 0 on national schools"
    page.keyboard.press("Escape")
    page.locator("#no-filter").click()
    visited.settle()
    assert page.locator("#chosen").is_hidden() and page.evaluate(DRAWN) == 24
    assert visited.wrong == []


def test_a_click_on_a_card_shows_its_facts_and_nothing_moves_by_itself(visit: Opened) -> None:
    visited = visit(ethiopia())
    page = visited.page
    places = "JSON.stringify(window.pledgegraphPicture.network.getPositions())"
    before = page.evaluate(places)
    number = 2  # actors first, then pledges: the first pledge
    at = page.evaluate(
        "(() => { const n = window.pledgegraphPicture.network; return"
        f" n.canvasToDOM(n.getPosition({number})); }})()"
    )
    page.locator("#canvas canvas").click(position=at)
    page.locator("#chosen dt").wait_for()
    assert page.locator("#chosen dt").text_content() == "Theme:"
    assert page.locator("#chosen dd").text_content() == "Education"
    assert page.evaluate(places) == before
    assert visited.wrong == []


def test_without_scripts_drawing_and_list_are_there(visit: Opened) -> None:
    visited = visit(ethiopia(), java_script_enabled=False)
    page = visited.page
    assert page.locator("#drawing .card").count() == 24 and page.locator("#drawing").is_visible()
    assert page.locator("#list tbody tr").count() == 24
    assert page.locator("#tools").is_hidden() and page.locator("#canvas").is_hidden()
    page.locator("#thing-2 .ties a").first.click()
    assert re.search(r"#thing-\d+$", page.url)
    assert visited.wrong == []


def test_everything_is_in_sight_at_first_in_each_window_and_on_one_page(visit: Opened) -> None:
    visited = visit(ethiopia(80), color_scheme="dark")
    page = visited.page
    for width, height in ((1280, 720), (1920, 1080), (1000, 700)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(INSIDE)
    page.emulate_media(media="print")
    assert page.locator("#drawing").is_visible() and page.locator("#canvas").is_hidden()
    assert page.locator("#legend").is_visible() and page.locator("#left-out").is_visible()
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    paper = page.pdf(prefer_css_page_size=True)
    ((wide, tall),) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert (round(float(wide)), round(float(tall))) == (842, 595)
    assert visited.wrong == []


def test_two_hundred_things(visit: Opened) -> None:
    visited = visit(ethiopia(200))
    assert visited.page.evaluate(DRAWN) == 200
    assert visited.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tag_is_on_the_cards_of_open_pledges_and_on_no_other(
    visit: Opened, sample: Workspace, scheme: str
) -> None:
    """In Rwanda, Denmark's support is recorded for PF050, and nothing for PF098."""
    visited = visit(sample.draw_named("country", "RWA"), color_scheme=scheme)
    page = visited.page
    assert page.evaluate(TAGGED) == ["PF098 Inclusion in national education"]
    assert page.locator("#drawing .tag").count() == 1
    assert page.locator("#list .mark.open").all_text_contents() == ["open to matching"]
    means = "Open to matching: no support recorded in these sources as of 2026-11-23"
    assert means in page.locator("#open-means").text_content()
    page.locator("#search").fill("open to matching")
    page.locator("#search").press("Enter")
    assert page.locator("#chosen .about").text_content() == "Pledge · open to matching"
    assert "recorded support: none recorded" in page.locator("#chosen dl").text_content()
    said = page.evaluate(WRITTEN_ON_A_SLIDE)
    assert f"open {means}" in said
    assert visited.wrong == []


WRITTEN_ON_A_SLIDE = """async () => {
  const texts = [];
  const own = CanvasRenderingContext2D.prototype;
  const { fillText } = own;
  own.fillText = function (text, ...at) {
    if (!document.contains(this.canvas)) texts.push(text);
    return fillText.call(this, text, ...at);
  };
  const saved = new Promise((done) => {
    HTMLAnchorElement.prototype.click = function () { done(); };
  });
  document.getElementById('save').click();
  await saved;
  return texts;
}"""
