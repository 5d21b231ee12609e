"""Curves: how a line runs from one card to another, and where its arrowhead meets the card."""

from __future__ import annotations

import math

from .layout import CARD_WIDTH, Card, Point

Bezier = tuple[Point, Point, Point, Point]
HALF_CARD = CARD_WIDTH / 2
LOOP_WIDTH = 60
"""How far a tie from a thing to itself leaves its card."""


def path_of(curve: Bezier) -> str:
    """The curve as SVG writes it: M and its start, C and the other three points."""
    points = []
    for x, y in curve:
        points.append(f"{x:.1f} {y:.1f}")
    start, *others = points
    return f"M{start}C{' '.join(others)}"


def curve_of(
    start: Card,
    end: Card,
    bow: int,
    swing: int,
) -> Bezier:
    """The line between the middles of two cards, which are drawn over its ends. The page's script
    repeats this.
    """
    if start is end:
        return _loop(start, bow)
    x, y = float(start.x), float(start.y)
    u, v = float(end.x), float(end.y)
    if swing != 0:
        # A Bézier curve goes out to three quarters of its handles
        out = swing / 0.75
        first = (x + out, y)
        second = (u + out, v)
        return (x, y), first, second, (u, v)
    dx = u - x
    dy = v - y
    far = math.hypot(dx, dy) or 1.0
    bend = min(0.35 * far, 60.0)
    aside = bow * bend / far
    bent_x = -dy * aside
    bent_y = dx * aside
    if abs(dx) > CARD_WIDTH:
        # From column to column a line leaves and arrives level
        way_x = dx / 2
        way_y = 0.0
    else:
        way_x = dx / 3
        way_y = dy / 3
    first = (x + way_x + bent_x, y + way_y + bent_y)
    second = (u - way_x + bent_x, v - way_y + bent_y)
    return (x, y), first, second, (u, v)


def _loop(card: Card, bow: int) -> Bezier:
    """The line of a tie from a thing to itself."""
    side = card.right
    y = card.y
    rise = card.height * (1 + abs(bow) / 2)
    return (
        (side - 30, y),
        (side + LOOP_WIDTH, y - rise),
        (side - 110, y - rise * 1.5),
        (side - 60, y),
    )


def point_at(curve: Bezier, t: float) -> Point:
    """The point of a curve at ``t``, from 0 at its start to 1 at its end."""
    s = 1 - t
    # A cubic Bézier curve is its four points in these shares
    weights = (
        s**3,
        3 * t * s**2,
        3 * t * t * s,
        t**3,
    )
    x = y = 0.0
    for weight, point in zip(weights, curve, strict=True):
        point_x, point_y = point
        x += weight * point_x
        y += weight * point_y
    return x, y


def arrow_of(curve: Bezier, end: Card) -> str:
    """The SVG points of the arrowhead, where the line meets the card it leads to."""
    # Back from the middle of the card until the line comes out from under it
    t = 1.0
    while t > 0 and _is_under(point_at(curve, t), end):
        # In small steps, because where a curve leaves a rectangle has no formula that is as plain
        t -= 0.004
    tip = max(0.0, t)
    before = max(0.0, t - 0.02)
    x, y = point_at(curve, tip)
    before_x, before_y = point_at(curve, before)
    # As the line comes in just there: its whole way may be another one
    across = x - before_x
    down = y - before_y
    direction = math.atan2(down, across)
    # Two corners behind the tip, at an angle of 0.4 to either side of the way it came
    corners = [(x, y)]
    for turn in (-0.4, 0.4):
        back = direction + turn
        corner_x = x - 9 * math.cos(back)
        corner_y = y - 9 * math.sin(back)
        corners.append((corner_x, corner_y))
    points = [f"{x:.1f},{y:.1f}" for x, y in corners]
    return " ".join(points)


def _is_under(point: Point, card: Card) -> bool:
    x, y = point
    off_x = abs(x - card.x)
    off_y = abs(y - card.y)
    is_across = off_x <= HALF_CARD + 1
    is_down = off_y <= card.height / 2 + 1
    return is_across and is_down
