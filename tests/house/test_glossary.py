# SPDX-License-Identifier: Apache-2.0
"""The glossary is the authority on names."""

import yaml
from django.apps import apps

from scripts.reference import FOLDER

GLOSSARY = yaml.safe_load((FOLDER / "glossary.yml").read_text(encoding="utf-8"))


def test_every_model_class_is_in_the_glossary() -> None:
    codes = {entry["code"] for entry in GLOSSARY}
    models = {
        model.__name__ for model in apps.get_models()
        if model.__module__.startswith("chuan.") and not model.__name__.endswith("Event")
    }
    assert models - codes == set()


def test_every_entry_has_its_term_source_and_vietnamese_once() -> None:
    assert all({"code", "term", "source", "vi"} <= set(entry) for entry in GLOSSARY)
    codes = [entry["code"] for entry in GLOSSARY]
    assert len(codes) == len(set(codes))
