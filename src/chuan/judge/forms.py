# SPDX-License-Identifier: Apache-2.0
"""The calculator's form for lots: what a person types and pastes, turned into the JSON that the judge takes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.judge.fields import DayInput, NumberField, NumbersField, numbers_of
from chuan.judge.pasted import Pasted
from chuan.judge.rule_sets import rule_set_ids
from chuan.judge.words import refusal, rule_set_name
from chuan.lib.errors import ChuanError

UNITS = ("g", "kg", "mg", "ml", "l", "cl", "m", "cm", "mm", "m2", "cm2", "1")
UNIT_LABELS = {"m2": "m²", "cm2": "cm²", "1": _("items")}
MARKS = (("", _("As the numbers show")), (",", _("Comma: 1.234,5")), (".", _("Point: 1,234.5")))


def units() -> list[tuple[str, Any]]:
    """Units of a label, as choices."""
    return [(unit, UNIT_LABELS.get(unit, unit)) for unit in UNITS]


def rule_sets() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Rule sets by their names: the Vietnamese first, the others under a heading of their own."""
    named = [(rule_set, rule_set_name(rule_set)) for rule_set in rule_set_ids()]
    ours = [choice for choice in named if choice[0].startswith("vn-")]
    others = [choice for choice in named if not choice[0].startswith("vn-")]
    return [group for group in ((_("Viet Nam"), ours), (_("Other"), others)) if group[1]]


class LotForm(forms.Form):
    """A lot of prepackages."""

    rule_set = forms.ChoiceField(label=_("Judged by"), choices=rule_sets)
    on = forms.DateField(label=_("Day of the check"), help_text=_("The law of this day counts."),
                         widget=DayInput)
    nominal_value = NumberField(label=_("Nominal quantity"), help_text=_("As on the label, without thousands marks."))
    nominal_unit = forms.ChoiceField(label=_("Unit"), choices=units)
    lot_size = forms.IntegerField(
        label=_("Packages in the lot"), min_value=1, max_value=10_000_000, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    place = forms.ChoiceField(label=_("Taken from"), required=False, choices=(
        ("", _("Not stated")), ("production", _("Production")), ("import", _("Imported consignment")), ("market", _("Market, shop or vehicle")),
    ))
    destructive = forms.BooleanField(label=_("Packages must be opened to measure them"), required=False)
    reading = forms.ChoiceField(
        label=_("What was read"), required=False, widget=forms.RadioSelect,
        choices=(("net", _("Net quantity of each package")), ("gross", _("Gross mass, packaging included"))),
    )
    mark = forms.ChoiceField(label=_("What marks the decimals"), choices=MARKS, required=False)
    readings = NumbersField(
        label=_("Readings"), rows=12, required=False,
        help_text=_("Paste the column from Excel, one package a line. At most 2,000."),
    )
    tare = NumbersField(
        label=_("Packaging (tare)"), rows=3, required=False,
        help_text=_("Only for gross readings. One number: every package weighs so much. As many as readings: each has its own. Else: a measured sample of packaging."),
    )
    unit = forms.ChoiceField(label=_("Unit of the readings"), choices=lambda: [("", _("As nominal")), *units()], required=False)
    density = NumberField(label=_("Density in g/ml"), required=False, help_text=_("For a volume found by weighing."))
    mean = NumberField(label=_("Mean of the whole lot"), required=False,
                       help_text=_("Only if no single readings are at hand: the lot is then judged as far as its mean goes."))

    pasted: Pasted = Pasted()

    def clean(self) -> dict[str, Any]:
        """Read the pasted columns, and see that there is something to judge."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["reading"] = cleaned.get("reading") or "net"
        mark: Any = cleaned.get("mark") or ""
        self.pasted = numbers_of(self, "readings", mark)
        self.pasted_tare = numbers_of(self, "tare", mark)
        if not self.pasted.numbers and not cleaned.get("mean") and not self.has_error("readings"):
            self.add_error("readings", forms.ValidationError(_("Give the reading of each package.")))
        if self.pasted.numbers and cleaned.get("mean"):
            self.add_error("mean", forms.ValidationError(_("Give either readings or their mean, not both.")))
        if cleaned.get("reading") == "gross" and self.pasted.numbers and not self.pasted_tare.numbers:
            self.add_error("tare", forms.ValidationError(_("Gross readings need the mass of the packaging.")))
        return cleaned

    def payload(self) -> dict[str, Any]:
        """The JSON that says the same."""
        given = self.cleaned_data
        payload: dict[str, Any] = {
            "rule_set": given["rule_set"], "on": given["on"].isoformat(),
            "nominal": {"value": given["nominal_value"], "unit": given["nominal_unit"]},
            "lot_size": given["lot_size"], "destructive": given["destructive"],
        }
        if given["place"]:
            payload["place"] = given["place"]
        if given["mean"]:
            return payload | {"mean": given["mean"], "census": True}
        return payload | dict(self._readings(given))

    def _readings(self, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        yield given["reading"], self.pasted.numbers
        if given["reading"] == "gross":
            yield "tare", self._tare()
        if given["unit"]:
            yield "unit", given["unit"]
        if given["density"]:
            yield "density", {"value": given["density"], "unit": "g/ml"}

    def _tare(self) -> Any:
        tare = self.pasted_tare.numbers
        if len(tare) == 1:
            return {"mean": tare[0]}
        return tare if len(tare) == len(self.pasted.numbers) else {"sample": tare}

    def refuse(self, error: ChuanError) -> None:
        """Put the judge's refusal beside the field it is about."""
        head, _slash, rest = str(error.data.get("where") or "").partition("/")
        field = {
            "nominal": "nominal_unit" if rest == "unit" else "nominal_value", "net": "readings", "gross": "readings", "tare": "tare",
        }.get(head, head)
        lines = {"readings": self.pasted.lines, "tare": self.pasted_tare.lines}.get(field, [])
        place = int(digits) if (digits := rest.rpartition("/")[2]).isdecimal() else 0
        line = lines[place - 1] if 0 < place <= len(lines) else None
        label = str(self.fields[field].label) if field in self.fields else ""
        self.add_error(field if field in self.fields else None, refusal(error, line=line, label=label))
