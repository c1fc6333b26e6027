# SPDX-License-Identifier: Apache-2.0
"""The door for higher rooms: a kind of record whose lists can be brought in.

A room writes a subclass of `ImportKind`, says its columns, and registers one instance in its `apps.ready()`:

    kinds.register(MarketList())

The engine then does all the rest: guards and reads the file, finds the headings or asks which column is which, checks
the texts, shows what would happen, lets a person decide, writes in one transaction, marks the workbook, undoes.

A kind gives
  columns    what may stand in a list; each column says by `values` how its texts become values (`imports.values`)
  open       whatever the columns' parsers need, loaded once for a list (a gazetteer, a table of codes)
  lock       lets one import at a time write what this one writes
  match      SQL over the temporary table `import_stage` (one row per good row of the list, see `imports.staging`): sets
             `outcome` to 'same', 'changed' (with `subject`, `before`), 'likely' (with `subject`) or 'wrong' (with
             `problem`); what it leaves alone stays 'added'
  write      puts the rows with outcome 'added' and 'changed' into the tables; says which rows it made, by model
  restore    gives changed rows back their values before, for undo
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language

from chuan.imports.values import Text, Values
from chuan.lib.text import key

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrOrPromise

    from chuan.imports.models import Import
    from chuan.imports.staging import Stage

#: whether a list must have the column, and each row a value in it
MUST, MAY = True, False
_TEXT = Text()


@dataclass(frozen=True)
class Personal:
    """What is known of people: shown in full to who is allowed the act and asks for it, to all others as `mask` leaves it."""

    act: str
    mask: Callable[[str], str]


@dataclass(frozen=True)
class English:
    """A column for who reads the interface in English: heading, note, and the choices in the same order."""

    heading: str
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a list: its field, the heading of the template, other headings that mean it, what may stand in it."""

    field: str
    heading: str
    required: bool = MAY
    aliases: tuple[str, ...] = ()
    note: str = ""
    values: Values = _TEXT
    #: offered as a drop-down list in the template; other texts stay possible if the parser understands them
    choices: tuple[str, ...] = ()
    personal: Personal | None = None
    english: English | None = None

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return self.english.heading if self.english and _is_english() else self.heading

    @property
    def hint(self) -> str:
        """The note in the reader's language."""
        return self.english.note if self.english and _is_english() else self.note

    @property
    def offered(self) -> tuple[str, ...]:
        """The choices in the reader's language."""
        return self.english.choices if self.english and self.english.choices and _is_english() else self.choices


def _is_english() -> bool:
    return (get_language() or "vi").startswith("en")


@dataclass
class Made:
    """What a kind wrote: ids of new rows by model, in the order in which they must be taken away again.

    None stands for the identifiers of the staged rows that are new: they never leave the database.
    """

    rows: "list[tuple[type[Model], list[UUID] | None]]" = field(default_factory=list)


class ImportKind(ABC):
    """A kind of record; see the module."""

    code: str
    #: the act a person must be allowed for (`accounts.permissions`)
    act: str
    #: the act without which nobody brings such a list in or gets its files, being people's data; who gets one is recorded
    sees: str = ""
    title: "StrOrPromise"
    #: under which the kind stands on the page where one chooses
    group: "StrOrPromise"
    columns: tuple[Column, ...]
    #: values that name a record; a second row with the same ones is refused, naming the first
    identity: tuple[str, ...] = ()
    #: the column such a refusal points at
    identity_column: str = ""
    #: fields shown of a row in lists of rows
    shown: tuple[str, ...] = ()
    #: code -> (sentence, next step), for problems of this kind beside the engine's own
    problems: Mapping[str, tuple[str, str]] = {}
    #: name of a template's file
    file_name: str = "mau-danh-sach"

    @abstractmethod
    def open(self, on: date) -> Any:
        """Load what the parsers need; it is given to each as its second argument."""

    def sheet(self, name: str) -> Mapping[str, str]:  # noqa: ARG002 — for kinds that do
        """Texts that the name of a sheet says for all its rows, by field: {"change": "Lắp mới"}."""
        return {}

    def lists(self, on: date) -> Mapping[str, tuple[str, ...]]:  # noqa: ARG002 — for kinds that do
        """Long drop-down lists of the template, by field."""
        return {}

    @abstractmethod
    def lock(self) -> None:
        """Wait until nobody else writes what this kind writes; released with the transaction."""

    @abstractmethod
    def match(self, stage: "Stage") -> None:
        """Sort the staged rows out; see the module."""

    @abstractmethod
    def write(self, stage: "Stage", imported: "Import", *, at: datetime) -> Made:
        """Write the rows added and changed."""

    def release(self, imported: "Import", made: list[UUID]) -> None:  # noqa: B027 — for kinds that do
        """Before new rows are taken away: take away what only this import hung on them; refuse if somebody used them."""

    @abstractmethod
    def restore(self, imported: "Import") -> int:
        """Give the rows that the import changed their former values; how many could not, being changed since."""

    def personal(self, field: str) -> Personal | None:
        """How the texts of a column are kept from those who do not need them; None: they are nobody's."""
        return next((column.personal for column in self.columns if column.field == field), None)

    def words(self, name: str, value: Any) -> tuple[str, Any]:
        """A change of something that is no column: its name, and the value as a person reads it."""
        return name, value

    def link(self, subject: UUID) -> str:  # noqa: ARG002 — for kinds that do
        """The address of a record, empty if it has no page."""
        return ""

    def pages(self, subjects: Collection[UUID]) -> Mapping[UUID, str]:
        """The addresses of records; for kinds whose records stand on the page of another one, in one query."""
        return {subject: self.link(subject) for subject in subjects}


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind, english: Mapping[str, str] | None = None) -> None:
    """Enter a kind; its code is unique and stable, since imports are kept under it for ever.

    `english`: headings, notes and choices in English by those in Vietnamese, for columns that do not bring their own.
    Lists are read in both languages, whatever the columns say of themselves.
    """
    from chuan.audit.sentences import name_value
    from chuan.imports.problems import TEXTS

    assert kind.code not in _KINDS, kind.code
    fields = [column.field for column in kind.columns]
    assert len(fields) == len(set(fields)), fields
    kind.columns = tuple(_in_both_languages(column, english or {}) for column in kind.columns)
    TEXTS.update(kind.problems)
    name_value("list", kind.code, kind.title)
    _KINDS[kind.code] = kind


def _in_both_languages(column: Column, phrases: Mapping[str, str]) -> Column:
    english = column.english
    if english is None and column.heading in phrases:
        note, choices = phrases.get(column.note, column.note), tuple(phrases.get(one, one) for one in column.choices)
        english = English(phrases[column.heading], note, choices)
    if english is None:
        return column
    values = column.values
    said = {key(theirs): ours for theirs, ours in zip(english.choices, column.choices, strict=True) if theirs != ours}
    if said and not isinstance(values, Text):
        parse = values.parse
        values = replace(values, parse=lambda text, context: parse(said.get(key(text), text), context))
    return replace(column, english=english, values=values, aliases=(*column.aliases, english.heading))


def get(code: str) -> ImportKind | None:
    """The kind of a code, None if no room knows it (any more)."""
    return _KINDS.get(code)


def every() -> list[ImportKind]:
    """All kinds, in the order in which they were registered."""
    return list(_KINDS.values())
