# SPDX-License-Identifier: Apache-2.0
"""The law on the command line."""

import json
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


def test_show_prints_a_table_aligned_and_one_cell_of_it() -> None:
    # when
    table = run("show", "prepackages/vn-tt21-2014/sampling/destructive", "--on", "2026-05-01").splitlines()
    cell = run("show", "prepackages/vn-tt21-2014/sampling/destructive#lot-from-100/sample_size", "--on", "2026-05-01")
    # then
    head = next(line for line in table if line.startswith("id"))
    row = next(line for line in table if line.startswith("lot-from-100"))
    end = head.index("sample_size") + len("sample_size")
    assert row[:end].split()[-1] == "20"
    assert cell.splitlines()[1] == "20"
    assert "? is what nobody has found yet" in table


@pytest.mark.parametrize(("ask", "why"), [
    ("prepackages/vn-tt21-2014/sampling/destructive#lot-1-99/sample_size", "is not known"),
    ("prepackages/vn-tt21-2014/sampling/destructive#nothing/sample_size", "no parameter"),
    ("verification/cycles/taximeter#a/b", "no parameter"),
])
def test_show_says_why_a_cell_has_no_answer(ask: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run("show", ask, "--on", "2026-05-01")


def test_diff_says_what_changed_and_counts_it() -> None:
    said = run("diff", "2026-04-14", "2026-04-15", "--under", "verification/cycles")
    assert "~ verification/cycles/scale-analytical: 12 months -> 24 months" in said
    assert "+ verification/cycles/tanker-rail: no rule -> 60 months" in said
    assert "= verification/cycles/taximeter: tt-03-2024-bkhcn/amending-art-4/item-2 -> tt-04-2026-bkhcn/art-4/item-2" in said
    signs = [line[0] for line in said.splitlines()]
    counted = f"{signs.count('+')} added, {signs.count('~')} changed, {signs.count('-')} ended, {signs.count('=')} restated"
    assert f"2026-04-14 to 2026-04-15: {counted}" in said


def test_diff_of_a_day_with_itself_is_empty_and_an_unknown_folder_is_refused() -> None:
    assert run("diff", "2026-04-15", "2026-04-15").startswith("2026-04-15 to 2026-04-15: 0 added, 0 changed")
    with pytest.raises(CommandError, match="no parameter"):
        run("diff", "2026-04-14", "2026-04-15", "--under", "verification/cycle")


def test_export_writes_one_document(tmp_path: Path) -> None:
    # given
    target = tmp_path / "law.json"
    # when
    said = run("export", "--output", str(target))
    # then
    assert json.loads(target.read_bytes())["fingerprint"] == law.fingerprint()
    assert law.fingerprint() in said
    assert json.loads(run("export").rpartition("}")[0] + "}")["schema"] == "law/1"
    with pytest.raises(CommandError, match="cannot be written"):
        run("export", "--output", str(tmp_path / "missing" / "law.json"))


def test_answers_from_the_files_alone_say_so() -> None:
    assert "without what the province supplied" in run("show", "verification/cycles/taximeter")


def test_explain_says_that_the_database_does_not_answer() -> None:
    # given
    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    # when
    done = subprocess.run(
        [sys.executable, "-c", "from chuan.config.cli import main; main()", "law", "explain", "26.00042"],
        check=False, env=environment, capture_output=True, text=True, timeout=60,
    )
    # then
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr


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
