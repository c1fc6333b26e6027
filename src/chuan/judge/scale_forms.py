# SPDX-License-Identifier: Apache-2.0
"""The calculator's form for scales: a few facts of the plate, and a grid of loads and indications."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.judge.fields import DayInput, NumberField
from chuan.judge.instruments import FAMILIES
from chuan.judge.pasted import read_numbers
from chuan.judge.words import refusal
from chuan.lib.errors import ChuanError

#: Rows of the grid: R 76 asks for ten loads, up and down.
ROWS = 20
COLUMNS = ("load", "indication", "delta_l")


def kinds() -> list[tuple[str, str]]:
    """The kinds of scales that are judged, by name."""
    return [(code, law.kind_name(code)) for code in FAMILIES if code.startswith("scale-")]


@dataclass(frozen=True)
class Cell:
    """One cell of the grid as typed, with what is wrong with it."""

    name: str
    value: str
    error: str


@dataclass(frozen=True)
class Row:
    """One point."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def errors(self) -> list[str]:
        """What is wrong in the row, each once."""
        return list(dict.fromkeys(cell.error for cell in self.cells if cell.error))


class ScaleForm(forms.Form):
    """A scale and its weighing points."""

    kind = forms.ChoiceField(label=_("Kind of scale"), choices=kinds)
    verification = forms.ChoiceField(label=_("Verification"), choices=(
        ("initial", _("Initial")), ("periodic", _("Periodic")), ("after_repair", _("After repair")), ("in_service", _("Check in use")),
    ))
    on = forms.DateField(label=_("Day of the weighing"), help_text=_("The law of this day counts."),
                         widget=DayInput)
    accuracy_class = forms.ChoiceField(label=_("Accuracy class"), choices=[(c, c) for c in ("III", "IIII", "II", "I")])
    max = NumberField(label=_("Maximum capacity Max"))
    e = NumberField(label=_("Verification scale interval e"))
    unit = forms.ChoiceField(label=_("Unit"), choices=[(unit, unit) for unit in ("kg", "g", "t", "mg")])
    d = NumberField(label=_("Scale interval d"), required=False, help_text=_("Only if it differs from e."))
    min = NumberField(label=_("Minimum capacity Min"), required=False, help_text=_("Left empty: the smallest the class allows."))
    indication = forms.ChoiceField(
        label=_("Indication"), widget=forms.RadioSelect, choices=(("digital", _("Digital")), ("analog", _("Dial or beam"))),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The grid as it was typed, or as the example has it."""
        return [Row(number, tuple(self._cell(name, number) for name in COLUMNS)) for number in range(1, ROWS + 1)]

    @property
    def shown_rows(self) -> list[Row]:
        """The rows up to a few empty ones after the last that holds something."""
        filled = max((row.number for row in self.rows if any(cell.value for cell in row.cells)), default=0)
        return self.rows[: min(ROWS, max(8, filled + 3))]

    def clean(self) -> dict[str, Any]:
        """See that the grid holds points and that they are numbers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.rows:
            for error in row.errors:
                self.add_error(None, forms.ValidationError(_("Point %(number)s: %(error)s"), params={"number": row.number, "error": error}))
        if not any(cell.value for row in self.rows for cell in row.cells):
            self.add_error(None, forms.ValidationError(_("Give at least one load with its indication.")))
        return cleaned

    def payload(self) -> dict[str, Any]:
        """The JSON that says the same."""
        given = self.cleaned_data
        spec = {"class": given["accuracy_class"]} | {
            name: given[name] for name in ("max", "e", "unit", "d", "min", "indication") if given[name]
        }
        return {
            "kind": given["kind"], "verification": given["verification"], "on": given["on"].isoformat(), "spec": spec,
            "points": [point for _number, point in self._points()],
        }

    def refuse(self, error: ChuanError) -> None:
        """Put the judge's refusal beside the field or the row it is about."""
        head, _slash, rest = str(error.data.get("where") or "").partition("/")
        field = {"class": "accuracy_class"}.get(rest, rest) if head == "spec" else head
        if head == "points" and (place := rest.partition("/")[0]).isdecimal():
            number = [number for number, _point in self._points()][int(place) - 1]
            self.add_error(None, refusal(error, line=None, label=str(_("Point %(number)s")) % {"number": number}))
            return
        label = str(self.fields[field].label) if field in self.fields else ""
        self.add_error(field if field in self.fields else None, refusal(error, line=None, label=label))

    def _points(self) -> Iterator[tuple[int, dict[str, str]]]:
        for row in self.rows:
            point = {name: _plain(cell.value) for name, cell in zip(COLUMNS, row.cells, strict=True) if cell.value}
            if point:
                yield row.number, point

    def _cell(self, name: str, number: int) -> Cell:
        key = f"{name}_{number}"
        value = str(self.data.get(key, "") if self.is_bound else self.initial.get(key, "")).strip()[:40]
        if not value:
            return Cell(key, "", str(_("the load or the indication is missing")) if self._is_needed(name, number) else "")
        if read_numbers(value, most=1).problems and read_numbers(value, mark=",", most=1).problems:
            return Cell(key, value, str(_("“%(text)s” is not a number.")) % {"text": value})
        return Cell(key, value, "")

    def _is_needed(self, name: str, number: int) -> bool:
        others = [other for other in COLUMNS if other != name]
        return self.is_bound and name != "delta_l" and any(self.data.get(f"{other}_{number}", "").strip() for other in others)


def _plain(text: str) -> str:
    """An indication: comma and point both mark the decimals here, thousands are never marked on a scale."""
    return (read_numbers(text, most=1).numbers or [text.replace(",", ".")])[0]
