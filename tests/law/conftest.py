# SPDX-License-Identifier: Apache-2.0
"""Small law folders to break, and the cases of the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chuan import law
from chuan.law.engine.cases import load_cases

TEXT = """\
number: 01/2020/TT-BKHCN
title: Thông tư mẫu
title_en: Sample circular
issuer: Bộ mẫu
issued_on: 2019-06-01
in_force_from: 2020-01-01
status: in_force
replaces: []
amends: []
confidence: seen
"""
HEAD = """\
title: Giới hạn
title_en: Limit
unit: percent
anchor: verification_date
reviewed_on: null
"""
VERSION = """\
  - from: 2020-01-01
    value: 0.30
    source: tt-01-2020/art-4/cl-1
    confidence: seen
"""
PARAMETER = f"{HEAD}versions:\n{VERSION}"
INDEX = "title: Thư mục\ntitle_en: Folder\norder: 1\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write a law folder with one text and the parameter `limits/one`; further files by path."""

    def write(parameter: str = PARAMETER, text: str = TEXT, **others: str) -> Path:
        files = {"texts/tt-01-2020": text, "parameters/limits/index": INDEX, "parameters/limits/one": parameter}
        files |= {name.replace("__", "/"): content for name, content in others.items()}
        for name, content in files.items():
            path = tmp_path / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path

    return write


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every case under src/chuan/law/cases becomes a test that asks for `law_case`."""
    if "law_case" in metafunc.fixturenames:
        cases = list(load_cases(law.ROOT / "cases"))
        metafunc.parametrize("law_case", cases, ids=[f"{Path(case.file).stem}: {case.name}" for case in cases])
