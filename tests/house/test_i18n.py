# SPDX-License-Identifier: Apache-2.0
"""The interface is Vietnamese, and complete; English is what the code says."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from chuan.config import catalogues

ROOMS = catalogues.rooms()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_message_of_the_room_is_translated(room: Path) -> None:
    extracted = catalogues.extract_room(room)
    path = catalogues.catalogue_path(room)
    if not len(extracted):
        return
    with path.open("rb") as handle:
        kept = read_po(handle, locale=catalogues.LANGUAGE)
    missing = [m.id for m in extracted if m.id and kept.get(m.id, m.context) is None]
    assert missing == [], "run: make messages"
    assert catalogues.gaps(kept) == []


def test_one_message_has_one_translation() -> None:
    """Django merges the catalogues and the first room wins: where two differ, people read the wrong word somewhere."""
    said: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for path in filter(Path.exists, map(catalogues.catalogue_path, ROOMS)):
        with path.open("rb") as handle:
            for message in read_po(handle, locale=catalogues.LANGUAGE):
                if message.id:
                    words = said.setdefault((message.context, str(message.id)), {})
                    words.setdefault(str(message.string), []).append(path.parents[3].name)
    assert {message: words for message, words in said.items() if len(words) > 1} == {}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_named_fields_survive_translation(room: Path) -> None:
    import re

    path = catalogues.catalogue_path(room)
    if not path.exists():
        return
    with path.open("rb") as handle:
        kept = read_po(handle, locale=catalogues.LANGUAGE)
    field = re.compile(r"%\(\w+\)s|\{\w*\}|%[sd]")
    wrong = []
    for message in kept:
        if not message.id or message.pluralizable:
            continue
        if sorted(set(field.findall(str(message.id)))) != sorted(set(field.findall(str(message.string)))):
            wrong.append((message.id, message.string))
    assert wrong == []
