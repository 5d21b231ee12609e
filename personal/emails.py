"""E-mail addresses: recognised by their form, whatever is around them."""

from __future__ import annotations

import re

from .spans import Span, with_brackets

_PART = r"[^\s@<>()\[\]{},;:\"/=?&|\\]"


_LABEL = r"[^\s@.,;:<>()\[\]{}\"'!?/\\|&=#%*+]"


_DOMAIN = rf"(?:{_LABEL}+\.)+(?![\d-]){_LABEL}{{2,}}"


_OPEN, _CLOSE = r"\s{0,3}[(\[{<]\s{0,3}", r"\s{0,3}[)\]}>]\s{0,3}"


_SPELLED_DOT = rf"(?:{_OPEN}(?:dot|point|punkt|punto|\.){_CLOSE}|\s{{1,3}}(?:dot|punkt)\s{{1,3}})"


_DOT = rf"(?:\.|{_SPELLED_DOT})"


_LOOSE_DOT = rf"(?:\s{{0,3}}\.\s{{0,3}}|{_SPELLED_DOT})"


_SIGN = r"\\?(?:@{1,2}|%40|&[#](?:0*64|x0*40);|&commat;)"


_AT = rf"(?:{_OPEN}(?:at|ät|arobase|arroba|@){_CLOSE}|\s{{1,3}}(?:arobase|arroba)\s{{1,3}})"


_START = r"(?<![^\s<>()\[\]{},;:\"'/=?&|\\])(?!')"


_LAST = (  # spelled out, "dot" must stand before the end of an address: "length dot by dot" is none
    r"(?:com|edu|gov|info|int|net|ngo|org|(?!as|at|be|by|do|in|is|it|me|my|no|so|to|us)[a-z]{2})\b"
)


_EMAIL = re.compile(
    rf"""(?:mailto:\s?)?
    (?: {_START}{_PART}{{1,64}} \s{{0,10}} {_SIGN} \s{{0,10}} (?:{_DOMAIN} | \[[\d.:a-f]+\])
      | {_START}{_PART}{{1,64}} \s{{0,10}} {_SIGN} \s{{0,10}}
        {_LABEL}+(?:{_LOOSE_DOT}{_LABEL}+){{0,4}}{_LOOSE_DOT}{_LAST}
      | {_START}{_PART}{{1,64}}? (?:_at_|-at-|\ -at-\ ) {_LABEL}+(?:\.{_LABEL}+){{0,4}}\.{_LAST}
      | "[^"\n@]{{1,64}}"@{_DOMAIN}
      | {_START}{_PART}{{1,64}}(?:{_SPELLED_DOT}{_PART}{{1,64}}){{0,3}}
        {_AT} {_LABEL}+(?:{_DOT}{_LABEL}+)+
      | {_START}{_PART}{{1,64}} \s{{1,3}}at\s{{1,3}}
        {_LABEL}+(?:\s{{1,3}}dot\s{{1,3}}{_LABEL}+)* \s{{1,3}}dot\s{{1,3}}{_LAST}
      | (?<=://)[^\s/@?\#]+@(?=\w)
    )
    (?:\?(?:subject|body|cc|bcc)=\S*)?""",
    re.I | re.X,
)


_IS_FILE = re.compile(
    r"@[^.@]+\.(?:png|jpe?g|gif|svg|webp|pdf|html?|js|css|csv|xlsx?|docx?|json|xml)$", re.I
)


def emails_in(text: str) -> list[Span]:
    """The spans of e-mail addresses, without handles (``/@user@host``) and picture names
    (``file@2x.png``).
    """
    found = []
    for match in _EMAIL.finditer(text):
        # /@user@host names an account on a public page
        is_handle = text[match.start() - 1 : match.start()] == "@"
        if not is_handle and not _IS_FILE.search(match[0]):
            found.append(with_brackets(text, match.span()))
    return found
