#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Generate docs/reference/*.md from the code; tests/house/test_docs.py compares, UPDATE_DOCS=1 writes."""

import importlib
import os
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"


def settings_page() -> str:
    from chuan.config.env import Env

    lines = ["# Settings", "", "All come from the environment; an empty one takes the default. Generated from `config/env.py`.", ""]
    lines += ["| Variable | Default | What it does |", "|---|---|---|"]
    lines += [f"| `{f.name.upper()}` | {f'`{f.default}`' if f.default else ''} | {f.metadata['doc']} |" for f in fields(Env)]
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    from chuan.accounts.choices import Role
    from chuan.accounts.permissions import PERMISSIONS, PUBLIC

    lines = ["# Permissions", "", "Generated from `accounts/permissions.py`. A role may do an act; which rows it may do it to is decided by `visible_to(user)`.", ""]
    lines += ["| Act | Who |", "|---|---|"]
    for act in sorted({*PERMISSIONS, *PUBLIC}):
        roles = PERMISSIONS.get(act)
        who = "anybody, signed in or not" if roles is None else (
            "every role" if len(roles) == len(Role) else ", ".join(f"`{r.value}`" for r in Role if r in roles))
        lines.append(f"| `{act}` | {who} |")
    return "\n".join(lines) + "\n"


def error_classes() -> Iterator[type]:
    """Every ChuanError of the package."""
    import chuan
    from chuan.lib.errors import ChuanError

    for module in pkgutil.walk_packages(chuan.__path__, "chuan."):
        if module.name.endswith(".errors"):
            importlib.import_module(module.name)

    def below(cls: type) -> Iterator[type]:
        for sub in cls.__subclasses__():
            yield sub
            yield from below(sub)

    ours = {cls for cls in below(ChuanError) if cls.__module__.startswith("chuan.")}
    yield from sorted(ours, key=lambda c: (c.code, c.__qualname__))


def errors_page() -> str:
    from django.utils import translation
    from django.utils.translation import gettext

    lines = ["# Error codes", "", "Stable for ever. Generated from the rooms' `errors.py`; what people read is the Vietnamese.", ""]
    with translation.override("vi"):
        for cls in error_classes():
            lines += [f"## `{cls.code}` ({cls.status})", "", cls.message, ""]
            lines += [f"{cls.next_step}", ""] if cls.next_step else []
            lines += ["> " + " ".join(gettext(t) for t in (cls.message, cls.next_step) if t), ""]
    return "\n".join(lines)


def api_page() -> str:
    from chuan.api.description import markdown

    return markdown()


def pages() -> dict[Path, str]:
    return {
        FOLDER / "settings.md": settings_page(),
        FOLDER / "permissions.md": permissions_page(),
        FOLDER / "errors.md": errors_page(),
        FOLDER / "api.md": api_page(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuan.config.settings")
    import django

    django.setup()
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
