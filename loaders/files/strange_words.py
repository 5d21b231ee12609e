"""Strange words: those that a text in another encoding has when it is read as Windows-1252."""

from __future__ import annotations

import re

SELDOM = 50
"""A text is strange if more than one in so many of its letters beyond ASCII is out of place."""
_SIGNS = "‚„†‡ˆ‰‹•˜™›¡¢¤¥¦§¨©ª«¬®¯°±³´µ¶¸¹º»¼½¾¿×÷ƒ…“”"
_LOWER = "a-zß-öø-ÿšžœ"
_CAPITALS = "À-ÖØ-ÞŠŽŒŸ"
_OUT_OF_PLACE = re.compile(
    # a sign between letters, a capital letter among small ones
    rf"(?<=[A-Za-z])[{_SIGNS}](?=[a-z])"
    rf"|(?<=[a-z])[{_CAPITALS}](?=[{_LOWER}]|\b)"
    # letters that no language of Windows-1252 has in the middle of a word
    r"|(?<=[a-z])[ìù](?=[a-z])|(?<=[a-z])þ|(?<=[a-z])ðý"
    # a sign at the beginning of a word
    r"|(?<![\w.,])[³¹¿œ£¥](?=[a-z]{2})"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_AROUND = 40
"""Signs before and behind the place that may belong to its word."""


def strange_word(text: str) -> str:
    """The first word of a text that Windows-1252 would not have, where there are many; else
    nothing.
    """
    places = list(_OUT_OF_PLACE.finditer(text))
    if len(places) * SELDOM <= len(_BEYOND_ASCII.findall(text)):
        return ""
    start = places[0].start()
    before = re.search(r"[^\s,;]*$", text[max(0, start - _AROUND) : start])
    behind = re.match(r"[^\s,;]*", text[start : start + _AROUND])
    return (before[0] if before else "") + (behind[0] if behind else "")
