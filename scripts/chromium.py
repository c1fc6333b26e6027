#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Print the path of a Chromium for the browser tests, and say on standard error how it was found.

In this order: CHROMIUM, the usual paths, Debian's package where it may be installed, Playwright's own download.
Nothing found prints nothing: the browser tests are then skipped, except under CI, where that is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def say(text: str) -> None:
    print(f"browser tests: {text}", file=sys.stderr)


def usual_paths() -> str:
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def debian_package() -> str:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    say("no Chromium here; installing Debian's package")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=environment, check=False, capture_output=True)
    return usual_paths()


def playwrights_own() -> str:
    say("trying Playwright's own Chromium")
    result = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    if result.returncode != 0:
        return ""
    found = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else ""


def main() -> int:
    given = os.environ.get("CHROMIUM", "")
    if given and Path(given).exists():
        say(f"CHROMIUM={given}")
        print(given)
        return 0
    for source, find in (("found", usual_paths), ("installed from Debian", debian_package),
                         ("downloaded by Playwright", playwrights_own)):
        try:
            path = find()
        except (OSError, subprocess.SubprocessError) as error:
            say(f"{source}: {error}")
            continue
        if path:
            say(f"{path} ({source})")
            print(path)
            return 0
    say("no Chromium could be had; they will be skipped (under CI=true: fail)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
