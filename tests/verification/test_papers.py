# SPDX-License-Identifier: Apache-2.0
"""The papers themselves: the text layer is golden (UPDATE_GOLDEN=1 writes it anew), one page, nothing cut off."""

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from chuan.documents.pdf import compile_pdf
from chuan.documents.qr import qr_svg
from chuan.verification.papers import TEMPLATES
from tests import make

GOLDEN = Path(__file__).parent.parent / "golden"

CONTENT: dict[str, Any] = {
    "number": "26.00042",
    "organisation": {"parent": "Sở Khoa học và Công nghệ tỉnh Sơn La",
                     "name": "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng"},
    "instrument": {"name_vi": "Cột đo xăng dầu", "name_en": "Fuel dispenser", "model": "Sunny-XE", "serial": "TS-00123",
                   "maker": "Tatsuno", "country": "Nhật Bản", "type_approval_mark": "PDM 123-2019",
                   "characteristics": ["Số vòi: 2", "Lưu lượng lớn nhất: 45 L/min", "Ký hiệu phê duyệt mẫu: PDM 123-2019"]},
    "user": "Công ty Trách nhiệm hữu hạn Một thành viên Xăng dầu Sơn La (mã số thuế 5500123456)",
    "place": "Cửa hàng xăng dầu số 12, số 145 đường Tô Hiệu, Phường Tô Hiệu",
    "method": "ĐLVN 10:2017: Cột đo xăng dầu – Quy trình kiểm định", "kind_vi": "Định kỳ", "kind_en": "Periodic", "mark": "SL26 000123",
    "verified_on": "2026-11-20", "valid_until": "2027-11-30", "issued_on": "2026-11-22", "issued_at_place": "Sơn La",
    "verifier": {"name": "Lò Văn Ẩn", "card": "KĐV 0123"}, "head": {"name": "Nguyễn Thị Hòa", "position": "Giám đốc"},
    "check_code": "K7QX-3M2P", "check_page": "http://localhost:8000/gcn/", "signed_by": "KHOÁ THỬ NGHIỆM",
    "qr": qr_svg("http://localhost:8000/gcn/26.00042/K7QX-3M2P/").decode(),
    "reasons": ["Vòi 1, lưu lượng lớn nhất đạt được: sai số +0,42; +0,31 % vượt giới hạn ±0,3 %",
                "Kiểm tra bên ngoài: không đạt"],
}


def compiled(name: str, **over: Any) -> bytes:
    return compile_pdf(TEMPLATES / f"{name}.typ", CONTENT | over, at=make.NOON)


@pytest.mark.parametrize("name", ["certificate", "rejection"])
def test_the_text_of_the_paper_is_as_approved(name: str, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: the text layer cannot be read")
    # when
    (tmp_path / "paper.pdf").write_bytes(compiled(name))
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"], check=True, capture_output=True)
    lines = [" ".join(line.split()) for line in text.stdout.decode().splitlines() if line.strip("\f ")]
    # then
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["certificate", "rejection"])
def test_the_paper_stays_one_page_with_the_longest_names(name: str) -> None:
    long = "Công ty Cổ phần Thương mại Dịch vụ Tổng hợp và Xuất nhập khẩu Xăng dầu Miền núi Tây Bắc "
    content = compiled(
        name, user=long * 2, place=long * 3,
        organisation={"parent": long[:80], "name": long[:90]},
        reasons=[f"Vòi {n}, lưu lượng nhỏ nhất: sai số +0,42; +0,31; +0,35 % vượt giới hạn ±0,3 %" for n in range(9)],
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("name", ["certificate", "rejection"])
def test_the_paper_is_pdf_a_and_always_the_same(name: str) -> None:
    content = compiled(name)
    assert content == compiled(name)
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        assert "26.00042" in metadata["dc:title"]


def test_what_users_type_stays_text_on_paper() -> None:
    hostile = '#import "/etc/passwd" $x$ *đậm* \\ [x] <tag> "q"'
    assert compiled("certificate", user=hostile).startswith(b"%PDF")
