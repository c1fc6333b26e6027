# SPDX-License-Identifier: Apache-2.0
"""Import of 100,000 electricity meters from one .xlsx, the whole path, against django-import-export and a bare COPY.

django-import-export takes a part of the same file (ROWS_OF_THE_OTHER; it is not slower per row for that). Set ROWS and
ROWS_OF_THE_OTHER in the environment for other sizes.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from chuan.lib import clock
from tests import workbooks

ROWS = int(os.environ.get("ROWS", "100000"))
ROWS_OF_THE_OTHER = int(os.environ.get("ROWS_OF_THE_OTHER", "5000"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cong-to.xlsx"
        rows = workbooks.meter_rows(workbooks.electricity_meters(ROWS, clock.today()))
        path.write_bytes(workbooks.workbook(rows, headings=workbooks.METER_HEADINGS))
        mine = child("ours", path, ROWS)
        rate = mine["rows"] / mine["seconds"]
        print(f"  whole path            {mine['seconds']:7.2f} s = {rate:9.0f} rows/s  (file of {path.stat().st_size / 1e6:.1f} MB)")
        print(f"  peak memory           {mine['peak_mb']:7.0f} MB  (at most 600)")
        print(f"  bare COPY             {mine['bare']:7.2f} s = {ROWS / mine['bare']:9.0f} rows/s  (same rows, same indexes, no checks)")
        print(f"  ratio to bare COPY    {mine['seconds'] / mine['bare']:7.2f} : 1  (at most 6)")
        if importlib.util.find_spec("import_export") is None:
            print("  django-import-export is not installed: pip install '.[bench]'")
            return
        other = child("import_export", path, ROWS_OF_THE_OTHER)
        other_rate = other["rows"] / other["seconds"]
        print(f"  django-import-export  {other['seconds']:7.2f} s = {other_rate:9.0f} rows/s  (bulk mode, {other['rows']} of the rows)")
        print(f"  ratio to it           {rate / other_rate:7.1f} : 1  (at least 50)")


def child(way: str, path: Path, rows: int) -> dict[str, Any]:
    """Run one way in a process of its own, so that its peak memory is its own."""
    done = subprocess.run([sys.executable, "-m", "bench.import_child", way, str(path), str(rows)],
                          check=False, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    line = next((one for one in done.stdout.splitlines() if one.startswith("RESULT ")), "")
    assert line, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(line.removeprefix("RESULT "))
    return found


if __name__ == "__main__":
    main()
