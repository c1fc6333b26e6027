#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Take a picture of a page as a person sees it: scripts/look.py /registry/due/ --as reception --size 360 --lang en.

Needs a running demonstration (make run). Several paths give several pictures, in var/look/.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HEIGHTS = {1440: 900, 360: 780}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--as", dest="role", default="", help="user name of the demonstration")
    parser.add_argument("--password", default="chuan-sonla-2026")
    parser.add_argument("--base", default="http://localhost:8000")
    parser.add_argument("--size", type=int, default=1440)
    parser.add_argument("--lang", default="vi")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only the window")
    args = parser.parse_args()
    folder = Path("var/look")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        context = browser.new_context(
            viewport={"width": args.size, "height": HEIGHTS.get(args.size, 900)}, has_touch=args.size < 600,
            color_scheme="dark" if args.dark else "light", locale="vi-VN",
        )
        context.add_cookies([{"name": "chuan_language", "value": args.lang, "url": args.base}])
        page = context.new_page()
        page.on("console", lambda m: print("console:", m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: print("page error:", e))
        if args.role:
            page.goto(f"{args.base}/accounts/login/")
            page.fill("input[name=login]", args.role)
            page.fill("input[name=password]", args.password)
            page.click("main button[type=submit], form[action*=login] button[type=submit]")
            page.wait_for_load_state("networkidle")
        for path in args.paths:
            response = page.goto(f"{args.base}{path}")
            page.wait_for_load_state("networkidle")
            name = "".join(c if c.isalnum() else "-" for c in path.strip("/")) or "home"
            target = folder / f"{name}-{args.role or 'nobody'}-{args.size}-{args.lang}{'-dark' if args.dark else ''}.png"
            page.screenshot(path=str(target), full_page=args.whole)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            print(target, response.status if response else "", "WIDER THAN THE SCREEN" if wide else "")
        browser.close()


if __name__ == "__main__":
    main()
