# SPDX-License-Identifier: Apache-2.0
"""Every verb that any room records has a sentence, and every sentence an icon."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from chuan.audit import sentences
from chuan.audit.sentences import Sentence
from chuan.ui import icons

_RECORDED = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_]+\.[a-z_]+)"')


def recorded_verbs() -> list[str]:
    return sorted({verb for path in Path(settings.PACKAGE).rglob("*.py") for verb in _RECORDED.findall(path.read_text())})


@pytest.mark.parametrize("verb", recorded_verbs())
def test_a_recorded_verb_has_a_sentence_in_vietnamese(verb: str) -> None:
    with translation.override("vi"):
        vietnamese = str(sentences.sentence(verb).text)
    with translation.override("en"):
        english = str(sentences.sentence(verb).text)
    assert english != verb, f"give it one in {verb.split('.')[0]}/verbs.py"
    assert vietnamese != english
    icons.svg(sentences.sentence(verb).icon)


def test_a_verb_without_a_sentence_shows_as_it_stands() -> None:
    assert sentences.sentence("tests.unheard.of") == Sentence("tests.unheard.of")
    assert sentences.field_name("unheard_of") == "unheard_of"
    assert sentences.kind("tests.thing") == "tests.thing"
