# SPDX-License-Identifier: Apache-2.0
"""Static files that npm installed: only those the pages load, served as `vendor/…`; nothing is bundled or copied."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

#: prefix → (folder in node_modules, patterns)
ASSETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "vendor/tabler": ("@tabler/core/dist", ("css/tabler.min.css", "css/tabler.min.css.map", "js/tabler.min.js", "js/tabler.min.js.map")),
    "vendor/htmx": ("htmx.org/dist", ("htmx.min.js",)),
    "vendor/decimal": ("decimal.js", ("decimal.mjs",)),
    "vendor/be-vietnam-pro": (
        "@fontsource/be-vietnam-pro",
        ("[4567]00.css", "files/*-[4567]00-normal.woff2", "files/*-[4567]00-normal.woff"),
    ),
}


class NodeModulesFinder(BaseFinder):
    """Finds exactly the files named in ASSETS."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The file of a static path."""
        for prefix, (folder, patterns) in ASSETS.items():
            name = path.removeprefix(f"{prefix}/")
            file = settings.NODE_MODULES / folder / name
            if name != path and any(Path(name).match(p) for p in patterns) and file.is_file():
                return [str(file)] if find_all else str(file)
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:  # noqa: ARG002
        """All files, each with a storage that prefixes it."""
        for prefix, (folder, patterns) in ASSETS.items():
            root = settings.NODE_MODULES / folder
            storage = FileSystemStorage(location=root)
            storage.prefix = prefix  # type: ignore[attr-defined]
            for pattern in patterns:
                for file in sorted(root.glob(pattern)):
                    yield file.relative_to(root).as_posix(), storage
