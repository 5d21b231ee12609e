"""Forms of country names: the words of one in any order, a formal name, a name with a bracket or a
comma.
"""

from __future__ import annotations

import re

from pledgegraph.ontology.spelling import fold

_ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي")
"""Letters of Arabic that people write for one another."""


def name_key(text: str) -> str:
    """A country's name without case, accents, punctuation, article and footnote mark."""
    folded = fold(text).translate(_ARABIC)
    words = re.sub(r"[^\w\s]", " ", folded).split()
    # "The Gambia" and "Gambia"
    return " ".join(words).removeprefix("the ")


_SMALL = frozenset(
    "the of and de du des la le les l d el los las y et da do dos e del un une".split()
)
"""Words that make no other country."""
_SHORT = {
    "st": "saint",
    "ste": "saint",
    "sainte": "saint",
    "republic": "rep",
    "republique": "rep",
    "republica": "rep",
    "democratic": "dem",
    "democratique": "dem",
    "democratica": "dem",
    "federal": "fed",
    "federated": "fed",
    "federative": "fed",
    "peoples": "people",
    "is": "islands",
    "isl": "islands",
    "island": "islands",
    "terr": "territory",
    "territories": "territory",
    "n": "north",
    "s": "south",
}
"""Words that lists shorten, or write in one of several ways."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, sorted, without small ones: ``Congo, Dem. Rep. of the`` and ``Democratic
    Republic of the Congo`` have the same.
    """
    plain = name_key(text.replace("'s", "s").replace("\u2019s", "s"))
    kept = []
    # Lists write "Korea, Rep." and "Republic of Korea": small words and their order say nothing
    for word in plain.split():
        if word not in _SMALL:
            kept.append(_SHORT.get(word, word))
    return tuple(sorted(kept))


_KIND = r"(?:republic|kingdom|commonwealth|principality|sultanate|grand duchy)"
_KIND_FR = r"(?:republique|royaume|principaute|sultanat|grand-duche)"
_KIND_ES = r"(?:republica|reino|principado|sultanato)"
_OF_FR = r"(?:islamique |federale |unie )?(?:du |de la |de l'|des |de |d')"
_OF_ES = r"(?:islamica |federal |unida )?(?:del |de la |de los |de las |de )"
_FORMAL = re.compile(
    rf"(?:the )?(?:islamic |federal |federative |united |hashemite )?{_KIND} of (?:the )?(.+)"
    rf"|(?:la |le |l')?{_KIND_FR} {_OF_FR}(.+)"
    rf"|(?:la |el )?{_KIND_ES} {_OF_ES}(.+)"
    r"|(?:республика|королевство) (.+)"
    r"|(?:جمهورية|جمهوريه|مملكة|دولة) (.+)"
    r"|(.+?)(?:共和国|共和國|王国|王國)"
)
_SEVERAL = frozenset(
    map(
        name_key,
        "Korea|Corée|Corea|Корея|كوريا|韩国|朝鲜|China|Chine|Китай|الصين|中国|中华|中華|Congo|Конго"
        "|الكونغو|刚果|剛果|Georgia|Sudan|Soudan|Sudán|Virginia".split("|"),
    )
)
"""Names whose formal forms are of several countries: they are known as a whole only."""


def without_form(text: str) -> str:
    """``République du Tchad`` → ``Tchad``; an empty text for a name that has no formal form."""
    match = _FORMAL.fullmatch(fold(text))
    if match is None:
        return ""
    # One of the alternatives of the pattern has matched, and only its group has a text
    short = next(filter(None, match.groups()))
    return "" if name_key(short) in _SEVERAL else short


_BRACKET = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]")
_COMMA = re.compile(r"([^,]+),\s*([^,]+)")


def two_names(text: str) -> tuple[str, str] | None:
    """``Macau, China`` and ``France (Martinique)`` → the two names; None for any other text."""
    stripped = text.strip()
    match = _BRACKET.fullmatch(stripped) or _COMMA.fullmatch(stripped)
    if match is None:
        return None
    return match[1], match[2]
