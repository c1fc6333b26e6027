# SPDX-License-Identifier: Apache-2.0
"""Templates in the reader's language; both are read, headings and choices, without a question."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chuan.imports import kinds
from chuan.imports.choices import ImportStatus
from chuan.imports.columns import Finder
from chuan.imports.kinds import ImportKind
from chuan.imports.models import Import
from chuan.imports.problems import problem, sentence
from chuan.imports.template import template_workbook
from chuan.parties.models import Activity, Contact, Premises
from chuan.registry.models import Instrument
from tests.imports.filling import counts, reasons
from tests.make import TODAY, Cast, make_party, make_tax_code
from tests.registry.files import opened, saved

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]
CODE = make_tax_code(160_000)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
#: what is written in Vietnamese wherever one reads it
_NAMES = ("Xã Chiềng Chung, huyện Mai Sơn", "QCĐP")


def english(text: str) -> bool:
    for name in _NAMES:
        text = text.replace(name, "")
    return not _VIETNAMESE.search(text)


def filled_in(language: str, code: str, **cells: str) -> bytes:
    """The template as somebody reading that language downloads and fills it in."""
    kind = kinds.get(code)
    assert kind is not None
    with translation.override(language):
        book = opened(template_workbook(kind, TODAY))
        positions = {column.field: at for at, column in enumerate(kind.columns, start=1)}
    for field, value in cells.items():
        book.worksheets[0].cell(2, positions[field], value)
    return saved(book)


def test_every_heading_note_and_choice_is_there_in_english() -> None:
    missing = set()
    for kind in kinds.every():
        for column in kind.columns:
            assert column.english is not None, (kind.code, column.heading)
            assert len(column.english.choices) == len(column.choices), (kind.code, column.heading)
            assert bool(column.english.note) == bool(column.note), (kind.code, column.heading)
            texts = (column.english.heading, column.english.note, *column.english.choices)
            missing |= {(kind.code, text) for text in texts if not english(text)}
    assert missing == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_headings_of_a_template_are_all_found_again(language: str) -> None:
    for kind in kinds.every():
        with translation.override(language):
            row = [column.title for column in kind.columns]
        found = Finder(kind.columns).find([row, []])
        assert found is not None
        assert found.positions == {column.field: at for at, column in enumerate(kind.columns)}, kind.code


def sheets(code: str, language: str) -> list[list[str]]:
    kind = kinds.get(code)
    assert kind is not None
    with translation.override(language):
        book = opened(template_workbook(kind, TODAY))
    return [[str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
            + [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment] for sheet in book.worksheets]


@pytest.mark.parametrize("code", ["parties", "premises", "activities", "contacts", "goods", "declarations", "key-products", "documents",
                                  "reference-points", "electricity-changes", "water-changes", "fuel-dispenser", "taximeter",
                                  "scale-platform", "sphygmomanometer"])
def test_the_english_template_is_english_and_the_vietnamese_one_is_not(db: None, code: str) -> None:
    own, theirs = sheets(code, "vi"), sheets(code, "en")
    kind = kinds.get(code)
    assert kind is not None
    names = {text for texts in kind.lists(TODAY).values() for text in texts}  # of communes, and of products as the law lists them

    assert [text for page in theirs for text in page if not english(text) and text not in names] == []
    assert any(not english(text) for text in own[0])
    assert any(not english(text) for text in own[1])
    assert [len(page) for page in own] == [len(page) for page in theirs]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_of_either_language_comes_in_without_a_question(upload: Upload, language: str) -> None:
    def choice(code: str, field: str, at: int) -> str:
        kind = kinds.get(code)
        assert kind is not None
        with translation.override(language):
            return next(column.offered for column in kind.columns if column.field == field)[at]

    make_party(tax_code=CODE)
    lists = {
        "premises": {"name": "CHXD 1", "tax_code": CODE, "kind": choice("premises", "kind", 0)},
        "activities": {"tax_code": CODE, "sector": choice("activities", "sector", 0), "role": choice("activities", "role", 3)},
        "contacts": {"tax_code": CODE, "name": "Lan", "phone": "0912345678", "purpose": "Hẹn", "basis": choice("contacts", "basis", 1)},
        "electricity-changes": {
            "kind": choice("electricity-changes", "kind", 1), "change": choice("electricity-changes", "change", 0), "maker": "Gelex",
            "serial": "001", "model": "CV140", "station": "Trạm 1", "commune": "Phường Chiềng Cơi",
            "tax_code": CODE, "connection": choice("electricity-changes", "connection", 0),
        },
    }
    for code, cells in lists.items():
        done = upload(filled_in(language, code, **cells), kind=code)
        assert (done.status, counts(done)) == (ImportStatus.DONE, (1, 0, 0, 0, 0)), reasons(done)
    assert Premises.objects.filter(name="CHXD 1").values_list("kind", flat=True).get() == "petrol_station"
    assert Activity.objects.values_list("sector", "role").get() == ("fuel", "user")
    assert Contact.objects.get().basis == "law"
    assert Instrument.objects.get().characteristics["connection"] == "Trực tiếp"


def test_sheets_of_a_utility_may_bear_english_names() -> None:
    kind = kinds.get("electricity-changes")
    assert isinstance(kind, ImportKind)
    assert {kind.sheet(name)["change"] for name in ("Installed", "Removed", "Verified again")} == {"Lắp mới", "Tháo", "Kiểm định lại"}


@pytest.mark.parametrize(("language", "heading"), [("vi", "Mã số thuế"), ("en", "Tax code")])
def test_pages_and_reasons_speak_of_columns_in_the_readers_language(
    db: None, cast: Cast, sign_in: SignIn, language: str, heading: str
) -> None:
    client = sign_in(cast.registrar)
    client.cookies["chuan_language"] = language
    page = client.get(reverse("imports:new_import", args=["parties"])).content.decode()
    assert f"<td>{heading}</td>" in page
    content = client.get(reverse("imports:template", args=["parties"])).content
    assert heading in [cell.value for cell in opened(content).worksheets[0][1]]
    with translation.override(language):
        assert sentence(problem("tax_code", "imports.value-missing"), kinds.get("parties")).startswith(heading)
