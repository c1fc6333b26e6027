# SPDX-License-Identifier: Apache-2.0
"""What a verb of the record says to a reader: each room gives its own verbs a sentence in `<room>/verbs.py`.

    register({"places.unit.chosen": Sentence(_("Chose the administrative unit"), "map-2")})

A verb nobody gave a sentence shows as it stands in the record: never hidden, only less kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise


@dataclass(frozen=True)
class Sentence:
    """A verb in words, and its picture; `fields` names keys that mean something else elsewhere."""

    text: "str | Promise"
    icon: str = "point"
    fields: "Mapping[str, str | Promise]" = field(default_factory=dict)


_SENTENCES: dict[str, Sentence] = {}
_FIELDS: dict[str, "str | Promise"] = {}
_WORDS: dict[tuple[str, str], "str | Promise"] = {}
_KINDS: dict[str, "str | Promise"] = {}


def register(
    sentences: Mapping[str, Sentence], *, fields: "Mapping[str, str | Promise] | None" = None,
    values: Mapping[str, type[Choices]] | None = None, kinds: "Mapping[str, str | Promise] | None" = None,
) -> None:
    """Give verbs their sentences, keys of their data a name, coded values of a key their words, kinds of row a name."""
    _SENTENCES.update(sentences)
    _KINDS.update(kinds or {})
    _FIELDS.update(fields or {})
    for key, choices in (values or {}).items():
        _WORDS.update({(key, str(member.value)): member.label for member in choices})


def name_value(key: str, plain: str, words: "str | Promise") -> None:
    """Give one coded value of a key its words, for codes that no enumeration holds."""
    _WORDS[key, plain] = words


def sentence(verb: str) -> Sentence:
    """The sentence of a verb; the bare verb when nobody gave one."""
    return _SENTENCES.get(verb, Sentence(verb))


def field_name(key: str, verb: str = "") -> str:
    """The name of a key of the data of a verb."""
    return str(sentence(verb).fields.get(key) or _FIELDS.get(key, key))


def value(key: str, plain: Any) -> Any:
    """A coded value in words; anything else as it is."""
    return _WORDS.get((key, str(plain)), plain)


def kind(label: str) -> str:
    """What a kind of row is called; its own label when nobody said."""
    return str(_KINDS.get(label, label))
