# SPDX-License-Identifier: Apache-2.0
"""Importing metrology is quick because nothing heavy comes along: SciPy, NumPy and GTC are loaded when first needed."""

import subprocess
import sys

PROGRAM = """
import importlib, pkgutil, sys
import chuan.metrology
for module in pkgutil.walk_packages(chuan.metrology.__path__, "chuan.metrology."):
    importlib.import_module(module.name)
heavy = {"numpy", "scipy", "GTC", "django", "yaml", "polars", "jsonschema"} & set(sys.modules)
print(sorted(heavy))
print(len([name for name in sys.modules if name.startswith("chuan.metrology")]))
"""


def test_no_module_of_metrology_brings_scipy_numpy_gtc_or_django() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    heavy, count = done.stdout.split("\n")[:2]
    assert heavy == "[]"
    assert int(count) > 20
