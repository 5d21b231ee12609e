"""Spans: the parts of a text that are an address, from the first sign to behind the last."""

from __future__ import annotations

Span = tuple[int, int]


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
        blank = "|" * (end - start)
        text = f"{text[:start]}{blank}{text[end:]}"
    return text


def without_spans(text: str, spans: list[Span]) -> str:
    """A text without these spans; line ends stay.

    Two spaces that meet become one, and no comma is left at an end.
    """
    kept, done = "", 0
    for start, end in spans:
        before = text[done:start] if start > done else ""
        lines = text[max(start, done) : end].count("\n")
        kept += before + "\n" * lines
        after = text[end : end + 1]
        if kept.endswith((" ", "\u00a0")) and after in ("", *" \u00a0,;."):
            kept = kept[:-1]
        done = max(done, end)
    kept += text[done:]
    if spans[0][0] == 0:
        kept = kept.lstrip(" ,;\u00a0")
    if done == len(text):
        return kept.rstrip(" ,;\u00a0")
    return kept
