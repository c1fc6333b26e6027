# SPDX-License-Identifier: Apache-2.0
"""Import of 100,000 electricity meters from one .xlsx, the whole path, against django-import-export and a bare COPY.

django-import-export takes a part of the same file, in two halves, whose rates are printed: they say whether it would keep
its pace to the end. It takes it in two ways (`bench.import_export_resource`). Every ratio is given by the clock and by
processor time, which other work on the machine hardly touches. ROWS and ROWS_OF_THE_OTHER set other sizes.
"""

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
ROWS_OF_THE_OTHER = int(os.environ.get("ROWS_OF_THE_OTHER", "4000"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cong-to.xlsx"
        rows = workbooks.meter_rows(workbooks.electricity_meters(ROWS, clock.today()))
        path.write_bytes(workbooks.workbook(rows, headings=workbooks.METER_HEADINGS))
        mine = child("ours", path, ROWS)
        say("whole path", mine)
        print(f"  peak memory           {mine['peak_mb']:7.0f} MB  (at most 600; file of {path.stat().st_size / 1e6:.1f} MB)")
        say("bare COPY", {"rows": ROWS, "seconds": mine["bare"], "cpu": mine["bare_cpu"]})
        by_clock, by_cpu = mine["seconds"] / mine["bare"], mine["cpu"] / mine["bare_cpu"]
        print(f"  ratio to bare COPY    {by_clock:7.2f} : 1  ({by_cpu:.2f} : 1 by processor time; at most 6)")
        for way, name in (("plain", "django-import-export"), ("cached", "… its foreign keys cached")):
            parts = child(way, path, ROWS_OF_THE_OTHER)["parts"]
            whole = {what: sum(part[what] for part in parts) for what in ("rows", "seconds", "cpu")}
            say(name, whole)
            print("    its halves          " + ", then ".join(f"{part['rows'] / part['cpu']:.0f} rows per second of processor time" for part in parts))
            by_clock, by_cpu = (mine["rows"] / mine[what] / (whole["rows"] / whole[what]) for what in ("seconds", "cpu"))
            print(f"  ratio to it           {by_clock:7.1f} : 1  ({by_cpu:.1f} : 1 by processor time; at least 50)")


def say(name: str, found: dict[str, Any]) -> None:
    """Print what one way took."""
    rows, seconds, cpu = found["rows"], found["seconds"], found["cpu"]
    print(f"  {name:<25} {seconds:7.2f} s = {rows / seconds:7.0f} rows/s  (processors {cpu:.2f} s = {rows / cpu:.0f} rows/s; {rows:.0f} rows)")


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
