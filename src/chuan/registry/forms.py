# SPDX-License-Identifier: Apache-2.0
"""Filters of the lists, and the upload."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.places.models import AdministrativeUnit
from chuan.registry.choices import Standing, Within
from chuan.registry.queries import Wanted


class _Filter(forms.Form):
    """What both lists are narrowed by; whatever cannot be understood is left out."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Serial number, maker, model, place")}),
    )
    kind = forms.CharField(label=_("Kind"), required=False, max_length=40, widget=forms.Select())
    commune = forms.CharField(label=_("Commune"), required=False, max_length=10, widget=forms.Select())
    owner = forms.CharField(label=_("Owner"), required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(
        self, query: Any, *, kinds: list[tuple[str, str]], communes: "QuerySet[AdministrativeUnit]"
    ) -> None:
        super().__init__(query)
        self._choose("kind", kinds)
        self._choose("commune", list(communes.values_list("code", "full_name")))
        self.is_valid()

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].widget.choices = [("", _("All")), *choices]

    def value(self, name: str) -> str:
        """A value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "")

    def wanted(self) -> Wanted:
        """What the list is narrowed to."""
        return Wanted(
            text=self.value("q"), kind=self.value("kind"), commune=self.value("commune"), owner=self.value("owner"),
            standing=self.value("standing") if "standing" in self.fields else "",
        )


class InstrumentFilter(_Filter):
    """Which instruments."""

    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *Standing.choices])


class DueFilter(_Filter):
    """Which instruments are to be verified."""

    #: chosen by the tabs above the list
    within = forms.ChoiceField(required=False, choices=Within.choices, widget=forms.HiddenInput())

    field_order = ["within", "commune", "owner", "kind", "q"]

    def span(self) -> str:
        """How far to look; 30 days unless something else was asked."""
        return self.value("within") or Within.DAYS_30.value


class UploadForm(forms.Form):
    """A list to import."""

    file = forms.FileField(
        label=_("List of fuel dispensers"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,text/csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = _("Excel workbook (.xlsx) or CSV, at most %(limit)s MB.") % {"limit": limit}
