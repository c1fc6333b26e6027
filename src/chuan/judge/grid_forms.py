# SPDX-License-Identifier: Apache-2.0
"""Forms for instruments: a few facts of the plate, and a grid of points for the keyboard. One class for each family."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.judge import words
from chuan.judge.columns import Column
from chuan.judge.fields import DayInput
from chuan.lib.errors import ChuanError
from chuan.ui import figures

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Rows of the grid, and how many are shown while it is empty.
ROWS, _SHOWN, _SPARE = 24, 8, 3
#: On an instrument comma and point both mark the decimals; thousands are never marked.
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_LONGEST = 40


@dataclass(frozen=True)
class Cell:
    """One cell as typed, with what is wrong with it."""

    column: Column
    name: str
    value: str
    error: str


@dataclass(frozen=True)
class Row:
    """One point."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_filled(self) -> bool:
        """True if something was typed: what stands in a select by itself does not count."""
        return any(cell.value for cell in self.cells if not cell.column.choices)

    @property
    def errors(self) -> list[str]:
        """What is wrong in the row, each once."""
        return list(dict.fromkeys(cell.error for cell in self.cells if cell.error))


class GridForm(forms.Form):
    """What every instrument has: its kind, the verification, the day, and points."""

    #: Templates list the classes themselves.
    do_not_call_in_templates: ClassVar[bool] = True
    title: ClassVar["StrOrPromise"]
    about: ClassVar["StrOrPromise"]
    icon: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[Column, ...]]
    hint: ClassVar["StrOrPromise"] = ""
    examples: ClassVar[tuple[tuple[str, "StrOrPromise"], ...]] = ()
    #: The column the error is drawn over, and whether its points follow on each other.
    over: ClassVar[str] = ""
    is_joined: ClassVar[bool] = True
    is_log: ClassVar[bool] = False
    #: Fields of the plate that few need: folded away.
    rare: ClassVar[tuple[str, ...]] = ()

    kind = forms.ChoiceField(label=_("Kind of instrument"))
    verification = forms.ChoiceField(label=_("Verification"), choices=(
        ("initial", _("Initial")), ("periodic", _("Periodic")), ("after_repair", _("After repair")), ("in_service", _("Check in use")),
    ))
    on = forms.DateField(label=_("Day of the measurement"), help_text=_("The law of this day counts."), widget=DayInput)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        choices = [(kind, law.kind_name(kind)) for kind in self.kinds]
        self.fields["kind"] = forms.ChoiceField(label=self.fields["kind"].label, choices=choices)
        if len(choices) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = choices[0][0]

    def spec(self) -> dict[str, Any]:
        """The plate as the judge takes it."""
        own = [name for name in self.fields if name not in GridForm.base_fields]
        return {name: self.cleaned_data[name] for name in own if self.cleaned_data[name] != ""}

    @property
    def unit(self) -> str:
        """The unit of errors and limits."""
        return "%"

    @property
    def common_fields(self) -> list[forms.BoundField]:
        """Fields shown at once."""
        return [self[name] for name in self.fields if name not in self.rare]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """Fields folded away."""
        return [self[name] for name in self.fields if name in self.rare]

    @property
    def is_rare_used(self) -> bool:
        """True if something stands in a folded field."""
        return any(field.value() or field.errors for field in self.rare_fields)

    @cached_property
    def rows(self) -> list[Row]:
        """The grid as it was typed, or as the example has it."""
        return [Row(number, tuple(self._cells(number))) for number in range(1, ROWS + 1)]

    @property
    def shown_rows(self) -> list[Row]:
        """The rows up to a few empty ones after the last that holds something."""
        filled = max((row.number for row in self.rows if row.is_filled), default=0)
        return self.rows[: min(ROWS, max(_SHOWN, filled + _SPARE))]

    def clean(self) -> dict[str, Any]:
        """See that the grid holds points and that they are numbers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.rows:
            for error in row.errors:
                self.add_error(None, forms.ValidationError(_("Point %(number)s: %(error)s"), params={"number": row.number, "error": error}))
        if not any(row.is_filled for row in self.rows):
            self.add_error(None, forms.ValidationError(_("Give at least one point.")))
        return cleaned

    def payload(self) -> dict[str, Any]:
        """The JSON that says the same."""
        given = self.cleaned_data
        return {
            "kind": given["kind"], "verification": given["verification"], "on": given["on"].isoformat(), "spec": self.spec(),
            "points": [point for _number, point in self._points()],
        }

    def plate(self) -> list[tuple[str, str]]:
        """What the plate says, in words, for the paper."""
        told = []
        for field in self:
            value = self.cleaned_data.get(field.name)
            if value in ("", None, False):
                continue
            flat = dict(choice for _group, choice in _choices(self.fields[field.name]))
            told.append((str(field.label), str(flat.get(value, "")) or (figures.day(value) if isinstance(value, date) else words.figure(value))))
        return told

    def refuse(self, error: ChuanError) -> None:
        """Put the judge's refusal beside the field or the row it is about."""
        head, _slash, rest = str(error.data.get("where") or "").partition("/")
        if head == "points" and (place := rest.partition("/")[0]).isdecimal():
            number = [number for number, _point in self._points()][int(place) - 1]
            self.add_error(None, words.refusal(error, line=None, label=str(_("Point %(number)s")) % {"number": number}))
            return
        field = self.field_of(rest) if head == "spec" else head
        label = str(self.fields[field].label) if field in self.fields else ""
        self.add_error(field if field in self.fields else None, words.refusal(error, line=None, label=label))

    def field_of(self, key: str) -> str:
        """The field that holds a key of the plate."""
        return key

    @classmethod
    def initial_from(cls, payload: Mapping[str, Any]) -> dict[str, Any]:
        """What an example of this family fills in."""
        cells = {
            f"{column}_{number}": value for number, point in enumerate(payload["points"], 1) for column, value in point.items()
        }
        plain = {"kind": payload["kind"], "verification": payload["verification"], "on": date.fromisoformat(payload["on"])}
        return cells | plain | cls.plate_from(payload.get("spec", {}))

    @classmethod
    def plate_from(cls, spec: Mapping[str, Any]) -> dict[str, Any]:
        """The plate of an example as this form has it."""
        return dict(spec)

    def _points(self) -> Iterator[tuple[int, dict[str, str]]]:
        for row in self.rows:
            if row.is_filled:
                yield row.number, {
                    cell.column.name: cell.value if cell.column.choices or cell.column.is_word else _plain(cell.value)
                    for cell in row.cells if cell.value
                }

    def _cells(self, number: int) -> Iterator[Cell]:
        filled = any(self._typed(column, number) for column in self.columns if not column.choices)
        for column in self.columns:
            value = self._typed(column, number) or (column.choices[0][0] if column.choices else "")
            yield Cell(column, f"{column.name}_{number}", value, self._wrong(column, value) if filled and self.is_bound else "")

    def _typed(self, column: Column, number: int) -> str:
        source = self.data if self.is_bound else self.initial
        return str(source.get(f"{column.name}_{number}", "")).strip().replace("−", "-")[:_LONGEST]

    def _wrong(self, column: Column, value: str) -> str:
        if not value:
            return str(_("%(column)s is missing.")) % {"column": column.label} if column.needed else ""
        if column.choices:
            known = value in dict(column.choices)
            return "" if known else str(_("“%(text)s” is no choice.")) % {"text": value}
        if column.is_word or _NUMBER.fullmatch(value):
            return ""
        return str(_("“%(text)s” is not a number.")) % {"text": value}


def _choices(field: forms.Field) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """The choices of a field, groups opened."""
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from ((str(value), choice) for choice in label)
        else:
            yield "", (value, label)


def _plain(text: str) -> str:
    """A number with a decimal point and digits on both sides of it."""
    sign = "-" if text.startswith("-") else ""
    whole, _mark, fraction = text.lstrip("+-").replace(",", ".").partition(".")
    return f"{sign}{whole or '0'}.{fraction}" if fraction else f"{sign}{whole or '0'}"
