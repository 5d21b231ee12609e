"""Rows of blank texts at the end of a sheet, as a format of a whole column leaves them."""

from pledgegraph.loaders.files.blank_ends import FEW, blank_texts_in, without_blank_end

TOP = b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
END = b"</sheetData><mergeCells/>"
TEXTS = b'<sst xmlns="x"><si><t>T1</t></si><si><t> </t></si><si><r><t>\xc2\xa0</t></r></si></sst>'
BLANKS = (
    b'<row r="%d"><c r="A1" t="s"><v>1</v></c></row>',
    b'<row r="%d"><c r="A1" t="s" s="2"><v>2</v></c><c r="B1" s="2"/></row>',
    b'<row r="%d"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>',
)
CONTENT = (
    b'<row r="9"><c r="A9"><v>5</v></c></row>',
    b'<row r="9"><c r="A9" t="s"><v>0</v></c></row>',
    b'<row r="9"><c r="A9" t="e"><v>#N/A</v></c></row>',
    b'<row r="9"><c r="A9" t="str"><f>A1</f><v> </v></c></row>',
    b'<row r="9"><c r="A9" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
)


def cut(rows: bytes) -> bytes:
    return without_blank_end(TOP + rows + END, lambda: blank_texts_in(TEXTS))


def test_many_blank_rows_at_the_end_are_cut_off() -> None:
    for blank in BLANKS:
        many = b"".join(blank % row for row in range(10, 11 + FEW))
        assert cut(many) == TOP + END
        for content in CONTENT:
            assert cut(content + many) == TOP + content + END
            # Blank rows that another one follows stay, as they count
            assert cut(many + content) == TOP + many + content + END
        assert cut(many[: many.rindex(b"<row")]) == TOP + many[: many.rindex(b"<row")] + END
