"""E-mail addresses and telephone numbers: which texts are some, and which only look so."""

import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pledgegraph.errors import Problem, Where
from pledgegraph.personal.addresses import (
    MAY_BE_EMAIL,
    MAY_BE_FIGURES,
    MAY_BE_NUMBER,
    without_addresses,
)

SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "sample" / "sources"

EMAILS = {
    "jane@x.org": "",
    "Jane <jane.doe+grf@sub.unhcr.org>": "Jane",
    "Jane Doe (jane@x.org), Geneva": "Jane Doe, Geneva",
    "mailto:jane@x.org?subject=Hi": "",
    "jane (at) unhcr (dot) org": "",
    "jane [at] unhcr.org": "",
    "jane at unhcr dot org": "",
    "jane.doe(at)unhcr(point)org": "",
    "用户@例子.公司": "",
    "संपर्क@डाटामेल.भारत": "",
    "müller@bücher.example": "",
    "jane@xn--bcher-kva.example": "",
    "jane\uff20x\uff0eorg": "",
    "jane\u200b@x.org": "",
    "jane @ x.org": "",
    '"jane doe"@x.org': "",
    "joe@[10.0.0.1]": "",
    "jane%40x.org": "",
    "o'neil@x.co.uk.": ".",
    "'jane@x.org'": "''",
    "x@y.museum, z@w.info": "",
    "https://example.org/?mail=jane@x.org&b=1": "https://example.org/?mail=&b=1",
    "https://jane:secret@x.org/path": "https://x.org/path",
    "Ask jane@x.org for it": "Ask for it",
    "jane@\nunhcr.org": "\n",
    "jane  @\tunhcr.org": "",
    "jane\n@unhcr.org": "\n",
    "jane (at)\n\n unhcr.org": "\n\n",
    "jane@unhcr[.]org": "",
    "jane@unhcr .org": "",
    "jane @ unhcr dot org": "",
    "jane_at_unhcr.org": "",
    "jane -at- unhcr.org": "",
    "jane@@unhcr.org": "",
    "jane&#64;unhcr.org": "",
    "jane&#064;unhcr.org": "",
    "jane&#x40;unhcr.org": "",
    "jane\\@unhcr.org": "",
    "jane@unhcr.zip": "",
    "one\njane@x.org\nthree": "one\n\nthree",
}
TELEPHONES = {
    "+41 22 739 8111": "",
    "(+254) 20-123 4567": "",
    "0041227398111": "",
    "0041 22 739 81 11": "",
    "00 41 22 739 81 11": "",
    "tel: 022 739 81 11": "",
    "Tel. 022 739 81 11": "",
    "phone 0712 345 678": "",
    "+251911234567": "",
    "+1 (202) 555-0143 ext. 12": "",
    "+41 22 739 8111 x12": "",
    "+41 (0)22 739 81 11": "",
    "Call Jane Doe +254 700 000 001": "Call Jane Doe",
    "Call Jane 0712 345 678": "Call Jane",
    "Tél. : 01 42 76 40 40": "",
    "téléphone : 06.12.34.56.78": "",
    "phone: 555-123-4567": "",
    "Tel 212 555 0123": "",
    "tel 254 700 000 123": "",
    "Tel: 555 123 456": "",
    "Phone no. 7398111": "",
    "WhatsApp 0712345678": "",
    "022 739 81 11": "",
    "+41.22.739.81.11": "",
    "tel:+41227398111": "",
    "https://wa.me/254700000001": "https://",
    "\uff0b251 911 234 567": "",
    "+٢٥١٩١١٢٣٤٥٦٧": "",
    "+254\u00a0700\u00a0000\u00a0001": "",
    "phone 0712\u2011345\u2011678": "",
    "+99 123 456 789 00": "",
    "+41 22 739 8111 2023-12-11": "2023-12-11",
    "Desk +41\t22\t739\t8111": "Desk",
    "Desk +41 22  739    8111": "Desk",
    "Desk +41 22 739\n81 11": "Desk \n",
    "Desk 0712\n345 678": "Desk \n",
    "+41_22_739_8111": "",
    "GSM 0712345678": "",
    "Ph: 0712 345678": "",
    "Handy: 0171 2345678": "",
    "telf. 7398111": "",
    "Phone no. 0041227398111": "",
    "+41 22 739 8111, +41 22 739 8112": "",
}
NEITHER = """2019-2023
+46 700 000 000 USD
+46 700 000 000
increase of +33 600 000 000 XAF
USD +46 700 100 200
+46 700 100 200 people
grant no 0041227398111
id 0800 123 456
Ref. 0712 345 678
data are available at unhcr.org
look at data.unhcr.org or www.unhcr.org
+25 000 000 people
+1 000 000 000 USD
+ 2 500 000
+25000000
+1,250,000
+12 345 678
+5 %
USD 12 345 678
12 345 678 910 1112
GRF 00350; GRF-00351
2023-12-11
11.12.2023 - 15.12.2023
01 02 03 04 05
001 002 003 004
10 +20 +30 -40 50 60 70
2019+2021+2023
46.2276, 6.1301
+46.2276123, +6.1301234
+46.2276+6.1301/
+1.2345678 -36.8219460
+1.2921; +36.8219, 1 795 m
UTC+03:00
https://www.google.com/maps/@46.2276,6.1301,15z
https://medium.com/@unhcr/story-0041227398111
https://www.flickr.com/photos/12345678@N05/sets
https://mastodon.social/@user@other.social
https://cdn.jsdelivr.net/npm/vis@9.1.2/dist/vis.min.js
https://x.org/file@2x.png
https://example.org/0041227398111?x=+41227398111
https://data.unhcr.org/en/documents/details/0123456789
001234567890
0012345678
100000000000
254700000001
-5
0.25
10.1234/abc.2023.0041227
ISBN 978-92-1-100000-1
ORCID 0000-0002-1825-0097
budget line 0010-0020-0030
ETH 0001 0002 0003
A/RES/73/12 (Part II)
SDG 4.1 2030
Phase 2 (2024-2026) 12 500 000
Call for proposals 2023-2025
call 1 800 000
text 01.02.2023
contact 2023-12-11 and 2024-01-01
Mobile clinics for 1 200 000 people
phone banking for 1 000 000 refugees
phone 2019 2020 2021
Telephone lines for 12 000 000 people
Mobile phones 250 000 000 in 2025
Tel Aviv 2019-2023
Hotel 022 rooms
5 schools @ USD 500.00
3.5 million @ 2.5 per cent
We answered at length dot by dot
@unhcr
E-mail campaigns""".splitlines()


@pytest.mark.parametrize(("text", "left"), EMAILS.items(), ids=repr)
def test_an_e_mail_address_is_taken_out(text: str, left: str) -> None:
    cleaned = without_addresses(text)
    assert cleaned.text == left
    assert cleaned.emails and not cleaned.telephones


@pytest.mark.parametrize(("text", "left"), TELEPHONES.items(), ids=repr)
def test_a_telephone_number_is_taken_out(text: str, left: str) -> None:
    cleaned = without_addresses(text)
    assert cleaned.text == left
    assert cleaned.telephones and not cleaned.emails


@pytest.mark.parametrize("text", NEITHER)
def test_what_only_looks_so_stays(text: str) -> None:
    assert without_addresses(text).text == text


def test_a_number_in_national_form_is_one_beside_an_address() -> None:
    assert without_addresses("Jane Doe, 0712345678").text == "Jane Doe, 0712345678"
    assert without_addresses("Jane Doe, jane@x.org, 0712345678").text == "Jane Doe"


def test_figures_alone_are_a_number_for_a_name_and_none_for_an_identifier() -> None:
    assert str(without_addresses("0712345678", is_name=True)) == "a telephone number"
    assert str(without_addresses("0041227398111", is_identifier=True)) == ""
    assert str(without_addresses("+41 22 739 8111", is_identifier=True)) == "a telephone number"


def test_how_many_of_each_are_told() -> None:
    reported = str(without_addresses("a@x.org, b@x.org and +41 22 739 8111"))
    assert reported == "2 e-mail addresses and a telephone number"


def test_the_sample_loses_nothing() -> None:
    for path in SAMPLE.iterdir():
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        cells = {cell for row in csv.reader(io.StringIO(data.decode("utf-8"))) for cell in row}
        assert [cell for cell in cells if without_addresses(cell).text != cell] == []


@given(st.text(alphabet="ab1 0+@.-(){}<>:;/\n\t\u00a0\u200b\uff20é用", max_size=60))
def test_lines_and_all_other_characters_stay(text: str) -> None:
    cleaned = without_addresses(text)
    assert cleaned.text.count("\n") == text.count("\n")
    left = iter(text)
    assert all(character in left for character in cleaned.text)
    assert str(cleaned) or cleaned.text == text


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "a@",
        " a.a.a.a.a.a.a.a.a",
        "1 ",
        "+1 ",
        "call ",
        " ",
        "(",
        "://a",
        "a at b dot ",
        "x@x.",
    ],
)
def test_a_long_cell_takes_no_long_time(part: str) -> None:
    text = part * (60_000 // len(part)) + "@1234567"
    assert (
        without_addresses(text).text.count("\n") == 0
    )  # it ends: a pattern that goes back and forth would not


def test_a_problem_never_quotes_an_address() -> None:
    where = Where("jane@x.org.csv", "joe@x.org", 3, "Call +254 700 000 001")
    problem = Problem(
        "V002", "error", where, "'boss@x.org' is neither yes nor no", "Did you mean 'a@x.org'?"
    )
    assert "x.org" not in str(problem) and "700" not in str(problem)
    assert "is neither yes nor no" in problem.found and problem.where.line == 3


@settings(deadline=None)
@given(st.text(alphabet="ab1 0+@.-(){}telTEL;/\n\u00a0\uff10\uff20é用", max_size=60))
@example("TEL 1111111")
def test_arrow_passes_over_no_text_that_has_an_address(text: str) -> None:
    texts = pa.array([text])
    email, figures, number = (
        pc.match_substring_regex(texts, pattern)[0].as_py()
        for pattern in (MAY_BE_EMAIL, MAY_BE_FIGURES, MAY_BE_NUMBER)
    )
    cleaned = without_addresses(text)
    assert email or not cleaned.emails
    assert (figures and (number or email)) or not cleaned.telephones
