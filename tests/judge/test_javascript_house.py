# SPDX-License-Identifier: Apache-2.0
"""The modules in JavaScript keep house rules: short, licensed, each names its twin, each refusal has a code of Python's."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import chuan.judge
from scripts import reference

STATIC = Path(chuan.judge.__file__).parent / "static" / "judge"
MODULES = sorted(STATIC.rglob("*.js"))


@pytest.mark.parametrize("module", MODULES, ids=[path.relative_to(STATIC).as_posix() for path in MODULES])
def test_a_module_is_short_and_names_an_existing_twin(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith("// SPDX-License-Identifier: Apache-2.0\n")
    assert text.count("\n") <= 250
    head = " ".join(line.removeprefix("// ") for line in text.split("\n\n", 1)[0].split("\n"))
    for twin in re.findall(r"twin of (chuan[\w.]*\w)", head):
        assert find_spec(twin) is not None, twin


def test_every_refusal_has_the_name_and_code_of_python() -> None:
    ours = re.findall(r'class (\w+) extends \w+ \{ static code = "([^"]+)"; \}', (STATIC / "errors.js").read_text(encoding="utf-8"))
    theirs = {(cls.__name__, cls.code) for cls in reference.error_classes()}
    assert len(ours) > 30
    assert [one for one in ours if one not in theirs] == []
