# SPDX-License-Identifier: Apache-2.0
"""YAML without its surprises: every plain word means what it looks like, or the file is refused.

Plain YAML 1.1 reads `no` as False, `1:30` as 90, `010` as 8 and `0.10` as a binary fraction, keeps the last of two
equal keys, and forgets where it read a thing. Here: booleans are `true` and `false`; whole numbers have no leading
zero; numbers with a point become `Decimal`; dates are year-month-day; all else is text; keys are texts, each once;
anchors, aliases and tags are refused; mappings and lists remember their lines.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from chuan.law.engine.errors import BrokenLawFile

if TYPE_CHECKING:
    from yaml import SafeLoader as _Base
else:  # the same loader, ten times faster where libyaml came with the wheel
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Scalar = str | int | Decimal | bool | date | None

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_LIKE_A_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F]+")
_MAY_BE_A_NUMBER = re.compile(r"[-+]?[0-9]").match
_WORDS: dict[str, Scalar] = {"": None, "null": None, "true": True, "false": False}
_TEXT_TAG = "tag:yaml.org,2002:str"
_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: _TEXT_TAG, yaml.SequenceNode: "tag:yaml.org,2002:seq", yaml.MappingNode: "tag:yaml.org,2002:map",
}


class Section(dict[str, Any]):
    """A mapping that knows its line and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Series(list[Any]):
    """A list that knows the line of each item."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


class StrictLoader(_Base):
    """A safe loader that guesses no types: `_Builder` decides them."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002 — yaml's signature
        """The tag of a node that has none: what its kind says, and a scalar is text. A fifth of the time of reading."""
        return _TAGS[kind]


def read(text: str, file: str) -> Section:
    """Read a document whose root is a mapping; `file` is only for the error.

    >>> dict(read("rate: 0.30\\nfrom: 2020-01-01\\non: no", "x.yaml"))
    {'rate': Decimal('0.30'), 'from': datetime.date(2020, 1, 1), 'on': 'no'}
    """
    root = _root(text, file)
    if not isinstance(root, Section):
        raise BrokenLawFile(file=file, line=1, reason="the file must be one mapping of keys and values")
    return root


def read_series(text: str, file: str) -> Series:
    """Read a document whose root is a list."""
    root = _root(text, file)
    if not isinstance(root, Series):
        raise BrokenLawFile(file=file, line=1, reason="the file must be one list")
    return root


def _root(text: str, file: str) -> Any:
    if not unicodedata.is_normalized("NFC", text):
        line = next(n for n, row in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", row))
        raise BrokenLawFile(file=file, line=line, reason="accents must be composed (Unicode NFC)")
    loader: Any = None
    try:
        loader = StrictLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenLawFile(file=file, line=line, reason=error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise BrokenLawFile(file=file, line=1, reason=str(error)) from error
    finally:
        if loader is not None:
            loader.dispose()
    return None if node is None else _Builder(file).value(node)


class _Builder:
    """Turns composed nodes into sections, series and scalars."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()

    def refuse(self, node: yaml.Node, reason: str) -> BrokenLawFile:
        return BrokenLawFile(file=self.file, line=node.start_mark.line + 1, reason=reason)

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.seen:
            raise self.refuse(node, "anchors and aliases are not used: write the value out")
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        assert isinstance(node, yaml.SequenceNode)
        return self.series(node)

    def mapping(self, node: yaml.MappingNode) -> Section:
        section = Section(node.start_mark.line + 1)
        lines = section.lines
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or not key:
                raise self.refuse(key_node, "a key must be a plain word")
            if key in section:
                raise self.refuse(key_node, f"the key '{key}' stands twice")
            section[key] = self.value(value_node)
            lines[key] = key_node.start_mark.line + 1
        return section

    def series(self, node: yaml.SequenceNode) -> Series:
        series = Series()
        for item in node.value:
            series.append(self.value(item))
            series.lines.append(item.start_mark.line + 1)
        return series

    def scalar(self, node: yaml.Node) -> Scalar:
        if node.tag not in {_TEXT_TAG, "!"}:
            raise self.refuse(node, f"the tag {node.tag} is not used")
        text: str = node.value
        plain = getattr(node, "style", None) in {None, ""}  # libyaml says "" where Python says None
        return self.plain(node, text) if plain else text

    def plain(self, node: yaml.Node, text: str) -> Scalar:
        if text in _WORDS:
            return _WORDS[text]
        if not _MAY_BE_A_NUMBER(text):
            return text
        if _WHOLE.fullmatch(text):
            return int(text)
        if _FRACTION.fullmatch(text):
            return Decimal(text)
        if _DAY.fullmatch(text):
            return self.day(node, text)
        if _LIKE_A_NUMBER.fullmatch(text):
            raise self.refuse(node, f"'{text}' is no plain number: no leading zero, exponent or underscore (or quote it)")
        return text

    def day(self, node: yaml.Node, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.refuse(node, f"'{text}' is no day of the calendar (write 2026-04-15)") from None
