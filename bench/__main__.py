# SPDX-License-Identifier: Apache-2.0
"""`make bench` or `python -m bench [name …]`: run the benchmarks and print their ratios."""

import importlib
import os
import pkgutil
import sys

import bench

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuan.config.settings")


def main() -> None:
    import django

    django.setup()
    names = sys.argv[1:] or [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name.startswith("bench_")]
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        module.main()


main()
