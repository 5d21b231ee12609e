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
    "action": "accion",
    "affairs": "affaires asuntos",
    "against": "contre contra",
    "agency": "agence agencia",
    "agriculture": "agricultura",
    "aid": "aide ayuda hilfe",
    "alliance": "alianza",
    "american": "americaine americano americana",
    "assistance": "asistencia",
    "association": "assoc asociacion",
    "authority": "autorite autoridad",
    "bank": "banque banco",
    "borders": "fronteras frontieres",
    "campaign": "campagne campana",
    "catholic": "catholique catolica catolico",
    "center": "centre centro",
    "chamber": "chambre camara",
    "children": "enfants ninos childrens child enfance ninez kinder",
    "church": "eglise iglesia kirche",
    "city": "alcaldia ayuntamiento ciudad commune comune intendencia mairie mayor municipal"
    " municipality municipio prefeitura stadt ville",
    "commerce": "comercio",
    "commission": "comm comision commissariat comisariado",
    "committee": "comite komitee",
    "community": "communaute comunidad",
    "cooperation": "cooperacion coop zusammenarbeit",
    "council": "conseil consejo",
    "crescent": "croissant",
    "cross": "croix cruz kors kreuz kruis",
    "culture": "cultura",
    "department": "dept",
    "development": "dev devt developpement desarrollo desenvolvimento entwicklung",
    "doctors": "medecins medicos",
    "economic": "economique economica economico",
    "education": "educ educacion enseignement educacao bildung",
    "emergency": "urgence emergencia",
    "employment": "emploi empleo",
    "environment": "environnement ambiente",
    "families": "familles familias",
    "family": "familia famille",
    "federation": "federacion",
    "finance": "finances finanzas hacienda",
    "food": "alimentaire alimentos",
    "foreign": "etrangeres exteriores",
    "forum": "foro",
    "foundation": "fdn fonden fondation fundacion stichting stiftung fundacao",
    "fund": "fonds fondo",
    "girls": "filles ninas",
    "government": "govt gouvernement gobierno governo",
    "group": "groupe grupo",
    "health": "sante salud saude gesundheit",
    "high": "haut alto",
    "home": "hogar",
    "hope": "espoir esperanza",
    "house": "maison casa",
    "human": "humain humains humanos humaine",
    "humanitarian": "humanitaire humanitario humanitaria",
    "hunger": "faim hambre",
    "innovation": "innovacion",
    "institute": "institut instituto",
    "integration": "integracion",
    "interior": "interieur",
    "international": "int internacional internationale intl internationaux internationales"
    " internacionales",
    "islamic": "islamique islamica islamico",
    "jesuit": "jesuite jesuitas jesuita",
    "justice": "justicia",
    "labour": "labor travail trabajo",
    "learning": "apprentissage aprendizaje",
    "legal": "juridique juridica",
    "lutheran": "lutherienne luterana",
    "media": "medios",
    "migration": "migraciones migrations",
    "ministry": "min ministere ministerio ministerium",
    "mission": "mision",
    "national": "nacional nal natl nationale nationaux",
    "network": "reseau",
    "office": "bureau oficina",
    "organization": "org organisation organizacion",
    "parliament": "parlamento parlement",
    "peace": "paix paz",
    "planning": "planification planificacion",
    "platform": "plateforme plataforma",
    "president": "presidence presidency presidencia",
    "program": "programme programa",
    "protection": "proteccion",
    "public": "publique publica publico",
    "reception": "accueil acogida",
    "red": "rode rotes rouge roja rodes",
    "refugees": "refugies refugiados refugee refugie refugiado vluchtelingen fluchtlinge"
    " fluchtlingen",
    "regional": "regionale",
    "relief": "secours",
    "republic": "republique republica",
    "rights": "droits derechos",
    "rural": "rurale",
    "school": "ecole escuela",
    "schools": "ecoles escuelas",
    "science": "sciences ciencia",
    "secretariat": "secretaria",
    "security": "securite seguridad",
    "service": "services servicio servicios",
    "social": "sociale sociales",
    "society": "soc societe sociedad",
    "solidarity": "solidarite solidaridad",
    "sport": "sports deporte",
    "statistics": "statistique statistiques estadistica estadisticas",
    "state": "etat estado",
    "students": "etudiants estudiantes",
    "support": "soutien apoyo",
    "teachers": "enseignants maestros",
    "technology": "technologies technologie tecnologia",
    "training": "formation formacion",
    "university": "univ universidad universitat universite",
    "villages": "aldeas",
    "water": "eau agua",
    "welfare": "prevision bienestar",
    "without": "sans sin",
    "women": "femmes mujeres womens woman",
    "workers": "travailleurs trabajadores",
    "world": "monde mundial mondial mondiale mundo",
    "youth": "jeunesse juventud",
}
"""A word → the short forms of it, and the words of other languages, that names of actors have."""
_FULL = {other: word for word, others in _SAME_WORDS.items() for other in others.split()}
_ADJECTIVES = {
    "AFG": "afghan afghane",
    "AUT": "austrian autrichienne osterreichisches",
    "BEL": "belgian belge belga",
    "CAN": "canadian canadienne canadien canadiense",
    "CHE": "swiss suisse suizo suiza schweizer schweizerisches",
    "CHN": "chinese chinoise",
    "CIV": "ivorian ivoirien ivoirienne",
    "DEU": "german allemande deutsche deutsches allemand aleman alemana",
    "DNK": "danish danoise dansk danois danes danesa",
    "ESP": "spanish espagnole espanola espagnol espanol",
    "FIN": "finnish finlandaise finlandais finlandes finnisch suomen",
    "FRA": "french francaise francais frances francesa",
    "GBR": "british britannique gb uk britanico britanica",
    "GRC": "greek hellenic grecque grec griego",
    "IRL": "irish irlandaise irlandais irlandes",
    "ITA": "italian italienne italien italiano italiana",
    "JOR": "jordanian jordanienne",
    "JPN": "japonais japonaise japones",
    "LBN": "lebanese libanaise",
    "MEX": "mexican mexicaine mexicana mexicain mexicano",
    "MMR": "burmese",
    "NLD": "dutch nederlandse nederlands neerlandaise neerlandais neerlandes holandes",
    "NOR": "norwegian norvegienne norvegien noruego noruega norske norsk",
    "PHL": "filipino filipina philippine",
    "POL": "polish polonaise polonais polaco",
    "PRT": "portuguese portugaise portugais portugues",
    "SOM": "somali somalie somalien somalienne",
    "SWE": "swedish suedoise suedois sueco sueca svenska",
    "SYR": "syrien syrienne",
    "THA": "thai",
    "TUR": "turkish turque turc turco",
    "UGA": "ougandais ougandaise",
    "USA": "usa",
}
"""Adjectives that do not begin with the country's name, and what is written for it in names."""
_REGIONS = {
    "AFRICA": "africa african africaine africain africano africana afrique",
    "ASIA": "asia asian asiatique asiatico asie",
    "EUROPE": "europe european europeen europeenne europeo europea",
}
"""Parts of the world: names that differ in them are two, as with countries."""
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
        words.append((_code_of(word) or _known_word(word), word))
        place += 1
    return tuple(words)


def _known_word(word: str) -> str:
    """The word that others write for one, in the singular or in the plural."""
    for form in (word, f"{word}s", word.removesuffix("s")):
        if form in _FULL:
            return _FULL[form]
    return word


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
    for region, names in _REGIONS.items():
        for name in names.split():
            found[name] = region
    return found
