# SPDX-License-Identifier: Apache-2.0
"""The working on paper: the text layer is golden (UPDATE_GOLDEN=1 writes it anew), the file is PDF/A and repeatable."""

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from chuan.judge import examples, papers, results, views
from chuan.judge.instrument_forms import ScaleForm
from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot
from tests import make

GOLDEN = Path(__file__).parent.parent / "golden"
LOT = examples.lot("ca-phe-500g") | {"reading": "net", "on": "2026-05-01"}


def lot_paper(name: str = "bon-goi-thieu", **over: Any) -> bytes:
    payload = examples.payload(name) | over
    return papers.lot_pdf(results.lot(payload, judge_lot(payload)), at=make.NOON)


def scale_paper(name: str = "can-dia-30kg") -> bytes:
    form = ScaleForm({key: str(value) for key, value in ScaleForm.initial_from(examples.payload(name)).items()}, initial={})
    assert form.is_valid(), form.errors
    result = results.instrument(judge_instrument(form.payload()), form)
    return papers.instrument_pdf(str(form.title), form.plate(), result, at=make.NOON)


def text_of(content: bytes, folder: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: the text layer cannot be read")
    (folder / "paper.pdf").write_bytes(content)
    run = subprocess.run(["pdftotext", "-layout", str(folder / "paper.pdf"), "-"], check=True, capture_output=True)
    lines = [" ".join(line.split()) for line in run.stdout.decode().splitlines() if line.strip("\f ")]
    # the hash of the law data changes with every parameter
    return [line for line in lines if "Mã băm" not in line and "Fingerprint" not in line]


@pytest.mark.parametrize(("name", "language"), [("lot", "vi"), ("lot", "en"), ("scale", "vi")])
def test_the_text_of_the_paper_is_as_approved(name: str, language: str, tmp_path: Path, settings: Any) -> None:
    settings.PUBLIC_URL = "https://chuan.example"
    # when
    with translation.override(language):
        lines = text_of(lot_paper() if name == "lot" else scale_paper(), tmp_path)
    # then
    golden = GOLDEN / f"working-{name}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def test_the_paper_is_pdf_a_and_always_the_same() -> None:
    content = lot_paper()
    assert content == lot_paper()
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


def test_two_thousand_packages_fit_on_pages() -> None:
    # given a lot of 2,000 packages, all measured
    content = lot_paper(net=["500.1", "499.9"] * 1000, lot_size=2000)
    # then the file has its pages and none is endless
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert 3 <= len(pdf.pages) <= 12


@pytest.mark.django_db
def test_the_download_is_named_and_kept_by_nobody(client: Client) -> None:
    answer = client.post("/tinh-toan/lo-hang/pdf/", LOT)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="tinh-toan-lo-hang-')
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.django_db
def test_what_cannot_be_judged_becomes_no_paper_but_the_form_with_its_errors(client: Client) -> None:
    assert client.post("/tinh-toan/lo-hang/pdf/", LOT | {"readings": "abc"}).status_code == 422
    assert client.post("/tinh-toan/can/pdf/", {}).status_code == 422
    assert client.get("/tinh-toan/lo-hang/pdf/").status_code == 405


@pytest.mark.django_db
def test_one_address_gets_only_so_many_papers_a_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(views, "PAPERS_PER_MINUTE", 1)
    scale = ScaleForm.initial_from(examples.payload("can-dia-30kg"))
    assert client.post("/tinh-toan/can/pdf/", scale).status_code == 200
    refused = [client.post("/tinh-toan/can/pdf/", scale).status_code for _ in range(2)]
    assert 429 in refused
    cache.clear()
