"""Drawing: a picture of a part of the graph as one HTML file that opens offline, prints, and says
what it leaves out.

``draw`` takes things and ties and returns the text of the file, which shows the same places on
screen (vis-network, from the wheel of pyvis), on paper and with scripts off (SVG).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from pledgegraph.errors import PledgegraphError

from .captions import Captions
from .colours import kinds_in_css, levels_in_css
from .composition import Composition, Picture, Thing, composed
from .filters import filters_as_json, filters_of
from .layout import CARD_WIDTH, Card
from .level_signs import SIGNS
from .line_labels import LETTERS
from .lines import Line, word_size
from .measures import width
from .page_templates import page_template, policy_hash

READABLE = 600
"""With more things than that a picture says that it is too full to read as a whole."""

VIS_NETWORK = "pyvis/lib/vis-9.1.2/vis-network.min.js"


@cache
def vis_network() -> str:
    """The script of vis-network from the wheel of pyvis. Its place there may change, so
    pyproject.toml limits the version.

    It is found by the list of installed packages, as ``importlib.resources`` would import pyvis,
    which takes 0.6 s.
    """
    hint = "Install the one that it needs: pip install 'pyvis>=0.3.2,<0.4'"
    try:
        pyvis = distribution("pyvis")
    except PackageNotFoundError:
        raise PledgegraphError("pyvis is not installed; a picture needs its script", hint) from None
    place = Path(str(pyvis.locate_file(VIS_NETWORK)))
    try:
        script = place.read_text("utf-8")
    except OSError:
        raise PledgegraphError(
            f"pyvis {pyvis.version} has no {VIS_NETWORK}, which a picture needs", hint
        ) from None
    # The developer tools of a browser would request the map from the network.
    return re.sub(r"\n//# sourceMappingURL=\S*", "", script).strip()


def as_json(value: object) -> Markup:
    """JSON that cannot end a script element, and has no line separator of Unicode."""
    text = json.dumps(
        value,
        ensure_ascii=True,
        separators=(",", ":"),
    )
    # As escapes of JSON, which a script reads as the same text and HTML reads as nothing
    for letter in "<>&":
        escape = f"\\u{ord(letter):04x}"
        text = text.replace(letter, escape)
    return Markup(text)


def _for_script(composition: Composition) -> dict[str, object]:
    """What the page's script needs to draw; it reads names and facts from the list, as text."""
    cards = []
    for card in composition.cards:
        cards.append(_card_for_script(composition, card))
    return {
        "box": composition.box,
        "width": CARD_WIDTH,
        "wordSize": word_size(composition.box),
        "isBrief": composition.is_brief,
        "letters": LETTERS,
        "signs": {level: list(map(asdict, parts)) for level, parts in SIGNS.items()},
        "cards": cards,
        "lines": list(map(_line_for_script, composition.lines)),
    }


def _card_for_script(
    composition: Composition,
    card: Card,
) -> dict[str, object]:
    thing = composition.things[card.number]
    has_level = thing.level in SIGNS
    return {
        "x": card.x,
        "y": card.y,
        "height": card.height,
        "lines": card.lines,
        "brief": composition.briefs[card.number].lines,
        "briefSize": composition.briefs[card.number].size,
        "note": card.note,
        "path": card.kind.path,
        "style": card.kind.style,
        "level": thing.level,
        # The colour of its frame
        "frame": thing.level if has_level else card.kind.style,
        "central": thing.central,
        "open": thing.open,
        "rightToLeft": card.right_to_left,
    }


def _line_for_script(line: Line) -> dict[str, object]:
    return {
        "start": line.start,
        "end": line.end,
        "label": line.written,
        "computed": line.computed,
        "shown": line.shown,
        "support": line.kind == "supports",
        "faint": line.faint,
        "at": line.at,
        "bow": line.bow,
        "swing": line.swing,
    }


def page_style() -> str:
    """The style sheet of the page."""
    room = files("pledgegraph.graph.pictures") / "templates"
    own = [(room / name).read_text("utf-8") for name in ("picture.css", "use.css")]
    return "".join([kinds_in_css(), levels_in_css(), *own])


def _render(composition: Composition, **context: object) -> str:
    """The template with our own style and scripts; the page's policy allows no others."""
    room = files("pledgegraph.graph.pictures") / "templates"
    # In the page itself, because it opens offline, and its policy allows what these hashes name
    style = page_style()
    scripts = [vis_network()]
    # What is shared is first: the script of the picture listens to it
    for name in ("use.js", "picture.js", "slide.js"):
        scripts.append((room / name).read_text("utf-8"))
    return page_template("picture.html").render(
        picture=composition.picture,
        things=composition.things,
        cards=composition.cards,
        lines=composition.lines,
        words=composition.words,
        box=composition.box,
        briefs=composition.briefs,
        brief_size=composition.brief_size,
        is_brief=composition.is_brief,
        style=Markup(style),
        scripts=[Markup(text) for text in scripts],
        style_digest=policy_hash(style),
        script_digests=" ".join(map(policy_hash, scripts)),
        **context,
    )


def draw(picture: Picture, language: str = "en") -> str:
    """The whole HTML file. Its text is the same whatever the order of things and ties.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    captions = Captions(language)
    composition = composed(picture)
    things = composition.things
    kinds = dict.fromkeys(
        card.kind for card in composition.cards if things[card.number].level not in SIGNS
    )
    filtered = [dict(thing.filters) for thing in things if thing.filters]
    filters = filters_of(filtered, captions)
    # As wide as the word in it, which is another one in each language
    tag_width = round(width(captions.say("open tag"), 12, bold=True)) + 16
    data = _for_script(composition)
    data["tagWidth"] = tag_width
    return _render(
        composition,
        ties_of=_ties_of(things, composition.lines),
        listed=sorted(composition.cards, key=_in_the_table),
        legend=list(kinds),
        filters=filters,
        levels=filters[0].chips,
        signs=SIGNS,
        tag_width=tag_width,
        width=CARD_WIDTH,
        readable=READABLE,
        captions=captions,
        say=captions.say,
        filters_as_json=_filters_as_json,
        is_address=is_address,
        data=as_json(data),
        words_in_script=as_json(captions.in_scripts()),
    )


def _in_the_table(card: Card) -> tuple[bool, int]:
    """Pledges first, as they are what a reader looks for."""
    return card.kind.name != "Pledge", card.number


def _filters_as_json(thing: Thing) -> str:
    return filters_as_json(dict(thing.filters))


def is_address(text: str) -> bool:
    """Whether a source is a web address; nothing else is made a link."""
    return text.startswith(("https://", "http://")) and not re.search(r"\s", text)


def _ties_of(
    things: Sequence[Thing],
    lines: Sequence[Line],
) -> list[list[Line]]:
    """The lines of each thing, by its position."""
    ties_of: list[list[Line]] = [[] for _ in things]
    for line in lines:
        # A set, as a line may lead from a thing to itself.
        for number in {line.start, line.end}:
            ties_of[number].append(line)
    return ties_of
