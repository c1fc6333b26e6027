# SPDX-License-Identifier: Apache-2.0
"""What is kept of an instrument of each kind: typed fields as data, one YAML file per family of kinds.

`general.yaml` holds the fields of every kind and those of kinds that no family names. A field is code, label, type
(text, decimal, integer, choice), unit, choices, aliases, required, note; read strictly, so a wrong file stops the start.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from chuan.law.engine.strict_yaml import Section, read
from chuan.lib.numbers import parse_reading
from chuan.lib.text import key, tidy

TYPES = ("text", "decimal", "integer", "choice")
_KEYS = {"code", "vi", "en", "type", "unit", "choices", "aliases", "required", "note", "note_en", "choices_en", "limit", "general"}
_MOST = 99_999
_LENGTH = 200


class Unfit(ValueError):
    """A text that is no value of the field; the type says of which kind."""


@dataclass(frozen=True)
class Field:
    """A typed field of some kinds of instrument."""

    code: str
    vi: str
    en: str
    type: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    note_en: str = ""
    #: the choices for reading, in the same order; empty: they are the same in every language
    choices_en: tuple[str, ...] = ()
    #: the greatest whole number, or the longest text
    limit: int = 0

    @property
    def label(self) -> str:
        """The name in the reader's language, with the unit."""
        name = self.en if (get_language() or "vi").startswith("en") else self.vi
        return f"{name} ({self.unit})" if self.unit else name

    @property
    def heading_en(self) -> str:
        """The heading of the column in a list in English."""
        return f"{self.en} ({self.unit})" if self.unit else self.en

    @property
    def heading(self) -> str:
        """The heading of the column in a list."""
        return f"{self.vi} ({self.unit})" if self.unit else self.vi

    def shown(self, value: Any) -> str:
        """A value for reading: decimals with the comma, except in English."""
        text = str(value)
        english = (get_language() or "vi").startswith("en")
        return text if self.type != "decimal" or english else text.replace(".", ",")

    def value(self, text: str) -> Any:
        """The value of a text as it is kept: text, whole number, or a decimal in its canonical spelling.

        Raises `Unfit`.
        """
        text = tidy(text)
        if self.type == "choice":
            return self._choice(text)
        if self.type == "text":
            if len(text) > (self.limit or _LENGTH):
                raise Unfit
            return text
        number = self._number(text)
        if self.type == "integer":
            if number != number.to_integral_value() or number > (self.limit or _MOST):
                raise Unfit
            return int(number)
        return f"{number.normalize():f}"

    def _number(self, text: str) -> Decimal:
        bare = text.removesuffix(self.unit).strip() if self.unit else text
        number = parse_reading(bare)
        if number is None or not 0 < number < 10**9 or number.adjusted() < -9 or -number.as_tuple().exponent > 9:  # type: ignore[operator]
            raise Unfit
        return number

    def _choice(self, text: str) -> str:
        for one in self.choices:
            if key(one) == key(text):
                return one
        try:
            wanted = parse_reading(text)
        except ValueError:
            wanted = None
        for one in self.choices:
            if wanted is not None and parse_reading(one) == wanted:
                return one
        raise Unfit


@lru_cache(maxsize=1)
def _schemas() -> tuple[dict[str, tuple[Field, ...]], tuple[Field, ...], tuple[Field, ...]]:
    by_kind: dict[str, tuple[Field, ...]] = {}
    every: tuple[Field, ...] = ()
    unnamed: tuple[Field, ...] = ()
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        section = read(path.read_text(encoding="utf-8"), path.name)
        fields = tuple(_field(one, path.name) for one in section["fields"])
        if path.stem == "general":
            every, unnamed = fields, tuple(_field(one, path.name) for one in section["otherwise"])
            continue
        assert set(section) == {"family", "kinds", "fields"}, f"{path.name}: family, kinds, fields"
        for kind in section["kinds"]:
            assert kind not in by_kind, f"{path.name}: {kind} has a family already"
            by_kind[kind] = fields
    return by_kind, every, unnamed


def _field(one: Section, file: str) -> Field:
    where = f"{file}, line {one.line}"
    assert set(one) <= _KEYS, f"{where}: unknown keys {set(one) - _KEYS}"
    assert one["type"] in TYPES, f"{where}: type {one['type']}"
    assert (one["type"] == "choice") == ("choices" in one), f"{where}: choices belong to the type choice"
    return Field(
        code=one["code"], vi=one["vi"], en=one["en"], type=one["type"], unit=one.get("unit", ""),
        choices=tuple(str(choice) for choice in one.get("choices", ())),
        aliases=tuple(one.get("aliases", ())), required=one.get("required", False), note=one.get("note", ""),
        note_en=one.get("note_en", ""), choices_en=tuple(str(choice) for choice in one.get("choices_en", ())),
        limit=one.get("limit", 0),
    )


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind: its family's, or the ones of kinds without a family; then those of every kind."""
    by_kind, every, unnamed = _schemas()
    return (*by_kind.get(kind, unnamed), *every)


def families() -> dict[str, tuple[Field, ...]]:
    """The kinds that have a family, with its fields."""
    return _schemas()[0]
