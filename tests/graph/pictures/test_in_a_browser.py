"""The picture in a real browser: everything drawn, nothing run or asked for, of what the data
says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.pictures.composition import Picture, Thing, Tie
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.signs import visible

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
ATTACKS = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "javascript:alert(3)",
    "\u202eevil\u202c",
    "<img src=http://example.org/x.png>",
    "__proto__",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        how = (
            f"no browser at {CHROMIUM}: run `apt-get install chromium`, then pytest"
            " tests/graph/pictures/test_in_a_browser.py"
        )
        if os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1":
            pytest.fail(how)
        pytest.skip(how)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


class Visit:
    """One page opened, and everything that it did which it should not."""

    def __init__(self, browser: Any, folder: Path, picture: Picture | str, **options: Any) -> None:
        file = folder / "picture.html"
        text = picture if isinstance(picture, str) else draw(picture)
        file.write_text(text, "utf-8", newline="\n")
        self.wrong: list[str] = []
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        self.page = self.context.new_page()
        self.page.on("dialog", self._refuse)
        self.page.on("console", lambda message: self._heard(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        self.page.on("request", lambda request: self._asked(request.url, file.as_uri()))
        self.page.goto(file.as_uri())
        self.page.wait_for_timeout(300)

    def _refuse(self, dialog: Any) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _heard(self, text: str) -> None:
        # Said of ``drawn`` below, which reads the canvas back; the page itself never does.
        if not text.startswith("Canvas2D: Multiple readback"):
            self.wrong.append(f"console {text}")

    def _asked(self, address: str, own: str) -> None:
        if address != own and not address.startswith("data:"):
            self.wrong.append(f"request {address}")

    def drawn(self) -> int:
        """How many cards the canvas really shows: a border where a card's edge should be."""
        script = """() => {
          const { network, data, colours } = window.pledgegraphPicture;
          const canvas = document.querySelector('#canvas canvas');
          const ratio = canvas.width / canvas.clientWidth;
          const near = (one, other) => one.every((part, i) => Math.abs(part - other[i]) < 40);
          return data.cards.filter((card, number) => {
            const at = network.canvasToDOM({ x: card.x + 20 - data.width / 2, y: card.y });
            const own = [...canvas.getContext('2d').getImageData(at.x * ratio, at.y * ratio, 1,
            1).data].slice(0, 3);
            const hex = colours()[card.style];
            return near(own, [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));
          }).length;
        }"""
        count: int = self.page.evaluate(script)
        return count

    def rings(self) -> list[str]:
        """The names of the cards on whose upper edge the canvas shows a ring in the ink's colour,
        empty in the middle.
        """
        script = """() => {
          const { network, data, colours } = window.pledgegraphPicture;
          const canvas = document.querySelector('#canvas canvas');
          const ratio = canvas.width / canvas.clientWidth;
          const seen = (x, y, name) => {
            const at = network.canvasToDOM({ x, y });
            const pixel = canvas.getContext('2d').getImageData(at.x * ratio, at.y * ratio, 1, 1);
            const hex = colours()[name];
            return [1, 3, 5].every((i) =>
              Math.abs(pixel.data[(i - 1) / 2] - parseInt(hex.slice(i, i + 2), 16)) < 60);
          };
          return data.cards.flatMap((card, number) => {
            const [x, y] = [card.x + data.width / 2 - 16, card.y - card.height / 2];
            const around = [[7, 0], [-7, 0], [0, 7], [0, -7]];
            const ring = around.every(([right, down]) => seen(x + right, y + down, 'ink'));
            const name = document.querySelector('#thing-' + number + ' th bdi').textContent;
            return ring && seen(x, y, 'page') ? [name] : [];
          });
        }"""
        names: list[str] = self.page.evaluate(script)
        return sorted(names)


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
        Thing(f"{text}{i}", text, text, ((text, text),)) for i, text in enumerate(ATTACKS)
    )
    things += (Thing("__proto__", "constructor", "plain"),)
    ties = tuple(Tie(a.id, b.id, a.label) for a, b in zip(things, things[1:], strict=False))
    joined = " ".join(ATTACKS)
    return Picture(joined, joined, joined, things, ties, ATTACKS, joined)


def test_attacks_stay_text(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, attacked())
    page = visit.page
    assert visit.drawn() == len(ATTACKS) + 1
    names = page.locator("#list tbody th > bdi").all_text_contents()
    assert sorted(names) == sorted([*map(visible, ATTACKS), "plain"])
    for number in range(len(names)):
        page.locator(f"#thing-{number} .show").click()
        assert (
            page.locator("#chosen h2").text_content()
            == page.locator(f"#thing-{number} th > bdi").text_content()
        )
    canvas = page.locator("#canvas canvas").bounding_box()
    at = page.evaluate(
        "window.pledgegraphPicture.network.canvasToDOM(window.pledgegraphPicture.network.getPosition(0))"
    )
    page.mouse.move(canvas["x"] + at["x"], canvas["y"] + at["y"])
    page.wait_for_timeout(500)
    assert (
        page.locator(".vis-tooltip strong").text_content()
        == page.locator("#thing-0 th > bdi").text_content()
    )
    page.locator("#search").fill(ATTACKS[0])
    assert page.locator("#found").text_content() == f"1 of {len(names)} found"
    page.locator("#search").fill("")
    with page.expect_download():
        page.locator("#save").click()
    assert page.locator("img").count() == 0
    assert visit.wrong == []


def test_the_policy_would_stop_a_script(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, ethiopia())
    visit.page.evaluate(
        """() => { const own = document.createElement('img'); own.src = 'https://example.org/x.png';
                           document.body.append(own); }"""
    )
    visit.page.wait_for_timeout(200)
    assert any("Content Security Policy" in wrong for wrong in visit.wrong)
    with pytest.raises(Exception, match="TrustedHTML"):
        visit.page.evaluate("() => { document.body.innerHTML = '<p>x</p>'; }")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_thing_is_drawn_and_can_be_found(browser: Any, tmp_path: Path, scheme: str) -> None:
    visit = Visit(browser, tmp_path, ethiopia(), color_scheme=scheme)
    page = visit.page
    assert visit.drawn() == 24
    assert page.evaluate("window.pledgegraphPicture.nodes.length") == 24
    assert page.evaluate("window.pledgegraphPicture.edges.length") == 41
    page.locator("#search").fill("denmark")
    page.locator("#search").press("Enter")
    assert page.locator("#chosen h2").text_content() == "Government of Denmark"
    assert page.locator("#chosen li").all_text_contents() == [
        "Pledge 0 on national schools joint support → this (computed)"
    ]
    assert visit.drawn() == 2, "all but the chosen and its neighbour step back"
    page.locator("#chosen a").click()
    assert page.locator("#chosen h2").text_content() == "Pledge 0 on national schools"
    page.locator("#search").press("Escape")
    assert page.locator("#chosen").is_hidden() and visit.drawn() == 24
    assert visit.wrong == []


def test_a_click_on_a_card_shows_its_facts_and_physics_starts_by_button_only(
    browser: Any, tmp_path: Path
) -> None:
    visit = Visit(browser, tmp_path, ethiopia())
    page = visit.page
    places = "JSON.stringify(window.pledgegraphPicture.network.getPositions())"
    number = 2  # actors first, then pledges: the first pledge
    at = page.evaluate(
        "(() => { const n = window.pledgegraphPicture.network; return"
        f" n.canvasToDOM(n.getPosition({number})); }})()"
    )
    page.locator("#canvas canvas").click(position=at)
    assert page.locator("#chosen dt").text_content() == "Theme:"
    assert page.locator("#chosen dd").text_content() == "Education"
    before = page.evaluate(places)
    page.wait_for_timeout(300)
    assert page.evaluate(places) == before
    page.locator("#move").click()
    page.wait_for_timeout(600)
    assert page.evaluate(places) != before
    page.locator("#whole").click()
    assert page.evaluate(places) == before
    assert visit.wrong == []


def test_without_scripts_drawing_and_list_are_there(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, ethiopia(), java_script_enabled=False)
    page = visit.page
    assert page.locator("#drawing .card").count() == 24 and page.locator("#drawing").is_visible()
    assert page.locator("#list tbody tr").count() == 24
    assert page.locator("#tools").is_hidden() and page.locator("#canvas").is_hidden()
    page.locator("#thing-0 .ties a").first.click()
    assert re.search(r"#thing-\d+$", page.url)
    assert visit.wrong == []


def test_print_shows_the_drawing_first_and_the_list_after(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, ethiopia(), color_scheme="dark")
    page = visit.page
    page.emulate_media(media="print")
    assert page.locator("#drawing").is_visible() and page.locator("#canvas").is_hidden()
    assert page.locator("#legend").is_visible() and page.locator("#left-out").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    paper = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert 2 <= len(sizes) <= 6
    assert {(round(float(wide)), round(float(tall))) for wide, tall in sizes} == {(842, 595)}
    assert visit.wrong == []


def test_two_hundred_things(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, ethiopia(200))
    assert visit.drawn() == 200
    visit.page.screenshot(path=tmp_path / "picture.png")
    assert visit.wrong == []


def test_keyboard_reaches_every_thing(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, ethiopia())
    page = visit.page
    page.locator("#thing-5 .show").focus()
    page.keyboard.press("Enter")
    assert (
        page.locator("#chosen h2").text_content()
        == page.locator("#thing-5 th > bdi").text_content()
    )
    page.locator("#search").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "closer"
    assert visit.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_ring_is_on_the_cards_of_open_pledges_and_on_no_other(
    browser: Any, tmp_path: Path, sample: Workspace, scheme: str
) -> None:
    """In Rwanda, Denmark's support is recorded for PF050, and nothing for PF098."""
    html = sample.draw_named("country", "RWA")
    visit = Visit(browser, tmp_path, html, color_scheme=scheme)
    page = visit.page
    assert visit.rings() == ["PF098 Inclusion in national education"]
    assert page.locator("#drawing .card path.open").count() == 1
    assert page.locator("#list .mark.open").all_text_contents() == [" open to matching"]
    assert (
        page.locator("#open-means").text_content().strip()
        == "Open to matching: no support recorded in these sources as of 2026-11-23"
    )
    page.locator("#search").fill("open to matching")
    assert page.locator("#found").text_content() == "1 of 7 found"
    page.locator("#search").press("Enter")
    assert page.locator("#chosen .about").text_content() == "Pledge · open to matching"
    assert "recorded support: none recorded" in page.locator("#chosen dl").text_content()
    assert visit.wrong == []


def test_a_ring_tells_by_its_shape_alone(browser: Any, tmp_path: Path) -> None:
    """On paper and on a slide, which may be grey, it is ink on paper: the colours of text."""
    things = (Thing("pledge/A", "Pledge", "A", open=True), Thing("pledge/B", "Pledge", "B"))
    picture = Picture("t", "h", "c", things, (), open_means="Open to matching: none as of 2026")
    visit = Visit(browser, tmp_path, picture, color_scheme="dark")
    page = visit.page
    page.emulate_media(media="print")
    drawn = page.locator("#drawing .card path.open, #open-means path.open")
    assert drawn.count() == 2
    for ring in drawn.all():
        look = "(ring) => [getComputedStyle(ring).fill, getComputedStyle(ring).stroke]"
        assert ring.evaluate(look) == ["rgb(255, 255, 255)", "rgb(27, 36, 48)"]
    page.emulate_media(media="screen")
    said = page.evaluate(WRITTEN_ON_A_SLIDE)
    assert "Open to matching: none as of 2026" in said["texts"]
    assert said["strokes"] == ["#eef2f6"], "the ring of the legend, and no other sign"
    assert visit.wrong == []


WRITTEN_ON_A_SLIDE = """async () => {
  const [texts, strokes] = [[], []];
  const own = CanvasRenderingContext2D.prototype;
  const [fillText, stroke] = [own.fillText, own.stroke];
  const isSlide = (ctx) => !document.contains(ctx.canvas);
  own.fillText = function (text, ...at) {
    if (isSlide(this)) texts.push(text);
    return fillText.call(this, text, ...at);
  };
  own.stroke = function (...path) {
    if (isSlide(this)) strokes.push(this.strokeStyle);
    return stroke.apply(this, path);
  };
  const saved = new Promise((done) => {
    HTMLAnchorElement.prototype.click = function () { done(); };
  });
  document.getElementById('save').click();
  await saved;
  return { texts, strokes };
}"""
