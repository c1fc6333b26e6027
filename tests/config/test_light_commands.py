# SPDX-License-Identifier: Apache-2.0
"""Commands that only read the law take the short way: no database, nothing made on disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHUAN = Path(sys.executable).parent / "chuan"


@pytest.mark.parametrize("command", [
    ["law", "show", "verification/cycles/taximeter", "--on", "2026-05-01"],
    ["law", "gaps"],
    ["law", "export"],
    ["judge", "draw", "--population", "9", "--size", "3", "--seed", "x"],
])
def test_they_work_without_a_database_and_leave_no_trace(command: list[str], tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    run = subprocess.run(
        [CHUAN, *command], env=environment | {"CHUAN_VAR": str(tmp_path / "var")}, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout
    assert not (tmp_path / "var").exists()


def test_a_refusal_of_the_law_still_ends_with_status_1() -> None:
    run = subprocess.run([CHUAN, "law", "show", "no/such/path"], capture_output=True, check=False)
    assert run.returncode == 1
    assert b"no/such/path" in run.stderr


def test_a_reader_who_has_enough_ends_the_list_quietly() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen([CHUAN, "law", "gaps"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        assert listing.stdout is not None and listing.stderr is not None
        listing.stdout.read(10)
        listing.stdout.close()
        said = listing.stderr.read().decode()
    assert (listing.returncode, "Traceback" in said) == (141, False), said
