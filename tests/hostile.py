"""Makes inputs that attack a reader: `python tests/hostile.py FOLDER` writes them all, the same bytes every time.

Each case is named for what it does. The engines that some of them hang, crash or starve are noted beside them; the
program must turn every one into an output or into one problem, in bounded time and memory.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Maker = Callable[[], bytes]

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LINE = b"BT /F1 10 Tf 50 %d Td (Revenue 1,234 2,345) Tj ET\n"


def pdf(objects: Mapping[int, bytes], root: int = 1, more: bytes = b"") -> bytes:
    """A PDF of numbered objects with a true cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer <</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, more, start))


def stream(data: bytes, more: bytes = b"", length: bytes | None = None) -> bytes:
    return b"<</Length %s%s>>stream\n" % (length or b"%d" % len(data), more) + data + b"\nendstream"


def page(content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None, box: bytes = b"0 0 595 842") -> bytes:
    """One page: object 4 is its content (a stream object), 5 its font; `more` adds objects."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>" % (box, resources),
            4: content,
            5: FONT,
            **(more or {}),
        }
    )


def drawn(content: bytes, **others: bytes) -> bytes:
    return page(stream(content), **others)


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]")


def zeros(size: int, fill: bytes = b" ") -> bytes:
    """`size` bytes packed, made without holding them."""
    packer = zlib.compressobj(9)
    chunk = fill * ((1 << 20) // len(fill))
    return b"".join([*(packer.compress(chunk) for _ in range(size >> 20)), packer.flush()])


def forms(count: int, uses: Callable[[int], bytes]) -> dict[int, bytes]:
    """Form XObjects 10, 11, …; `uses(i)` is the content of the i-th."""
    names = b"".join(b"/X%d %d 0 R" % (i, 10 + i) for i in range(count))
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>/Font<</F1 5 0 R>>>>" % names
    return {10 + i: stream(uses(i), kind) for i in range(count)}


def tree(kids: Mapping[int, bytes]) -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **kids})


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(count))
    pages = {10 + i: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>" for i in range(count)}
    return tree({2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), **pages})


def cmap(pairs: bytes) -> dict[int, bytes]:
    body = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange " + pairs + b" endcmap"
    return {5: FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(body)}


def shown(*lines: bytes) -> bytes:
    return b"".join(b"BT /F1 10 Tf 50 %d Td (%s) Tj ET\n" % (800 - 14 * i, line) for i, line in enumerate(lines))


GOOD = drawn(b"".join(LINE % (800 - 14 * i) for i in range(40)))
ONE_X = b"/XObject<</X0 10 0 R>>"

PDFS: dict[str, Maker] = {
    # structure
    "len_loop": lambda: page(stream(b"BT ET", length=b"4 0 R")),  # hangs pdfminer
    "len_lies_long": lambda: page(stream(b"BT ET", length=b"999999999")),
    "len_negative": lambda: page(stream(b"BT ET", length=b"-5")),
    "pages_loop": lambda: tree({2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}),  # hangs pdf_oxide
    "pages_ring": lambda: tree({2: b"<</Type/Pages/Kids[3 0 R]/Count 9>>", 3: b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>"}),
    "pages_parent_self": lambda: tree({2: b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>", 3: b"<</Type/Page/Parent 3 0 R>>"}),
    "pages_count_lies": lambda: tree({2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", 3: b"<</Type/Page/Parent 2 0 R>>"}),
    "pages_negative": lambda: tree({2: b"<</Type/Pages/Kids[]/Count -7>>"}),
    "pages_none": lambda: tree({2: b"<</Type/Pages/Kids[]/Count 0>>"}),
    "pages_100000": lambda: many_pages(100_000),
    "pages_nested": lambda: tree(
        {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(2, 5000)} | {5000: b"<</Type/Page>>"}
    ),
    "deep_arrays": lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R/X %s>>" % (b"[" * 200_000 + b"]" * 200_000), 2: b"<<>>"}),
    "deep_dicts": lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R/X " + b"<</A" * 100_000 + b" 1" + b">>" * 100_000 + b">>", 2: b"<<>>"}),
    "xref_far": lambda: GOOD.replace(b"startxref\n", b"startxref\n99999999"),
    "xref_zero": lambda: b"%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
    "xref_prev_loop": lambda: GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % GOOD.rindex(b"xref\n0")),
    "xref_wrong": lambda: GOOD.replace(b" 00000 n", b" 00000 f"),
    "xref_billion": lambda: GOOD.replace(b"xref\n0 6", b"xref\n0 999999999"),
    "root_missing": lambda: GOOD.replace(b"/Root 1 0 R", b""),
    "root_is_page": lambda: GOOD.replace(b"/Root 1 0 R", b"/Root 3 0 R"),
    "objects_garbled": lambda: GOOD.replace(b"endobj", b"xxxxxx"),
    "noise_inside": lambda: GOOD[:400] + bytes(range(256)) * 8 + GOOD[400:],
    "cut": lambda: GOOD[: len(GOOD) // 2],
    "only_header": lambda: b"%PDF-1.7\n%%EOF\n",
    "object_stream_self": lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: stream(b"2 0", b"/Type/ObjStm/N 1/First 3/Extends 2 0 R")}),
    # content
    "form_recursion": lambda: drawn(b"/X0 Do", resources=ONE_X, more=forms(1, lambda i: b"/X0 Do /X0 Do")),  # type: ignore[arg-type]
    "form_ring": lambda: drawn(b"/X0 Do", resources=ONE_X, more=forms(3, lambda i: b"/X%d Do" % ((i + 1) % 3))),  # type: ignore[arg-type]
    "form_billion_laughs": lambda: drawn(  # aborts PDFium, hangs pdfminer
        b"/X0 Do", resources=ONE_X, more=forms(12, lambda i: b"/X%d Do " % (i + 1) * 10 if i < 11 else shown(b"ha"))  # type: ignore[arg-type]
    ),
    "bomb_flate": lambda: page(stream(zeros(1 << 30), b"/Filter/FlateDecode")),
    "bomb_nested": lambda: page(stream(zlib.compress(zeros(1 << 30), 9), b"/Filter[/FlateDecode/FlateDecode]")),
    "bomb_text_ops": lambda: page(stream(zeros(128 << 20, b"BT /F1 9 Tf (1) Tj ET \n")[:], b"/Filter/FlateDecode")),
    "bomb_lines": lambda: page(stream(zeros(64 << 20, b"0 0 m 9 9 l S  \n"), b"/Filter/FlateDecode")),
    "bomb_ascii_hex": lambda: page(stream(b"<" * 3_000_000, b"/Filter[/ASCIIHexDecode/ASCII85Decode/RunLengthDecode]")),
    "filters_100": lambda: page(stream(b"x", b"/Filter[" + b"/FlateDecode" * 100 + b"]")),
    "filter_unknown": lambda: page(stream(b"x", b"/Filter/NoSuchDecode")),
    "image_huge": lambda: drawn(
        b"9 0 0 9 0 0 cm /X0 Do", resources=ONE_X,
        more={10: stream(b"", b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB")},  # type: ignore[arg-type]
    ),
    "lines_200000": lambda: page(packed(b"".join(b"%d 0 m %d 800 l S\n" % (i % 600, i % 599) for i in range(200_000)))),
    "glyphs_100000": lambda: page(
        packed(b"".join(b"BT /F1 2 Tf %d %d Td (1) Tj ET\n" % (i % 300 * 2, i // 300 * 2) for i in range(100_000)))
    ),
    "rects_white_text": lambda: page(
        packed(b"".join(b"0 g %d 0 5 842 re f\n" % (i % 590) for i in range(15_000)) + b"1 g " + shown(*[b"white 1,234"] * 50))
    ),
    "one_row_20000_words": lambda: drawn(b"".join(b"BT /F1 1 Tf %d.%d 400 Td (7) Tj ET\n" % (i // 34, i % 34) for i in range(20_000))),
    "states_unbalanced": lambda: drawn(b"q " * 300_000 + shown(b"1,234") + b"Q " * 100_000),
    "brackets_deep": lambda: drawn(b"BT /F1 9 Tf " + b"[" * 100_000 + b"(1)" + b"]" * 100_000 + b" TJ ET"),
    "coordinates_huge": lambda: drawn(b"BT /F1 10 Tf 1e38 -1e38 Td (9) Tj ET 1e30 1e30 m -1e30 -1e30 l S 0 0 1e37 1e37 re f" + LINE % 700),
    "coordinates_nan": lambda: drawn(b"nan inf m 1 1 l S BT /F1 999999999999 Tf 1e999 0 0 1e999 0 0 Tm (9) Tj ET"),
    "box_huge": lambda: drawn(LINE % 700, box=b"-1e9 -1e9 1e9 1e9"),
    "box_empty": lambda: drawn(LINE % 700, box=b"0 0 0 0"),
    "box_turned": lambda: drawn(LINE % 700, box=b"595 842 0 0"),
    "font_missing": lambda: drawn((LINE % 700).replace(b"F1", b"F9")),
    "font_garbage": lambda: drawn(
        LINE % 700, more={5: FONT[:-2] + b"/FontDescriptor<</FontFile2 6 0 R>>>>", 6: stream(b"\0\1\0\0" + b"\xff" * 5000)}  # type: ignore[arg-type]
    ),
    "font_loop": lambda: drawn(LINE % 700, more={5: b"<</Type/Font/Subtype/Type0/BaseFont/A/DescendantFonts[5 0 R]>>"}),  # type: ignore[arg-type]
    "type3_recursion": lambda: drawn(
        LINE % 700,
        more={  # type: ignore[arg-type]
            5: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 49/LastChar 49"
            b"/Widths[1]/Encoding<</Differences[49/a]>>/Resources<</Font<</F1 5 0 R>>>>>>",
            6: stream(b"1 0 d0 BT /F1 1 Tf (1) Tj ET"),
        },
    ),
    "tounicode_lies": lambda: drawn(shown(b"1234"), more=cmap(b"1 beginbfrange <31> <39> <0041> endbfrange")),  # type: ignore[arg-type]
    "tounicode_controls": lambda: drawn(shown(b"1234"), more=cmap(b"1 beginbfrange <31> <39> <0000> endbfrange")),  # type: ignore[arg-type]
    "tounicode_surrogates": lambda: drawn(shown(b"1234"), more=cmap(b"1 beginbfrange <31> <39> <d800> endbfrange")),  # type: ignore[arg-type]
    "tounicode_turned": lambda: drawn(shown(b"1234"), more=cmap(b"1 beginbfrange <31> <39> <202e> endbfrange")),  # type: ignore[arg-type]
    # what a viewer would run, open or fetch
    "javascript": lambda: GOOD.replace(b"/Type/Catalog", b"/OpenAction<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/'))>>/Type/Catalog"),
    "launch": lambda: GOOD.replace(b"/Type/Catalog", b"/OpenAction<</S/Launch/F(/bin/sh)>>/Type/Catalog"),
    "file_inside": lambda: pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(../../evil.sh) 6 0 R]>>>>>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            6: b"<</Type/Filespec/F(../../evil.sh)/EF<</F 7 0 R>>>>", 7: stream(b"#!/bin/sh\n"),
        }
    ),
    "stream_outside": lambda: page(stream(b"", b"/F(/etc/passwd)/FFilter/FlateDecode")),
    "uri_action": lambda: GOOD.replace(b"/Type/Page/", b"/AA<</O<</S/URI/URI(http://127.0.0.1:9/)>>>>/Type/Page/"),
    "encrypted_odd": lambda: GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(x)/U(y)/P -1/Length 256>>"),
    "formula_text": lambda: drawn(
        shown(b"=HYPERLINK\\(\"http://127.0.0.1\"\\) 1,234", b"@SUM\\(1\\) 12.5%", b"<script>alert\\(1\\)</script> 3,456")
    ),
}  # fmt: skip

FORMULA = '=HYPERLINK("http://127.0.0.1:9/"&A1)'
TABLE = f"| 项目 | 2024A |\n|---|---|\n| {FORMULA} | 1,234 |\n| @SUM(1) | 12.5% |\n| +cmd\\|' /C calc'!A0 | -5 |\n| \t=1+1 | 7 |\n"

TEXTS: dict[str, Maker] = {
    "formulas.md": lambda: f"# {FORMULA}\n\n{FORMULA}公司营业收入12.3亿元。\n\n{TABLE}".encode(),
    "script.html": lambda: (
        b"<html><script>fetch('http://127.0.0.1:9/')</script><img src=http://127.0.0.1:9/a.png>"
        b"<iframe src=file:///etc/passwd></iframe><table><tr><td>2024<td><b onclick=x>1,234</b></table>"
    ),
    "entities.html": lambda: (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><table><tr><td>&b;&#x110000;'
        b"&#xd800;&#0;</table>"
    ),
    "colspan.html": lambda: b"<table><tr><td colspan=1000000000>a<td rowspan=1000000000>1<tr><td>2</table>",
    "colspan_many.html": lambda: b"<table>" + b"<tr>" + b"<td colspan=1000 rowspan=1000>1" * 200 + b"</table>",
    "tables_nested.html": lambda: b"<table><tr><td>" * 20_000 + b"1",
    "tags_open.html": lambda: b"<table><tr>" + b"<td><div><b>" * 50_000,
    "comment_open.html": lambda: b"<!--" * 200_000 + b"<table>",
    "attributes.html": lambda: b"<table " + b"a=1 " * 200_000 + b"><tr><td>1",
    "columns_20000.md": lambda: b"|" + b"1|" * 20_000 + b"\n|" + b"-|" * 20_000 + b"\n|" + b"2|" * 20_000 + b"\n",
    "rows_50000.md": lambda: b"|a|2024A|\n|-|-|\n" + b"|b|1,234|\n" * 50_000,
    "digits.txt": lambda: b"9" * 1_000_000 + b"\xe4\xba\xbf",
    "commas.txt": lambda: b"1," * 300_000 + b"\n" + b"1.1." * 100_000,
    "brackets.txt": lambda: "（".encode() * 100_000 + b"(" * 100_000 + b"1%" + b")" * 100_000,
    "numerals.txt": lambda: ("一百二十三万" * 30_000 + "元").encode(),
    "slashes.txt": lambda: ("分别为" + "1.2/" * 50_000 + "3亿元").encode(),
    "years.txt": lambda: ("2024-2025-" * 30_000 + "年2024Q" * 30_000).encode(),
    "percents.txt": lambda: ("同比增长" + "%" * 100_000 + "+-" * 100_000 + "10%").encode(),
    "sentence.txt": lambda: ("公司2024年营业收入12.3亿元，同比增长10%，" * 8_000).encode(),
    "spaces.txt": lambda: b"1" + b" " * 1_000_000 + b"2\n" + b"\t" * 500_000,
    "nulls.txt": lambda: b"\0" * 500_000,
    "marks.txt": lambda: ("12" + "\u0301" * 300_000 + "亿元").encode(),
    "turned.txt": lambda: "营业收入\u202e12.3\u202c亿元\u2066\u2067\ufeff\u200b".encode() * 100,
    "not_utf8.txt": lambda: bytes(range(128, 256)) * 4_000,
    "lines.txt": lambda: b"\r\n" * 500_000,
}

OTHERS: dict[str, Maker] = {
    "empty.pdf": lambda: b"",
    "empty.md": lambda: b"",
    "png.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "html.pdf": lambda: b"<html><body>Not found</body></html>",
    "zip.md": lambda: b"PK\x03\x04" + bytes(2000),
    "=cmd.md": lambda: "# 标题\n\n公司2024年营业收入12.3亿元。\n".encode(),
    "@SUM(1).md": lambda: "# 标题\n\n公司2024年营业收入12.3亿元。\n".encode(),
    "new\nline\x1b[31m.md": lambda: "公司2024年营业收入12.3亿元。\n".encode(),
    "-o.md": lambda: "公司2024年营业收入12.3亿元。\n".encode(),
    "run.md": lambda: "公司2024年营业收入12.3亿元。\n".encode(),
    "facts.md": lambda: "公司2024年营业收入12.3亿元。\n".encode(),
    "up\\..\\..\\x.md": lambda: "公司2024年营业收入12.3亿元。\n".encode(),
}


def files() -> Iterator[tuple[str, Maker]]:
    yield from ((f"{name}.pdf", make) for name, make in PDFS.items())
    yield from TEXTS.items()
    yield from OTHERS.items()


def write(folder: Path) -> list[str]:
    """Write every case into `folder`, and links and pipes besides; the names, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, make in files():
        (folder / name).write_bytes(make())
        names.append(name)
    os.mkfifo(folder / "pipe.pdf")
    (folder / "endless.pdf").symlink_to("/dev/zero")
    (folder / "self.pdf").symlink_to(folder / "self.pdf")
    (folder / "gone.pdf").symlink_to(folder / "nothing.pdf")
    (folder / "up").symlink_to(folder)
    names += ["pipe.pdf", "endless.pdf", "self.pdf", "gone.pdf"]
    (folder / os.fsdecode(b"bytes\xff\xfe.md")).write_bytes("公司2024年营业收入12.3亿元。\n".encode())
    return [*names, os.fsdecode(b"bytes\xff\xfe.md")]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
