"""Spans: the parts of a text that are an address, from the first sign to behind the last."""

from __future__ import annotations

Span = tuple[int, int]
_BLANKS = (" ", "\u00a0")
_NO_BLANK_BEFORE = ("", *_BLANKS, ",", ";", ".")
"""The end of a text, and the signs before which no blank stands."""
_LOOSE = " ,;\u00a0"
"""Signs that mean nothing at the start or the end of a text."""


def with_brackets(text: str, span: Span) -> Span:
    """A span with the brackets around it, which would be left empty."""
    start, end = span
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before + after in ("<>", "()", "[]", "{}"):
        return start - 1, end + 1
    return span


def blanked(text: str, spans: list[Span]) -> str:
    """A text of the same length, with these spans blanked out."""
    for start, end in spans:
        # A sign that no number and no address has, so that what is left does not run together
        blank = "|" * (end - start)
        text = f"{text[:start]}{blank}{text[end:]}"
    return text


def without_spans(text: str, spans: list[Span]) -> str:
    """A text without these spans; line ends stay.

    Two spaces that meet become one, and no comma is left at an end.
    """
    kept = ""
    done = 0
    for start, end in spans:
        # A span may begin inside the one before it
        first = max(start, done)
        kept += text[done:first]
        left_out = text[first:end]
        # The lines below are counted by them
        kept += "\n" * left_out.count("\n")
        after = text[end : end + 1]
        ends_in_blank = kept.endswith(_BLANKS)
        if ends_in_blank and after in _NO_BLANK_BEFORE:
            kept = kept[:-1]
        done = max(done, end)
    kept += text[done:]
    starts_with_span = spans[0][0] == 0
    if starts_with_span:
        kept = kept.lstrip(_LOOSE)
    if done == len(text):
        return kept.rstrip(_LOOSE)
    return kept
