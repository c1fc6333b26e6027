# SPDX-License-Identifier: Apache-2.0
"""A real server, a real worker, a real Chromium, on a demonstration province of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests import databases

PASSWORD = "chuan-sonla-2026"
BIN = Path(sys.executable).parent
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "vi" / "anh"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 360, "height": 780}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here; without a Chromium skip it, except under CI, where that is a failure."""
    missing = not chromium()
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            if missing and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine and none to be had"))


def chromium() -> str:
    """The browser that scripts/chromium.py found, or one on the usual paths."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""


@dataclass(frozen=True)
class Served:
    """A running installation."""

    address: str
    database: str
    var: Path

    @contextmanager
    def held(self, lock: str) -> Iterator[None]:
        """Hold a lock of the database meanwhile, so that the worker waits and people can see it at work."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(lock)
            yield

    def rows(self, sql: str, *args: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(sql, args).fetchall()


@pytest.fixture(scope="session")
def served(django_db_blocker: Any, demonstration_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Demonstration, web server and worker, as `make run` has them."""
    var = tmp_path_factory.mktemp("var")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            name = stack.enter_context(databases.clone(demonstration_database))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://localhost:{port}"
        environment = os.environ | {
            "DATABASE_URL": databases.url(name), "CHUAN_VAR": str(var), "PORT": str(port), "CHUAN_PUBLIC_URL": address,
            "PYTHONDEVMODE": "",
        }
        log = stack.enter_context((var / "server.log").open("w"))
        server = subprocess.Popen(
            [str(BIN / "chuan"), "run", "--demo", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        stack.callback(_end, server)
        _wait(server, address, var / "server.log")
        yield Served(address, databases.url(name), var)


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the server did not come up:\n{log.read_text()[-4000:]}")


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    server.wait(30)


@pytest.fixture(scope="module")
def playwright_driver(served: Served) -> Iterator[Playwright]:
    """Playwright's driver. It keeps an event loop in this thread: Django must not mistake it for an async view, and
    it must be gone before other tests sign papers, which run loops of their own.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        yield driver
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One Chromium per module."""
    browser = playwright_driver.chromium.launch(
        executable_path=chromium() or None,
        args=["--lang=vi-VN", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
              "--disable-component-update", "--disable-sync"],
    )
    yield browser
    browser.close()


@pytest.fixture
def person(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Somebody signed in at a desk or with a phone; every script error or refused request of the page fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(username: str = "", *, at: str = "desk", language: str = "vi") -> Page:
        context = browser.new_context(
            viewport=SIZES[at], has_touch=at == "phone", locale="vi-VN", accept_downloads=True,  # type: ignore[arg-type]
        )
        context.add_cookies([{"name": "chuan_language", "value": language, "url": served.address}])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{username}: {error}"))
        page.on("console", lambda m: complaints.append(f"{username}: {m.text}") if "Content Security Policy" in m.text else None)
        page.on("response", lambda r: complaints.append(f"{username}: {r.status} {r.url}") if r.status >= 500 else None)
        if username:
            page.goto(f"{served.address}/accounts/login/")
            page.fill("input[name=login]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(f"{served.address}/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Keep a picture for the manual when UPDATE_PICTURES=1; always check that nothing is wider than the screen."""

    def take(page: Page, name: str) -> None:
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{name}: {too_wide} px wider than the screen"
        if os.environ.get("UPDATE_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(PICTURES / f"{name}.png"))

    return take
