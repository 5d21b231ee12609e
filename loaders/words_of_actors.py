"""Words of actors' names: short forms, words in other languages and adjectives of countries as one
word, so that spellings of one actor can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.spelling import fold

_SAME_WORDS = {
    "affairs": "affaires asuntos",
    "american": "americaine americano americana",
    "association": "assoc asociacion",
    "bank": "banque banco",
    "borders": "fronteras frontieres",
    "center": "centre centro",
    "children": "enfants ninos childrens",
    "church": "eglise iglesia kirche",
    "city": "alcaldia ayuntamiento ciudad commune comune intendencia mairie mayor municipal"
    " municipality municipio prefeitura stadt ville",
    "commission": "comm comision",
    "committee": "comite",
    "cooperation": "cooperacion",
    "council": "conseil consejo",
    "crescent": "croissant",
    "cross": "croix cruz kors kreuz",
    "department": "dept",
    "development": "dev devt developpement desarrollo",
    "doctors": "medecins medicos",
    "education": "educ educacion",
    "foreign": "etrangeres exteriores",
    "foundation": "fdn fonden fondation fundacion stichting stiftung",
    "fund": "fonds fondo",
    "government": "govt",
    "health": "sante salud",
    "international": "int internacional internationale intl internationaux",
    "migration": "migraciones migrations",
    "ministry": "min ministere ministerio",
    "national": "nacional nal natl nationale",
    "network": "reseau",
    "organization": "org organisation organizacion",
    "parliament": "parlamento parlement",
    "program": "programme programa",
    "red": "rode rotes rouge roja",
    "refugees": "refugies refugiados",
    "relief": "secours",
    "society": "soc societe sociedad",
    "university": "univ universidad universitat universite",
    "villages": "aldeas",
    "without": "sans sin",
    "women": "femmes mujeres womens",
    "world": "monde mundial mondial mundo",
    "youth": "jeunesse juventud",
}
"""A word → the short forms of it, and the words of other languages, that names of actors have."""
_FULL = {other: word for word, others in _SAME_WORDS.items() for other in others.split()}
_ADJECTIVES = {
    "AUT": "austrian autrichienne",
    "BEL": "belgian belge",
    "CAN": "canadian canadienne",
    "CHE": "swiss suisse",
    "CHN": "chinese chinoise",
    "DEU": "german allemande deutsche deutsches",
    "DNK": "danish danoise dansk",
    "ESP": "spanish espagnole espanola",
    "FIN": "finnish finlandaise",
    "FRA": "french francaise",
    "GBR": "british britannique gb uk",
    "GRC": "greek hellenic grecque",
    "IRL": "irish irlandaise",
    "ITA": "italian italienne",
    "JOR": "jordanian jordanienne",
    "LBN": "lebanese libanaise",
    "MEX": "mexican mexicaine mexicana",
    "NLD": "dutch neerlandaise",
    "NOR": "norwegian norvegienne",
    "POL": "polish polonaise",
    "PRT": "portuguese portugaise",
    "SWE": "swedish suedoise",
    "TUR": "turkish turque",
    "USA": "usa",
}
"""Adjectives that do not begin with the country's name, and what is written for it in names."""
_ENDING = re.compile(r"(?:n|an|ian|ese|i|ien|ienne|ais|aise|ano|ana|ois|oise|eno|ena|ish|na|no|ne)")
LEAST = 4
"""Letters of a country's name before the ending of an adjective."""
_OWNER = re.compile(r"(?<=\w)['’]s\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_NO_WORD = re.compile(r"[^\w]+")
_POINTS = re.compile(r"\b(?:\w\.){2,}")
_SHORTENED = re.compile(r"(\w{2,})\.(?=\s|$)")
_ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي")
"""Letters of Arabic that people write for one another."""


Word = tuple[str, str]
"""A word as one that others write for it too, a country's as its code; and as the name has it."""


def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name, in order."""
    # "U.S.A." is one word
    joined = _POINTS.sub(lambda letters: letters[0].replace(".", ""), fold(name))
    folded = _OWNER.sub("s", joined).translate(_ARABIC)
    # "Int'l" is one word, and "l'Education" two: only what makes a short form is joined
    together = _NO_WORD.sub(" ", _APOSTROPHE.sub("", folded)).split()
    apart = _NO_WORD.sub(" ", folded).split()
    plain = together if len(set(together) & set(_FULL)) > len(set(apart) & set(_FULL)) else apart
    words = list[Word]()
    place = 0
    while place < len(plain):
        pair = " ".join(plain[place : place + 2])
        code = _codes().get(pair)
        # "Saudi Arabia" before "Arabia"
        if code is not None:
            words.append((code, pair))
            place += 2
            continue
        word = plain[place]
        words.append((_code_of(word) or _FULL.get(word, word), word))
        place += 1
    return tuple(words)


def shortened_words(name: str) -> frozenset[str]:
    """The words of a name that end in a point, as short forms do: ``Norw. Church Aid``."""
    return frozenset(_SHORTENED.findall(fold(name)))


def spelled_out(
    words: Sequence[Word],
    shortened: frozenset[str],
    others: Sequence[Word],
) -> tuple[Word, ...]:
    """The words with each shortened one as the word of another name that begins with it."""
    found = []
    for word in words:
        if word[1] in shortened:
            longer = [other for other in others if other[1].startswith(word[1])]
            word = longer[0] if longer else word
        found.append(word)
    return tuple(found)


def is_country(word: str) -> bool:
    """Whether a word of ``words_of`` is the code of a country."""
    return word.isupper()


@cache
def _code_of(word: str) -> str | None:
    """The code of the country that a word or an adjective names."""
    codes = _codes()
    if word in codes:
        return codes[word]
    # "Colombian" and "colombiana": the longest name first, as Niger is in Nigerian
    for length in range(len(word), LEAST - 1, -1):
        code = codes.get(word[:length])
        if code is not None and _ENDING.fullmatch(word[length:]):
            return code
    return None


@cache
def _codes() -> dict[str, str]:
    """The code of each name of one or two words, and of each adjective, folded; no codes."""
    found = {}
    for country in countries().values():
        for name in (country.name, country.name_fr, *country.names):
            key = " ".join(_NO_WORD.sub(" ", fold(name)).split())
            if len(key) >= LEAST and key.count(" ") <= 1:
                found[key] = country.iso3
    for code, adjectives in _ADJECTIVES.items():
        for adjective in adjectives.split():
            found[adjective] = code
    return found
