"""Currencies as people write them."""

from babel.numbers import list_currencies

from pledgegraph.loaders.kinds.currencies import CODES, currencies_named


def test_codes_are_those_of_the_standard() -> None:
    assert CODES <= set(list_currencies())


def test_words_beside_figures() -> None:
    assert currencies_named("US$") == {"USD"}
    assert currencies_named("US dollars (USD)") == {"USD"}
    assert currencies_named("USD $") == {"USD"}
    assert currencies_named("kr.") == {"DKK", "ISK", "NOK", "SEK"}
    # Words in capitals, and what is no money
    for text in ("ALL", "TOP", "PAX", "all", "try", "EUR (USD)"):
        assert currencies_named(text) == frozenset()
