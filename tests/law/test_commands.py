# SPDX-License-Identifier: Apache-2.0
"""The law on the command line."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from chuan import law
from chuan.law.engine.corpus import load
from tests.law.conftest import PARAMETER, Folder


def run(*words: str) -> str:
    out = StringIO()
    with override("en"):
        call_command("law", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_check_counts_what_there_is() -> None:
    said = run("check")
    assert f"{len(law.corpus().texts)} texts, {len(law.corpus().parameters)} parameters" in said
    assert "cases, 0 failed" in said
    assert law.fingerprint() in said


def test_check_ends_badly_on_a_broken_file(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    root = folder(PARAMETER.replace("0.30", "0.30\n    value: 0.50"))
    monkeypatch.setattr(law, "corpus", lambda: load(root))
    # then
    with pytest.raises(CommandError, match=r"parameters/limits/one\.yaml, line 9: the key 'value' stands twice"):
        run("check")


def test_check_ends_badly_on_a_failed_case(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # given
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/a.yaml").write_text(
        "- name: wrong\n  on: 2026-01-01\n  ask: verification/cycles/taximeter\n  expect: 1\n  source: x\n")
    monkeypatch.setattr(law, "ROOT", tmp_path)
    law.corpus()
    # then
    with pytest.raises(CommandError):
        run("check")


def test_show_names_the_source_and_that_nobody_confirmed_it() -> None:
    said = run("show", "verification/cycles/taximeter", "--on", "2019-12-31")
    assert "12 months" in said
    assert "23/2013/TT-BKHCN" in said
    assert "not confirmed by anyone" in said


@pytest.mark.parametrize(("words", "why"), [
    (("verification/cycles/taximeter", "--on", "2010-01-01"), "No rule in force on 01/01/2010"),
    (("verification/cycles/elec-meter-1p-static", "--on", "2015-01-01"), "is not known"),
    (("verification/cycles/hourglass",), "no parameter"),
])
def test_show_says_why_there_is_no_answer(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run("show", *words)


def test_gaps_lists_what_is_not_known() -> None:
    said = run("gaps")
    assert "verification/cycles/elec-meter-1p-static: 2013-11-15 to 2020-01-01" in said
    assert "texts/tt-54-2025-bkhcn" in said


def test_review_due_lists_what_no_one_confirmed() -> None:
    n = len(law.corpus().parameters)
    assert f"{n} of {n} parameters are due for review on 2026-06-01" in run("review-due", "--on", "2026-06-01")


def test_the_command_needs_no_database(tmp_path: Path) -> None:
    """Nor does it start one: nothing is made where the embedded one would live."""
    # given
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    # when
    done = subprocess.run(
        [sys.executable, "-c", "from chuan.config.cli import main; main()", "law", "check"],
        check=False, env=environment, capture_output=True, text=True, timeout=60,
    )
    # then
    assert done.returncode == 0, done.stderr
    assert "0 failed" in done.stdout
