# SPDX-License-Identifier: Apache-2.0
"""Goods weighed again at a reference-scale point: what is asked, turned into the JSON that the judge takes, and its answer.

What the reference scale shows is taken for the mass; what the trader's scale showed is the indication. Nothing is kept.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuan import law
from chuan.judge import results, words
from chuan.judge.columns import Column
from chuan.judge.fields import DayInput, NumberField
from chuan.judge.instruments import judge_instrument
from chuan.lib.errors import ChuanError
from chuan.metrology.decimals import plain
from chuan.metrology.units import convert
from chuan.registry import points
from chuan.registry.choices import Standing
from chuan.registry.models import ReferenceScale
from chuan.ui.figures import number

_SHORTAGE = "retail-weighing/allowed-shortage"
_OTHER = "other"
_UNITS = ("kg", "g")
_CLASSES = ("III", "IIII", "II", "I")
#: where the judge says something is wrong, and the field a person finds it in
_FIELDS = {
    "on": "on", "points/1/check_mass": "found", "points/1/indication": "declared", "spec/class": "accuracy_class",
    "spec/max": "max", "spec/e": "e",
}
#: on a scale comma and point both mark the decimals; thousands are never marked
_READING = re.compile(r"[0-9]+([.,][0-9]*)?|[.,][0-9]+")


class ReadingField(NumberField):
    """What a scale shows; the value is its plain text."""

    def clean(self, value: Any) -> str:
        """The number with a point."""
        text: str = forms.CharField.clean(self, value)
        if text and not _READING.fullmatch(text):
            raise forms.ValidationError(_("“%(text)s” is not a number."), params={"text": text})
        return text.replace(",", ".")


class WeighingForm(forms.Form):
    """One weighing: what the trader's scale showed, and what the reference scale shows."""

    #: how the judge's points are laid out
    columns: ClassVar[tuple[Column, ...]] = (
        Column("check_mass", gettext_lazy("Quantity found")), Column("indication", gettext_lazy("Declared quantity")),
    )
    over: ClassVar[str] = "check_mass"
    is_joined: ClassVar[bool] = False
    is_log: ClassVar[bool] = False
    unit = "g"

    goods = forms.CharField(label=gettext_lazy("Goods"), max_length=120, required=False)
    trader = forms.CharField(label=gettext_lazy("Trader or stall"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("The trader"), widget=forms.RadioSelect, initial="seller",
        choices=(("seller", gettext_lazy("sold the goods")), ("buyer", gettext_lazy("bought the goods"))),
    )
    declared = ReadingField(label=gettext_lazy("Declared quantity"), help_text=gettext_lazy("As the trader's scale showed it."))
    found = ReadingField(
        label=gettext_lazy("Quantity found"), help_text=gettext_lazy("On the reference scale; or the mass of the control weights."),
    )
    mass_unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=[(unit, unit) for unit in _UNITS])
    scale = forms.ChoiceField(label=gettext_lazy("The trader's scale"))
    accuracy_class = forms.ChoiceField(label=gettext_lazy("Accuracy class"), choices=[(name, name) for name in _CLASSES], required=False)
    max = ReadingField(label=gettext_lazy("Maximum capacity Max"), required=False)
    e = ReadingField(label=gettext_lazy("Verification scale interval e"), required=False)
    reference = forms.ChoiceField(label=gettext_lazy("Weighed again on"), required=False)
    on = forms.DateField(
        label=gettext_lazy("Day of the check"), help_text=gettext_lazy("The law of this day counts."), widget=DayInput,
    )

    def __init__(self, data: Any, *, scales: Iterable[tuple[ReferenceScale, Standing]], day: date, today: date) -> None:
        """Offer the scales of the point that are no weights, the one in force first, and the spring scales of the law of `day`."""
        self.references = {
            str(use.pk): (use, where) for use, where in sorted(scales, key=lambda one: one[1] not in points.IN_FORCE)
            if use.instrument.kind.startswith(points.SCALES)
        }
        self.today = today
        super().__init__(data, initial={"on": today, "reference": next(iter(self.references), "")})
        fields: dict[str, Any] = self.fields
        fields["scale"].choices = [("", _("Choose")), *_spring_scales(day), (_OTHER, _("Another scale (electronic, beam …)"))]
        fields["reference"].choices = [
            *((code, f"{use.instrument} – {where.label}") for code, (use, where) in self.references.items()), ("", _("Not stated")),
        ]

    @property
    def asked_of_others(self) -> list[forms.BoundField]:
        """The plate of a scale that is no spring scale."""
        return [self["accuracy_class"], self["max"], self["e"]]

    @property
    def is_other(self) -> bool:
        """True where the plate has to be shown."""
        return self["scale"].value() == _OTHER or any(field.value() for field in self.asked_of_others[1:])

    def clean(self) -> dict[str, Any]:
        """Ask for the plate of a scale of no table, and take no day that has not come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("scale") == _OTHER:
            for name in ("max", "e"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, forms.ValidationError(_("State what stands on the plate of the scale.")))
        if given.get("on") and given["on"] > self.today:
            self.add_error("on", forms.ValidationError(_("This day has not come yet.")))
        return given

    def payload(self) -> dict[str, Any]:
        """The JSON that says the same."""
        given = self.cleaned_data
        return {
            "kind": "retail-weighing", "on": given["on"].isoformat(), "spec": self._plate() | {"unit": given["mass_unit"]},
            "points": [{"role": given["role"], "check_mass": given["found"], "indication": given["declared"]}],
        }

    def _plate(self) -> dict[str, str]:
        given = self.cleaned_data
        if given["scale"] == _OTHER:
            return {"scale": "other", "class": given["accuracy_class"] or _CLASSES[0], "max": given["max"], "e": given["e"]}
        capacity, division = (plain(convert(part, "g", given["mass_unit"])) for part in given["scale"].split("/"))
        return {"scale": "spring", "max": capacity, "d": division}

    def result(self) -> dict[str, Any] | None:
        """What the judge says, laid out for the page; None where something has to be mended first."""
        if not self.is_valid():
            return None
        try:
            answer = judge_instrument(self.payload())
        except ChuanError as error:
            self._refuse(error)
            return None
        point, found = answer["points"][0], results.instrument(answer, self)
        short, passed = Decimal(point["error"]), bool(point["passed"])
        found["verdict"]["word"] = _("Weighed rightly") if passed else _("Short weight")
        found["reasons"] = [_outcome(short, Decimal(point["limit"]))]
        return found | {"asked": list(self._asked()), "idle": self._idle()}

    def _asked(self) -> Iterable[tuple[Any, str]]:
        given = self.cleaned_data
        for name in ("goods", "trader", "role", "declared", "found", "scale", "reference", "on"):
            field, value = self.fields[name], given[name]
            if isinstance(field, forms.ChoiceField):
                text = str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
            elif name in {"declared", "found"}:
                text = f"{number(value)} {given['mass_unit']}"
            else:
                text = f"{value:%d/%m/%Y}" if name == "on" else value
            if value:
                yield field.label, text
        if given["scale"] == _OTHER:
            plate = self._plate()
            yield _("From the plate"), f"{plate['class']}, Max {number(plate['max'])} {given['mass_unit']}, e = {number(plate['e'])} {given['mass_unit']}"

    def _idle(self) -> tuple[ReferenceScale, Standing] | None:
        """The reference scale, if nobody may weigh by it."""
        use, where = self.references.get(self.cleaned_data["reference"], (None, None))
        return (use, where) if use is not None and where is not None and where not in points.IN_FORCE else None

    def _refuse(self, error: ChuanError) -> None:
        """Put the judge's refusal beside the field it is about."""
        place = str(error.data.get("where") or "")
        field = _FIELDS.get(place)
        if place == "spec/max" and self.cleaned_data["scale"] != _OTHER:
            field = "scale"
        self.add_error(field, words.refusal(error, line=None, label=str(self.fields[field].label) if field else ""))


def _spring_scales(on: date) -> list[tuple[str, str]]:
    """The spring scales the law of a day knows, as choices; none where there was no such law."""
    try:
        rows: Iterable[Mapping[str, Any]] = law.at(on).table(_SHORTAGE)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return []
    pairs = sorted({(row["max_g"], row["d_g"]) for row in rows})
    return [
        (f"{most}/{d}", _("Spring scale, Max %(max)s, d = %(d)s g") % {"max": _mass(most), "d": number(d)}) for most, d in pairs
    ]


def _mass(grams: int) -> str:
    return f"{number(grams)} g" if grams < 1000 else f"{number(grams // 1000)} kg"


def _outcome(short: Decimal, allowed: Decimal) -> str:
    figures = {"short": number(plain(abs(short))), "allowed": number(plain(allowed))}
    if short <= 0:
        return _("Nothing is missing.") if not short else _("Nothing is missing: %(short)s g to the other side's gain.") % figures
    if short <= allowed:
        return _("Short by %(short)s g; %(allowed)s g are allowed.") % figures
    return _("Short by %(short)s g, more than the %(allowed)s g that are allowed.") % figures
