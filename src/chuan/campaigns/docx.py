# SPDX-License-Identifier: Apache-2.0
"""The report as a .docx: WordprocessingML written out, laid out as decree 30/2020 asks (A4, Times New Roman 13/14)."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
#: twentieths of a point: A4 upright with 20/15/20/30 mm, and lying
_UPRIGHT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/></w:sectPr>'
_LYING = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1134"/></w:sectPr>'
)
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_STAMP = (2026, 1, 1, 0, 0, 0)  # the same report gives the same file


def written(data: dict[str, Any]) -> bytes:
    """The file of a report; `data` as the typst template takes it."""
    body = [*_head(data), *_text(data), _section(_UPRIGHT), _line("Phụ lục", bold=True, align="center", size=28)]
    for one in data["tables"]:
        body += [_line(one["title"], bold=True), _table([one["heads"], *one["rows"], one["total"]])]
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{"".join(body)}{_LYING}</w:body></w:document>'
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", document)):
            file.writestr(zipfile.ZipInfo(name, _STAMP), text.encode(), zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _head(data: dict[str, Any]) -> list[str]:
    year = data["day"][:4]
    place = f"{data['place']}, " if data["place"] else ""
    left = [_line(data["superior"], align="center", size=24), _line(data["organisation"].upper(), bold=True, align="center", size=24),
            _line("Số:        /BC-", align="center")]
    right = [_line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, align="center", size=24),
             _line("Độc lập - Tự do - Hạnh phúc", bold=True, align="center"),
             _line(f"{place}ngày      tháng      năm {year}", italic=True, align="center")]
    return [
        _side_by_side("".join(left), "".join(right)), _line(""), _line("BÁO CÁO", bold=True, align="center", size=28),
        _line(f"Kết quả đợt “{data['title']}”", bold=True, align="center", size=28), _line(""),
    ]


def _text(data: dict[str, Any]) -> list[str]:
    laws = "; ".join(data["laws"][:-1]) + (" và " if len(data["laws"]) > 1 else "") + (data["laws"][-1] if data["laws"] else "")
    period = data["period"][:1].lower() + data["period"][1:]
    found = [] if data["is_final"] else [_line(
        "Bản sơ bộ: đợt rà soát chưa kết thúc; những nội dung còn thiếu được đếm khi kết thúc đợt.", bold=True)]
    return [
        *found, _line(f"{data['organisation']} báo cáo kết quả rà soát các tổ chức, cá nhân là đối tượng của {laws}. "
                      f"Thời gian rà soát: {period}."),
        _line("1. Kết quả chung", bold=True), *(_line(f"- {name}: {count}.") for name, count in data["counts"]),
        _line("2. Kết quả theo lĩnh vực và theo địa bàn: tại các bảng của Phụ lục kèm theo."),
        _line("3. Kiến nghị", bold=True), _line("…"), _line("…"),
        _side_by_side(_line("Nơi nhận:", bold=True, italic=True, size=24) + _line("- Ủy ban nhân dân tỉnh;", size=22) + _line("- Lưu: VT.", size=22),
                      _line("GIÁM ĐỐC", bold=True, align="center")),
    ]


def _line(text: str, *, bold: bool = False, italic: bool = False, align: str = "both", size: int = 26) -> str:
    look = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{"<w:b/>" * bold}{"<w:i/>" * italic}'
    look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    shape = f'<w:pPr><w:spacing w:before="40" w:after="80"/><w:jc w:val="{align}"/></w:pPr>'
    return f'<w:p>{shape}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(_printable(text))}</w:t></w:r></w:p>'


def _section(shape: str) -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr></w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    drawn = []
    for number, row in enumerate(rows):
        strong = number in (0, len(rows) - 1)
        cells = "".join(
            f"<w:tc><w:tcPr/>{_line(text, bold=strong, align='left' if not place else 'center' if not number else 'right', size=20)}</w:tc>"
            for place, text in enumerate(row)
        )
        drawn.append(f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' * (number == 0)}{cells}</w:tr>")
    grid = "<w:gridCol/>" * len(rows[0])
    shape = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{''.join(drawn)}</w:tbl>"


def _side_by_side(left: str, right: str) -> str:
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>{body}</w:tc>' for width, body in ((2200, left), (2800, right)))
    return f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'


def _printable(text: str) -> str:
    return "".join(one for one in text if one >= " " or one == "\t")
